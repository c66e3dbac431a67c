//! The table of kinds beside the model and the table of references.

use super::*;
use crate::document::references::THINGS;

/// The requests that make a thing of a kind.
fn makers(kind: &Kind) -> Vec<&'static str> {
    let all = model::service(kind.service).expect("known").operations;
    let makes = |operation: &&str| {
        let made = kind_of(&Resource::new(kind.service, operation));
        made.is_some_and(|(found, _)| std::ptr::eq(found, kind))
    };
    let names = all.iter().map(|operation| operation.name);
    names.filter(makes).collect()
}

#[test]
fn what_can_be_named_can_be_made_and_the_other_way_round() {
    let mut things: Vec<_> = THINGS.iter().map(|t| (t.service, t.title)).collect();
    let mut kinds: Vec<_> = KINDS.iter().map(|k| (k.service, k.title)).collect();
    things.sort_unstable();
    kinds.sort_unstable();
    assert_eq!(kinds, things);
}

#[test]
fn the_table_is_the_models() {
    for kind in KINDS {
        let operation = |name| model::operation(kind.service, name).expect(name);
        let makers = makers(kind);
        assert!(!makers.is_empty(), "{}", kind.title);
        let look = operation(kind.look);
        assert!(look.input.member(kind.name).is_some(), "{}", kind.title);
        let errors: Vec<&str> = look.errors.iter().map(|error| error.code).collect();
        assert!(errors.contains(&kind.missing), "{} {errors:?}", kind.title);
        assert!(kind.status.0.is_empty() || kind.answers(kind.status.0));
        assert_eq!(kind.status.0.is_empty(), kind.status.1.is_empty());
        let described = kind.described().expect(kind.title);
        for (member, answer) in kind.compared {
            let known = |maker: &&'static str| operation(maker).input.member(member).is_some();
            assert!(makers.iter().any(known), "{} {member}", kind.title);
            assert!(
                described.member(answer).is_some(),
                "{} {answer}",
                kind.title
            );
        }
        if let Some(remove) = kind.remove {
            assert!(operation(remove).input.member(kind.name).is_some());
        }
        let Some(found) = kind.found else { continue };
        let within = found.within.into_iter();
        for (member, asked) in within.flat_map(|m| [(m, makers[0]), (m, kind.look)]) {
            assert!(operation(asked).input.member(member).is_some(), "{member}");
        }
        assert!(kind.answers(kind.name) && found.list.len() > 4);
        let mut told = found.told.split('.');
        let output = operation(makers[0]).output.expect("an answer");
        let told = told.try_fold(output, |shape, name| Some(shape.member(name)?.shape));
        assert!(told.is_some(), "{}", found.told);
        operation(found.list);
    }
}

#[test]
fn members_of_descriptions_are_reached_by_path() {
    let (kind, _) =
        kind_of(&Resource::new("elasticache", "CreateReplicationGroup")).expect("a kind");
    assert!(kind.answers("ARN") && kind.answers("ConfigurationEndpoint.Address"));
    for wrong in [
        "",
        "arn",
        "ConfigurationEndpoint",
        "ARN.",
        "ConfigurationEndpoint..Address",
    ] {
        assert!(!kind.answers(wrong), "{wrong}");
    }
}

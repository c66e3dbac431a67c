use super::*;
use crate::document::parse_json;

fn page(parameters: &str) -> Workbench {
    let mut resource = Resource::new("elasticache", "CreateReplicationGroup");
    resource.parameters = parse_json(parameters).expect("valid JSON");
    Workbench::new(Theme::Auto).after(Action::Opened {
        document: Document::single("us-west-2", resource),
        title: "Test".into(),
    })
}

fn edited(page: &Workbench, edit: Edit) -> Workbench {
    page.after(Action::Edited { edit, at: 0.0 })
}

fn parameters(page: &Workbench) -> String {
    page.document().resources[0].parameters.to_json()
}

#[test]
fn what_is_typed_is_kept_even_when_it_is_wrong() {
    let page = edited(
        &page("{}"),
        Edit::set(0, Path::parse("Port"), Value::string("63x")),
    );
    assert_eq!(parameters(&page), r#"{"Port":"63x"}"#);
    assert_eq!(parameters(&page.after(Action::Undone)), "{}");
    assert_eq!(
        parameters(&page.after(Action::Undone).after(Action::Redone)),
        r#"{"Port":"63x"}"#
    );
}

#[test]
fn emptied_structures_and_lists_go_but_items_stay() {
    let before = page(r#"{"Tags":[{"Key":"a"}],"SnapshotArns":["x"]}"#);
    let page = edited(&before, Edit::remove(0, Path::parse("Tags[0].Key")));
    assert_eq!(parameters(&page), r#"{"Tags":[{}],"SnapshotArns":["x"]}"#);
    let page = edited(&page, Edit::remove(0, Path::parse("Tags[0]")));
    let page = edited(&page, Edit::remove(0, Path::parse("SnapshotArns[0]")));
    assert_eq!(parameters(&page), "{}");
}

#[test]
fn opening_another_document_can_be_undone() {
    let before = page(r#"{"Port":1}"#);
    let after = before.after(Action::OperationChosen {
        service: "elasticache",
        operation: "CreateUser",
    });
    assert_eq!(&*after.document().resources[0].operation, "CreateUser");
    assert_eq!(after.after(Action::Undone).document(), before.document());
}

#[test]
fn a_sought_field_is_revealed() {
    let page = page("{}").after(Action::FilterTyped("port".into()));
    let path = Path::parse("NodeGroupConfiguration[70].Slots");
    let action = Action::Sought {
        resource: 0,
        path: path.clone(),
    };
    let page = page.after(action.clone());
    assert_eq!(&*page.filter, "");
    assert!(page.places.item(0, &path.parent(), 500));
    let first = page.focus.clone().expect("a wish");
    let second = page.after(action).focus.expect("a wish");
    assert_ne!(first, second, "seeking twice focuses twice");
}

#[test]
fn the_selection_stays_within_the_document() {
    let add = Action::ResourceAdded {
        service: "dsql",
        operation: "CreateCluster",
    };
    let two = page("{}").after(add);
    assert_eq!((two.resource, two.document().resources.len()), (1, 2));
    let one = two.after(Action::ResourceRemoved(1));
    assert_eq!(one.resource, 0);
    let none = one.after(Action::ResourceRemoved(0));
    assert_eq!(none.view, View::Start);
    assert_eq!(none.after(Action::Undone).document().resources.len(), 1);
}

#[test]
fn an_action_that_changes_nothing_keeps_the_page() {
    let page = Rc::new(page("{}"));
    let same = page.clone().reduce(Action::FormatChosen(page.format));
    assert!(Rc::ptr_eq(&page, &same));
}

#[test]
fn what_is_opened_shows_what_it_is_about() {
    let text = r#"{"version":1,"resources":[
        {"service":"elasticache","operation":"CreateUser","parameters":{"UserId":"a"}},
        {"service":"elasticache","operation":"CreateUserGroup","parameters":{"UserGroupId":"a","Engine":"valkey"}}]}"#;
    let document = Document::from_value(&parse_json(text).expect("valid")).expect("a document");
    let page = Workbench::new(Theme::Auto).after(Action::Opened {
        document,
        title: "Test".into(),
    });
    assert_eq!(page.resource, 1);
}

#[test]
fn another_cluster_mode_keeps_aside_what_was_typed() {
    let before = r#"{"NumNodeGroups":3,"ReplicasPerNodeGroup":2,"CacheParameterGroupName":"default.redis7.cluster.on"}"#;
    let answer = |page: &Workbench, answer| {
        page.after(Action::Answered {
            resource: 0,
            choice: &crate::model::overlay::CLUSTER_MODE,
            answer,
        })
    };
    let page = page(before);
    let disabled = answer(&page, Some(1));
    assert_eq!(
        parameters(&disabled),
        r#"{"CacheParameterGroupName":"default.redis7","ClusterMode":"disabled","NumCacheClusters":3}"#
    );
    assert!(disabled.places.aside(0, "NumNodeGroups").is_some());
    let again = answer(&disabled, Some(0));
    assert_eq!(
        parameters(&again),
        r#"{"CacheParameterGroupName":"default.redis7.cluster.on","ClusterMode":"enabled","NumNodeGroups":3,"ReplicasPerNodeGroup":2}"#
    );
    assert_eq!(
        parameters(&again.after(Action::Undone).after(Action::Undone)),
        before
    );
    let unsaid = answer(&disabled, None);
    assert_eq!(
        parameters(&unsaid),
        r#"{"CacheParameterGroupName":"default.redis7","NumCacheClusters":3}"#
    );
}

#[test]
fn a_field_that_is_not_asked_for_is_shown_when_it_is_sought() {
    let page = page(r#"{"ClusterMode":"disabled"}"#);
    let rest = outline::rest("Shards, replicas and failover");
    assert!(!page.places.section(&rest, false));
    let sought = page.after(Action::Sought {
        resource: 0,
        path: Path::parse("NumNodeGroups"),
    });
    assert!(sought.places.section(&rest, false));
}

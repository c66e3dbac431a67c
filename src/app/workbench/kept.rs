//! What is kept aside, as a document: what the browser keeps of it beside the document itself.
//!
//! Its requests have the parameters that the standing answers do not ask for, and its `answers` are what
//! was chosen, by title and label.

use std::rc::Rc;

use super::Workbench;
use crate::app::choices;
use crate::document::{Document, Map, Resource, Value};
use crate::model::overlay::{self, Choice};

const ANSWERS: &str = "answers";

impl Workbench {
    /// What is kept aside, for each request of the document; `None` while that is nothing.
    pub fn kept(&self) -> Option<Document> {
        let mut kept = Document::default();
        let mut all = Vec::new();
        let mut n_kept = 0;
        for (index, resource) in self.document().resources.iter().enumerate() {
            let (mut aside, mut answers) = (Map::default(), Map::default());
            for choice in questions(resource) {
                for member in choices::members(choice) {
                    if let Some(value) = self.places.aside(index, member) {
                        aside.insert(member, value.clone());
                    }
                }
                if let Some(answer) = self.places.answer(index, choice) {
                    answers.insert(choice.title, Value::string(choice.answers[answer].label));
                }
            }
            n_kept += aside.len() + answers.len();
            let mut request = Resource::new(&resource.service, &resource.operation);
            request.parameters = Value::Map(Rc::new(aside));
            kept.resources.push(Rc::new(request));
            all.push(Value::Map(Rc::new(answers)));
        }
        kept.extra.insert(ANSWERS, Value::list(all));
        (n_kept > 0).then_some(kept)
    }

    /// The page with what was kept aside of its document; what fits none of its requests is left out.
    #[must_use]
    pub fn with_kept(mut self, kept: &Document) -> Self {
        let document = self.document().clone();
        let answers = kept.extra.get(ANSWERS).and_then(Value::as_list);
        for (index, (resource, aside)) in document.resources.iter().zip(&kept.resources).enumerate()
        {
            if (&resource.service, &resource.operation) != (&aside.service, &aside.operation) {
                continue;
            }
            let chosen = answers.and_then(|answers| answers.get(index));
            for choice in questions(resource) {
                for member in choices::members(choice) {
                    if let Some(value) = aside.parameters.get(member) {
                        self.places.put_aside(index, member, value.clone());
                    }
                }
                let label = chosen.and_then(|chosen| chosen.text(choice.title));
                let answer = label.and_then(|label| {
                    let mut answers = choice.answers.iter();
                    answers.position(|answer| answer.label == label)
                });
                if answer.is_some() {
                    self.places.set_answer(index, choice, answer);
                }
            }
        }
        self
    }
}

fn questions(resource: &Resource) -> &'static [&'static Choice] {
    overlay::choices(&resource.service, &resource.operation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::workbench::{Action, Theme};
    use crate::document::parse_json;
    use crate::model::overlay::CLUSTER_MODE;

    fn opened(parameters: &str) -> Workbench {
        let mut resource = Resource::new("elasticache", "CreateReplicationGroup");
        resource.parameters = parse_json(parameters).expect("valid");
        Workbench::new(Theme::Auto).after(Action::Opened {
            document: Document::single("us-west-2", resource),
            title: "Last time".into(),
        })
    }

    fn answered(page: &Workbench, title: &str, answer: usize) -> Workbench {
        let resource = &page.document().resources[0];
        let choice = questions(resource).iter().find(|it| it.title == title);
        page.after(Action::Answered {
            resource: 0,
            choice: choice.expect("a question"),
            answer: Some(answer),
        })
    }

    fn json(page: &Workbench) -> String {
        page.document().resources[0].parameters.to_json()
    }

    #[test]
    fn nothing_is_kept_of_a_page_that_has_nothing_aside() {
        assert_eq!(opened(r#"{"NumNodeGroups":3}"#).kept(), None);
    }

    #[test]
    fn what_another_answer_had_is_back_after_a_visit_to_another_day() {
        let before = opened(r#"{"NumNodeGroups":3,"AuthToken":"s3cret-s3cret-s3cret"}"#);
        let off = answered(&before, CLUSTER_MODE.title, 1);
        let none = answered(&off, "Access control", 0);
        let stored = none.kept().expect("something").redacted().to_value();
        assert!(!stored.to_json().contains("s3cret"), "{stored:?}");

        let stored = Document::from_value(&stored).expect("a document");
        let page = opened(&json(&none)).with_kept(&stored);
        assert_eq!(page.kept(), Some(stored));
        let on = answered(&page, CLUSTER_MODE.title, 0);
        assert!(json(&on).contains(r#""NumNodeGroups":3"#), "{}", json(&on));
        let token = answered(&on, "Access control", 2);
        assert!(
            json(&token).contains(r#"{"$env":"AUTH_TOKEN"}"#),
            "{}",
            json(&token)
        );
    }

    #[test]
    fn an_answer_without_a_value_is_kept() {
        let chosen = answered(&opened("{}"), "Access control", 2);
        let page = opened("{}").with_kept(&chosen.kept().expect("an answer"));
        assert_eq!(
            page.places
                .answer(0, questions(&page.document().resources[0])[1]),
            Some(2)
        );
    }

    #[test]
    fn what_was_kept_of_another_request_is_left_alone() {
        let mut other = Resource::new("elasticache", "CreateCacheCluster");
        other.parameters = parse_json(r#"{"SnapshotName":"x"}"#).expect("valid");
        let page = opened("{}").with_kept(&Document::single("us-west-2", other));
        assert_eq!(page.kept(), None);
    }
}

//! Answering a question that decides which fields are asked for.

use std::rc::Rc;

use super::Workbench;
use crate::app::choices;
use crate::document::{Edit, Path, Value};
use crate::model::overlay::{CLUSTER_MODE, Choice};

impl Workbench {
    /// Takes an answer by its index. What other answers ask for is kept aside, and is back with its
    /// answer; without an answer nothing is taken away.
    pub(super) fn answer(
        &mut self,
        resource: usize,
        choice: &'static Choice,
        answer: Option<usize>,
    ) {
        let before = self.document().clone();
        let Some(shown) = before.resources.get(resource) else {
            return;
        };
        let place = |member: &str| Path::root().key(member);
        let wanted = answer.map_or(&[][..], |answer| choice.answers[answer].members);
        let mut edits = Vec::new();
        if let Some(member) = choice.says {
            let value = answer.and_then(|answer| choice.answers[answer].value);
            edits.push(Edit::Set {
                resource,
                path: place(member),
                value: value.map(Value::string),
            });
        }
        for member in wanted {
            if shown.parameters.get(member).is_none()
                && let Some(value) = self.places.take_aside(resource, member)
            {
                edits.push(Edit::set(resource, place(member), value));
            }
        }
        let mut document = before.with_edits(&edits);
        if *choice == CLUSTER_MODE {
            let parameters = document.resources[resource].parameters.clone();
            document = document.with_edits(&choices::carried(answer, resource, &parameters));
        }
        let others = choices::members(choice).filter(|member| !wanted.contains(member));
        for member in others.filter(|_| answer.is_some()) {
            if let Some(value) = shown.parameters.get(member) {
                self.places.put_aside(resource, member, value.clone());
                document.apply(&Edit::remove(resource, place(member)));
            }
        }
        self.places.set_answer(resource, choice, answer);
        let title = answer.map_or(Rc::from(choice.title), |answer| {
            format!("{}: {}", choice.title, choice.answers[answer].label).into()
        });
        self.history.push(document, &title);
    }
}

//! What was, to go back to: documents with shared structure, typing in one place as one step.

use std::rc::Rc;

use crate::document::{Document, Edit, Path};

/// Older steps are forgotten.
const LIMIT: usize = 500;

/// A pause in typing that starts a new step, in milliseconds.
const PAUSE: f64 = 2_000.0;

/// The documents that the person has made, and which of them is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    steps: Rc<Vec<Step>>,
    at: usize,
}

/// A document and how it came to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub document: Rc<Document>,
    /// What was done, as a list of steps says it; empty where what differs says it better.
    pub title: Rc<str>,
    /// Set while further typing in the same place belongs to this step.
    typing: Option<Typing>,
}

#[derive(Clone, Debug, PartialEq)]
struct Typing {
    resource: usize,
    path: Path,
    /// When the last key was pressed, in milliseconds.
    at: f64,
}

impl History {
    pub fn new(document: Document, title: &str) -> Self {
        let step = Step {
            document: Rc::new(document),
            title: title.into(),
            typing: None,
        };
        Self {
            steps: Rc::new(vec![step]),
            at: 0,
        }
    }

    pub fn document(&self) -> &Rc<Document> {
        &self.steps[self.at].document
    }

    /// Every step, the oldest first, and the index of the one that is shown.
    pub fn steps(&self) -> (&[Step], usize) {
        (&self.steps, self.at)
    }

    pub fn can_undo(&self) -> bool {
        self.at > 0
    }

    pub fn can_redo(&self) -> bool {
        self.at + 1 < self.steps.len()
    }

    pub fn undo(&mut self) {
        self.go_to(self.at.saturating_sub(1));
    }

    pub fn redo(&mut self) {
        self.go_to(self.at + 1);
    }

    /// Shows a step; typing that follows starts a new one.
    pub fn go_to(&mut self, at: usize) {
        self.at = at.min(self.steps.len() - 1);
        let at = self.at;
        Rc::make_mut(&mut self.steps)[at].typing = None;
    }

    /// Adds a step; steps that had been undone are gone.
    pub fn push(&mut self, document: Document, title: &str) {
        if **self.document() != document {
            self.push_step(document, title, None);
        }
    }

    /// The document before the step that an edit belongs to.
    pub fn before(&self, edit: &Edit, at: f64) -> &Rc<Document> {
        let continued = self.continues(edit, at);
        &self.steps[self.at.saturating_sub(usize::from(continued))].document
    }

    /// Whether an edit is further typing in one place.
    fn continues(&self, edit: &Edit, at: f64) -> bool {
        let Edit::Set { resource, path, .. } = edit else {
            return false;
        };
        let last = self.steps[self.at].typing.as_ref();
        !self.can_redo()
            && last.is_some_and(|last| {
                (last.resource, &last.path) == (*resource, path) && at - last.at < PAUSE
            })
    }

    /// Adds what was typed; typing in one place without a pause is one step.
    pub fn type_into(&mut self, document: Document, title: &str, edit: &Edit, at: f64) {
        if **self.document() == document {
            return;
        }
        let Edit::Set { resource, path, .. } = edit else {
            self.push_step(document, title, None);
            return;
        };
        let typing = Typing {
            resource: *resource,
            path: path.clone(),
            at,
        };
        if self.continues(edit, at) {
            let shown = self.at;
            let step = &mut Rc::make_mut(&mut self.steps)[shown];
            step.document = Rc::new(document);
            step.typing = Some(typing);
        } else {
            self.push_step(document, title, Some(typing));
        }
    }

    fn push_step(&mut self, document: Document, title: &str, typing: Option<Typing>) {
        let steps = Rc::make_mut(&mut self.steps);
        steps.truncate(self.at + 1);
        if steps.len() == LIMIT {
            steps.remove(0);
        }
        steps.push(Step {
            document: Rc::new(document),
            title: title.into(),
            typing,
        });
        self.at = steps.len() - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Resource, Value};

    fn port(text: &str) -> Edit {
        Edit::set(0, Path::root().key("Port"), Value::string(text))
    }

    fn typed(history: &mut History, edit: &Edit, at: f64) {
        let document = history.document().edited(edit);
        history.type_into(document, "Port", edit, at);
    }

    fn start() -> History {
        let resource = Resource::new("elasticache", "CreateCacheCluster");
        History::new(Document::single("us-west-2", resource), "Start")
    }

    #[test]
    fn typing_in_one_place_is_one_step_until_a_pause() {
        let mut history = start();
        typed(&mut history, &port("6"), 0.0);
        typed(&mut history, &port("63"), 300.0);
        assert_eq!(history.steps().0.len(), 2);
        typed(&mut history, &port("637"), 5_000.0);
        assert_eq!(history.steps().0.len(), 3);
        history.undo();
        let shown = &history.document().resources[0].parameters;
        assert_eq!(shown.text("Port"), Some("63"));
        history.undo();
        assert!(!history.can_undo() && history.can_redo());
    }

    #[test]
    fn an_edit_after_undo_forgets_what_was_undone() {
        let mut history = start();
        typed(&mut history, &port("6"), 0.0);
        history.undo();
        typed(&mut history, &port("7"), 1.0);
        assert!(!history.can_redo());
        history.undo();
        history.undo();
        assert!(
            history.document().resources[0]
                .parameters
                .get("Port")
                .is_none()
        );
    }

    #[test]
    fn the_oldest_steps_are_forgotten() {
        let mut history = start();
        for i in 0..LIMIT + 10 {
            let document = history.document().edited(&port(&i.to_string()));
            history.push(document, "Port");
        }
        assert_eq!(history.steps().0.len(), LIMIT);
        assert_eq!(history.steps().1, LIMIT - 1);
    }
}

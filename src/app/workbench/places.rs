//! Which sections, items and pages of long lists are open, and what is kept aside: where the person is
//! in the form.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::document::{Path, Segment, Value};
use crate::model::overlay::Choice;

/// Items of a list that are mounted at once.
pub const PAGE: usize = 50;

/// Lists of at most so many items show them open until somebody closes them.
const OPEN_ITEMS: usize = 3;

/// What is open in the form. Clones share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(Rc<Inner>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Inner {
    /// Sections that were opened or closed, by title.
    sections: BTreeMap<Rc<str>, bool>,
    /// Items that were opened or closed, by resource and path.
    items: BTreeMap<(usize, Path), bool>,
    /// The first item that a list shows, by resource and the list's path.
    pages: BTreeMap<(usize, Path), usize>,
    /// Answers that were chosen, by resource and the question's title.
    answers: BTreeMap<(usize, &'static str), usize>,
    /// Values of members that the standing answers do not ask for, by resource and member. They may be
    /// secret: they are never stored.
    aside: BTreeMap<(usize, &'static str), Value>,
}

impl Places {
    pub fn section(&self, title: &str, default: bool) -> bool {
        self.0.sections.get(title).copied().unwrap_or(default)
    }

    /// Whether an item of a list of `len` items shows its fields.
    pub fn item(&self, resource: usize, path: &Path, len: usize) -> bool {
        let chosen = self.0.items.get(&(resource, path.clone()));
        chosen.copied().unwrap_or(len <= OPEN_ITEMS)
    }

    /// The index of the first item that a list of `len` items shows.
    pub fn page(&self, resource: usize, list: &Path, len: usize) -> usize {
        let start = self.0.pages.get(&(resource, list.clone()));
        let end = len.saturating_sub(1) / PAGE * PAGE;
        start.copied().unwrap_or(0).min(end)
    }

    /// The answer that was chosen to a question, by its index.
    pub fn answer(&self, resource: usize, choice: &Choice) -> Option<usize> {
        self.0.answers.get(&(resource, choice.title)).copied()
    }

    /// What is kept aside of a member.
    pub fn aside(&self, resource: usize, member: &'static str) -> Option<&Value> {
        self.0.aside.get(&(resource, member))
    }

    pub fn set_answer(&mut self, resource: usize, choice: &Choice, answer: Option<usize>) {
        let answers = &mut self.change().answers;
        match answer {
            Some(answer) => answers.insert((resource, choice.title), answer),
            None => answers.remove(&(resource, choice.title)),
        };
    }

    pub fn put_aside(&mut self, resource: usize, member: &'static str, value: Value) {
        self.change().aside.insert((resource, member), value);
    }

    pub fn take_aside(&mut self, resource: usize, member: &'static str) -> Option<Value> {
        self.change().aside.remove(&(resource, member))
    }

    /// Requests were removed or moved: what was said of one of them may be another's.
    pub fn forget_answers(&mut self) {
        let inner = self.change();
        inner.answers.clear();
        inner.aside.clear();
    }

    pub fn set_section(&mut self, title: &str, open: bool) {
        self.change().sections.insert(title.into(), open);
    }

    pub fn set_item(&mut self, resource: usize, path: Path, open: bool) {
        self.change().items.insert((resource, path), open);
    }

    pub fn set_page(&mut self, resource: usize, list: Path, start: usize) {
        let start = start / PAGE * PAGE;
        self.change().pages.insert((resource, list), start);
    }

    /// An item is about to be added at the end of a list of `len` items: it will be open, and none closes by that.
    pub fn add_item(&mut self, resource: usize, list: &Path, len: usize) {
        if len <= OPEN_ITEMS {
            for index in 0..len {
                let path = list.index(index);
                let open = self.item(resource, &path, len);
                self.set_item(resource, path, open);
            }
        }
        self.set_item(resource, list.index(len), true);
        self.set_page(resource, list.clone(), len);
    }

    /// Opens every item on the way to a path and turns to the pages on which they are.
    pub fn reveal(&mut self, resource: usize, path: &Path) {
        let mut way = Path::root();
        for segment in path.segments() {
            if let Segment::Index(index) = segment {
                self.set_page(resource, way.clone(), *index);
            }
            way.push(segment.clone());
            if matches!(segment, Segment::Index(_)) {
                self.set_item(resource, way.clone(), true);
            }
        }
    }

    fn change(&mut self) -> &mut Inner {
        Rc::make_mut(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revealed_path_is_on_an_open_item_of_a_shown_page() {
        let mut places = Places::default();
        let list = Path::parse("NodeGroupConfiguration");
        let item = list.index(312);
        assert!(!places.item(0, &item, 500));
        places.reveal(0, &item.key("Slots"));
        assert!(places.item(0, &item, 500));
        assert_eq!(places.page(0, &list, 500), 300);
        assert_eq!(places.page(0, &list, 10), 0, "the list became shorter");
        assert!(!places.item(1, &item, 500), "another resource");
    }

    #[test]
    fn adding_an_item_closes_none() {
        let mut places = Places::default();
        let list = Path::parse("Tags");
        places.add_item(0, &list, 3);
        assert!((0..4).all(|i| places.item(0, &list.index(i), 4)));
    }
}

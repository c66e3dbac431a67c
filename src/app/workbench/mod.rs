//! ALL STATE OF THE PAGE as a value: no DOM, no time, nothing derived.
//!
//! An action is something that happened; `Workbench::after` says what the page is then.
//! Problems, outputs and lines follow from the document and are computed where they are shown.

mod action;
mod answers;
mod history;
mod kept;
mod places;
mod resources;

use std::rc::Rc;

pub use action::Action;
pub use history::History;
pub use places::{PAGE, Places};
use yew::Reducible;

use super::{choices, outline};
use crate::document::{Document, Edit, Map, Path, Resource, Segment, Value};
use crate::model::overlay;

/// What the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Scenarios and operations to start from.
    Start,
    /// Form, problems and outputs of the document.
    Compose,
}

/// A dialog over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    History,
    Palette,
    Shortcuts,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    Light,
    Dark,
}

/// The whole page.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbench {
    pub history: History,
    pub view: View,
    /// Index of the resource whose form is shown.
    pub resource: usize,
    /// Id of the format whose output is shown.
    pub format: &'static str,
    pub places: Places,
    /// What is looked for among the fields of the form.
    pub filter: Rc<str>,
    pub theme: Theme,
    /// The dialog that is open.
    pub panel: Option<Panel>,
    /// Whether an operation is being picked for a new resource.
    pub picking: bool,
    /// The field that is to get the focus next.
    pub focus: Option<Focus>,
    /// The field that a node type is being chosen for.
    pub choosing: Option<Place>,
    /// What has to be said across the page.
    pub notice: Option<Rc<str>>,
    /// What happened last was an edit of a value, and more of the kind may follow soon.
    pub typing: bool,
    /// The text of the link that the notice is about.
    pub unread: Option<Rc<str>>,
    /// The field from which another request was gone to.
    pub back: Option<Place>,
    /// Whether the ways to share the document are shown.
    pub sharing: bool,
    /// While texts can be read: the one to begin with.
    pub importing: Option<Rc<str>>,
    /// How many documents were opened otherwise than by a link: each is a page of its own to the browser.
    pub n_opened: u32,
}

/// Where a field is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub resource: usize,
    pub path: Path,
}

/// A wish to bring a field into view and focus it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Focus {
    pub resource: usize,
    pub path: Path,
    /// Two wishes for one field differ by it.
    pub serial: u32,
}

impl Workbench {
    /// The page before anything happened.
    pub fn new(theme: Theme) -> Self {
        Self {
            history: History::new(Document::default(), "Start"),
            view: View::Start,
            resource: 0,
            format: crate::render::FORMATS
                .first()
                .map_or("json", |format| format.id),
            places: Places::default(),
            filter: "".into(),
            theme,
            panel: None,
            picking: false,
            focus: None,
            choosing: None,
            notice: None,
            typing: false,
            unread: None,
            back: None,
            sharing: false,
            importing: None,
            n_opened: 0,
        }
    }

    pub fn document(&self) -> &Rc<Document> {
        self.history.document()
    }

    /// The page after an action.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut page = self.clone();
        page.typing = matches!(action, Action::Edited { .. });
        match action {
            Action::Opened { document, title } => {
                page.open(document, &title);
                page.n_opened += 1;
            }
            Action::OperationChosen { service, operation } => {
                page.open(start(service, operation), operation);
                page.n_opened += 1;
            }
            Action::ResourcesAdded(document) => {
                page.add_all(&document, "Import");
                page.importing = None;
            }
            Action::ResourceAdded { service, operation } => page.add(service, operation),
            Action::ResourceRemoved(resource) => page.remove(resource),
            Action::ResourceSelected(resource) => page.resource = resource,
            Action::ResourceDuplicated(resource) => page.duplicate(resource),
            Action::ResourceMoved { resource, to } => page.move_to(resource, to),
            Action::ReferenceChosen { from, to } => page.choose(&from, to),
            Action::ReferenceFollowed { from, to } => page.follow(&from, to),
            Action::ThingMade(from) => page.make(&from),
            Action::WentBack => page.go_back(),
            Action::Edited { edit, at } => page.edit(&edit, at),
            Action::ItemAdded { resource, list } => page.add_item(resource, &list),
            Action::Answered {
                resource,
                choice,
                answer,
            } => page.answer(resource, choice, answer),
            Action::FixApplied(fix) => {
                let document = page.document().with_edits(&fix.edits);
                page.history.push(document, &fix.title);
            }
            Action::Undone => page.go_to(History::undo),
            Action::Redone => page.go_to(History::redo),
            Action::StepChosen(at) => page.go_to(|history| history.go_to(at)),
            Action::FormatChosen(format) => page.format = format,
            Action::SectionToggled { title, open } => page.places.set_section(&title, open),
            Action::ItemToggled {
                resource,
                path,
                open,
            } => {
                page.places.set_item(resource, path, open);
            }
            Action::PageTurned {
                resource,
                list,
                start,
            } => {
                page.places.set_page(resource, list, start);
            }
            Action::FilterTyped(text) => page.filter = text,
            Action::ThemeChosen(theme) => page.theme = theme,
            Action::PanelOpened(panel) => {
                page.panel = Some(panel);
                page.picking = false;
                page.choosing = None;
            }
            Action::PanelClosed => page.panel = None,
            Action::PickerOpened => page.picking = true,
            Action::PickerClosed => page.picking = false,
            Action::Sought { resource, path } => page.seek(resource, path),
            Action::StartShown => page.view = View::Start,
            Action::Continued => page.view = View::Compose,
            Action::NodeTypesOpened(place) => page.choosing = Some(place),
            Action::NodeTypesClosed => page.choosing = None,
            Action::ShareOpened => page.sharing = true,
            Action::ShareClosed => page.sharing = false,
            Action::ImportOpened(text) => page.importing = Some(text),
            Action::ImportClosed => page.importing = None,
            Action::Followed(document) => page.open(document, "Link"),
            Action::FollowedInPart {
                document,
                reason,
                text,
            } => {
                page.open(document, "Link");
                (page.notice, page.unread) = (Some(reason), Some(text));
            }
            Action::LinkRefused { reason, text } => {
                (page.notice, page.unread) = (Some(reason), Some(text));
            }
            Action::Noticed(text) => (page.notice, page.unread) = (Some(text), None),
            Action::NoticeClosed => (page.notice, page.unread) = (None, None),
        }
        page.settle();
        page
    }

    /// Keeps what is selected within what there is.
    fn settle(&mut self) {
        let n_resources = self.document().resources.len();
        self.resource = self.resource.min(n_resources.saturating_sub(1));
        if n_resources == 0 && self.view == View::Compose {
            self.view = View::Start;
        }
    }

    fn go_to(&mut self, step: impl FnOnce(&mut History)) {
        let before = self.document().clone();
        step(&mut self.history);
        if *self.document() != before {
            self.view = View::Compose;
        }
    }

    fn open(&mut self, document: Document, title: &str) {
        if self.document().resources.is_empty() && !self.history.can_undo() {
            self.history = History::new(document, title);
        } else {
            self.history.push(document, title);
        }
        self.view = View::Compose;
        self.resource = largest(self.document());
        self.places = Places::default();
        self.filter = "".into();
        self.picking = false;
        self.importing = None;
        self.back = None;
        (self.notice, self.unread) = (None, None);
    }

    fn add(&mut self, service: &str, operation: &str) {
        let index = self.document().resources.len();
        let edit = Edit::AddResource {
            index,
            resource: Rc::new(Resource::new(service, operation)),
        };
        let title = format!("Add {}", overlay::title(service, operation));
        self.history.push(self.document().edited(&edit), &title);
        self.resource = index;
        self.view = View::Compose;
        self.picking = false;
        self.filter = "".into();
    }

    fn remove(&mut self, resource: usize) {
        let document = self.document().edited(&Edit::RemoveResource { resource });
        self.history.push(document, "Remove a request");
        self.places.forget_answers();
        self.back = None;
        if resource < self.resource {
            self.resource -= 1;
        }
    }

    fn edit(&mut self, edit: &Edit, at: f64) {
        let mut document = self.document().edited(edit);
        for followed in self.following(edit, at) {
            document.apply(&followed);
        }
        if let Edit::Set {
            resource,
            path,
            value: None,
        } = edit
        {
            prune(&mut document, *resource, path);
        }
        self.history.type_into(document, &title(edit), edit, at);
    }

    fn add_item(&mut self, resource: usize, list: &Path) {
        let items = self.document().resources.get(resource);
        let len = items
            .and_then(|resource| resource.value(list)?.as_list())
            .map_or(0, <[Value]>::len);
        self.places.add_item(resource, list, len);
        let edit = Edit::set(resource, list.index(len), Value::map([]));
        let document = self.document().edited(&edit);
        self.history.push(document, &title(&edit));
    }

    fn seek(&mut self, resource: usize, path: Path) {
        self.resource = resource;
        self.view = View::Compose;
        let document = self.document().clone();
        if let (Some(shown), Some(member)) = (document.resources.get(resource), path.member()) {
            if !outline::matches(shown, member, &self.filter) {
                self.filter = "".into();
            }
            if let Some(section) = outline::section_of(shown, member) {
                self.places.set_section(section, true);
                let hidden = choices::unasked(resource, shown, &self.places, member).is_some();
                if hidden {
                    self.places.set_section(&outline::rest(section), true);
                }
            }
        }
        self.places.reveal(resource, &path);
        let serial = self.focus.as_ref().map_or(0, |focus| focus.serial + 1);
        self.focus = Some(Focus {
            resource,
            path,
            serial,
        });
    }
}

impl Reducible for Workbench {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let page = self.after(action);
        if page == *self { self } else { Rc::new(page) }
    }
}

/// The request that says most, which is what a document is about; the first of several.
fn largest(document: &Document) -> usize {
    let n_parameters = |index: usize| {
        document.resources[index]
            .parameters
            .as_map()
            .map_or(0, Map::len)
    };
    (0..document.resources.len())
        .rev()
        .max_by_key(|index| n_parameters(*index))
        .unwrap_or(0)
}

/// A document of one empty request.
fn start(service: &str, operation: &str) -> Document {
    let region = crate::document::default_region(service);
    Document::single(region, Resource::new(service, operation))
}

/// Removes the structures and lists that an edit left empty on the way to a path.
fn prune(document: &mut Document, resource: usize, path: &Path) {
    let mut place = path.parent();
    while let Some(Segment::Key(_)) = place.segments().last() {
        let empty = document.resources.get(resource).and_then(|shown| {
            Some(match shown.value(&place)? {
                Value::Map(map) => map.is_empty(),
                Value::List(items) => items.is_empty(),
                _ => false,
            })
        });
        if empty != Some(true) {
            return;
        }
        document.apply(&Edit::remove(resource, place.clone()));
        place = place.parent();
    }
}

/// What an edit did, for the list of steps; empty where what differs says it better.
fn title(edit: &Edit) -> Rc<str> {
    match edit {
        Edit::Set { .. }
        | Edit::Insert { .. }
        | Edit::Rename { .. }
        | Edit::Region { .. }
        | Edit::Id { .. } => "".into(),
        Edit::Operation { operation, .. } => operation.clone(),
        Edit::AddResource { .. } => "Add a request".into(),
        Edit::RemoveResource { .. } => "Remove a request".into(),
        Edit::MoveResource { .. } => "Move a request".into(),
    }
}

#[cfg(test)]
mod tests;

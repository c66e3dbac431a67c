//! Everything that can happen on the page.

use std::rc::Rc;

use super::{Panel, Place, Theme};
use crate::document::{Document, Edit, Path};
use crate::model::overlay::Choice;
use crate::rules::Fix;

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A whole document was opened: a scenario, an import, a link.
    Opened {
        document: Document,
        title: Rc<str>,
    },
    /// A request of an operation was started from nothing.
    OperationChosen {
        service: &'static str,
        operation: &'static str,
    },
    /// A request of an operation was added to the document.
    ResourceAdded {
        service: &'static str,
        operation: &'static str,
    },
    /// The requests of another document were added to this one.
    ResourcesAdded(Document),
    ResourceRemoved(usize),
    ResourceSelected(usize),
    ResourceDuplicated(usize),
    ResourceMoved {
        resource: usize,
        to: usize,
    },
    /// A value was made to name another request.
    ReferenceChosen {
        from: Place,
        to: usize,
    },
    /// Somebody asked for the request that a value names.
    ReferenceFollowed {
        from: Place,
        to: usize,
    },
    /// A request was added that makes what the value at a place is to name.
    ThingMade(Place),
    /// Back to the field from which another request was gone to.
    WentBack,
    /// A value was typed or chosen, at a time in milliseconds.
    Edited {
        edit: Edit,
        at: f64,
    },
    /// A question that decides which fields are asked for was answered, by the answer's index.
    Answered {
        resource: usize,
        choice: &'static Choice,
        answer: Option<usize>,
    },
    /// An item was appended to a list of structures.
    ItemAdded {
        resource: usize,
        list: Path,
    },
    FixApplied(Fix),
    Undone,
    Redone,
    /// A step of the history was gone to, by its number from 0.
    StepChosen(usize),
    FormatChosen(&'static str),
    SectionToggled {
        title: Rc<str>,
        open: bool,
    },
    ItemToggled {
        resource: usize,
        path: Path,
        open: bool,
    },
    /// A long list was turned to the page that begins with an item.
    PageTurned {
        resource: usize,
        list: Path,
        start: usize,
    },
    FilterTyped(Rc<str>),
    ThemeChosen(Theme),
    PanelOpened(Panel),
    PanelClosed,
    PickerOpened,
    PickerClosed,
    /// Somebody asked for the field at a path: from a problem, a line of output, a link.
    Sought {
        resource: usize,
        path: Path,
    },
    /// Scenarios and operations were asked for; the document stays.
    StartShown,
    /// Back from there to the document.
    Continued,
    /// The table of node types was asked for by a field.
    NodeTypesOpened(Place),
    NodeTypesClosed,
    ShareOpened,
    ShareClosed,
    /// Texts can be read, this one first.
    ImportOpened(Rc<str>),
    ImportClosed,
    /// A link was followed; the address is its own already.
    Followed(Document),
    /// A link could be read in part; the part that could not is kept as the text of the link.
    FollowedInPart {
        document: Document,
        reason: Rc<str>,
        text: Rc<str>,
    },
    /// A link could not be opened, for a reason in words.
    LinkRefused {
        reason: Rc<str>,
        text: Rc<str>,
    },
    /// Something has to be said across the page.
    Noticed(Rc<str>),
    NoticeClosed,
}

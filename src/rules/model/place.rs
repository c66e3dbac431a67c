//! Where a walk is.

use super::shown;
use crate::document::{Path, Segment};

/// A place within parameters, linked to those around it, so that a path is made only where something is wrong.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'p> {
    Root,
    Key(&'p Place<'p>, &'p str),
    Index(&'p Place<'p>, usize),
}

impl Place<'_> {
    pub(super) fn path(&self) -> Path {
        match self {
            Self::Root => Path::root(),
            Self::Key(around, name) => around.path().with(Segment::Key((*name).into())),
            Self::Index(around, index) => around.path().with(Segment::Index(*index)),
        }
    }

    /// As messages name it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Root => "parameters".to_owned(),
            _ => shown(&self.path().to_string()),
        }
    }
}

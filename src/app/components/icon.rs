//! The few signs of buttons, drawn as lines, so that no font has to have them.

use yew::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Close,
    Copy,
    Down,
    History,
    Redo,
    Search,
    Undo,
    Up,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Copy => "M6 6h7v7H6zM10 6V3H3v7h3",
            Self::Down => "M8 3v10M4 9l4 4 4-4",
            Self::History => "M2.5 8a5.5 5.5 0 1 0 1.8-4.1L2.5 5.5M2.5 2.5v3h3M8 5v3.5l2.5 1.5",
            Self::Redo => "M10 3l3 3-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H10",
            Self::Search => "M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M10.5 10.5L14 14",
            Self::Undo => "M6 3L3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6",
            Self::Up => "M8 13V3M4 7l4-4 4 4",
        }
    }
}

pub fn icon(icon: Icon) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d={icon.path()} />
        </svg>
    }
}

//! The borders between panes: dragged, moved by keys, remembered.

use web_sys::{Element, PointerEvent};
use yew::prelude::*;

use crate::app::hooks::panes;

/// A border and the pane whose share of the space it sets.
#[derive(Debug)]
pub struct Border {
    /// `form`: the style sheet reads `--pane-form`.
    pub pane: &'static str,
    pub label: &'static str,
    /// The pane's element, a sibling of the border.
    pub selector: &'static str,
    /// Whether panes stand beside each other, not one upon the other.
    pub beside: bool,
    /// Whether the pane comes after the border.
    pub after: bool,
    /// The share until somebody chooses one, in percent; as good as the style sheet's.
    pub usual: f64,
}

pub static FORM: Border = Border {
    pane: "form",
    label: "Width of the form",
    selector: ".compose__form",
    beside: true,
    after: false,
    usual: 31.0,
};

/// Where three panes stand beside each other.
pub static OUTPUT: Border = Border {
    pane: "output",
    label: "Width of the output",
    selector: ".output",
    beside: true,
    after: true,
    usual: 38.0,
};

/// Where the output stands below the picture.
pub static OUTPUT_BELOW: Border = Border {
    pane: "output-below",
    label: "Height of the output",
    selector: ".output",
    beside: false,
    after: true,
    usual: 50.0,
};

pub static PICTURE: Border = Border {
    pane: "picture",
    label: "Height of the picture",
    selector: ".picture",
    beside: false,
    after: false,
    usual: 50.0,
};

/// The smallest and largest share, in percent.
const LEAST: f64 = 15.0;
const MOST: f64 = 80.0;

/// What a key press moves, in percent, alone and with Shift.
const STEP: f64 = 2.0;
const LEAP: f64 = 10.0;

#[derive(PartialEq, Properties)]
pub struct SplitterProps {
    pub border: &'static Border,
}

impl PartialEq for Border {
    fn eq(&self, other: &Self) -> bool {
        self.pane == other.pane
    }
}

#[component]
pub fn Splitter(props: &SplitterProps) -> Html {
    let border = props.border;
    let now = use_state(|| panes::remembered(border.pane).unwrap_or(border.usual));
    // While it is dragged: the distance from the pointer to the pane's edge.
    let grip = use_mut_ref(|| None::<f64>);
    use_effect_with((), |()| {
        panes::resize(border.pane, panes::remembered(border.pane));
    });
    // What is announced is what the pane has, whatever the style sheet allowed.
    let measure = {
        let now = now.setter();
        move |handle: &Element| {
            if let Some(share) = Room::around(border, handle).map(|room| room.share()) {
                now.set(share);
            }
        }
    };
    let place = {
        let measure = measure.clone();
        move |handle: &Element, share: Option<f64>| {
            panes::resize(border.pane, share);
            measure(handle);
        }
    };
    let onfocus = Callback::from({
        let measure = measure.clone();
        move |event: FocusEvent| measure(&event.target_unchecked_into())
    });
    let onpointerdown = {
        let grip = grip.clone();
        Callback::from(move |event: PointerEvent| {
            let handle: Element = event.target_unchecked_into();
            let Some(room) = Room::around(border, &handle).filter(|_| event.button() == 0) else {
                return;
            };
            // Without it the border follows as long as the pointer is on it.
            handle.set_pointer_capture(event.pointer_id()).ok();
            grip.replace(Some(room.edge - along(border, &event)));
        })
    };
    let onpointermove = {
        let (grip, place) = (grip.clone(), place.clone());
        Callback::from(move |event: PointerEvent| {
            let handle: Element = event.target_unchecked_into();
            if let (Some(grip), Some(room)) = (*grip.borrow(), Room::around(border, &handle)) {
                place(&handle, Some(room.share_at(along(border, &event) + grip)));
            }
        })
    };
    let keep = move |handle: &Element| {
        let share = Room::around(border, handle).map(|room| room.share());
        panes::remember(border.pane, share);
    };
    let onlostpointercapture = Callback::from(move |event: PointerEvent| {
        if grip.take().is_some() {
            keep(&event.target_unchecked_into());
        }
    });
    let reset = {
        let place = place.clone();
        move |handle: &Element| {
            place(handle, None);
            panes::remember(border.pane, None);
        }
    };
    let ondblclick = Callback::from({
        let reset = reset.clone();
        move |event: MouseEvent| reset(&event.target_unchecked_into())
    });
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let handle: Element = event.target_unchecked_into();
        let Some(share) = Room::around(border, &handle).map(|room| room.share()) else {
            return;
        };
        let step = if event.shift_key() { LEAP } else { STEP };
        let forth = if border.after { -step } else { step };
        let share = match (&*event.key(), border.beside) {
            ("ArrowRight", true) | ("ArrowDown", false) => share + forth,
            ("ArrowLeft", true) | ("ArrowUp", false) => share - forth,
            ("Home", _) => LEAST,
            ("End", _) => MOST,
            ("Delete" | "Backspace", _) => {
                event.prevent_default();
                return reset(&handle);
            }
            _ => return,
        };
        event.prevent_default();
        place(&handle, Some(share.clamp(LEAST, MOST)));
        keep(&handle);
    });
    let direction = if border.beside {
        "vertical"
    } else {
        "horizontal"
    };
    html! {
        <div class={format!("splitter splitter--{direction} splitter--{}", border.pane)} role="separator" tabindex="0"
            aria-label={border.label} aria-orientation={direction} aria-valuemin={LEAST.to_string()} aria-valuemax={MOST.to_string()}
            aria-valuenow={now.clamp(LEAST, MOST).round().to_string()} data-splitter={border.pane}
            title="Drag it, or use the arrow keys. Double-click or Delete: as it was."
            {onfocus} {onpointerdown} {onpointermove} {onlostpointercapture} {ondblclick} {onkeydown}></div>
    }
}

/// Where a pointer is in the direction in which a border moves.
fn along(border: &Border, event: &PointerEvent) -> f64 {
    f64::from(if border.beside {
        event.client_x()
    } else {
        event.client_y()
    })
}

/// The space that is shared, in pixels of the window.
struct Room {
    /// Where it begins, or ends where the pane comes after the border.
    origin: f64,
    size: f64,
    /// The pane's edge at the border.
    edge: f64,
}

impl Room {
    fn around(border: &Border, handle: &Element) -> Option<Self> {
        let container = handle.parent_element()?;
        let pane = container.query_selector(border.selector).ok()??;
        let (outer, inner) = (
            container.get_bounding_client_rect(),
            pane.get_bounding_client_rect(),
        );
        let first = container.first_element_child()?.get_bounding_client_rect();
        let (size, padding) = if border.beside {
            (outer.width(), first.left() - outer.left())
        } else {
            (outer.height(), first.top() - outer.top())
        };
        let size = size - 2.0 * padding;
        let (origin, edge) = match (border.beside, border.after) {
            (true, false) => (inner.left(), inner.right()),
            (true, true) => (inner.right(), inner.left()),
            (false, false) => (inner.top(), inner.bottom()),
            (false, true) => (inner.bottom(), inner.top()),
        };
        (size > 0.0).then_some(Self { origin, size, edge })
    }

    fn share(&self) -> f64 {
        (self.edge - self.origin).abs() / self.size * 100.0
    }

    /// The share with the edge at a place.
    fn share_at(&self, edge: f64) -> f64 {
        let toward = if self.edge < self.origin { -1.0 } else { 1.0 };
        ((edge - self.origin) * toward / self.size * 100.0).clamp(LEAST, MOST)
    }
}

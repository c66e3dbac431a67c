//! Where a pointer is within an SVG, in its own units.

use web_sys::{Element, PointerEvent};

/// The pointer's place, where `width` and `height` are those of the view box that fills the element.
pub(super) fn place(event: &PointerEvent, svg: &Element, width: f64, height: f64) -> (f64, f64) {
    let frame = svg.get_bounding_client_rect();
    let scale = |at: f64, start: f64, size: f64, units: f64| {
        if size > 0.0 {
            (at - start) / size * units
        } else {
            0.0
        }
    };
    (
        scale(
            f64::from(event.client_x()),
            frame.left(),
            frame.width(),
            width,
        ),
        scale(
            f64::from(event.client_y()),
            frame.top(),
            frame.height(),
            height,
        ),
    )
}

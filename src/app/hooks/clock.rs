//! The clock of the place where the page is looked at.

use js_sys::{Array, Date, Intl, Object, Reflect};

/// Minutes by which clocks here are ahead of UTC today.
pub fn ahead() -> i32 {
    // Whole minutes, of a day at most.
    #[expect(clippy::cast_possible_truncation, reason = "see above")]
    let offset = Date::new_0().get_timezone_offset() as i32;
    -offset
}

/// The time zone's name, `Europe/Berlin`; empty where the browser does not say.
pub fn zone() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let zone = Reflect::get(&options, &"timeZone".into());
    zone.ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_default()
}

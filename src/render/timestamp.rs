//! Timestamps as the query protocol carries them.

/// An ISO 8601 date, date and time, or seconds since 1970 as `2026-11-20T08:00:00Z`, as botocore sends it.
/// None for every other text.
pub(super) fn normalized(text: &str) -> Option<String> {
    let (seconds, fraction) = match text.parse::<i64>() {
        Ok(seconds) => (seconds, String::new()),
        Err(_) => read(text)?,
    };
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days)?;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    Some(format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z"
    ))
}

/// Seconds since 1970 and the fraction of a second as written after the point.
fn read(text: &str) -> Option<(i64, String)> {
    let date = text.get(..10)?;
    let [year, month, day] = parts(date, '-', [4, 2, 2])?;
    let days = days_of(year, month, day)?;
    let time = &text[10..];
    if time.is_empty() {
        return Some((days * 86_400, String::new()));
    }
    let time = time.strip_prefix(['T', 't', ' '])?;
    let (time, offset) = split_zone(time)?;
    let (time, fraction) = match time.split_once('.') {
        Some((time, digits)) => (time, micros(digits)?),
        None => (time, String::new()),
    };
    let [hour, minute, second] = match time.len() {
        5 => {
            let [hour, minute] = parts(time, ':', [2, 2])?;
            [hour, minute, 0]
        }
        _ => parts(time, ':', [2, 2, 2])?,
    };
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset;
    Some((seconds, fraction))
}

/// `.250000` for `25`; empty for zero.
fn micros(digits: &str) -> Option<String> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let micros = &format!("{digits:0<6}")[..6];
    Some(if micros == "000000" {
        String::new()
    } else {
        format!(".{micros}")
    })
}

/// The time of day and the offset from UTC in seconds; a time without one is in UTC.
fn split_zone(time: &str) -> Option<(&str, i64)> {
    if let Some(time) = time.strip_suffix(['Z', 'z']) {
        return Some((time, 0));
    }
    let Some(at) = time.rfind(['+', '-']) else {
        return Some((time, 0));
    };
    let zone = &time[at + 1..];
    let [hours, minutes] = match zone.len() {
        2 => {
            let [hours] = parts(zone, ':', [2])?;
            [hours, 0]
        }
        4 if zone.is_ascii() => {
            let [hours] = parts(&zone[..2], ':', [2])?;
            let [minutes] = parts(&zone[2..], ':', [2])?;
            [hours, minutes]
        }
        _ => parts(zone, ':', [2, 2])?,
    };
    if hours > 23 || minutes > 59 {
        return None;
    }
    let offset = hours * 3600 + minutes * 60;
    let negative = time[at..].starts_with('-');
    Some((&time[..at], if negative { -offset } else { offset }))
}

/// Numbers of so many digits between separators.
fn parts<const N: usize>(text: &str, separator: char, digits: [usize; N]) -> Option<[i64; N]> {
    let mut found = [0; N];
    let mut pieces = text.split(separator);
    for (slot, digits) in found.iter_mut().zip(digits) {
        let piece = pieces.next()?;
        if piece.len() != digits || !piece.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *slot = piece.parse().ok()?;
    }
    pieces.next().is_none().then_some(found)
}

/// Days since 1970 of a date that exists.
fn days_of(year: i64, month: i64, day: i64) -> Option<i64> {
    // Years are counted from March, so that the leap day is the last one.
    let (y, m) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days =
        365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + day
            - 719_469;
    (civil(days)? == (year, month, day)).then_some(days)
}

/// The date of a day since 1970, in the years 1 to 9999.
fn civil(days: i64) -> Option<(i64, i64, i64)> {
    if !(-719_162..=2_932_896).contains(&days) {
        return None;
    }
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let m = (5 * of_year + 2) / 153;
    let day = of_year - (153 * m + 2) / 5 + 1;
    let month = if m < 10 { m + 3 } else { m - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_are_sent_in_utc() {
        for (text, expected) in [
            ("2026-11-20", Some("2026-11-20T00:00:00Z")),
            ("2024-02-29T23:59", Some("2024-02-29T23:59:00Z")),
            ("2026-11-20 08:01:02", Some("2026-11-20T08:01:02Z")),
            ("2026-11-20T08:01:02+02:30", Some("2026-11-20T05:31:02Z")),
            (
                "2026-12-31T23:00:00.25-0200",
                Some("2027-01-01T01:00:00.250000Z"),
            ),
            ("0", Some("1970-01-01T00:00:00Z")),
            ("-1", Some("1969-12-31T23:59:59Z")),
            ("1795161600", Some("2026-11-20T08:00:00Z")),
            ("2023-02-29", None),
            ("2023-13-01", None),
            ("2023-01-01T24:00:00Z", None),
            ("9999-12-31T23:59:59-01:00", None),
            ("9223372036854775807", None),
            ("yesterday", None),
            ("2023-01-0é", None),
            ("", None),
        ] {
            assert_eq!(normalized(text).as_deref(), expected, "{text}");
        }
    }
}

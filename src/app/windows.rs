//! Windows of time as AWS writes them, `sun:05:00-sun:06:00` or `03:00-04:00`, taken apart for controls
//! and told in another time zone.

/// Days as AWS writes them, the week's first one first.
pub const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// The same in words.
pub const DAY_NAMES: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const DAY: u32 = 24 * 60;
const WEEK: u32 = 7 * DAY;

/// What a text of a window has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Days and times: `sun:05:00-sun:06:00`.
    Weekly,
    /// Times: `03:00-04:00`.
    Daily,
    /// One time: `03:00`.
    Once,
}

/// A window of time, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Index into `DAYS`; 0 of daily windows.
    pub day: u32,
    /// Minutes since midnight.
    pub start: u32,
    /// Minutes.
    pub length: u32,
}

impl Form {
    fn period(self) -> u32 {
        if self == Self::Weekly { WEEK } else { DAY }
    }

    /// A window to begin with, where none was given.
    pub fn usual(self) -> Window {
        Window {
            day: 6,
            start: if self == Self::Weekly { 5 * 60 } else { 3 * 60 },
            length: 60,
        }
    }

    /// Takes a text apart; `None` for every text that AWS would not take.
    pub fn read(self, text: &str) -> Option<Window> {
        if self == Self::Once {
            let (day, start, length) = (0, clock(text)?, 0);
            return Some(Window { day, start, length });
        }
        let (from, to) = text.split_once('-')?;
        let (from, to) = (self.moment(from)?, self.moment(to)?);
        let period = self.period();
        let length = (to + period - from) % period;
        Some(Window {
            day: from / DAY,
            start: from % DAY,
            length,
        })
    }

    pub fn write(self, window: Window) -> String {
        let from = window.day * DAY + window.start;
        let to = (from + window.length) % self.period();
        match self {
            Self::Weekly => format!("{}-{}", day_and_time(from), day_and_time(to)),
            Self::Daily => format!("{}-{}", time(from), time(to)),
            Self::Once => time(from),
        }
    }

    /// The window as clocks show it that are so many minutes ahead of UTC: `Sun 22:00 to 23:00`.
    pub fn told(self, window: Window, ahead: i32) -> String {
        let period = i64::from(self.period());
        let shifted = |minutes: u32| {
            let local = (i64::from(minutes) + i64::from(ahead)).rem_euclid(period);
            u32::try_from(local).unwrap_or(0)
        };
        let from = window.day * DAY * u32::from(self == Self::Weekly) + window.start;
        let (from, to) = (shifted(from), shifted(from + window.length));
        let name = |minutes: u32| DAY_NAMES[(minutes / DAY) as usize % DAY_NAMES.len()];
        match self {
            Self::Once => time(from),
            Self::Daily => format!("{} to {}", time(from), time(to)),
            Self::Weekly if from / DAY == to / DAY => {
                format!("{} {} to {}", name(from), time(from), time(to))
            }
            Self::Weekly => format!("{} {} to {} {}", name(from), time(from), name(to), time(to)),
        }
    }

    /// Minutes since the period began.
    fn moment(self, text: &str) -> Option<u32> {
        if self != Self::Weekly {
            return clock(text);
        }
        let (day, rest) = text.split_once(':')?;
        let day = DAYS
            .iter()
            .position(|name| name.eq_ignore_ascii_case(day))?;
        Some(u32::try_from(day).ok()? * DAY + clock(rest)?)
    }
}

/// `05:30` as minutes since midnight.
pub fn clock(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |digits: &str, limit: u32| {
        let two = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|n: &u32| two && *n < limit)
    };
    Some(number(hours, 24)? * 60 + number(minutes, 60)?)
}

/// Minutes since midnight as `05:30`.
pub fn time(minutes: u32) -> String {
    let minutes = minutes % DAY;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn day_and_time(minutes: u32) -> String {
    let day = (minutes / DAY) as usize % DAYS.len();
    format!("{}:{}", DAYS[day], time(minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_written_as_they_are_read() {
        for (form, texts) in [
            (Form::Weekly, ["sun:05:00-sun:06:00", "sun:23:30-mon:00:30"]),
            (Form::Daily, ["03:00-04:00", "23:30-00:30"]),
            (Form::Once, ["03:00", "23:59"]),
        ] {
            for text in texts {
                let window = form.read(text).expect(text);
                assert_eq!(form.write(window), text);
            }
        }
        let night = Form::Weekly.read("SUN:23:30-mon:00:30").expect("valid");
        assert_eq!((night.day, night.start, night.length), (6, 1410, 60));
    }

    #[test]
    fn other_texts_are_no_windows() {
        for text in [
            "",
            "sun",
            "sun:5:00-sun:06:00",
            "sun:05:00",
            "xyz:05:00-sun:06:00",
        ] {
            assert_eq!(Form::Weekly.read(text), None, "{text}");
        }
        assert_eq!(Form::Daily.read("25:00-26:00"), None);
        assert_eq!(Form::Once.read("+1:00"), None);
    }

    #[test]
    fn a_window_is_told_as_local_clocks_show_it() {
        let weekly = Form::Weekly.read("sun:05:00-sun:06:00").expect("valid");
        assert_eq!(Form::Weekly.told(weekly, 60), "Sunday 06:00 to 07:00");
        assert_eq!(
            Form::Weekly.told(weekly, -330),
            "Saturday 23:30 to Sunday 00:30"
        );
        let daily = Form::Daily.read("23:00-00:30").expect("valid");
        assert_eq!(Form::Daily.told(daily, 120), "01:00 to 02:30");
        assert_eq!(Form::Once.told(Form::Once.usual(), 0), "03:00");
    }
}

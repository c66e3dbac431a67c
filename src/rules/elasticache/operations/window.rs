//! Windows of time: weekly for maintenance, daily for backups. Times are UTC.

pub(super) const DAY: u32 = 24 * 60;
pub(super) const WEEK: u32 = 7 * DAY;
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// What is wrong with the text of a window.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault<'a> {
    /// It is not START-END of the right form.
    Form,
    /// It is no day.
    Day(&'a str),
    /// It is no time of day.
    Clock(&'a str),
}

/// A span of minutes within a cycle of a day or a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) start: u32,
    /// In minutes, less than the cycle.
    pub(super) length: u32,
}

impl Window {
    fn new(start: u32, end: u32, cycle: u32) -> Self {
        let length = (end + cycle - start) % cycle;
        Self { start, length }
    }

    /// `sun:05:00-sun:06:00`, in minutes of the week; days are read in any case.
    pub(super) fn weekly(text: &str) -> Result<Self, Fault<'_>> {
        let (start, end) = text.split_once('-').ok_or(Fault::Form)?;
        Ok(Self::new(moment(start)?, moment(end)?, WEEK))
    }

    /// `05:00-06:00`, in minutes of the day.
    pub(super) fn daily(text: &str) -> Result<Self, Fault<'_>> {
        let (start, end) = text.split_once('-').ok_or(Fault::Form)?;
        Ok(Self::new(clock(start)?, clock(end)?, DAY))
    }

    /// Whether a daily window and this weekly one have a minute in common.
    pub(super) fn meets(self, daily: Self) -> bool {
        // A daily window comes again every day, so only the time of day counts.
        let start = self.start % DAY;
        let after_own = (daily.start + DAY - start) % DAY;
        let after_daily = (start + DAY - daily.start) % DAY;
        self.length > 0
            && daily.length > 0
            && (after_own < self.length || after_daily < daily.length)
    }

    /// The daily window as text.
    pub(super) fn daily_text(self) -> String {
        let end = (self.start + self.length) % DAY;
        format!("{}-{}", clock_text(self.start), clock_text(end))
    }
}

fn clock_text(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// `sun:05:00`, in minutes of the week.
fn moment(text: &str) -> Result<u32, Fault<'_>> {
    let (day, time) = text.split_once(':').ok_or(Fault::Form)?;
    if day.is_empty() || !day.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Err(Fault::Form);
    }
    let known = DAYS
        .iter()
        .position(|known| known.eq_ignore_ascii_case(day));
    let index = u32::try_from(known.ok_or(Fault::Day(day))?).unwrap_or_default();
    Ok(index * DAY + clock(time)?)
}

/// `05:00`, in minutes of the day.
pub(super) fn clock(text: &str) -> Result<u32, Fault<'_>> {
    let number = |part: &str| {
        let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (hours, minutes) = text.split_once(':').ok_or(Fault::Form)?;
    match (number(hours), number(minutes)) {
        (Some(hours @ 0..24), Some(minutes @ 0..60)) => Ok(hours * 60 + minutes),
        (Some(_), Some(_)) => Err(Fault::Clock(text)),
        _ => Err(Fault::Form),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_measured_round_the_week() {
        for (text, length) in [
            ("sun:05:00-sun:06:00", 60),
            ("sat:23:30-sun:00:30", 60),
            ("SUN:23:00-mon:01:30", 150),
            ("sun:06:00-sun:05:00", WEEK - 60),
            ("sun:05:00-sun:05:00", 0),
        ] {
            assert_eq!(Window::weekly(text).map(|w| w.length), Ok(length), "{text}");
        }
        assert_eq!(Window::daily("23:00-00:00").map(|w| w.length), Ok(60));
        assert_eq!(
            Window::daily("23:30-01:00").map(Window::daily_text),
            Ok("23:30-01:00".into())
        );
    }

    #[test]
    fn faults_say_what_is_wrong() {
        for (text, fault) in [
            ("05:00-06:00", Fault::Form),
            ("", Fault::Form),
            ("mon:99:99-", Fault::Clock("99:99")),
            ("sun:5:00-sun:06:00", Fault::Form),
            ("sun:23:00-sun:24:00", Fault::Clock("24:00")),
            ("sonntag:05:00-sun:06:00", Fault::Day("sonntag")),
            ("sun:05:00-sun:06:00-", Fault::Form),
        ] {
            assert_eq!(Window::weekly(text), Err(fault), "{text}");
        }
        assert_eq!(Window::daily("24:00-01:00"), Err(Fault::Clock("24:00")));
        assert_eq!(Window::daily("sun:05:00-sun:06:00"), Err(Fault::Form));
    }

    #[test]
    fn windows_meet_round_day_and_week() {
        for (weekly, daily, expected) in [
            ("sun:05:00-sun:06:00", "05:30-06:30", true),
            ("sun:05:00-sun:06:00", "06:00-07:00", false),
            ("sun:05:00-sun:06:00", "04:00-05:00", false),
            ("sat:23:30-sun:01:30", "00:30-01:30", true),
            ("sat:23:30-sun:01:30", "23:00-00:00", true),
            ("sat:23:30-sun:01:30", "01:30-02:30", false),
            ("sun:00:00-sun:01:00", "23:30-00:30", true),
            ("sat:23:00-sun:00:00", "23:30-00:30", true),
            ("sun:06:00-sun:05:00", "05:00-06:00", true),
            ("tue:03:00-tue:04:00", "23:30-03:01", true),
        ] {
            let weekly_window = Window::weekly(weekly).expect(weekly);
            let daily_window = Window::daily(daily).expect(daily);
            // Minute by minute, which is slow and certain.
            let slow = (0..weekly_window.length).any(|i| {
                let minute = (weekly_window.start + i) % DAY;
                (minute + DAY - daily_window.start) % DAY < daily_window.length
            });
            assert_eq!(slow, expected, "{weekly} {daily}");
            assert_eq!(
                weekly_window.meets(daily_window),
                expected,
                "{weekly} {daily}"
            );
        }
    }
}

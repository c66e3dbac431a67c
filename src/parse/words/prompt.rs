//! Prompts of a terminal before the commands that were copied from it.

use std::borrow::Cow;

/// The text with spaces in the place of prompts, so that places stay.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    let any = text.lines().any(|line| length(line) > 0);
    if !any {
        return Cow::Borrowed(text);
    }
    let mut acc = String::with_capacity(text.len());
    let mut goes_on = false;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        // What a terminal shows before the second line of a command.
        let n = match length(content) {
            0 if goes_on => ["> ", ">> ", "More? "]
                .iter()
                .find(|prompt| content.starts_with(**prompt))
                .map_or(0, |prompt| prompt.len()),
            n => n,
        };
        goes_on = content.ends_with(['\\', '^', '`']) && (n > 0 || goes_on);
        acc.extend(line[..n].chars().map(|_| ' '));
        acc.push_str(&line[n..]);
    }
    Cow::Owned(acc)
}

/// The bytes of a prompt at the beginning of a line; none where there is none.
fn length(line: &str) -> usize {
    let indent = line.len() - line.trim_start().len();
    let line = &line[indent..];
    let found = if line.starts_with("$ ") || line.starts_with("% ") {
        Some(2)
    } else if line.starts_with("PS ") || line.get(1..3) == Some(":\\") {
        // PS C:\Users\me> and C:\Users\me>
        line.find('>').map(|at| at + 1)
    } else {
        shell(line)
    };
    found.map_or(0, |n| indent + n)
}

/// `[user@host dir]$ `, `user@host:~/dir$ `, `root@host:/# `.
fn shell(line: &str) -> Option<usize> {
    let end = line.find("$ ").into_iter().chain(line.find("# ")).min()?;
    let before = &line[..end];
    let (user, host) = before.split_once('@')?;
    let is_name = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_.[".contains(c))
    };
    let host = host.split([':', ' ']).next()?;
    (is_name(user) && is_name(host.trim_end_matches(']'))).then_some(end + 2)
}

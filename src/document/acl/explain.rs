//! An access string in words.

use super::{Acl, Kind, Pattern, Permissions, Target};

/// So many patterns or names are listed; of more, the number is said.
const LISTED: usize = 12;

/// What an access string lets a user do, a sentence each.
pub fn explain(text: &str) -> Vec<String> {
    let acl = Acl::parse(text);
    let mut acc = vec![signing_in(&acl)];
    let permissions = acl.permissions();
    for (i, granted) in permissions.iter().enumerate() {
        if i > 0 {
            acc.push(format!("Besides, by selector {i}:"));
        }
        commands(granted, &mut acc);
        keys(granted, &mut acc);
        if i == 0 || granted.channels.is_some() {
            acc.push(channels(granted));
        }
    }
    let odd: Vec<String> = acl
        .words
        .iter()
        .filter(|word| {
            matches!(
                word.kind,
                Kind::Unknown | Kind::Nameless | Kind::BadSubcommand | Kind::BadPermission
            )
        })
        .map(|word| format!("“{}”", cut(word.text)))
        .collect();
    if !odd.is_empty() {
        acc.push(format!("Not understood: {}.", listed(&odd)));
    }
    acc
}

fn signing_in(acl: &Acl<'_>) -> String {
    let said = acl
        .words
        .iter()
        .any(|word| matches!(word.kind, Kind::On | Kind::Off));
    match (acl.is_on(), said) {
        (true, _) => "The user is on and can sign in.",
        (false, true) => "The user is off and cannot sign in.",
        (false, false) => "Nothing says on, so the user is off and cannot sign in.",
    }
    .to_owned()
}

fn commands(granted: &Permissions<'_>, acc: &mut Vec<String>) {
    if granted.all_commands {
        acc.push("It may run every command.".to_owned());
    } else if granted.commands.iter().all(|(allow, _)| !allow) {
        acc.push("It may run no command.".to_owned());
        return;
    }
    for (i, run) in granted.commands.chunk_by(|a, b| a.0 == b.0).enumerate() {
        let names: Vec<String> = run.iter().map(|(_, target)| named(*target)).collect();
        let names = listed(&names);
        let first = i == 0 && !granted.all_commands;
        match (run[0].0, first) {
            (true, true) => acc.push(format!("It may run {names}.")),
            (true, false) => acc.push(format!("After all it may run {names}.")),
            // Nothing is allowed yet, so there is nothing to deny.
            (false, true) => {}
            (false, false) => acc.push(format!("It may not run {names}.")),
        }
    }
}

fn named(target: Target<'_>) -> String {
    match target {
        Target::All => "every command".to_owned(),
        Target::Category(name) => format!("the commands of category {}", cut(name)),
        Target::Command(name) => match name.split_once('|') {
            Some((command, sub)) => format!(
                "{} {}",
                cut(command).to_uppercase(),
                cut(sub).to_uppercase()
            ),
            None => cut(name).to_uppercase(),
        },
    }
}

fn keys(granted: &Permissions<'_>, acc: &mut Vec<String>) {
    if granted.all_keys() {
        acc.push("It reaches every key.".to_owned());
        return;
    }
    let matching = |read: bool, write: bool| -> Vec<String> {
        let patterns = granted.keys.iter();
        patterns
            .filter(|pattern: &&Pattern<'_>| pattern.read == read && pattern.write == write)
            .map(|pattern| {
                if pattern.text == "*" {
                    "every key".to_owned()
                } else {
                    format!("keys like {}", cut(pattern.text))
                }
            })
            .collect()
    };
    for (read, write, what) in [
        (true, true, "It reaches"),
        (true, false, "It may read, not write,"),
        (false, true, "It may write, not read,"),
    ] {
        let patterns = matching(read, write);
        if !patterns.is_empty() {
            acc.push(format!("{what} {}.", listed(&patterns)));
        }
    }
    if granted.keys.is_empty() {
        acc.push("It reaches no key.".to_owned());
    }
}

fn channels(granted: &Permissions<'_>) -> String {
    match &granted.channels {
        None => "Which channels it reaches is up to the parameter acl-pubsub-default.".to_owned(),
        Some(patterns) if patterns.is_empty() => "It reaches no channel.".to_owned(),
        Some(patterns) if patterns.contains(&"*") => "It reaches every channel.".to_owned(),
        Some(patterns) => {
            let patterns: Vec<String> = patterns.iter().map(|pattern| cut(pattern)).collect();
            format!("It reaches channels like {}.", listed(&patterns))
        }
    }
}

/// `a, b and c`, or the first of many and how many more there are.
fn listed(items: &[String]) -> String {
    if items.len() > LISTED {
        let more = items.len() - LISTED;
        return format!("{} and {more} more", items[..LISTED].join(", "));
    }
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

fn cut(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut acc: String = text
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        acc.push('…');
    }
    acc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn access_is_told_in_words() {
        for (text, expected) in [
            (
                "on ~* &* +@all",
                "The user is on and can sign in. It may run every command. It reaches every key. It reaches every channel.",
            ),
            (
                "~app:* %R~shared:* resetchannels -@all +@read +client|kill -keys",
                "Nothing says on, so the user is off and cannot sign in. It may run the commands of category read and CLIENT KILL. It may not run KEYS. It reaches keys like app:*. It may read, not write, keys like shared:*. It reaches no channel.",
            ),
            (
                "off on >secret +@all -@dangerous +info (%W~log:* +set) oops",
                "The user is on and can sign in. It may run every command. It may not run the commands of category dangerous. After all it may run INFO. It reaches no key. Which channels it reaches is up to the parameter acl-pubsub-default. Besides, by selector 1: It may run SET. It may write, not read, keys like log:*. Not understood: “oops”.",
            ),
            (
                "on ~a -get (~b +set) clearselectors",
                "The user is on and can sign in. It may run no command. It reaches keys like a. Which channels it reaches is up to the parameter acl-pubsub-default.",
            ),
        ] {
            assert_eq!(explain(text).join(" "), expected, "{text}");
        }
    }
}

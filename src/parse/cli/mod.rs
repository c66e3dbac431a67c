//! AWS CLI commands of sh, cmd and PowerShell; several in one script become several resources.

mod shorthand;
mod value;
mod variables;

pub(in crate::parse) use value::leaf;

use super::members::Members;
use super::words::{self, Word, unmarked};
use super::{Hints, Note, ParseError, Parsed, Place, document_of};
use crate::document::{Document, Resource, Value};
use crate::model::{self, Kind, Member, Operation, Service, kebab_case};

/// Options of the AWS CLI itself that take a value, without `--`.
const WITH_VALUE: &[&str] = &[
    "endpoint-url",
    "output",
    "query",
    "profile",
    "region",
    "ca-bundle",
    "cli-read-timeout",
    "cli-connect-timeout",
    "color",
    "cli-binary-format",
    "cli-input-json",
    "cli-input-yaml",
    "generate-cli-skeleton",
    "page-size",
    "max-items",
    "starting-token",
];
/// Those that take none.
const ALONE: &[&str] = &[
    "debug",
    "no-verify-ssl",
    "no-paginate",
    "no-sign-request",
    "no-cli-pager",
    "cli-auto-prompt",
    "no-cli-auto-prompt",
    "v2-debug",
];

/// A text with an `aws` command in it.
pub(super) fn parse(text: &str, _hints: &Hints) -> Option<Result<Parsed, ParseError>> {
    if !text.contains("aws") {
        return None;
    }
    let script = words::commands(text, words::dialect_of(text));
    let calls: Vec<&[Word]> = script
        .commands
        .iter()
        .filter_map(|words| call(words))
        .collect();
    if calls.is_empty() {
        return None;
    }
    let mut notes = script.notes;
    let read = read(&calls, &mut notes);
    Some(read.map(|document| {
        notes.extend(variables::kept(&calls, &document));
        notes.extend(others(&script.commands));
        notes.sort_by_key(|note| (note.place.line, note.place.column));
        Parsed {
            document,
            form: "AWS CLI",
            notes,
        }
    }))
}

/// What is said of the commands of other programs.
fn others(commands: &[Vec<Word>]) -> Option<Note> {
    // What a terminal printed between commands names no program.
    let is_name = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c))
    };
    let quiet = [
        "then", "fi", "done", "else", "esac", "for", "export", "cat", "echo", "set", "local",
    ];
    let mut names: Vec<&str> = Vec::new();
    let mut place = None;
    for words in commands.iter().filter(|words| call(words).is_none()) {
        let Some(first) = words.first().filter(|first| is_name(&first.text)) else {
            continue;
        };
        if !quiet.contains(&first.text.as_str()) {
            place = place.or(Some(first.place));
            if names.len() < 5 && !names.contains(&first.text.as_str()) {
                names.push(&first.text);
            }
        }
    }
    let message = format!(
        "commands of other programs are left out: {}",
        names.join(", ")
    );
    place.map(|place| Note { place, message })
}

/// The words after `aws`, where a command runs it.
fn call(words: &[Word]) -> Option<&[Word]> {
    words::program(words, &["aws", "aws.exe", "aws.cmd", "awslocal", "aws-cli"])
}

fn read(calls: &[&[Word]], notes: &mut Vec<Note>) -> Result<Document, ParseError> {
    let mut resources: Vec<Resource> = Vec::new();
    for words in calls {
        if let Some(resource) = command(words, notes)? {
            resources.push(resource);
        }
    }
    if resources.is_empty() {
        // Why the last one makes none is known.
        return Err(match notes.pop() {
            Some(Note { place, message }) => ParseError { place, message },
            None => ParseError {
                place: Place::START,
                message: "no command here makes a request of a service that is known here"
                    .to_owned(),
            },
        });
    }
    Ok(document_of(resources))
}

/// A command being read.
struct Command<'a> {
    service: &'static Service,
    operation: &'static Operation,
    resource: Resource,
    members: Members,
    notes: &'a mut Vec<Note>,
}

fn command(words: &[Word], notes: &mut Vec<Note>) -> Result<Option<Resource>, ParseError> {
    let mut positional = Vec::new();
    let mut options = Vec::new();
    let mut rest = words;
    // Options may stand before the service and the operation; what is after them belongs to the operation.
    while let Some((word, after)) = rest.split_first() {
        if let Some(name) = word.text.strip_prefix("--") {
            let name = name.split('=').next().unwrap_or(name);
            let takes = usize::from(WITH_VALUE.contains(&name) && !word.text.contains('=')) + 1;
            let (option, after) = rest.split_at(takes.min(rest.len()));
            options.extend_from_slice(option);
            rest = after;
        } else {
            positional.push(word);
            rest = after;
            if positional.len() == 2 {
                break;
            }
        }
    }
    let [service, operation] = positional[..] else {
        if let Some(word) = words.first() {
            notes.push(Note {
                place: word.place,
                message: "the command names no service and operation".to_owned(),
            });
        }
        return Ok(None);
    };
    let Some(known) = model::service(&service.text) else {
        let message = format!(
            "the service {} is not known here, so the command is left out",
            shown(&service.text)
        );
        notes.push(Note {
            place: service.place,
            message,
        });
        return Ok(None);
    };
    let Some(found) = known
        .operations
        .iter()
        .find(|candidate| candidate.cli_name == operation.text)
    else {
        let nearest = nearest(&operation.text, known);
        let message = format!(
            "{} has no command {}, so it is left out{}",
            known.id,
            shown(&operation.text),
            nearest.map_or_else(String::new, |name| format!("; there is {name}"))
        );
        notes.push(Note {
            place: operation.place,
            message,
        });
        return Ok(None);
    };
    let resource = Resource::new(known.id, found.name);
    let mut command = Command {
        service: known,
        operation: found,
        resource,
        members: Members::default(),
        notes,
    };
    command.flags(&options)?;
    command.flags(rest)?;
    let mut resource = command.resource;
    resource.parameters = command.members.value();
    Ok(Some(resource))
}

/// The command whose name has the same letters, but for what stands between them.
fn nearest(name: &str, service: &'static Service) -> Option<&'static str> {
    let letters = |name: &str| {
        let letters = name.chars().filter(char::is_ascii_alphanumeric);
        letters.collect::<String>().to_ascii_lowercase()
    };
    let wanted = letters(name);
    let mut names = service
        .operations
        .iter()
        .map(|operation| operation.cli_name);
    names.find(|name| letters(name) == wanted)
}

impl Command<'_> {
    fn note(&mut self, place: Place, message: String) {
        self.notes.push(Note { place, message });
    }

    /// Reads `--flag`, `--flag=value` and `--flag value…`.
    fn flags(&mut self, words: &[Word]) -> Result<(), ParseError> {
        let mut rest = words;
        while let Some((word, after)) = rest.split_first() {
            let Some(flag) = word.text.strip_prefix("--").filter(|flag| !flag.is_empty()) else {
                self.note(
                    word.place,
                    format!(
                        "“{}” belongs to no option and is left out",
                        shown(&word.text)
                    ),
                );
                rest = after;
                continue;
            };
            let (flag, inline) = match flag.split_once('=') {
                Some((flag, value)) => (
                    flag,
                    Some(Word {
                        text: value.to_owned(),
                        place: word.place,
                    }),
                ),
                None => (flag, None),
            };
            let count = after
                .iter()
                .take_while(|word| !word.text.starts_with("--"))
                .count();
            let (values, beyond) = match &inline {
                Some(value) => (std::slice::from_ref(value), after),
                None => after.split_at(count),
            };
            rest = self
                .flag(word, flag, values)?
                .map_or(beyond, |taken| &after[taken.min(after.len())..]);
        }
        Ok(())
    }

    /// Reads one flag with the words that may be its values; gives how many it took, where not all.
    fn flag(
        &mut self,
        word: &Word,
        flag: &str,
        values: &[Word],
    ) -> Result<Option<usize>, ParseError> {
        match flag {
            "region" => {
                let text = values.first().map(|value| value.text.as_str());
                match text.and_then(|text| words::marks(text).next()) {
                    None => self.resource.region = text.map(Into::into),
                    Some(name) => {
                        let message =
                            format!("the Region is what {name} says, which is not known here");
                        self.note(word.place, message);
                    }
                }
                return Ok(Some(usize::from(!word.text.contains('='))));
            }
            "cli-input-json" | "cli-input-yaml" => {
                let value = values.first().ok_or_else(|| ParseError {
                    place: word.place,
                    message: format!("--{flag} lacks its value"),
                })?;
                self.input(flag, value)?;
                return Ok(Some(usize::from(!word.text.contains('='))));
            }
            _ => {}
        }
        if let Some((member, negated)) = member_of(self.operation, flag) {
            return self.member(word, member, negated, values);
        }
        if WITH_VALUE.contains(&flag) || ALONE.contains(&flag) {
            self.note(
                word.place,
                format!(
                    "--{flag} is an option of the AWS CLI, not of the request, and is left out"
                ),
            );
            let takes = WITH_VALUE.contains(&flag) && !word.text.contains('=');
            return Ok(Some(usize::from(takes)));
        }
        // An unknown flag is kept as an unknown member, so that the checks can say what was meant.
        let name: String = unmarked(flag).split('-').map(capitalized).collect();
        let name = if self.service.id == "dsql" {
            uncapitalized(&name)
        } else {
            name
        };
        let texts: Vec<Value> = values
            .iter()
            .map(|value| words::value_of(&value.text))
            .collect();
        let value = match <[Value; 1]>::try_from(texts) {
            Ok([one]) => one,
            Err(none) if none.is_empty() => Value::Bool(true),
            Err(several) => Value::list(several),
        };
        self.note(
            word.place,
            format!(
                "{} has no option --{}",
                self.operation.cli_name,
                shown(flag)
            ),
        );
        self.members.insert(name, value);
        Ok(None)
    }

    fn member(
        &mut self,
        word: &Word,
        member: &'static Member,
        negated: bool,
        values: &[Word],
    ) -> Result<Option<usize>, ParseError> {
        if matches!(member.shape.kind, Kind::Boolean) {
            self.members.insert(member.name, Value::Bool(!negated));
            return Ok(Some(0));
        }
        let takes_all = matches!(member.shape.kind, Kind::List(_));
        let taken = if takes_all {
            values.len()
        } else {
            values.len().min(1)
        };
        if taken == 0 && !takes_all {
            return Err(ParseError {
                place: word.place,
                message: format!("--{} lacks its value", kebab_case(member.name)),
            });
        }
        if let [only] = &values[..taken]
            && ["file://", "fileb://"]
                .iter()
                .any(|scheme| only.text.starts_with(scheme))
        {
            self.note(
                only.place,
                format!(
                    "the file of --{} cannot be read here; its name is kept as text",
                    kebab_case(member.name)
                ),
            );
            self.members
                .insert(member.name, Value::string(unmarked(&only.text)));
            return Ok(Some(taken));
        }
        let value = value::read(member.shape, &values[..taken])?;
        self.members.insert(member.name, value);
        Ok(if takes_all || word.text.contains('=') {
            None
        } else {
            Some(taken)
        })
    }

    /// Reads the members that `--cli-input-json` and `--cli-input-yaml` give.
    fn input(&mut self, flag: &str, word: &Word) -> Result<(), ParseError> {
        if word.text.starts_with("file://") {
            let message = format!("the file of --{flag} cannot be read here");
            self.note(word.place, message);
            return Ok(());
        }
        let read = if flag == "cli-input-json" {
            value::json(word)?
        } else {
            value::yaml(word, self.operation.input)?
        };
        let Some(map) = read.as_map() else {
            return Err(ParseError {
                place: word.place,
                message: format!("--{flag} is to be an object"),
            });
        };
        for (name, value) in map.iter() {
            // A flag beside it wins, wherever it stands.
            if self.members.get(name).is_none() {
                self.members.insert(name.clone(), value.clone());
            }
        }
        Ok(())
    }
}

/// The member of a flag, exactly or by the only beginning that fits; and whether the flag is `--no-…`.
fn member_of(operation: &Operation, flag: &str) -> Option<(&'static Member, bool)> {
    let members = operation.input.members();
    let flags = || {
        members.iter().flat_map(|member| {
            let name = kebab_case(member.name);
            let negated = matches!(member.shape.kind, Kind::Boolean)
                .then(|| (format!("no-{name}"), member, true));
            std::iter::once((name, member, false)).chain(negated)
        })
    };
    let exact = flags().find(|(name, _, _)| name == flag);
    exact
        .map(|(_, member, negated)| (member, negated))
        .or_else(|| {
            let own = WITH_VALUE
                .iter()
                .chain(ALONE)
                .any(|name| name.starts_with(flag));
            let mut begun = flags().filter(|(name, _, _)| name.starts_with(flag));
            match (begun.next(), begun.next()) {
                (Some((_, member, negated)), None) if !own => Some((member, negated)),
                _ => None,
            }
        })
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn uncapitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

/// Text for a message: long text is cut.
fn shown(text: &str) -> String {
    unmarked(text).chars().take(60).collect()
}

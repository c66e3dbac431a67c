//! What differs between the shells.

use crate::render::quote::{self, Json};

/// How many characters of a name are written: no name of AWS is as long, and no argument may be very long.
const NAME: usize = 200;

/// A family of shells that one text serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Shell {
    /// sh, bash, zsh, fish.
    Sh,
    Cmd,
    /// PowerShell, every version.
    Pwsh,
}

impl Shell {
    pub(in crate::render) fn line_end(self) -> &'static str {
        match self {
            Self::Cmd => "\r\n",
            Self::Sh | Self::Pwsh => "\n",
        }
    }

    /// What begins a remark.
    pub(super) fn remark(self) -> &'static str {
        match self {
            Self::Cmd => "@rem",
            Self::Sh | Self::Pwsh => "#",
        }
    }

    /// The end of a line that the command goes on after.
    pub(super) fn continuation(self) -> &'static str {
        match self {
            Self::Sh => " \\\n",
            Self::Cmd => " ^\r\n",
            Self::Pwsh => " `\n",
        }
    }

    /// How many characters a command may have: the kernel's limit of an argument, cmd.exe's of a line
    /// (8191, also PowerShell's where `aws` is a batch file).
    pub(super) fn longest(self) -> usize {
        match self {
            Self::Sh => 131_000,
            Self::Cmd | Self::Pwsh => 8_000,
        }
    }

    /// How many characters a script's own words around a command may take, with what their variables hold.
    pub(super) const AROUND: usize = 400;

    /// How JSON is written as an argument.
    pub(super) fn json(self) -> Json {
        match self {
            Self::Sh => Json::Posix,
            Self::Cmd | Self::Pwsh => Json::Windows,
        }
    }

    /// What stands around an argument of nothing but JSON or shorthand.
    pub(super) fn quote(self) -> &'static str {
        match self {
            Self::Sh | Self::Pwsh => "'",
            Self::Cmd => "\"",
        }
    }

    /// Whether a text can be a flag's value; if not, JSON carries it.
    pub(super) fn carries(self, text: &str) -> bool {
        match self {
            Self::Sh => quote::is_flag_safe(text),
            Self::Cmd | Self::Pwsh => quote::is_sentence(text),
        }
    }

    /// Appends a text that the shell carries.
    pub(super) fn push_text(self, acc: &mut String, text: &str) {
        if quote::is_plain_word(text) {
            acc.push_str(text);
        } else if self == Self::Sh {
            quote::push_q1(acc, text);
        } else {
            acc.push('"');
            acc.push_str(text);
            acc.push('"');
        }
    }

    /// Appends the name of a service, operation or Region. One that is no name comes out as a text that the AWS
    /// CLI refuses: it cannot be an option, and cannot run anything.
    pub(in crate::render) fn push_name(self, acc: &mut String, text: &str) {
        let end = text.char_indices().nth(NAME).map_or(text.len(), |(i, _)| i);
        let text = &text[..end];
        if self.carries(text) && !text.starts_with('-') {
            self.push_text(acc, text);
        } else {
            acc.push_str(&quote::defused(text));
        }
    }

    /// Appends an expression that AWS's answer is asked with. Its strings are JSON of the shell's `query_json`.
    pub(in crate::render) fn push_query(self, acc: &mut String, query: &str) {
        if self == Self::Sh || quote::is_plain_word(query) {
            quote::push_q1(acc, query);
        } else {
            acc.push_str(self.quote());
            acc.push_str(query);
            acc.push_str(self.quote());
        }
    }

    /// How JSON is written within such an expression.
    pub(in crate::render) fn query_json(self) -> Json {
        match self {
            Self::Sh => Json::WindowsFile,
            Self::Cmd | Self::Pwsh => Json::Windows,
        }
    }

    /// Appends a reference to a variable, for between double quotes: one of the environment, or one that is `kept`
    /// by the script.
    pub(super) fn push_variable(self, acc: &mut String, name: &str, kept: bool) {
        match self {
            Self::Sh => acc.push('$'),
            Self::Cmd => acc.push('%'),
            Self::Pwsh => acc.push_str(if kept { "$" } else { "$env:" }),
        }
        acc.push_str(name);
        if self == Self::Cmd {
            acc.push('%');
        }
    }

    /// Appends a reference that interrupts an argument of JSON.
    pub(super) fn push_interruption(self, acc: &mut String, name: &str, kept: bool, style: Json) {
        // In cmd.exe the quotes put the value between quotes of the line; what is left open is an argument's.
        let (before, after) = match self {
            Self::Sh => ("'\"", "\"'"),
            Self::Cmd if style == Json::WindowsFile => ("", ""),
            Self::Cmd => ("\"", "\""),
            Self::Pwsh => ("' + ", " + '"),
        };
        acc.push_str(before);
        self.push_variable(acc, name, kept);
        acc.push_str(after);
    }
}

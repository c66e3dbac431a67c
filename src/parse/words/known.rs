//! What a script says of its own variables and files.

use std::collections::BTreeMap;

use super::Word;

/// What may be put in the places of variables and files in all, in bytes: a few of them could double without end.
const MOST: usize = 4_000_000;

#[derive(Default)]
pub(super) struct Known {
    /// By name: a text, or the words of an array.
    variables: BTreeMap<String, Vec<String>>,
    /// By path, each with the line that it begins on.
    files: BTreeMap<String, (String, usize)>,
    spent: usize,
}

impl Known {
    pub(super) fn set(&mut self, name: &str, words: Vec<String>) {
        self.variables.insert(name.to_owned(), words);
    }

    pub(super) fn forget(&mut self, name: &str) {
        self.variables.remove(name);
    }

    /// The text of a variable, while there is room for it.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        match self.words(name)?.as_slice() {
            [text] => Some(text.clone()),
            _ => None,
        }
    }

    /// The words of an array.
    pub(super) fn words(&mut self, name: &str) -> Option<Vec<String>> {
        let words = self.variables.get(name)?;
        let size: usize = words.iter().map(|word| word.len() + 1).sum();
        self.spent += size;
        (self.spent <= MOST).then(|| words.clone())
    }

    pub(super) fn write(&mut self, path: &str, text: String, line: usize) {
        self.files.insert(path.to_owned(), (text, line));
    }

    /// The text of a file that the script wrote, with the line that it begins on.
    pub(super) fn file(&mut self, path: &str) -> Option<(String, usize)> {
        let (text, line) = self.files.get(path)?;
        self.spent += text.len() + 1;
        (self.spent <= MOST).then(|| (text.clone(), *line))
    }

    /// Puts a file's text in the place of its name: `file://params.json`.
    pub(super) fn fill_in(&mut self, word: &mut Word) {
        let Some((before, path)) = word.text.split_once("file://") else {
            return;
        };
        // Alone, or after the option: `--cli-input-json=file://params.json`.
        if !(before.is_empty() || before.starts_with("--") && before.ends_with('=')) {
            return;
        }
        let path = path.trim_start_matches("./").to_owned();
        if let Some((text, line)) = self.file(&path) {
            word.text = format!("{before}{text}");
            word.place.line = line;
            word.place.column = 1;
        }
    }
}

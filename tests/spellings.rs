//! Texts as people write and copy them, each with what is read of it: its link, and what was left out with its
//! place; or why it cannot be read.
//!
//! A file of `tests/fixtures/spellings` holds `=== NAME`, the text, `---` and what is read.

use std::fmt::Write;

use cluster_composer::parse::{Hints, parse};
use cluster_composer::share;

#[test]
fn real_spellings_are_read() {
    let mut wrong = Vec::new();
    let mut n_texts = 0;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/spellings");
    for entry in std::fs::read_dir(folder).expect("the folder").flatten() {
        let content = std::fs::read_to_string(entry.path()).expect("a file");
        for case in content.split("=== ").skip(1) {
            let (name, rest) = case.split_once('\n').expect("a name");
            let (text, expected) = rest.rsplit_once("---\n").expect("what is read");
            n_texts += 1;
            let found = read(text);
            if found.trim_end() != expected.trim_end() {
                wrong.push(format!("{:?} {name}\n{found}", entry.file_name()));
            }
        }
    }
    assert!(n_texts > 120, "{n_texts}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn read(text: &str) -> String {
    match parse(text, &Hints::default()) {
        Ok(parsed) => {
            let mut acc = share::to_fragment(&parsed.document) + "\n";
            for note in parsed.notes {
                let (line, column) = (note.place.line, note.place.column);
                // Writing to a text does not fail.
                let _ = writeln!(acc, "{line}:{column} {}", note.message);
            }
            acc
        }
        Err(error) => format!("{error}\n"),
    }
}

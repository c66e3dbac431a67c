//! How many lines an edit changed in each format, found out after the page was painted, a format at a time.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::lines;
use crate::document::Document;
use crate::render::{FORMATS, Format, Options};

/// A pause after an edit, in milliseconds: long after what it changed was painted.
const PAUSE: u32 = 400;

/// The texts of a document that have been rendered so far, in the order of the formats.
struct Texts {
    document: Rc<Document>,
    texts: Vec<String>,
}

/// What is being compared; dropping its timer stops it.
struct Work {
    before: Rc<Texts>,
    after: Texts,
    /// Of the formats so far; a format that was not rendered before is rendered then.
    counts: Vec<usize>,
    timer: Option<Timeout>,
}

/// The number of lines that the last edit changed, by format in their order; empty before any.
#[hook]
pub fn use_changed_lines(document: &Rc<Document>) -> Rc<Vec<usize>> {
    let counts = use_state(|| Rc::new(Vec::new()));
    let known = use_mut_ref(|| {
        Rc::new(Texts {
            document: document.clone(),
            texts: Vec::new(),
        })
    });
    let setter = counts.setter();
    use_effect_with(document.clone(), move |document| {
        let work = Rc::new(RefCell::new(Work {
            before: known.borrow().clone(),
            after: Texts {
                document: document.clone(),
                texts: Vec::new(),
            },
            counts: Vec::new(),
            timer: None,
        }));
        let ondone: Rc<dyn Fn(Vec<usize>, Texts)> = Rc::new(move |found, after| {
            known.replace(Rc::new(after));
            setter.set(Rc::new(found));
        });
        let same = work.borrow().before.document == *document;
        if !same {
            wait(&work, PAUSE, &ondone);
        }
        // The next edit is compared with what was last counted.
        move || drop(work.borrow_mut().timer.take())
    });
    (*counts).clone()
}

/// The number of a format.
pub fn of(counts: &[usize], format: &Format) -> usize {
    let at = FORMATS.iter().position(|other| other.id == format.id);
    at.and_then(|at| counts.get(at)).copied().unwrap_or(0)
}

fn wait(work: &Rc<RefCell<Work>>, pause: u32, ondone: &Rc<dyn Fn(Vec<usize>, Texts)>) {
    let (next, then) = (work.clone(), ondone.clone());
    let timer = Timeout::new(pause, move || step(&next, &then));
    work.borrow_mut().timer = Some(timer);
}

/// Compares one format, then lets the page breathe.
fn step(work: &Rc<RefCell<Work>>, ondone: &Rc<dyn Fn(Vec<usize>, Texts)>) {
    let mut now = work.borrow_mut();
    let i = now.counts.len();
    if let Some(format) = FORMATS.get(i) {
        let render = |document: &Document| (format.render)(document, Options::default()).text;
        let after = render(&now.after.document);
        let count = match now.before.texts.get(i) {
            Some(before) => lines::count(before, &after),
            None => lines::count(&render(&now.before.document), &after),
        };
        now.counts.push(count);
        now.after.texts.push(after);
        drop(now);
        return wait(work, 0, ondone);
    }
    let counts = std::mem::take(&mut now.counts);
    let after = Texts {
        document: now.after.document.clone(),
        texts: std::mem::take(&mut now.after.texts),
    };
    drop(now);
    ondone(counts, after);
}

//! What every language's script is made of: the plan, its variables, titles, and the commands about a thing.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::deploy::{Plan, Thing};
use crate::document::Resource;
use crate::render::cli::{Command, Frame, Shell};
use crate::render::{Secrets, Writer};

/// How many characters of a name a title shows.
const TITLE: usize = 100;

/// A plan with the names of its variables.
pub(super) struct Script<'a> {
    pub(super) plan: &'a Plan,
    pub(super) secrets: Secrets,
    /// How many resources the document has of its own.
    n_own: usize,
    /// The variables that the script itself gives a value.
    pub(super) kept: BTreeSet<Rc<str>>,
}

impl<'a> Script<'a> {
    pub(super) fn new(plan: &'a Plan, n_own: usize, reveal: bool) -> Self {
        let wanted = plan.kept();
        let secrets = Secrets::with_answers(&plan.document, reveal, &wanted);
        let kept = wanted
            .iter()
            .filter_map(|(id, member)| secrets.answer(id, member).cloned())
            .collect();
        Self {
            plan,
            secrets,
            n_own,
            kept,
        }
    }

    pub(super) fn request(&self, index: usize) -> &'a Resource {
        &self.plan.document.resources[index]
    }

    /// The variables that the environment must have.
    pub(super) fn needed(&self) -> BTreeSet<Rc<str>> {
        let all = (0..self.plan.document.resources.len())
            .flat_map(|index| self.secrets.of_resource(index));
        all.map(|(_, name)| name.clone())
            .filter(|name| !self.kept.contains(name))
            .collect()
    }

    /// The variable that holds what AWS tells about a thing.
    pub(super) fn variable(&self, index: usize, member: &str) -> Rc<str> {
        let id = self.request(index).id.as_deref().unwrap_or_default();
        let found = self.secrets.answer(id, member).cloned();
        found.unwrap_or_else(|| "UNKNOWN".into())
    }

    /// A request in words, of nothing but plain characters: `user group team in us-west-2`.
    pub(super) fn title(&self, index: usize) -> String {
        let request = self.request(index);
        let what = match self.plan.thing(index) {
            Some(thing) => thing.title(),
            None => format!("{} {}", request.service, request.operation),
        };
        plain(&format!(
            "{what} in {}",
            self.plan.document.region_of(request)
        ))
    }

    /// What follows comes from a request; without `paths` from no parameter of it.
    pub(super) fn origin(&self, writer: &mut Writer, index: usize, paths: bool) {
        writer.resource(self.plan.origins.get(index).copied());
        writer.keep_paths(paths && index < self.n_own);
    }

    /// Writes the command of a request of the plan.
    pub(super) fn command(
        &self,
        writer: &mut Writer,
        index: usize,
        shell: Shell,
        frame: Frame<'_>,
    ) {
        self.origin(writer, index, true);
        let document = &self.plan.document;
        Command::new(document, index, self.request(index), shell, &self.secrets)
            .within(&self.kept)
            .framed(frame)
            .write(writer);
        self.origin(writer, index, false);
    }

    /// Writes the command of a request about what a request of the plan makes.
    pub(super) fn about(
        &self,
        writer: &mut Writer,
        index: usize,
        request: &Resource,
        shell: Shell,
        frame: Frame<'_>,
    ) {
        self.origin(writer, index, false);
        let secrets = self.secrets.of_request(index, &request.parameters);
        Command::new(&self.plan.document, index, request, shell, &secrets)
            .within(&self.kept)
            .framed(frame)
            .write(writer);
    }
}

/// A text of nothing but letters, digits, blanks and `_./:-`, for remarks and messages.
pub(super) fn plain(text: &str) -> String {
    let kept = |c: char| c.is_ascii_alphanumeric() || " _./:-".contains(c);
    let letters = text.chars().take(TITLE);
    letters.map(|c| if kept(c) { c } else { '_' }).collect()
}

/// The expression of a member of the description of a thing.
pub(super) fn member(thing: &Thing<'_>, member: &str) -> String {
    if thing.kind.list.is_empty() {
        member.to_owned()
    } else {
        format!("{}[0].{member}", thing.kind.list)
    }
}

//! Text with provenance: every span knows its kind and the parameter it came from.

use std::ops::Range;
use std::rc::Rc;

use super::Options;

/// What a renderer produced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    pub text: String,
    /// In order, without gaps and overlaps: together they are the whole text. None crosses a line end,
    /// except that a line end belongs to the span before it or stands alone.
    pub spans: Vec<Span>,
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub kind: SpanKind,
    /// Index of the resource that it came from.
    pub resource: Option<usize>,
    /// Path of the parameter that it came from, as a diagnostic writes it.
    pub path: Option<Rc<str>>,
}

/// What a piece of text is, for its color.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// White space, punctuation, everything without a color.
    Plain,
    /// A program or function that is called.
    Command,
    Keyword,
    /// A flag, member name or key.
    Name,
    String,
    Number,
    /// `true`, `false`, `None`, …
    Constant,
    Comment,
    /// A secret or the environment variable that holds it.
    Secret,
    /// A place-holder that somebody must fill in.
    Placeholder,
}

impl SpanKind {
    /// The CSS class and JavaScript name: `string`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Command => "command",
            Self::Keyword => "keyword",
            Self::Name => "name",
            Self::String => "string",
            Self::Number => "number",
            Self::Constant => "constant",
            Self::Comment => "comment",
            Self::Secret => "secret",
            Self::Placeholder => "placeholder",
        }
    }
}

/// A place in a renderer's text.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    text: usize,
    spans: usize,
}

/// Collects the text of a renderer.
#[derive(Debug, Default)]
pub struct Writer {
    output: Output,
    resource: Option<usize>,
    path: Option<Rc<str>>,
    /// Whether paths are left out.
    pathless: bool,
    /// Whether only the text is wanted.
    spanless: bool,
}

impl Writer {
    pub fn new() -> Self {
        Self::default()
    }

    /// A writer that keeps spans if the options ask for them.
    pub fn with(options: Options) -> Self {
        Self {
            spanless: options.text_only,
            ..Self::default()
        }
    }

    /// What follows comes from a resource, or from none; the path is cleared.
    pub fn resource(&mut self, resource: Option<usize>) {
        self.resource = resource;
        self.path = None;
    }

    /// What follows comes from the parameter at a path, or from none.
    pub fn path(&mut self, path: Option<Rc<str>>) {
        self.path = path.filter(|_| !self.pathless);
    }

    /// What follows comes from the parameter at a path.
    pub fn at(&mut self, path: &str) {
        let kept = !self.pathless && !self.spanless;
        self.path = kept.then(|| path.into());
    }

    /// Whether what follows keeps its paths. What is written for a resource without being of it has none.
    pub fn keep_paths(&mut self, keep: bool) {
        self.pathless = !keep;
        self.path = None;
    }

    /// The path that is set now, to put back later.
    pub fn current_path(&self) -> Option<Rc<str>> {
        self.path.clone()
    }

    /// Appends text. Neighbors of one kind and provenance become one span; a line end ends one.
    pub fn push(&mut self, kind: SpanKind, text: &str) {
        if self.spanless {
            return self.output.text.push_str(text);
        }
        // Most texts are a word.
        if !text.is_empty() && !text.bytes().any(|byte| byte == b'\n') {
            return self.push_line(kind, text);
        }
        for line in text.split_inclusive('\n') {
            self.push_line(kind, line);
        }
    }

    fn push_line(&mut self, kind: SpanKind, text: &str) {
        let start = self.output.text.len();
        self.output.text.push_str(text);
        let end = self.output.text.len();
        if let Some(last) = self.output.spans.last_mut()
            && (last.kind, last.resource, &last.path) == (kind, self.resource, &self.path)
            && !self.output.text[last.range.clone()].ends_with('\n')
        {
            last.range.end = end;
            return;
        }
        self.output.spans.push(Span {
            range: start..end,
            kind,
            resource: self.resource,
            path: self.path.clone(),
        });
    }

    pub fn plain(&mut self, text: &str) {
        self.push(SpanKind::Plain, text);
    }

    /// The place that has been reached, to return to.
    pub fn mark(&self) -> Mark {
        Mark {
            text: self.output.text.len(),
            spans: self.output.spans.len(),
        }
    }

    /// Takes back what was written since a mark.
    pub fn rewind(&mut self, mark: Mark) {
        self.output.text.truncate(mark.text);
        self.output.spans.truncate(mark.spans);
        if let Some(last) = self.output.spans.last_mut() {
            last.range.end = mark.text;
        }
    }

    /// How many bytes were written since a mark.
    pub fn since(&self, mark: Mark) -> usize {
        self.output.text.len() - mark.text
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.output.text
    }

    pub fn finish(self) -> Output {
        self.output
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_span_goes_on_after_a_line_end() {
        let mut writer = Writer::new();
        writer.plain("a \n  b");
        writer.plain(" c\n");
        writer.push(SpanKind::Name, "\n\nd");
        let output = writer.finish();
        let texts: Vec<&str> = output
            .spans
            .iter()
            .map(|span| &output.text[span.range.clone()])
            .collect();
        assert_eq!(texts, ["a \n", "  b c\n", "\n", "\n", "d"]);
    }
}

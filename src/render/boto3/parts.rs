//! Pieces of the script that no parameter goes into.

use super::value::WIDTH;
use crate::render::{SpanKind, Writer};

/// `from module import names`, on one line where one name fits there.
pub(super) fn import(writer: &mut Writer, module: &str, names: &[&str]) {
    let indent = writer.text().len() - writer.text().rfind('\n').map_or(0, |at| at + 1);
    let listed = names.join(", ");
    if names.is_empty() {
        return;
    }
    writer.push(SpanKind::Keyword, "from");
    writer.plain(&format!(" {module} "));
    writer.push(SpanKind::Keyword, "import");
    if indent + "from  import ".len() + module.len() + listed.len() <= WIDTH {
        writer.plain(&format!(" {listed}\n"));
        return;
    }
    let margin = " ".repeat(indent);
    writer.plain(" (\n");
    for name in names {
        writer.plain(&format!("{margin}    {name},\n"));
    }
    writer.plain(&format!("{margin})\n"));
}

/// `def name(…):` and its docstring.
pub(in crate::render) fn definition(
    writer: &mut Writer,
    name: &str,
    signature: &str,
    docstring: &str,
) {
    writer.push(SpanKind::Keyword, "def");
    writer.plain(" ");
    writer.push(SpanKind::Command, name);
    writer.plain(signature);
    writer.plain(":\n    ");
    writer.push(SpanKind::String, &format!("\"\"\"{docstring}\"\"\""));
    writer.plain("\n");
}

/// `target = literal` in a function; the literal is ASCII. Where the line is too long, parentheses make it fit,
/// and where they cannot, there are none.
pub(in crate::render) fn assign(writer: &mut Writer, target: &str, kind: SpanKind, literal: &str) {
    writer.plain(&format!("    {target} = "));
    let too_long = "     = ".len() + target.len() + literal.len() > WIDTH;
    let wrapped = too_long && 8 + literal.len() <= WIDTH;
    writer.plain(if wrapped { "(\n        " } else { "" });
    writer.push(kind, literal);
    writer.plain(if wrapped { "\n    )\n" } else { "\n" });
}

/// The function that reads a secret.
pub(super) fn secret(writer: &mut Writer) {
    writer.plain("\n\n");
    let does = "Return an environment variable; without it, end the program.";
    definition(writer, "secret", "(name: str) -> str", does);
    writer.plain("    value = os.environ.get(name)\n    ");
    writer.push(SpanKind::Keyword, "if not");
    writer.plain(" value:\n        sys.exit(");
    writer.push(
        SpanKind::String,
        "f\"The environment variable {name} is not set.\"",
    );
    writer.plain(")\n    ");
    writer.push(SpanKind::Keyword, "return");
    writer.plain(" value\n");
}

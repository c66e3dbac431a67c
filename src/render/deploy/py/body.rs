//! The functions of the scripts: one for each step.

mod removing;

use super::super::script::Script;
use crate::deploy::Thing;
use crate::document::{PathText, Resource, Value};
use crate::model::generated::dsql::names as d;
use crate::model::snake_case;
use crate::render::boto3::literal;
use crate::render::boto3::parts::assign;
use crate::render::boto3::value::{Values, WIDTH};
use crate::render::{SpanKind, Writer};

/// What the body of a function does.
#[derive(Clone, Copy)]
pub(super) enum Does<'a> {
    Make,
    Join,
    Send,
    Wait,
    Keep(&'a str),
    Find,
    Settle,
    Leave,
    Remove,
    Gone,
    Nothing,
}

/// Writes statements of a function.
pub(super) struct Body<'w> {
    pub(super) script: &'w Script<'w>,
    pub(super) writer: &'w mut Writer,
    pub(super) index: usize,
}

/// A call, on one line where it fits there, else with an argument a line.
pub(super) fn call(writer: &mut Writer, indent: usize, function: &str, arguments: &[String]) {
    let margin = " ".repeat(indent);
    let line = format!("{function}({})", arguments.join(", "));
    if indent + line.chars().count() <= WIDTH {
        return writer.plain(&format!("{margin}{line}\n"));
    }
    writer.plain(&format!("{margin}{function}(\n"));
    for argument in arguments {
        writer.plain(&format!("{margin}    {argument},\n"));
    }
    writer.plain(&format!("{margin})\n"));
}

fn text(text: &str) -> String {
    literal::string(text)
}

impl Body<'_> {
    fn plain(&mut self, text: &str) {
        self.writer.plain(text);
    }

    pub(super) fn write(&mut self, does: Does<'_>) {
        match does {
            Does::Make => self.make(),
            Does::Join => self.join(),
            Does::Send => self.send(),
            Does::Wait => self.wait(),
            Does::Keep(member) => self.keep(member),
            Does::Find => self.find_out(),
            Does::Settle => self.settle(),
            Does::Leave => self.leave(),
            Does::Remove => self.remove(),
            Does::Gone => self.gone(),
            Does::Nothing => {}
        }
    }

    /// `name: dict[str, Any] = …` of the parameters of a request about the thing.
    fn assign(&mut self, name: &str, request: &Resource) {
        let secrets = self
            .script
            .secrets
            .of_request(self.index, &request.parameters);
        self.script.origin(self.writer, self.index, false);
        Values {
            writer: self.writer,
            secrets: &secrets,
            kept: &self.script.kept,
            index: self.index,
            path: PathText::root(),
        }
        .assignment(
            name,
            request.operation().map(|operation| operation.input),
            &request.parameters,
        );
    }

    /// The same of the request itself.
    fn parameters(&mut self) {
        let request = self.script.request(self.index);
        self.script.origin(self.writer, self.index, true);
        Values {
            writer: self.writer,
            secrets: &self.script.secrets,
            kept: &self.script.kept,
            index: self.index,
            path: PathText::root(),
        }
        .assignment(
            "parameters",
            request.operation().map(|operation| operation.input),
            &request.parameters,
        );
        self.script.origin(self.writer, self.index, false);
    }

    /// `target = look(…)`
    fn look(&mut self, target: &str, thing: &Thing<'_>, missing: &str) {
        let arguments = [
            "client".to_owned(),
            text(&snake_case(thing.kind.look)),
            "named".to_owned(),
            text(thing.kind.list),
            text(missing),
        ];
        call(self.writer, 4, &format!("{target} = look"), &arguments);
    }

    fn make(&mut self) {
        let script = self.script;
        let Some(thing) = script.plan.thing(self.index) else {
            return;
        };
        let method = text(&snake_case(&thing.request.operation));
        let mut compared = vec!["found".to_owned(), "parameters".to_owned()];
        compared.extend(
            thing
                .asked()
                .iter()
                .map(|(member, answer, _)| format!("({}, {})", text(member), text(answer))),
        );
        if thing.name.is_some() {
            self.assign("named", &thing.look());
            self.parameters();
            self.look("found", &thing, thing.kind.missing);
            self.plain("    if found:\n");
            call(self.writer, 8, "exists", &compared);
            self.plain("    else:\n");
            call(
                self.writer,
                8,
                "send",
                &["client".to_owned(), method, "parameters".to_owned()],
            );
            return;
        }
        let variable = text(&script.variable(self.index, thing.kind.name));
        self.parameters();
        self.find(&thing, false);
        self.plain("    if identifier:\n");
        let within = thing.within().map_or("", |_| "**within, ");
        let named = format!("{{{within}{}: identifier}}", text(thing.kind.name));
        let arguments = [
            "client".to_owned(),
            text(&snake_case(thing.kind.look)),
            named,
        ];
        let list = [text(thing.kind.list), text("")];
        call(
            self.writer,
            8,
            "found = look",
            &[&arguments[..], &list[..]].concat(),
        );
        call(self.writer, 8, "exists", &compared);
        self.plain("    else:\n");
        call(
            self.writer,
            8,
            "found = send",
            &["client".to_owned(), method, "parameters".to_owned()],
        );
        let told = thing.kind.found.map_or(thing.kind.name, |found| found.told);
        let mut from = "found";
        if let Some((outer, _)) = told.split_once('.') {
            from = "made";
            let outer = text(outer);
            self.plain(&format!("        made = found.get({outer}, {{}})\n"));
        }
        let name = text(thing.kind.name);
        self.plain(&format!("        identifier = {from}.get({name}, \"\")\n"));
        call(self.writer, 8, "say", &["f\"  {identifier}\"".to_owned()]);
        self.plain(&format!("    KNOWN[{variable}] = identifier\n"));
    }

    fn send(&mut self) {
        let request = self.script.request(self.index);
        self.parameters();
        let method = snake_case(&request.operation);
        if request.operation().is_some() {
            self.plain("    ");
            self.plain(&format!(
                "response = send(client, {}, parameters)\n",
                text(&method)
            ));
        } else {
            assign(
                self.writer,
                "operation",
                SpanKind::String,
                &literal::ascii(&method),
            );
            self.plain("    response = send(client, operation, parameters)\n");
        }
        self.plain(
            "    if not DRY_RUN:\n        print(json.dumps(response, indent=2, default=str))\n",
        );
    }

    fn join(&mut self) {
        let request = self.script.request(self.index);
        let mut look = request.clone();
        look.operation = "GetCluster".into();
        let identifier = request.parameters.get(d::IDENTIFIER).cloned();
        look.parameters = Value::map([(d::IDENTIFIER.into(), identifier.unwrap_or(Value::Null))]);
        self.assign("named", &look);
        self.parameters();
        self.plain("    cluster = look(client, \"get_cluster\", named, \"\", \"\")\n");
        self.plain("    peers = set(parameters[\"multiRegionProperties\"][\"clusters\"])\n");
        self.plain("    if peers <= set(cluster.get(\"multiRegionProperties\", {}).get(\"clusters\", [])):\n");
        self.plain("        say(\"  has its peers already\")\n    else:\n");
        self.plain("        send(client, \"update_cluster\", parameters)\n");
    }

    fn keep(&mut self, member: &str) {
        let Some(thing) = self.script.plan.thing(self.index) else {
            return;
        };
        let variable = text(&self.script.variable(self.index, member));
        self.assign("named", &thing.look());
        self.look("found", &thing, "");
        call(
            self.writer,
            4,
            &format!("KNOWN[{variable}] = tell"),
            &["found".to_owned(), text(member)],
        );
    }

    fn wait(&mut self) {
        let Some(thing) = self.script.plan.thing(self.index) else {
            return;
        };
        self.assign("named", &thing.look());
        let (status, ready) = thing.kind.status;
        if let Some([waiter, _]) = thing.kind.waiters {
            let waiter = text(&waiter.replace('-', "_"));
            return call(
                self.writer,
                4,
                "wait_by",
                &["client".to_owned(), waiter, "named".to_owned()],
            );
        }
        let mut arguments = vec![
            "client".to_owned(),
            text(&snake_case(thing.kind.look)),
            "named".to_owned(),
            text(thing.kind.list),
            text(status),
        ];
        arguments.extend(ready.iter().map(|state| text(state)));
        call(self.writer, 4, "wait", &arguments);
    }
}

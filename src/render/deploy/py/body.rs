//! The functions of the scripts: one for each step.

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
        self.plain("    tags = parameters.get(\"tags\", {})\n");
        call(
            self.writer,
            4,
            "identifier = os.environ.get",
            std::slice::from_ref(&variable),
        );
        self.plain("    identifier = identifier or find_cluster(client, tags, going=False)\n    if identifier:\n");
        call(
            self.writer,
            8,
            "found = look",
            &[
                "client".to_owned(),
                text(&snake_case(thing.kind.look)),
                format!("{{{}: identifier}}", text(thing.kind.name)),
                text(thing.kind.list),
                text(""),
            ],
        );
        call(self.writer, 8, "exists", &compared);
        self.plain("    else:\n");
        call(
            self.writer,
            8,
            "found = send",
            &["client".to_owned(), method, "parameters".to_owned()],
        );
        self.plain("        identifier = found.get(\"identifier\", \"\")\n");
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
        if let Some([ready, _]) = thing.kind.waiters {
            let waiter = text(&ready.replace('-', "_"));
            return call(
                self.writer,
                4,
                "wait_by",
                &["client".to_owned(), waiter, "named".to_owned()],
            );
        }
        let arguments = [
            "client".to_owned(),
            text(&snake_case(thing.kind.look)),
            "named".to_owned(),
            text(thing.kind.list),
            text(status),
            text(ready),
        ];
        call(self.writer, 4, "wait", &arguments);
    }

    fn remove(&mut self) {
        let script = self.script;
        let Some(thing) = script.plan.thing(self.index) else {
            return;
        };
        let method = text(&snake_case(thing.kind.remove.unwrap_or_default()));
        if thing.name.is_none() {
            let variable = text(&script.variable(self.index, thing.kind.name));
            let tags = Value::map(
                thing
                    .tags()
                    .into_iter()
                    .map(|(key, value)| (key.into(), Value::string(value))),
            );
            let mut request = thing.look();
            request.operation = "".into();
            request.parameters = tags;
            self.assign("tags", &request);
            call(
                self.writer,
                4,
                "identifier = os.environ.get",
                std::slice::from_ref(&variable),
            );
            self.plain("    identifier = identifier or find_cluster(client, tags, going=True)\n");
            self.plain(&format!("    KNOWN[{variable}] = identifier\n"));
            self.plain("    if not identifier and not DRY_RUN:\n        say(\"  does not exist\")\n        return\n");
        }
        self.assign("named", &thing.look());
        self.look("found", &thing, thing.kind.missing);
        if let Some(unprotect) = thing.unprotect() {
            self.assign("unprotected", &unprotect);
            self.plain("    if DRY_RUN or found.get(\"deletionProtectionEnabled\"):\n");
            call(
                self.writer,
                8,
                "send",
                &[
                    "client".to_owned(),
                    text(&snake_case(&unprotect.operation)),
                    "unprotected".to_owned(),
                ],
            );
        }
        let arguments = [
            "client".to_owned(),
            method,
            "named".to_owned(),
            "found".to_owned(),
            text(thing.sign()),
        ];
        call(self.writer, 4, "remove", &arguments);
    }

    fn gone(&mut self) {
        let script = self.script;
        let Some(thing) = script.plan.thing(self.index) else {
            return;
        };
        if thing.name.is_none() {
            let variable = text(&script.variable(self.index, thing.kind.name));
            self.plain(&format!(
                "    if not KNOWN.get({variable}):\n        return\n"
            ));
        }
        self.assign("named", &thing.look());
        if let Some([_, gone]) = thing.kind.waiters {
            let waiter = text(&gone.replace('-', "_"));
            return call(
                self.writer,
                4,
                "wait_by",
                &["client".to_owned(), waiter, "named".to_owned()],
            );
        }
        let arguments = [
            "client".to_owned(),
            text(&snake_case(thing.kind.look)),
            "named".to_owned(),
            text(thing.kind.list),
            text(thing.kind.missing),
        ];
        call(self.writer, 4, "gone", &arguments);
    }
}

//! What finds things whose names AWS chose, and what removes them.

use super::{Body, call, text};
use crate::deploy::{By, Thing};
use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::model::snake_case;

impl Body<'_> {
    pub(super) fn remove(&mut self) {
        let script = self.script;
        let Some(thing) = script.plan.thing(self.index) else {
            return;
        };
        let method = text(&snake_case(thing.kind.remove.unwrap_or_default()));
        self.unless_unknown(&thing, true);
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
        let mut asked = "named";
        if let Some(remove) = thing
            .remove()
            .filter(|request| request.parameters != thing.named())
        {
            asked = "parameters";
            self.assign(asked, &remove);
        }
        let arguments = [
            "client".to_owned(),
            method,
            asked.to_owned(),
            "found".to_owned(),
            text(thing.sign()),
        ];
        call(self.writer, 4, "remove", &arguments);
    }

    /// Ends the function where nobody knows the name that AWS chose.
    fn unless_unknown(&mut self, thing: &Thing<'_>, says: bool) {
        if thing.name.is_some() {
            return;
        }
        let variable = text(&self.script.variable(self.index, thing.kind.name));
        self.plain(&format!(
            "    if not KNOWN.get({variable}) and not DRY_RUN:\n"
        ));
        if says {
            self.plain("        say(\"  does not exist\")\n");
        }
        self.plain("        return\n");
    }

    /// `identifier = …`: the name that AWS chose, or nothing.
    pub(super) fn find(&mut self, thing: &Thing<'_>, going: bool) {
        let Some(found) = thing.kind.found else {
            return;
        };
        let variable = text(&self.script.variable(self.index, thing.kind.name));
        let mut arguments = vec!["client".to_owned()];
        let function = match found.by {
            By::Tags => {
                arguments.push("tags".to_owned());
                "find_cluster"
            }
            By::Target => {
                let target = thing.target().map_or("", |(_, arn)| arn);
                arguments.extend(["within".to_owned(), "tags".to_owned(), text(target)]);
                "find_stream"
            }
            By::Suffix => {
                let primary = thing
                    .request
                    .parameters
                    .text(n::PRIMARY_REPLICATION_GROUP_ID);
                arguments.push(text(&thing.suffix().unwrap_or_default()));
                arguments.push(text(&primary.unwrap_or_default().to_lowercase()));
                "find_datastore"
            }
        };
        arguments.push(format!("going={}", if going { "True" } else { "False" }));
        if found.by != By::Suffix {
            let tags = thing.tags().into_iter();
            let tags = tags.map(|(key, value)| (key.into(), Value::string(value)));
            let mut request = thing.look();
            request.operation = "".into();
            request.parameters = Value::map(tags.collect::<Vec<_>>());
            self.assign("tags", &request);
        }
        if found.by == By::Target {
            let mut request = thing.look();
            request.parameters = Value::map(
                thing
                    .within()
                    .map(|(member, value)| (member.into(), value.clone())),
            );
            self.assign("within", &request);
        }
        call(
            self.writer,
            4,
            "identifier = os.environ.get",
            std::slice::from_ref(&variable),
        );
        self.plain("    if not identifier:\n");
        call(
            self.writer,
            8,
            &format!("identifier = {function}"),
            &arguments,
        );
    }

    /// Keeps the name of something that AWS chose it for.
    pub(super) fn find_out(&mut self) {
        let script = self.script;
        let Some(thing) = script.plan.thing(self.index) else {
            return;
        };
        if let Some((id, member)) = thing.within().and_then(|(_, value)| value.as_ref_to())
            && let Some(outer) = script.secrets.answer(id, member)
        {
            let outer = text(outer);
            self.plain(&format!(
                "    if not KNOWN.get({outer}) and not DRY_RUN:\n        return\n"
            ));
        }
        self.find(&thing, true);
        let variable = text(&script.variable(self.index, thing.kind.name));
        self.plain(&format!("    KNOWN[{variable}] = identifier\n"));
    }

    pub(super) fn settle(&mut self) {
        let Some(thing) = self.script.plan.thing(self.index) else {
            return;
        };
        self.unless_unknown(&thing, false);
        self.assign("named", &thing.look());
        let mut arguments = vec![
            "client".to_owned(),
            text(&snake_case(thing.kind.look)),
            "named".to_owned(),
            text(thing.kind.list),
            text(thing.kind.missing),
        ];
        arguments.extend(thing.kind.status.1.iter().map(|state| text(state)));
        call(self.writer, 4, "settle", &arguments);
    }

    pub(super) fn leave(&mut self) {
        let Some(thing) = self.script.plan.thing(self.index) else {
            return;
        };
        let Some(leave) = thing.leave() else { return };
        self.assign("named", &thing.look());
        self.look("found", &thing, thing.kind.missing);
        self.plain("    if not DRY_RUN and role(found) != \"SECONDARY\":\n        say(\"  is in none\")\n        return\n");
        self.assign("parameters", &leave);
        let method = text(&snake_case(&leave.operation));
        let arguments = ["client".to_owned(), method, "parameters".to_owned()];
        call(self.writer, 4, "send", &arguments);
    }

    pub(super) fn gone(&mut self) {
        let Some(thing) = self.script.plan.thing(self.index) else {
            return;
        };
        self.unless_unknown(&thing, false);
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

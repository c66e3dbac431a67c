//! The script around the parameters: imports, a function for each request, and `main`.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::entry;
use super::literal;
use super::parts::{assign, import, secret};
use super::typed::Typing;
use super::value::{Values, WIDTH};
use crate::deploy::order;
use crate::document::{Document, PathText, Resource, Value, answers};
use crate::model::{Operation, Service};
use crate::render::quote::defused;
use crate::render::{Secrets, SpanKind, Writer, is_variable_name, remarks};

/// What is known about the script before it is written.
pub(super) struct Script<'a> {
    pub(super) document: &'a Document,
    secrets: &'a Secrets,
    pub(super) calls: Vec<Call<'a>>,
    /// Variables of clients, by service and Region.
    pub(super) clients: BTreeMap<(&'a str, &'a str), String>,
}

/// One request.
pub(super) struct Call<'a> {
    /// Of the resource.
    pub(super) index: usize,
    pub(super) resource: &'a Resource,
    service: Option<&'static Service>,
    operation: Option<&'static Operation>,
    /// Of the function.
    pub(super) name: String,
    /// Its parameters fit the type stubs.
    typed: bool,
}

impl<'a> Script<'a> {
    pub(super) fn of(document: &'a Document, secrets: &'a Secrets) -> Self {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        let calls = order(document).indexes.into_iter().map(|index| {
            let resource = &document.resources[index];
            let operation = resource.operation();
            let stem = operation.map_or("send_request", |operation| operation.method);
            let n = names.entry(stem).or_insert(0);
            *n += 1;
            let mut typing = Typing {
                secrets,
                index,
                path: PathText::root(),
            };
            Call {
                index,
                resource,
                service: resource.service(),
                operation,
                name: numbered(stem, *n),
                typed: operation.is_some_and(|operation| match &resource.parameters {
                    Value::Map(map) => typing.structure(operation.input, map),
                    _ => false,
                }),
            }
        });
        Self {
            document,
            secrets,
            calls: calls.collect(),
            clients: entry::clients(document),
        }
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        self.docstring(writer);
        if self.calls.is_empty() {
            return;
        }
        self.imports(writer);
        if self.has_secrets() {
            secret(writer);
        }
        for call in &self.calls {
            writer.resource(Some(call.index));
            self.function(writer, call);
        }
        writer.resource(None);
        entry::main(self, writer);
    }

    fn docstring(&self, writer: &mut Writer) {
        let known = |call: &Call<'_>| {
            let operation = call.operation;
            operation.map_or("a request", |operation| operation.name)
        };
        let mut lines = match &self.calls[..] {
            [] => vec!["There is nothing to send.".to_owned()],
            [call] => {
                let title = call.service.map_or("AWS", |service| service.title);
                vec![format!("Send {} to {title}.", known(call))]
            }
            calls => {
                let title = "Send requests to AWS, one after the other.";
                let mut lines = vec![title.to_owned(), String::new()];
                let listed = calls.iter().enumerate();
                lines.extend(listed.map(|(i, call)| format!("{}. {}", i + 1, known(call))));
                lines
            }
        };
        let variables: BTreeSet<&str> = (0..self.calls.len())
            .flat_map(|index| self.secrets.of_resource(index))
            .map(|(_, name)| &**name)
            .filter(|name| is_variable_name(name))
            .collect();
        if !variables.is_empty() {
            lines.extend([String::new(), "Reads from the environment:".to_owned()]);
            let order: Vec<usize> = self.calls.iter().map(|call| call.index).collect();
            let sources: BTreeMap<Rc<str>, String> = self
                .calls
                .iter()
                .flat_map(|call| {
                    answers(&call.resource.parameters)
                        .into_iter()
                        .filter_map(|answer| {
                            let name = self.secrets.answer(&answer.id, &answer.member)?;
                            let source = remarks::source(self.document, &order, &answer.id);
                            Some((
                                name.clone(),
                                format!(": {} {source}", defused(&answer.member)),
                            ))
                        })
                })
                .collect();
            lines.extend(variables.iter().map(|name| {
                let source = sources.get(*name).map_or("", String::as_str);
                format!("    {name}{source}")
            }));
        }
        if lines.len() > 1 {
            lines.push(String::new());
        }
        let text = format!("\"\"\"{}\"\"\"\n", lines.join("\n"));
        writer.push(SpanKind::String, &text);
    }

    fn has_secrets(&self) -> bool {
        (0..self.calls.len()).any(|index| self.secrets.of_resource(index).next().is_some())
    }

    fn imports(&self, writer: &mut Writer) {
        let stubs = self.calls.iter().any(|call| call.service.is_some());
        let any = self.calls.iter().any(|call| !call.typed);
        let mut typing = Vec::new();
        if stubs {
            typing.push("TYPE_CHECKING");
        }
        if any {
            typing.push("Any");
        }
        writer.plain("\n");
        import(writer, "__future__", &["annotations"]);
        writer.plain("\n");
        for module in ["json", "os", "sys"] {
            if module != "os" || self.has_secrets() {
                writer.push(SpanKind::Keyword, "import ");
                writer.plain(module);
                writer.plain("\n");
            }
        }
        import(writer, "typing", &typing);
        writer.plain("\n");
        writer.push(SpanKind::Keyword, "import ");
        writer.plain("boto3\n");
        import(
            writer,
            "botocore.exceptions",
            &["BotoCoreError", "ClientError"],
        );
        if stubs {
            self.stubs(writer);
        }
    }

    /// The imports that only type checkers need.
    fn stubs(&self, writer: &mut Writer) {
        writer.plain("\n");
        writer.push(SpanKind::Keyword, "if");
        writer.plain(" TYPE_CHECKING:\n");
        let services: BTreeSet<&str> = self
            .calls
            .iter()
            .filter_map(|call| call.service.map(|service| service.id))
            .collect();
        let mut imported = BTreeSet::new();
        for id in services {
            let of_service = || {
                self.calls
                    .iter()
                    .filter(move |call| &*call.resource.service == id)
            };
            let client = of_service().find_map(|call| call.service).map(client_type);
            let module = format!("mypy_boto3_{id}");
            let types: BTreeSet<String> = of_service()
                .filter_map(|call| call.operation)
                .map(response_type)
                // A type of one name in both services is the same in both.
                .filter(|name| imported.insert(name.clone()))
                .collect();
            writer.plain("    ");
            import(writer, &module, &[client.unwrap_or("BaseClient")]);
            if !types.is_empty() {
                writer.plain("    ");
                let types: Vec<&str> = types.iter().map(String::as_str).collect();
                import(writer, &format!("{module}.type_defs"), &types);
            }
        }
    }

    fn function(&self, writer: &mut Writer, call: &Call<'_>) {
        let client = call.service.map_or("Any", client_type);
        let response = call
            .operation
            .map_or_else(|| "Any".to_owned(), response_type);
        writer.plain("\n\n");
        writer.push(SpanKind::Keyword, "def");
        writer.plain(" ");
        writer.push(SpanKind::Command, &call.name);
        let line = format!("(client: {client}) -> {response}:\n");
        if "def ".len() + call.name.len() + line.len() - 1 <= WIDTH {
            writer.plain(&line);
        } else {
            writer.plain(&format!("(\n    client: {client},\n) -> {response}:\n"));
        }
        let what = call
            .operation
            .map_or("the request", |operation| operation.name);
        writer.plain("    ");
        writer.push(
            SpanKind::String,
            &format!("\"\"\"Send {what} and return the response.\"\"\""),
        );
        writer.plain("\n");
        let shape = call.operation.map(|operation| operation.input);
        let parameters = &call.resource.parameters;
        let mut values = Values {
            writer,
            secrets: self.secrets,
            kept: &BTreeSet::new(),
            index: call.index,
            path: PathText::root(),
        };
        if call.typed {
            values.call(
                call.operation.map_or("", |operation| operation.method),
                shape,
                parameters,
            );
            return;
        }
        values.assignment("parameters", shape, parameters);
        writer.path(None);
        if call.operation.is_none() {
            let name = literal::ascii(&crate::model::snake_case(&call.resource.operation));
            assign(writer, "operation", SpanKind::String, &name);
        }
        writer.plain("    ");
        writer.push(SpanKind::Keyword, "return");
        if let Some(operation) = call.operation {
            writer.plain(" client.");
            writer.push(SpanKind::Command, operation.method);
        } else {
            writer.plain(" getattr(client, operation)");
        }
        writer.plain("(**parameters)\n");
    }
}

/// As boto3-stubs names a service's client.
fn client_type(service: &Service) -> &'static str {
    match service.id {
        "dsql" => "AuroraDSQLClient",
        _ => "ElastiCacheClient",
    }
}

/// As boto3-stubs names the type of an operation's response.
fn response_type(operation: &Operation) -> String {
    let Some(output) = operation.output else {
        return "EmptyResponseMetadataTypeDef".into();
    };
    let made_for_it = ["Details", "Message", "Output", "Response", "Result"];
    if made_for_it.iter().any(|end| output.name.ends_with(end)) {
        format!("{}TypeDef", output.name)
    } else {
        format!("{}ResponseTypeDef", output.name)
    }
}

fn numbered(stem: &str, n: usize) -> String {
    if n == 1 {
        stem.to_owned()
    } else {
        format!("{stem}_{n}")
    }
}

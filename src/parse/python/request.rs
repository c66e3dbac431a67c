//! A call of a client's method as a request.

use super::eval::{REQUESTS, Run, STEPS};
use super::value::{Py, known_part};
use crate::document::Resource;
use crate::model;
use crate::parse::Place;
use crate::parse::members::Members;

impl Run {
    pub(super) fn request(
        &mut self,
        service: &str,
        region: Option<String>,
        method: &str,
        arguments: Vec<(Option<String>, Py)>,
        place: Place,
    ) {
        let Some(known) = model::service(service) else {
            return self.note(
                place,
                &format!("the service {service} is not known here, so its requests are left out"),
            );
        };
        let Some(operation) = known
            .operations
            .iter()
            .find(|operation| operation.method == method)
        else {
            // Waiters, paginators, `close` and the like make no request of their own.
            let verb = method.split('_').next().unwrap_or_default();
            if [
                "create", "modify", "update", "delete", "describe", "add", "remove",
            ]
            .contains(&verb)
            {
                let method: String = method.chars().take(60).collect();
                let message = format!(
                    "{} has no method {method}, so the call is left out",
                    known.id
                );
                self.note(place, &message);
            }
            return;
        };
        if self.resources.len() == REQUESTS {
            // What would follow is no more than this.
            self.steps = STEPS;
            return self.note(
                place,
                "the script makes more requests than are read; this one and all after it are left out",
            );
        }
        let mut map = Members::default();
        for (name, value) in arguments {
            let Some(name) = name else {
                self.note(
                    place,
                    "a method of a client takes named arguments only; this one is left out",
                );
                continue;
            };
            let mut lacks = Vec::new();
            if let Some(value) = known_part(&value, &name, &mut lacks) {
                map.insert(name, value);
            }
            for path in lacks {
                let message = format!(
                    "the value of {path} is not known without running the script, so it is left out"
                );
                self.note(place, &message);
            }
        }
        let mut resource = Resource::new(known.id, operation.name);
        resource.region = region.map(Into::into);
        resource.parameters = map.value();
        self.resources.push(resource);
    }
}

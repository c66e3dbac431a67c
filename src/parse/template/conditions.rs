//! Whether a template's conditions hold.

use super::intrinsics::{DEEPEST, Known, arguments, function, unknown};
use crate::parse::Note;
use crate::parse::tree::Node;

impl Known<'_> {
    /// Whether a condition, by name or as a function, holds.
    pub(super) fn condition(&mut self, node: &Node) -> Result<bool, Note> {
        self.spend(node.place, 1)?;
        if self.depth == DEEPEST {
            return unknown(node.place, "the conditions nest too deeply");
        }
        self.depth += 1;
        let holds = self.holds(node);
        self.depth -= 1;
        holds
    }

    fn holds(&mut self, node: &Node) -> Result<bool, Note> {
        let Some((name, argument)) = function(node) else {
            let name = node.text();
            let known = name.and_then(|name| self.conditions.get(&**name).copied());
            return match known {
                Some(condition) => self.condition(condition),
                None => unknown(node.place, "the template has no such condition"),
            };
        };
        match &*name {
            "Condition" => self.condition(&argument),
            "Equals" => {
                let [left, right] = arguments(&argument)?;
                Ok(self.text(&left)? == self.text(&right)?)
            }
            "Not" => {
                let [inner] = arguments(&argument)?;
                Ok(!self.condition(&inner)?)
            }
            "And" | "Or" => {
                let all = &*name == "And";
                for inner in argument.items() {
                    if self.condition(inner)? != all {
                        return Ok(!all);
                    }
                }
                Ok(all)
            }
            _ => unknown(node.place, "the condition is known to CloudFormation only"),
        }
    }
}

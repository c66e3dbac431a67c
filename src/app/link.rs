//! What following a share link does.

use std::rc::Rc;

use super::words;
use super::workbench::Action;
use crate::share;

/// Opens the document of a fragment, or says why there is none; `None` for other fragments of the page.
pub fn followed(fragment: &str) -> Option<Action> {
    let (form, _) = fragment.trim_start_matches('#').split_once('/')?;
    let number = form.strip_prefix(['v', 'z'])?;
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let text: Rc<str> = fragment.into();
    Some(match share::from_fragment(fragment) {
        Ok(document) if document.resources.is_empty() => Action::LinkRefused {
            reason: "The link holds no request.".into(),
            text,
        },
        Ok(document) => Action::Followed(document),
        Err(error) => match share::readable_part(fragment) {
            Some(document) => Action::FollowedInPart {
                reason: format!(
                    "Only a part of this link could be read, {}: {error}.",
                    words::count(document.resources.len(), "request")
                )
                .into(),
                document,
                text,
            },
            None => Action::LinkRefused {
                reason: format!("This link cannot be opened: {error}.").into(),
                text,
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_open_or_say_why_not_and_other_fragments_are_left_alone() {
        for fragment in ["", "#", "#main", "#EC001", "#v1", "#vx/y", "#main/v1/x"] {
            assert_eq!(followed(fragment), None, "{fragment}");
        }
        let opened = followed("#v1/us-west-2/CreateUser?UserId=reader");
        let Some(Action::Followed(document)) = opened else {
            panic!("{opened:?}");
        };
        assert_eq!(
            document.resources[0].parameters.text("UserId"),
            Some("reader")
        );
        for (fragment, why) in [
            ("#z1/AAAA!", "cut or damaged"),
            ("#v2/us-west-2/CreateUser", "newer version"),
            ("#v1/us-west-2/", "no request"),
        ] {
            let refused = followed(fragment);
            let Some(Action::LinkRefused { reason, text }) = refused else {
                panic!("{fragment}: {refused:?}");
            };
            assert!(reason.contains(why), "{reason}");
            assert_eq!(&*text, fragment);
        }
        let part = followed("#v1/us-west-2/CreateUser?UserId&UserName=x");
        let Some(Action::FollowedInPart {
            document, reason, ..
        }) = part
        else {
            panic!("{part:?}");
        };
        assert!(reason.contains("lacks a ="), "{reason}");
        assert_eq!(
            document.resources[0].parameters.to_json(),
            r#"{"UserName":"x"}"#
        );
    }
}

//! The lists that inputs take their suggestions from.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::suggest::{self, Suggestion};
use crate::catalog;
use crate::document::Document;

#[derive(PartialEq, Properties)]
pub struct SuggestionsProps {
    pub document: Rc<Document>,
    /// Index of the resource whose form is shown.
    pub resource: usize,
}

#[component]
pub fn Suggestions(props: &SuggestionsProps) -> Html {
    let Some(resource) = props.document.resources.get(props.resource) else {
        return Html::default();
    };
    html! {
        for kind in suggest::KINDS {
            <Suggest key={format!("{kind:?}")} id={suggest::list_id(props.resource, *kind)}
                suggestions={suggest::suggestions(*kind, &props.document, resource)} />
        }
    }
}

#[derive(PartialEq, Properties)]
struct SuggestProps {
    id: String,
    suggestions: Vec<Suggestion>,
}

#[component]
fn Suggest(props: &SuggestProps) -> Html {
    html! {
        <datalist id={props.id.clone()}>
            for suggestion in &props.suggestions {
                <option value={suggestion.value.clone()}>{ suggestion.note.clone() }</option>
            }
        </datalist>
    }
}

/// Every Region of every service.
#[component]
pub fn Regions() -> Html {
    html! {
        <datalist id="regions">
            for region in catalog::regions() {
                <option value={region.id}>{ region.name }</option>
            }
        </datalist>
    }
}

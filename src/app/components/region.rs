//! The Region: one of the catalog by name, or whatever is typed.

use yew::prelude::*;

use crate::catalog;
use crate::document::{Document, Edit};

#[derive(PartialEq, Properties)]
pub struct RegionFieldProps {
    pub id: &'static str,
    pub label: &'static str,
    /// Index of the resource whose own Region it is; the document's when absent.
    #[prop_or_default]
    pub resource: Option<usize>,
    pub document: std::rc::Rc<Document>,
    pub onedit: Callback<Edit>,
}

#[component]
pub fn RegionField(props: &RegionFieldProps) -> Html {
    let own = match props.resource {
        Some(index) => props
            .document
            .resources
            .get(index)
            .and_then(|resource| resource.region.clone()),
        None => props.document.region.clone(),
    };
    let first = props.document.resources.get(props.resource.unwrap_or(0));
    let default = first.map_or("", |resource| props.document.region_of(resource));
    let name = catalog::region(own.as_deref().unwrap_or(default)).map_or("", |region| region.name);
    let oninput = {
        let (onedit, resource) = (props.onedit.clone(), props.resource);
        Callback::from(move |event: InputEvent| {
            let input: web_sys::HtmlInputElement = event.target_unchecked_into();
            let text = input.value();
            let region = (!text.trim().is_empty()).then(|| text.trim().into());
            onedit.emit(Edit::Region { resource, region });
        })
    };
    html! {
        <div class="region">
            <label class="region__label" for={props.id}>{ props.label }</label>
            <input class="input region__input" type="text" id={props.id} list="regions" autocomplete="off" spellcheck="false"
                data-region={props.resource.map_or_else(|| "document".to_owned(), |index| index.to_string())}
                placeholder={default.to_owned()} value={own.unwrap_or_default()} {oninput}
                aria-describedby={format!("{}-name", props.id)} />
            <span class="region__name" id={format!("{}-name", props.id)}>{ name }</span>
        </div>
    }
}

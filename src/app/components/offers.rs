//! Every operation, found by name or words.

use yew::prelude::*;

use crate::app::operations::{self, Group, Offer};

#[derive(PartialEq, Properties)]
pub struct OffersProps {
    /// Tells two lists on one page apart.
    pub id: &'static str,
    /// Service and operation.
    pub onchoose: Callback<(&'static str, &'static str)>,
}

#[component]
pub fn Offers(props: &OffersProps) -> Html {
    let query = use_state(String::new);
    let groups = use_memo((*query).clone(), |query| operations::search(query));
    let n_found: usize = groups.iter().map(|group| group.offers.len()).sum();
    let oninput = {
        let query = query.setter();
        Callback::from(move |event: InputEvent| {
            let input: web_sys::HtmlInputElement = event.target_unchecked_into();
            query.set(input.value());
        })
    };
    let search = format!("{}-search", props.id);
    html! {
        <div class="offers">
            <div class="offers__search">
                <label class="sr-only" for={search.clone()}>{ "Search operations" }</label>
                <input class="input" type="search" id={search} autocomplete="off" spellcheck="false"
                    placeholder="Search: user group, snapshot, describe …" value={(*query).clone()} {oninput} />
                <span class="offers__count" role="status">{ format!("{n_found} operations") }</span>
            </div>
            for group in groups.iter() {
                { group_view(group, props) }
            }
            if groups.is_empty() {
                <p class="panel__empty">{ "No operation has all of these words. Try fewer, or a part of one." }</p>
            }
        </div>
    }
}

fn group_view(group: &Group, props: &OffersProps) -> Html {
    html! {
        <section key={format!("{} {}", group.service, group.title)}>
            <h3 class="offers__service">{ group.service }<span class="offers__sort">{ group.title }</span></h3>
            <ul class="offers__list">
                for offer in &group.offers {
                    { offer_view(offer, props) }
                }
            </ul>
        </section>
    }
}

fn offer_view(offer: &Offer, props: &OffersProps) -> Html {
    let chosen = (offer.service, offer.operation);
    let onclick = props.onchoose.reform(move |_: MouseEvent| chosen);
    html! {
        <li key={offer.operation}>
            <button type="button" class="offer" data-operation={offer.operation} title={offer.summary} {onclick}>
                <span class="offer__title">{ offer.title.clone() }</span>
                <code class="offer__name">{ offer.operation }</code>
            </button>
        </li>
    }
}

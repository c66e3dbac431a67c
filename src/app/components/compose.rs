//! The workbench: the form, the problems and the outputs of a document.

use std::rc::Rc;

use yew::prelude::*;

use super::form::Form;
use super::output::Output;
use super::problem_list::ProblemList;
use super::resources::Resources;
use super::splitter::{self, Splitter};
use super::suggestions::Suggestions;
use crate::app::hooks::{lit, shortcuts, stages};
use crate::app::names::Names;
use crate::app::picture::Picture;
use crate::app::problems::Problems;
use crate::app::workbench::{Action, Workbench};
use crate::document::{Document, Edit};

#[derive(PartialEq, Properties)]
pub struct ComposeProps {
    pub page: Rc<Workbench>,
    /// The document as it was typed, which the outputs show before `page` has it.
    pub newest: Rc<Document>,
    pub onact: Callback<Action>,
    pub onedit: Callback<Edit>,
}

#[component]
pub fn Compose(props: &ComposeProps) -> Html {
    let page = &props.page;
    let document = page.document().clone();
    let problems = (*use_memo(document.clone(), |document| Problems::of(document))).clone();
    let own = use_memo((problems.clone(), page.resource), |(problems, resource)| {
        problems.of_resource(*resource)
    });
    shortcuts::use_problem_keys(props.onact.clone(), problems.clone());
    let form = use_node_ref();
    let stage = stages::use_stages(2);
    lit::use_lit_lines(form.clone());
    let names = use_memo(document.clone(), |document| Names::of(document));
    html! {
        <main class="compose" id="main">
            <div class="compose__form panel" ref={form}>
                <Resources document={document.clone()} chosen={page.resource} problems={problems.clone()} back={page.back.clone()} onact={props.onact.clone()} onedit={props.onedit.clone()} />
                // Another request begins at its top.
                <div class="compose__scroll" key={page.resource}>
                    <ContextProvider<Rc<Names>> context={names}>
                    <Form document={document.clone()} index={page.resource} problems={(*own).clone()}
                        places={page.places.clone()} filter={page.filter.clone()}
                        onedit={props.onedit.clone()} onact={props.onact.clone()} />
                    </ContextProvider<Rc<Names>>>
                    <Suggestions document={document.clone()} resource={page.resource} />
                </div>
            </div>
            <Splitter border={&splitter::FORM} />
            <div class="compose__middle">
                if stage > 1 {
                    <Picture document={document.clone()} resource={page.resource} onact={props.onact.clone()} />
                    <Splitter border={&splitter::PICTURE} />
                    <ProblemList {problems} document={document.clone()} format={page.format} onact={props.onact.clone()} />
                }
            </div>
            <Splitter border={&splitter::OUTPUT} />
            <Splitter border={&splitter::OUTPUT_BELOW} />
            if stage > 0 {
                <Output document={props.newest.clone()} format={page.format} onact={props.onact.clone()} />
            }
        </main>
    }
}

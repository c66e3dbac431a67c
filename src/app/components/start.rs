//! The first view: scenarios to start from, and every operation.

use yew::prelude::*;

use super::offers::Offers;
use super::thumbnail::thumbnail;
use crate::app::workbench::Action;
use crate::scenarios::{self, Scenario};

#[derive(PartialEq, Properties)]
pub struct StartProps {
    /// Whether there is a document to go back to.
    pub has_document: bool,
    pub onact: Callback<Action>,
}

#[component]
pub fn Start(props: &StartProps) -> Html {
    let onchoose = props
        .onact
        .reform(|(service, operation)| Action::OperationChosen { service, operation });
    let back = props.onact.reform(|_: MouseEvent| Action::Continued);
    html! {
        <main class="start" id="main">
            <div class="start__intro">
                <h1 class="start__title">{ "Compose a cluster. Take away commands that work." }</h1>
                <p class="start__lead">
                    { "Describe an Amazon ElastiCache or Aurora DSQL resource, learn what AWS would refuse before you send it, and copy exactly equivalent AWS CLI commands, boto3 scripts and API requests. Nothing leaves this page." }
                </p>
                if props.has_document {
                    <button type="button" class="button button--main" data-action="continue" onclick={back}>{ "Back to what you were composing" }</button>
                }
            </div>
            <section aria-labelledby="scenarios-title">
                <h2 class="start__heading" id="scenarios-title">{ "Start from a cluster like yours" }</h2>
                <ul class="scenarios">
                    for scenario in scenarios::ALL {
                        { scenario_view(scenario, &props.onact) }
                    }
                </ul>
            </section>
            <section aria-labelledby="operations-title">
                <h2 class="start__heading" id="operations-title">{ "Or from any operation" }</h2>
                <Offers id="start" {onchoose} />
            </section>
        </main>
    }
}

fn scenario_view(scenario: &'static Scenario, onact: &Callback<Action>) -> Html {
    let onclick = onact.reform(|_: MouseEvent| Action::Opened {
        document: scenario.document(),
        title: scenario.title.into(),
    });
    html! {
        <li key={scenario.id}>
            <button type="button" class="scenario" data-scenario={scenario.id} {onclick}>
                { thumbnail(&scenario.document()) }
                <span class="scenario__title">{ scenario.title }</span>
                <span class="scenario__summary">{ scenario.summary }</span>
            </button>
        </li>
    }
}

//! The dialog that is open, if any.

use std::rc::Rc;

use yew::prelude::*;

use super::history::HistoryDialog;
use super::palette::Palette;
use super::shortcuts::Shortcuts;
use crate::app::workbench::{Action, Panel, Workbench};

#[derive(PartialEq, Properties)]
pub struct PanelsProps {
    pub page: Rc<Workbench>,
    pub onact: Callback<Action>,
}

#[component]
pub fn Panels(props: &PanelsProps) -> Html {
    let (page, onact) = (&props.page, props.onact.clone());
    match page.panel {
        None => Html::default(),
        Some(Panel::History) => {
            html! { <HistoryDialog history={page.history.clone()} format={page.format} {onact} /> }
        }
        Some(Panel::Palette) => html! { <Palette page={page.clone()} {onact} /> },
        Some(Panel::Shortcuts) => html! { <Shortcuts {onact} /> },
    }
}

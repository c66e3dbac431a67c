//! The bar at the top: start, Region, undo, redo, import, share, theme.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::{Icon, icon};
use super::region::RegionField;
use crate::app::workbench::{Action, Panel, Theme, View, Workbench};
use crate::document::Edit;

#[derive(PartialEq, Properties)]
pub struct HeaderProps {
    pub page: Rc<Workbench>,
    pub onact: Callback<Action>,
    pub onedit: Callback<Edit>,
}

#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let page = &props.page;
    let composing = page.view == View::Compose;
    let act = |action: Action| props.onact.reform(move |_: MouseEvent| action.clone());
    let theme = match page.theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let next = match page.theme {
        Theme::Auto => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Auto,
    };
    html! {
        <header class="header">
            <a class="header__skip" href="#main">{ "Skip to the content" }</a>
            <button type="button" class="header__name" onclick={act(Action::StartShown)} aria-label="Cluster Composer: start">
                { logo() }
                <span class="header__title">{ "Cluster Composer" }</span>
            </button>
            if composing {
                <button type="button" class="button button--quiet" data-action="start" onclick={act(Action::StartShown)}>{ "Start" }</button>
                <RegionField id="region" label="Region" document={page.document().clone()} onedit={props.onedit.clone()} />
            }
            if composing {
                <div class="header__steps">
                    <button type="button" class="icon-button" data-action="undo" aria-label="Undo" title="Undo (Ctrl+Z)"
                        disabled={!page.history.can_undo()} onclick={act(Action::Undone)}>{ icon(Icon::Undo) }</button>
                    <button type="button" class="icon-button" data-action="redo" aria-label="Redo" title="Redo (Ctrl+Shift+Z)"
                        disabled={!page.history.can_redo()} onclick={act(Action::Redone)}>{ icon(Icon::Redo) }</button>
                    <button type="button" class="icon-button" data-action="history" aria-label="History" title="History, and compare with the start"
                        aria-haspopup="dialog" onclick={act(Action::PanelOpened(Panel::History))}>{ icon(Icon::History) }</button>
                </div>
            }
            <div class="header__tools">
                <a class="button button--quiet header__docs" href="docs/index.html">{ "Docs" }</a>
                <button type="button" class="button button--quiet" data-action="import" aria-haspopup="dialog"
                    onclick={act(Action::ImportOpened("".into()))}>{ "Import" }</button>
                if composing {
                    <button type="button" class="button" data-action="share" aria-haspopup="dialog"
                        onclick={act(Action::ShareOpened)}>{ "Share" }</button>
                }
                <button type="button" class="icon-button" data-action="palette" aria-label="Go to or do" title="Go to or do anything (Ctrl+K)"
                    aria-haspopup="dialog" onclick={act(Action::PanelOpened(Panel::Palette))}>{ icon(Icon::Search) }</button>
                <button type="button" class="button button--quiet" data-action="theme"
                    onclick={act(Action::ThemeChosen(next))}>{ "Theme" }<span class="header__state">{ ": " }{ theme }</span></button>
            </div>
        </header>
    }
}

/// Three nodes of a cluster.
fn logo() -> Html {
    html! {
        <svg class="header__logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path d="M16 9 8 22h16z" class="logo__links" />
            <circle cx="16" cy="8" r="5" class="logo__primary" />
            <circle cx="7" cy="23" r="5" class="logo__node" />
            <circle cx="25" cy="23" r="5" class="logo__node" />
        </svg>
    }
}

//! The picture as a file: SVG with its colors written into it, or PNG made from that.

use std::fmt::Write;

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlImageElement,
    Url,
};
use yew::prelude::*;

use crate::app::hooks::files;

/// Properties that are written into the file, since it has no style sheet.
const STYLES: &[&str] = &[
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "opacity",
    "font-family",
    "font-size",
    "font-weight",
    "text-anchor",
];
/// Pixels of a PNG for each unit of the picture.
const SCALE: f64 = 2.0;

#[derive(PartialEq, Properties)]
pub(super) struct DownloadProps {
    /// What holds the pictures.
    pub svg: NodeRef,
}

#[component]
pub(super) fn Download(props: &DownloadProps) -> Html {
    let onsvg = {
        let svg = props.svg.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some((text, _, _)) = drawn(&svg) {
                files::download("cluster.svg", &text);
            }
        })
    };
    let onpng = {
        let svg = props.svg.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some((text, width, height)) = drawn(&svg) {
                // Fails only where the browser draws no pictures.
                png(&text, width, height).ok();
            }
        })
    };
    html! {
        <div class="picture__download">
            <button type="button" class="button button--small" onclick={onsvg} data-action="download-svg">{ "SVG" }</button>
            <button type="button" class="button button--small" onclick={onpng} data-action="download-png">{ "PNG" }</button>
        </div>
    }
}

/// All pictures below each other as one SVG text, with its width and height.
fn drawn(holder: &NodeRef) -> Option<(String, f64, f64)> {
    let holder = holder.cast::<Element>()?;
    let pictures = holder.query_selector_all("svg").ok()?;
    let mut acc = String::new();
    let (mut width, mut height) = (0.0_f64, 0.0);
    for i in 0..pictures.length() {
        let picture: Element = pictures.item(i)?.unchecked_into();
        let view: Vec<f64> = picture
            .get_attribute("viewBox")?
            .split(' ')
            .filter_map(|n| n.parse().ok())
            .collect();
        let copy: Element = picture.clone_node_with_deep(true).ok()?.unchecked_into();
        paint(&picture, &copy);
        // Writing to a String cannot fail.
        let _ = write!(
            acc,
            "<g transform=\"translate(0 {height})\">{}</g>",
            copy.inner_html()
        );
        width = width.max(*view.get(2)?);
        height += view.get(3)? + 8.0;
    }
    let paper = computed(&holder, "background-color").unwrap_or_default();
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"><rect width=\"100%\" height=\"100%\" fill=\"{paper}\"/>{acc}</svg>\n"
    );
    Some((text, width, height))
}

/// Writes the computed style of every element into its copy.
fn paint(original: &Element, copy: &Element) {
    for style in STYLES {
        if let Some(value) = computed(original, style) {
            // Fails only for names that are no attribute names.
            copy.set_attribute(style, &value).ok();
        }
    }
    let (from, to) = (original.children(), copy.children());
    for i in 0..from.length() {
        if let (Some(from), Some(to)) = (from.item(i), to.item(i)) {
            paint(&from, &to);
        }
    }
}

fn computed(element: &Element, property: &str) -> Option<String> {
    let style = gloo::utils::window()
        .get_computed_style(element)
        .ok()
        .flatten()?;
    style
        .get_property_value(property)
        .ok()
        .filter(|value| !value.is_empty())
}

fn png(svg: &str, width: f64, height: f64) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("image/svg+xml");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&svg.into()), &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let image = HtmlImageElement::new()?;
    let onload = Closure::once_into_js({
        let (image, url) = (image.clone(), url.clone());
        move || {
            // Fails only where the browser has no canvas.
            save(&image, width * SCALE, height * SCALE).ok();
            Url::revoke_object_url(&url).ok();
        }
    });
    image.set_onload(Some(onload.unchecked_ref()));
    image.set_src(&url);
    Ok(())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the size of a picture is a small positive number"
)]
fn save(image: &HtmlImageElement, width: f64, height: f64) -> Result<(), JsValue> {
    let canvas: HtmlCanvasElement = gloo::utils::document()
        .create_element("canvas")?
        .unchecked_into();
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas
        .get_context("2d")?
        .ok_or(JsValue::NULL)?
        .unchecked_into::<CanvasRenderingContext2d>();
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)?;
    files::follow("cluster.png", &canvas.to_data_url_with_type("image/png")?)
}

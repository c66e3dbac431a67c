// The element's own style sheet: nothing of the page comes in, nothing goes out.
import css from "./embed.css";
import tokens from "./tokens.css";

export const SHEET = new CSSStyleSheet();
SHEET.replaceSync(tokens + css);

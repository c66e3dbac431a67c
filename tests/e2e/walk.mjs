// Two ways to walk through the form: by mouse, and by keyboard alone. Steps are the same for both:
//   text(selector, value)     a text or number field
//   radio(group, label)       a row of options; the group by its path or its visible name
//   pick(selector, label)     a closed list of options
//   time(selector, "01:30")
//   press(selector, text)     a button
import assert from "node:assert/strict";

/** The most stops on the way to a control. */
const FAR = 400;

/** The pace of somebody who types fast, in milliseconds between keys. */
const PACE = { delay: 30 };

const GROUP = (name) =>
  `[data-field="${name}"], [role="radiogroup"][aria-label="${name}"], fieldset:has(> legend > .field__label:text-is("${name}"))`;

/** In the page: the key that leads to a wanted element, empty where it has the focus. */
function next({ selector, text = "", group }) {
  const inGroup = (radio) => {
    const around = radio.closest(`[data-field="${group}"], [role="radiogroup"][aria-label="${group}"]`);
    const legend = radio.closest("fieldset")?.querySelector(":scope > legend > .field__label");
    return around !== null || legend?.textContent === group;
  };
  const found = [...document.querySelectorAll(selector)];
  const wanted = found.filter((element) => element.textContent.includes(text) && (!group || inGroup(element)));
  const active = document.activeElement;
  if (wanted.includes(active)) return "";
  if (active === document.body || wanted.length === 0) return "Tab";
  return active.compareDocumentPosition(wanted[0]) & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
}

export const field = (path) => `[data-field="${path}"]`;

/** Clicks, and types into what was clicked. */
export function byMouse(page) {
  const typed = async (selector, value) => {
    await page.locator(selector).first().click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(value, PACE);
  };
  // A person looks where to click: by then the page shows what follows from the last key.
  const settled = () => page.locator("body[data-settled]").waitFor({ state: "attached" });
  return {
    text: typed,
    async radio(group, label) {
      await settled();
      const options = page.locator(GROUP(group)).first().locator(".segments__option");
      await options.filter({ hasText: new RegExp(`^${label}$`) }).first().click();
    },
    async pick(selector, label) {
      await settled();
      await page.locator(selector).first().selectOption({ label });
    },
    async time(selector, value) {
      await settled();
      await page.locator(selector).first().fill(value);
    },
    async press(selector, text) {
      await settled();
      await page.locator(selector).filter({ hasText: text }).first().click();
    },
  };
}

/** Tab, arrows and typing; nothing is focused or clicked from outside. */
export function byKeyboard(page) {
  const { keyboard } = page;

  /** Presses Tab, or Shift and Tab where the way is back, until something wanted has the focus. */
  const reach = async (wanted) => {
    for (let n = 0; n < FAR; n += 1) {
      const key = await page.evaluate(next, wanted);
      if (key === "") return;
      await keyboard.press(key);
    }
    assert.fail(`no way to ${JSON.stringify(wanted)} by Tab`);
  };
  const reachSelector = async (selector) => {
    await page.locator(selector).first().waitFor();
    await reach({ selector });
  };
  const until = async (key, done, wanted) => {
    for (let n = 0; n < 60; n += 1) {
      if (await page.evaluate(done, wanted)) return;
      await keyboard.press(key);
    }
    assert.fail(`${key} does not lead to ${wanted}`);
  };

  return {
    async text(selector, value) {
      await reachSelector(selector);
      await keyboard.press("ControlOrMeta+a");
      await keyboard.type(value, PACE);
    },
    async radio(group, label) {
      await page.locator(GROUP(group)).first().waitFor();
      await reach({ selector: "input[type=radio]", group });
      if (!(await page.evaluate(() => document.activeElement.checked))) await keyboard.press("Space");
      await until("ArrowRight", (wanted) => document.activeElement.value === wanted || document.activeElement.nextSibling?.textContent === wanted, label);
    },
    async pick(selector, label) {
      await reachSelector(selector);
      const steps = await page.evaluate((wanted) => {
        const { options, selectedIndex } = document.activeElement;
        return [...options].findIndex((option) => option.textContent.trim() === wanted) - selectedIndex;
      }, label);
      for (let n = 0; n < Math.abs(steps); n += 1) await keyboard.press(steps > 0 ? "ArrowDown" : "ArrowUp");
    },
    async time(selector, value) {
      await reachSelector(selector);
      const hours = Number(value.slice(0, 2));
      // Clocks of twelve hours take the half of the day too, others pass over it.
      const half = hours < 12 ? "a" : "p";
      const twelve = await page.evaluate(() => new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hour12);
      const shown = twelve ? String(hours % 12 || 12).padStart(2, "0") : value.slice(0, 2);
      await keyboard.type(`${shown}${value.slice(3)}${twelve ? half : ""}`);
    },
    async press(selector, text) {
      await page.locator(selector).filter({ hasText: text }).first().waitFor();
      await reach({ selector, text });
      await keyboard.press("Enter");
    },
    /** Keys on something that is reached by Tab, and has to keep the focus. */
    async keys(selector, ...keys) {
      await reachSelector(selector);
      for (const key of keys) {
        await keyboard.press(key);
        await page.waitForFunction((wanted) => document.activeElement.matches(wanted), selector);
      }
    },
  };
}

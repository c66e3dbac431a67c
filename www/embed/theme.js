// Light or dark, as the page around an element is.

/**
 * Calls `ontheme` with "light" or "dark" at once and whenever that changes.
 * The element's attribute `theme` decides; "auto" is the color scheme that the page declares,
 * without one the background that the element stands on.
 */
export function followTheme(element, ontheme) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  let last;
  const look = () => {
    const theme = themeOf(element, system.matches);
    if (theme !== last) ontheme((last = theme));
  };
  // Pages switch by an attribute of their root or body, and may fade to the new color.
  const observer = new MutationObserver(look);
  for (const root of [document.documentElement, document.body]) observer.observe(root, { attributes: true });
  system.addEventListener("change", look);
  document.addEventListener("transitionend", look);
  look();
  return {
    stop() {
      observer.disconnect();
      system.removeEventListener("change", look);
      document.removeEventListener("transitionend", look);
    },
  };
}

function themeOf(element, systemIsDark) {
  const wanted = element.getAttribute("theme");
  if (wanted === "light" || wanted === "dark") return wanted;
  const around = element.parentElement ?? document.documentElement;
  const schemes = getComputedStyle(around).colorScheme.split(/\s+/);
  const [light, dark] = [schemes.includes("light"), schemes.includes("dark")];
  if (light !== dark) return dark ? "dark" : "light";
  for (let place = around; place; place = place.parentElement) {
    const luminance = luminanceOf(getComputedStyle(place).backgroundColor);
    if (luminance !== undefined) return luminance < 0.5 ? "dark" : "light";
  }
  return dark && systemIsDark ? "dark" : "light";
}

/** From 0 to 1; undefined for what shows through and what is no plain color. */
function luminanceOf(color) {
  const [red, green, blue, alpha = 1] = color.match(/^rgba?\((.*)\)$/)?.[1].split(/[\s,/]+/).map(Number) ?? [];
  return blue === undefined || alpha < 0.5 ? undefined : (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

// Every page of the documentation follows the app's theme.
const theme = read("cluster-composer.theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

/** Storage may be switched off. */
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

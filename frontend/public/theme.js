// Before the first paint, so that a chosen theme or language never flashes as the other one.
(() => {
  const html = document.documentElement;
  try {
    const theme = localStorage.getItem("assistant.theme");
    if (theme === "light" || theme === "dark") html.dataset.theme = theme;
    if (localStorage.getItem("assistant.locale") === "en") html.lang = "en";
  } catch {
    // Storage refused: the system's theme and French it is.
  }
})();

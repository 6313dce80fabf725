// Keeps what is being typed, a few seconds after it changes: on the server, sealed, for its author.
const AFTER = 5000;

for (const form of document.querySelectorAll("form[data-draft]")) {
  let waiting = null;
  let leaving = false;

  const keep = () => {
    clearTimeout(waiting);
    if (waiting === null || leaving) return;
    waiting = null;
    const typed = new FormData(form);
    typed.delete("submission");
    fetch(form.dataset.draft, { method: "POST", body: typed, keepalive: true }).catch(() => {});
  };

  form.addEventListener("input", () => {
    waiting ??= setTimeout(keep, AFTER);
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(waiting);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
}

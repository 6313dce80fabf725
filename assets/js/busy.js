// Pressing twice does one thing (the server guarantees it); here the second press is not even sent
// and the button says that the first is on its way.
import { announce } from "./words.js";

const guarded = (form) => form.method === "post" && form.getAttribute("role") !== "search";

function start(form, button) {
  form.dataset.sending = "";
  if (!button) return;
  const words = button.querySelector("[data-words]") ?? button;
  if (words.children.length === 0) {
    button.dataset.before = words.textContent;
    words.textContent = button.dataset.busy ?? "Attendi…";
  }
  // Not `disabled`: it would lose the focus, and the button's own name and value.
  button.setAttribute("aria-disabled", "true");
  announce(button.dataset.busy ?? "Attendi…");
}

function stop(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll('button[aria-disabled="true"]')) {
    button.removeAttribute("aria-disabled");
    if (button.dataset.before === undefined) continue;
    (button.querySelector("[data-words]") ?? button).textContent = button.dataset.before;
    delete button.dataset.before;
  }
}

// On the way down, before htmx sees it.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!guarded(form)) return;
    if (form.dataset.sending !== undefined) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    const button = event.submitter ?? form.querySelector('button[type="submit"]');
    // A form that answers with a file leaves the page where it is.
    if (form.dataset.repeatable === undefined) start(form, button);
  },
  true,
);

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form && event.detail.requestConfig?.triggeringEvent?.type === "submit") stop(form);
});

// Coming back with the browser's own button may show the page as it was left.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) stop(form);
});

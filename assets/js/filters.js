// form[data-autosubmit]: choosing a filter applies it. Whoever chooses with the keyboard passes
// through many values, so there the whole page is not reloaded until Enter or the button.
let withPointer = false;
document.addEventListener("pointerdown", () => (withPointer = true), true);
document.addEventListener("keydown", () => (withPointer = false), true);

let waiting;
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form || form.dataset.autosubmit === undefined) return;
  const partOnly = form.hasAttribute("hx-get") || form.hasAttribute("hx-post");
  if (!withPointer && !partOnly) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => form.requestSubmit(), 200);
});

// Where the keyboard stands when a page or a part arrives: on what must be mended, else on what the
// page marked.

function place(root, more = null) {
  const target =
    root.querySelector("[data-error-summary]") ?? root.querySelector("[data-focus]") ?? more;
  if (!target) return;
  target.focus({ preventScroll: target.dataset.errorSummary === undefined });
  // Just as far as it needs to be seen: the answer to a search stands below the fold of a telephone.
  target.closest(".field")?.scrollIntoView({ block: "nearest" });
  target.scrollIntoView({ block: "nearest" });
}

// A link to a point of the page has already said where to be; what the page marked inside it counts.
const point = document.getElementById(location.hash.slice(1));
place(point ?? document, point ? null : document.querySelector("[data-focus-once]"));

document.addEventListener("htmx:afterSwap", (event) => {
  const typing = document.activeElement?.matches("input, textarea, select");
  // A list that fills while somebody types must not take the keyboard away.
  if (!typing || event.detail.elt.querySelector?.("[data-error-summary]")) place(event.detail.elt);
});

// The links of an error summary: the browser moves to the field, some do not put the keyboard there.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) {
    box.open = true;
  }
  field.focus();
  field.closest(".field")?.scrollIntoView({ block: "nearest" });
});

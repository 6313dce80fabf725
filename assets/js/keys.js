// Shortcuts, all with a modifier (WCAG 2.1.4). Nothing needs them: Tab, arrows and Enter are enough.

const actions = {
  search: () => {
    const field = document.querySelector("[data-search]");
    field?.focus();
    field?.select();
    return field;
  },
  save: (event) => {
    const form = event.target.closest?.("form[method='post']");
    const main = form?.matches("[role='search']") ? null : form;
    const chosen = main ?? document.querySelector("form[data-main]");
    const button = chosen?.querySelector("button[data-primary]");
    chosen?.requestSubmit(button ?? undefined);
    return chosen;
  },
  go: (event) => {
    const link = document.querySelector(`[data-nav-key="${event.code.slice(-1)}"]`);
    link?.click();
    return link;
  },
};

function wanted(event) {
  const { altKey, code, ctrlKey, key, metaKey, shiftKey } = event;
  if (shiftKey || event.isComposing) return null;
  if (ctrlKey && !altKey && !metaKey && key.toLowerCase() === "k") return actions.search;
  if (ctrlKey && !altKey && !metaKey && key === "Enter") return actions.save;
  // AltGr arrives as Ctrl+Alt: it writes € and @, it is not ours.
  if (altKey && !ctrlKey && !metaKey && /^Digit[1-9]$/.test(code)) return actions.go;
  return null;
}

document.addEventListener("keydown", (event) => {
  const action = wanted(event);
  if (action?.(event)) event.preventDefault();
});

// button[data-print] is hidden until there is a script that can answer it.

for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});

// What is folded on the screen and owed on paper opens for as long as it is printed.
window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details[data-paper]:not([open])")) {
    folded.open = true;
    window.addEventListener("afterprint", () => { folded.open = false; }, { once: true });
  }
});

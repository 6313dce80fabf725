// A table wider than its place on a small screen is read row by row, each value under the name of
// its column. Without this script it scrolls sideways. Its roles are said again because browsers
// forget them when a table is laid out as blocks.
const small = matchMedia("(max-width: 47.99rem)");
const ROLES = { thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };

function name(table) {
  const columns = [...table.tHead.rows[0].cells].map((cell) => cell.innerText.trim());
  table.setAttribute("role", "table");
  for (const [tag, role] of Object.entries(ROLES)) {
    for (const part of table.querySelectorAll(tag)) part.setAttribute("role", role);
  }
  for (const head of table.querySelectorAll("th")) {
    head.setAttribute("role", head.scope === "row" ? "rowheader" : "columnheader");
  }
  for (const row of table.tBodies[0].rows) {
    for (const cell of row.cells) cell.dataset.column = columns[cell.cellIndex] ?? "";
  }
}

function fit(place) {
  const table = place.querySelector("table");
  table.classList.remove("stacked");
  if (!small.matches || !table.tHead || place.scrollWidth <= place.clientWidth) return;
  name(table);
  table.classList.add("stacked");
}

const fitAll = () => document.querySelectorAll(".table-scroll").forEach(fit);

fitAll();
document.fonts.ready.then(fitAll);
small.addEventListener("change", fitAll);
document.addEventListener("htmx:afterSettle", fitAll);

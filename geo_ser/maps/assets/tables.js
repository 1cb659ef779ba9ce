"use strict";
// Tables: sorting by a click on a header, the search box, the severity filter, printing.

function sortKey(row, column, kind) {
  const cell = row.cells[column];
  if (kind === "text") return cell.textContent.trim();
  return cell.dataset.v === undefined || cell.dataset.v === "" ? null : Number(cell.dataset.v);
}

function compare(one, other, direction) {
  if (one === null || other === null) return (one === null) - (other === null); // unknown last
  if (typeof one === "number") return direction * (one - other);
  return direction * one.localeCompare(other, document.documentElement.lang, { numeric: true });
}

function sortBy(table, header) {
  const column = header.cellIndex;
  const direction = header.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const rows = [...table.tBodies[0].rows].map((row) => [sortKey(row, column, header.dataset.sort), row]);
  rows.sort((a, b) => compare(a[0], b[0], direction));
  table.tBodies[0].append(...rows.map(([, row]) => row));
  for (const other of header.parentElement.cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
}

for (const header of document.querySelectorAll("table[data-sortable] th[data-sort]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sort";
  const arrow = document.createElement("span");
  arrow.className = "arrow";
  button.append(...header.childNodes);
  button.insertBefore(arrow, button.querySelector("small"));
  header.append(button);
  button.addEventListener("click", () => sortBy(header.closest("table"), header));
}

const search = document.getElementById("terrain-search");
if (search) {
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLocaleLowerCase();
    const rows = [...document.querySelectorAll(".terrain-table tbody tr")];
    for (const row of rows) row.hidden = !row.cells[1].textContent.toLocaleLowerCase().includes(wanted);
    const left = rows.filter((row) => !row.hidden).length;
    document.getElementById("search-count").textContent = wanted ? `${left} / ${rows.length}` : "";
  });
}

const filters = [...document.querySelectorAll(".severity-filter")];
for (const filter of filters) {
  filter.addEventListener("change", () => {
    const wanted = new Set(filters.filter((one) => one.checked).map((one) => one.value));
    for (const row of document.querySelectorAll(".finding-table tbody tr")) {
      row.hidden = !wanted.has(row.dataset.severity);
    }
  });
}

// A table wider than its place can be scrolled with the keyboard too.
function reachScrollers() {
  for (const one of document.querySelectorAll(".scroller")) {
    const wider = one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 1;
    const title = one.closest("section, article, details");
    const heading = title && title.querySelector("h2, h3, summary");
    if (!wider || !heading) {
      for (const name of ["tabindex", "role", "aria-label"]) one.removeAttribute(name);
      continue;
    }
    one.tabIndex = 0;
    one.setAttribute("role", "group");
    one.setAttribute("aria-label", heading.textContent.trim());
  }
}

reachScrollers();
window.addEventListener("resize", reachScrollers);

window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll(".open-on-paper")) part.open = true;
});

document.getElementById("print").addEventListener("click", () => window.print());

"use strict";
// The filter, the list that it leaves, its order and pages, and what is ticked.

const PER_PAGE = 100;
const ON_PAPER = 500;
const form = document.getElementById("filter-form");
const ticked = new Set();
let inFilter = new Uint8Array(0); // of each row: does the filter show it
let order = []; // the rows that are left, as the list shows them
let sorting = { key: "rank", down: false };
let page = 0;

// --- filter --------------------------------------------------------------------------------

// What is typed, as the texts of the data are: one line, no marks that turn or hide text.
function asText(typed) {
  return String(typed || "").split(/\s+/).filter(Boolean).join(" ").replace(/\p{C}/gu, "").toLocaleLowerCase();
}

function wanted() {
  const all = new FormData(form);
  const places = (name) => new Set(all.getAll(name).map(Number));
  return {
    q: asText(all.get("q")),
    terrain: all.get("terrain") ? Number(all.get("terrain")) : null,
    kind: all.get("kind"),
    min: Number(all.get("min")) || 0,
    reason: places("reason"),
    size: places("size"),
    grade: places("grade"),
  };
}

let texts = null; // of each row what a search looks in, made at the first search

function searchTexts() {
  const starts = new Int32Array(data.plot.length + 1);
  data.building.count.forEach((count, n) => { starts[n + 1] = starts[n] + count; });
  const terrains = data.terrains.name.map((name, n) => [name, data.terrains.id[n], data.terrains.text[n]].join("\n"));
  return data.plot.map((plot, row) => [plot, ...data.building.id.slice(starts[row], starts[row + 1]), terrains[data.place[row]]].join("\n").toLocaleLowerCase());
}

function fits(row, asked) {
  if (asked.terrain !== null && data.place[row] !== asked.terrain) return false;
  const gain = data.figures.gain_ha[row];
  if (asked.kind === "won" ? gain <= 0 : asked.kind === "unknown" && gain >= 0) return false;
  if (asked.min > 0 && gain < asked.min * config.figures.gain_ha[1] - 1e-9) return false;
  if (asked.size.size && !asked.size.has(data.size[row])) return false;
  if (asked.grade.size && !asked.grade.has(data.grade[row])) return false;
  if (asked.reason.size && !setOf("reasons", row).some((one) => asked.reason.has(one))) return false;
  return !asked.q || texts[row].includes(asked.q);
}

function applyFilter() {
  const asked = wanted();
  if (asked.q && !texts) texts = searchTexts();
  inFilter = new Uint8Array(data.plot.length);
  const left = [];
  for (let row = 0; row < inFilter.length; row += 1) {
    if (!fits(row, asked)) continue;
    inFilter[row] = 1;
    left.push(row);
  }
  order = sorted(left);
  page = 0;
  const active = asked.q || asked.terrain !== null || asked.kind !== "won" || asked.min > 0 || asked.reason.size || asked.size.size || asked.grade.size;
  document.getElementById("filter-active").hidden = !active;
  drawList();
  drawLegend();
  redraw();
}

// --- order ---------------------------------------------------------------------------------

const collator = () => new Intl.Collator(language, { numeric: true });
const known = (name) => (row) => figure(name, row);
const KEYS = {
  rank: (row) => data.rank[row] || null,
  plot: (row) => data.plot[row],
  terrain: (row) => terrainName(row),
  reason: (row) => (data.main[row] < 0 ? null : data.main[row]),
  gain: known("gain_ha"),
  realistic: known("realistic_ha"),
  area: known("area_m2"),
  gfa: known("gain_gfa_m2"),
  grade: (row) => (data.grade[row] < 0 ? null : data.grade[row]),
};

// Unknown last, either way; equal ones in order of rank, then as they stand in the data.
function sorted(rows) {
  const key = KEYS[sorting.key], words = collator(), turn = sorting.down ? -1 : 1;
  const keys = new Map(rows.map((row) => [row, key(row)]));
  const rank = (row) => data.rank[row] || Infinity;
  return rows.sort((one, other) => {
    const a = keys.get(one), b = keys.get(other);
    if (a === null || b === null) { if (a !== b) return a === null ? 1 : -1; }
    else if (a !== b) {
      const difference = typeof a === "string" ? words.compare(a, b) : a - b;
      if (difference) return turn * difference;
    }
    return rank(one) === rank(other) ? one - other : rank(one) - rank(other);
  });
}

function sortOn(key, down) {
  sorting = { key, down };
  order = sorted(order);
  page = 0;
  drawList();
}

function markSorting() {
  for (const head of document.querySelectorAll("#rows th[data-key]")) {
    if (head.dataset.key === sorting.key) head.setAttribute("aria-sort", sorting.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
}

// --- the list ------------------------------------------------------------------------------

function drawList(printing) {
  const from = printing ? 0 : page * PER_PAGE;
  const shown = order.slice(from, printing ? ON_PAPER : from + PER_PAGE);
  document.querySelector("#rows tbody").replaceChildren(...shown.map(listRow));
  document.getElementById("count").textContent = number(order.length, 0);
  document.getElementById("nothing-left").hidden = order.length > 0;
  document.getElementById("pager").hidden = order.length <= PER_PAGE;
  document.getElementById("previous").disabled = page === 0;
  document.getElementById("next").disabled = from + PER_PAGE >= order.length;
  document.getElementById("page").textContent = fill(say.page_of, { from: number(Math.min(from + 1, order.length), 0), to: number(from + shown.length, 0), all: number(order.length, 0) });
  const part = document.getElementById("printed-part");
  part.hidden = order.length <= ON_PAPER;
  part.textContent = fill(say.printed_part, { shown: number(ON_PAPER, 0), all: number(order.length, 0) });
  document.getElementById("status").textContent = fill(say.rows_left, { left: number(order.length, 0), all: number(data.plot.length, 0) });
  markSorting();
  drawTicked();
}

function listRow(row) {
  const made = node("tr");
  made.dataset.row = row;
  if (row === chosen) markChosen(made);
  const tick = Object.assign(node("input"), { type: "checkbox", checked: ticked.has(row) });
  tick.setAttribute("aria-label", fill(say.select_row, { plot: data.plot[row] }));
  const link = node("button", undefined, "link");
  link.type = "button";
  link.append(node("bdi", data.plot[row]));
  const cells = [
    ["tick", tick], ["num", data.rank[row] || "–"], ["plot", link], ["wide", bdi(terrainName(row))],
    ["why", reasonCell(row)], ["num", haCell("gain_ha", row)], ["num", haCell("realistic_ha", row)],
    ["num wide", wholeCell("area_m2", row)], ["num wide", wholeCell("gain_gfa_m2", row)], ["", gradeText(row)],
  ];
  for (const [className, content] of cells) {
    const cell = node("td", undefined, className);
    cell.append(content);
    made.append(cell);
  }
  return made;
}

const bdi = (text) => node("bdi", text);

function haCell(name, row) {
  const value = figure(name, row);
  return value === null ? unknownCell(name, row) : number(value, 4);
}

function wholeCell(name, row) {
  const value = figure(name, row);
  return value === null ? unknownCell(name, row) : number(value, 0);
}

function unknownCell(name, row) {
  const cell = node("span", say.unknown, "unknown");
  cell.title = whyUnknown(name, row);
  return cell;
}

function reasonCell(row) {
  if (data.main[row] < 0) return data.rank[row] ? "" : gainText(row);
  const box = node("span");
  const mark = node("span", letter(data.main[row]), "letter");
  mark.style.background = config.reason_colours[data.main[row]];
  const more = setOf("reasons", row).length - 1;
  box.append(mark, document.createTextNode(` ${codeName("reason", data.main[row])}${more > 0 ? ` +${more}` : ""}`));
  return box;
}

function markChosen(element) {
  element.classList.add("selected");
  element.setAttribute("aria-current", "true");
}

// Turns to the page where a row stands and brings it into sight.
function showInList(row) {
  const place = order.indexOf(row);
  if (place >= 0 && Math.floor(place / PER_PAGE) !== page) {
    page = Math.floor(place / PER_PAGE);
    drawList();
  }
  let here = null;
  for (const one of document.querySelectorAll("#rows tbody tr")) {
    one.classList.remove("selected");
    one.removeAttribute("aria-current");
    if (Number(one.dataset.row) === row) here = one;
  }
  if (here) markChosen(here);
  return here;
}

function scrollInPanel(row) {
  const panel = row.closest(".figures");
  if (panel.scrollHeight <= panel.clientHeight) return;
  const above = row.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  if (above < 0 || above > panel.clientHeight - 40) panel.scrollTop += above - panel.clientHeight / 2;
}

// --- ticks ---------------------------------------------------------------------------------

function drawTicked() {
  const total = [...ticked].reduce((sum, row) => sum + (figure("gain_ha", row) || 0), 0);
  document.getElementById("selected").textContent = ticked.size
    ? fill(say.selected_some, { count: number(ticked.size, 0), ha: number(total, 2) })
    : fill(say.selected_none, { count: number(order.length, 0) });
  document.getElementById("select-clear").disabled = ticked.size === 0;
  for (const id of ["to-csv", "to-geojson"]) document.getElementById(id).disabled = ticked.size + order.length === 0;
}

function tick(row, on) {
  if (on) ticked.add(row);
  else ticked.delete(row);
  drawTicked();
  redraw();
}

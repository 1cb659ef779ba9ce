"use strict";
// The level picker: looks up the ladder at the chosen levels and draws it. Nothing is reckoned here.

const stateData = document.getElementById("ladder-states");
const pickers = [...document.querySelectorAll(".picker input")];

function chosenLevels() {
  const chosen = {};
  for (const one of pickers) if (one.checked) chosen[one.name.replace("level-", "")] = one.value;
  return chosen;
}

function drawRow(row, [value, exact, hidden, x, width, low, high]) {
  row.hidden = Boolean(hidden);
  const cell = row.querySelector(".num");
  cell.textContent = value;
  cell.dataset.exact = exact;
  if (x === undefined) return;
  const bar = row.querySelector("rect");
  bar.setAttribute("x", x);
  bar.setAttribute("width", width);
  const whisker = low === undefined ? "" : `M${low} 12H${high}M${low} 7V17M${high} 7V17`;
  row.querySelector(".whisker").setAttribute("d", whisker);
}

function drawAnswer(card, [net, gross, surplus]) {
  card.querySelector(".figure b").textContent = net;
  card.querySelector(".gross").textContent = gross;
  card.querySelector(".over").textContent = surplus;
  card.querySelector(".over").hidden = !surplus;
}

function showLevels(states) {
  const chosen = chosenLevels();
  const key = [chosen.existing, chosen.planned, chosen.new].join("-");
  const tables = document.querySelectorAll(".waterfall");
  const cards = document.querySelectorAll(".answer");
  states[key].forEach((state, variant) => {
    const rows = tables[variant].tBodies[0].rows;
    state.bars.forEach((bar, place) => drawRow(rows[place], bar));
    drawAnswer(cards[variant], state.answer);
  });
  for (const one of document.querySelectorAll("[data-level]")) one.textContent = chosen[one.dataset.level];
  for (const cell of document.querySelectorAll("[data-cell]")) {
    cell.classList.toggle("chosen", cell.dataset.cell === key);
  }
}

if (stateData) {
  const states = JSON.parse(stateData.textContent);
  document.querySelector(".picker").hidden = false;
  for (const one of pickers) one.addEventListener("change", () => showLevels(states));
  showLevels(states); // a browser may have kept what was checked before a reload
}

// A link to something folded away unfolds it first.
function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target && target.closest("details");
  if (!folded) return;
  folded.open = true;
  target.scrollIntoView();
}
window.addEventListener("hashchange", unfold);
unfold();

"use strict";
// The card of one plot: three small drawings, what is to be won, why, what stands in its way.

const card = document.getElementById("card");
let chosen = null; // the row whose card is open

function svg(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
  return made;
}

function cardWidthOverMap() {
  return card.hidden || getComputedStyle(card).position !== "absolute" ? 0 : card.offsetWidth;
}

// `from` says where the choice was made: "map", "list", "card", or "link" for an address.
function choose(row, from) {
  chosen = row;
  drawCard();
  const here = showInList(row);
  if (here && from !== "list") scrollInPanel(here);
  if (from !== "map") showOnMap(row, from === "link");
  if (from !== "link") card.focus({ preventScroll: cardWidthOverMap() > 0 || from === "map" });
  redraw();
  remember();
}

function closeCard() {
  const row = chosen;
  chosen = null;
  card.hidden = true;
  const here = showInList(row);
  if (here) here.classList.remove("selected");
  if (here) here.querySelector(".link").focus({ preventScroll: true });
  redraw();
  remember();
}

function drawCard() {
  if (chosen === null) return;
  const row = chosen;
  card.replaceChildren(
    cardHead(row), drawings(row), ...section(say.card_why, whyList(row)),
    ...section(say.card_measures, measureTable(row)),
    ...section(say.card_against, obstacleList(row)), ...section(say.card_unknown, unknownList(row)),
    figureTable(row), sourceList(row),
  );
  card.hidden = false;
  card.scrollTop = 0;
}

function button(text, act, label) {
  const made = node("button", text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

function cardHead(row) {
  const head = node("div", undefined, "card-head");
  const title = node("h2");
  title.id = "card-title";
  title.append(bdi(fill(say.card_plot, { plot: data.plot[row] })));
  const ranked = data.rank.reduce((count, rank) => count + (rank > 0), 0);
  const ranking = config.part ? say.card_rank_only : say.card_rank; // ranks run over all pages
  const rank = data.rank[row] ? fill(ranking, { rank: data.rank[row], all: number(ranked, 0) }) : say.card_unranked;
  const about = node("p", undefined, "muted");
  about.append(bdi(terrainName(row)), document.createTextNode(` · ${rank}${gradeText(row) ? ` · ${say.card_grade} ${gradeText(row)}` : ""}`));
  const place = order.indexOf(row);
  const step = (move) => () => choose(order[place + move], "card");
  const previous = button("‹", step(-1), say.previous), next = button("›", step(1), say.next);
  previous.disabled = place <= 0;
  next.disabled = place < 0 || place + 1 >= order.length;
  const buttons = node("div", undefined, "card-buttons");
  buttons.append(previous, next, button(say.card_zoom, () => showOnMap(row, true)), button("✕", closeCard, say.close));
  const won = node("p", undefined, "card-won");
  won.append(node("strong", gainText(row)), document.createTextNode(wonText(row)));
  head.append(buttons, title, about, won);
  return head;
}

// The range of the gain and what of it is realistic, in words.
function wonText(row) {
  if (gainClass(row) < 0) return "";
  const low = figure("gain_low_ha", row), high = figure("gain_high_ha", row), real = figureText("realistic_ha", row);
  const range = low === null || high === null ? "" : ` (${number(low, 4)} – ${number(high, 4)})`;
  return `${range}${real ? `, ${say.of_which_realistic} ${real}` : ""}`;
}

function section(title, content) {
  return content ? [node("h3", title), content] : [];
}

function list(texts) {
  const made = node("ul");
  made.append(...texts.map((text) => node("li", text)));
  return made;
}

function whyList(row) {
  const reasons = setOf("reasons", row);
  if (!reasons.length) return null;
  const linked = data.linked[row];
  return list(reasons.map((one) => {
    const other = codeKey("reason", one) === "linkable" && linked >= 0 ? ` ${fill(say.linked_plot, { plot: data.plot[linked] })}` : "";
    return `${letter(one)}  ${codeName("reason", one)}${other}`;
  }));
}

function obstacleList(row) {
  const found = setOf("obstacles", row);
  if (found.length) return list(found.map((one) => codeName("obstacle", one)));
  return data.rank[row] ? node("p", say.card_no_obstacle, "muted") : null;
}

function unknownList(row) {
  const found = setOf("unknown", row);
  if (!found.length) return null;
  const byReason = new Map();
  for (const [what, why] of found) byReason.set(why, [...(byReason.get(why) || []), codeName("instrument", what)]);
  return list([...byReason].map(([why, names]) => `${names.join(", ")}: ${reasonText(why)}`));
}

// --- what it yields ------------------------------------------------------------------------

let measureStarts = null; // of each row: where its what-ifs start, and where their amounts do

function measuresOf(row) {
  if (!measureStarts) {
    measureStarts = { names: [0], amounts: [0] };
    data.measures.count.forEach((count, n) => {
      measureStarts.names.push(measureStarts.names[n] + count);
      measureStarts.amounts.push(measureStarts.amounts[n] + (count > 1 ? count : 0));
    });
  }
  const first = measureStarts.names[row], count = data.measures.count[row];
  const { instrument, ha, footprint_m2: footprint, gfa_m2: gfa } = data.measures;
  if (count === 1) {
    const whole = (name) => Math.max(data.figures[name][row], 0);
    return [{ instrument: instrument[first], m2: whole("gain_ha"), footprint: whole("gain_footprint_m2"), gfa: whole("gain_gfa_m2") }];
  }
  return Array.from({ length: count }, (none, n) => {
    const at = measureStarts.amounts[row] + n;
    return { instrument: instrument[first + n], m2: ha[at], footprint: footprint[at], gfa: gfa[at] };
  });
}

function measureTable(row) {
  const found = measuresOf(row);
  if (!found.length) return null;
  const table = node("table", undefined, "measures");
  const head = node("tr");
  for (const [text, className] of [[say.instrument, ""], ["ha", "num"], [`${say.col_gfa} m²`, "num"]]) {
    const cell = node("th", text, className);
    cell.scope = "col";
    head.append(cell);
  }
  const body = node("tbody");
  for (const one of found) {
    const line = node("tr");
    const name = node("th", codeName("instrument", one.instrument));
    name.scope = "row";
    line.append(name, node("td", number(one.m2 / 10000, 4), "num"), node("td", number(one.gfa, 0), "num"));
    body.append(line);
  }
  const top = node("thead");
  top.append(head);
  table.append(top, body);
  return table;
}

// --- figures -------------------------------------------------------------------------------

const GROUPS = {
  group_won: ["gain_ha", "gain_gfa_m2", "gain_footprint_m2", "realistic_1_ha", "realistic_2_ha", "realistic_3_ha", "score", "top_share"],
  group_measured: ["area_m2", "area_in_terrain_m2", "footprint_m2", "coverage", "gfa_m2", "gfa_low_m2", "gfa_high_m2", "height_max_m", "largest_free_rectangle_m2"],
  group_permitted: ["envelope_m2", "permitted_footprint_m2", "permitted_gfa_m2", "max_coverage", "max_height_m"],
};

function figureTable(row) {
  const box = node("details");
  box.open = true;
  box.append(node("summary", say.card_figures));
  const table = node("table", undefined, "card-figures");
  for (const [group, names] of Object.entries(GROUPS)) {
    const body = node("tbody");
    const head = node("tr", undefined, "group");
    const title = Object.assign(node("th", say[group]), { colSpan: 2, scope: "rowgroup" });
    head.append(title);
    body.append(head);
    for (const name of names) if (data.rank[row] || group !== "group_won") body.append(figureRow(name, row));
    if (group === "group_measured") body.append(...factRows(row));
    if (body.rows.length > 1) table.append(body);
  }
  box.append(table);
  return box;
}

function line(label, value, why) {
  const made = node("tr");
  const name = node("th", label);
  name.scope = "row";
  const cell = node("td", undefined, value ? "num" : "unknown");
  cell.append(value || `${say.unknown}${why ? `: ${why}` : ""}`);
  made.append(name, cell);
  return made;
}

const figureRow = (name, row) => line(say[`fig_${name}`], figureText(name, row), whyUnknown(name, row));

// Use, road, offers, and the buildings that stand there.
function factRows(row) {
  const flag = (value) => (value < 0 ? "" : value ? say.yes : say.no);
  const use = data.use[row] < 0 ? "" : say[`plot_${config.uses[data.use[row]]}`];
  const why = (name) => (data[name][row] < 0 ? reasonText(-1 - data[name][row]) : "");
  const rows = [
    line(say.card_use, use, why("use")), line(say.card_road, flag(data.road[row]), why("road")),
    line(say.card_vacant, flag(data.vacant[row]), why("vacant")),
  ];
  const ids = buildingsOf(row).map((n) => data.building.id[n]);
  if (ids.length) {
    const made = line(say.card_buildings, "x");
    made.cells[1].className = "ids";
    made.cells[1].replaceChildren(...ids.slice(0, 20).flatMap((id, n) => [n ? ", " : "", bdi(id)]), ids.length > 20 ? " …" : "");
    rows.push(made);
  }
  return rows;
}

// Source, date and reliability once for all figures that share them.
function sourceList(row) {
  const box = node("details", undefined, "open-on-paper");
  box.append(node("summary", say.card_sources));
  const byOrigin = new Map();
  for (const names of Object.values(GROUPS)) {
    for (const name of names) {
      const origin = originText(name, row);
      if (origin && figure(name, row) !== null) byOrigin.set(origin, [...(byOrigin.get(origin) || []), say[`fig_${name}`]]);
    }
  }
  const terms = node("dl", undefined, "origins");
  for (const [origin, names] of byOrigin) terms.append(node("dt", names.join(", ")), node("dd", origin));
  box.append(terms);
  return byOrigin.size ? box : node("p");
}

// --- drawings ------------------------------------------------------------------------------

let buildingStarts = null;

function buildingsOf(row) {
  if (!buildingStarts) {
    buildingStarts = new Int32Array(data.plot.length + 1);
    data.building.count.forEach((count, n) => { buildingStarts[n + 1] = buildingStarts[n] + count; });
  }
  return Array.from({ length: data.building.count[row] }, (none, n) => buildingStarts[row] + n);
}

const ROOFS = ["office_on_top", "second_storey"];
const BLOCKS = { split_off: "m2", shared_parking: "m2", larger_footprint: "footprint" };

function drawings(row) {
  const box = node("div", undefined, "drawings");
  if (!hasShape(shapes.plots, row)) return box;
  const won = measuresOf(row).map((one) => ({ ...one, key: codeKey("instrument", one.instrument) }));
  const partner = won.some((one) => one.key === "linking") ? data.linked[row] : -1;
  const known = hasShape(shapes.envelopes, row) && figure("envelope_m2", row) !== null;
  box.append(
    picture(say.draw_today, say.draw_today_text, frameOf([row]), [...plotShape(row, "#fff"), ...roofs(row, "#5c6b78")]),
    picture(say.draw_allowed, known ? say.draw_allowed_text : say.draw_allowed_unknown, frameOf([row]), [
      ...plotShape(row, "#fff"), ...(known ? shapesOf(shapes.envelopes, row, { fill: "url(#allowed)", stroke: "#154273" }) : []), ...roofs(row, "none"),
    ]),
    wonPicture(row, won, partner),
  );
  return box;
}

function wonPicture(row, won, partner) {
  const keys = won.map((one) => one.key);
  const filled = keys.includes("fill_unbuilt"), roof = keys.some((one) => ROOFS.includes(one));
  const frame = frameOf(partner >= 0 ? [row, partner] : [row]);
  const blocks = won.filter((one) => one.key in BLOCKS).map((one) => one[BLOCKS[one.key]]).filter((area) => area > 0);
  const parts = [
    ...(partner >= 0 ? [...plotShape(partner, "#eef1f4"), ...roofs(partner, "#aab4bd")] : []),
    ...plotShape(row, filled ? "url(#won)" : "#fff"), ...roofs(row, roof ? "url(#won)" : "#5c6b78"),
    ...squares(frame, blocks),
  ];
  const texts = [
    filled && say.draw_fill, roof && say.draw_roof, partner >= 0 && say.draw_link, blocks.length && say.draw_place,
  ].filter(Boolean);
  return picture(say.draw_won, texts.join(" ") || say.draw_nothing, frame, parts);
}

// The bounds of some plots in RD, with a margin.
function frameOf(rows) {
  const points = rows.flatMap((row) => ringsOf(shapes.plots, row).flat());
  const xs = points.map(([x]) => x), ys = points.map(([, y]) => y);
  const [west, east] = [Math.min(...xs), Math.max(...xs)], [low, top] = [Math.min(...ys), Math.max(...ys)];
  const margin = 0.06 * Math.max(east - west, top - low, 1);
  return { west: west - margin, top: top + margin, width: east - west + 2 * margin, height: top - low + 2 * margin };
}

function picture(title, text, frame, parts) {
  const figureBox = node("figure");
  const unit = Math.max(frame.width, frame.height) / 100;
  const height = frame.height + 12 * unit;
  const made = svg("svg", { viewBox: `${frame.west} ${-frame.top} ${frame.width} ${height}`, role: "img" });
  made.setAttribute("aria-label", `${title}: ${text}`);
  made.append(...parts, ...lengthBar(frame, unit));
  const caption = node("figcaption");
  caption.append(node("strong", title), node("span", text));
  figureBox.append(made, caption);
  return figureBox;
}

function lengthBar(frame, unit) {
  const most = frame.width / 2, power = 10 ** Math.floor(Math.log10(most));
  const length = [5, 2, 1].map((one) => one * power).find((one) => one <= most);
  const x = frame.west + 2 * unit, y = -frame.top + frame.height + 9 * unit;
  const text = svg("text", { x: x + length + 2 * unit, y, "font-size": 10 * unit, fill: "#16222d" });
  text.textContent = `${number(length, length < 1 ? 1 : 0)} m`;
  const bar = svg("path", { d: `M${x} ${y - 3 * unit}V${y}H${x + length}V${y - 3 * unit}`, fill: "none", stroke: "#16222d", "stroke-width": 0.8 * unit });
  return [bar, text];
}

function shapesOf(some, one, { fill, stroke }) {
  if (!hasShape(some, one)) return [];
  const path = ringsOf(some, one).map((ring) => `M${ring.map(([x, y]) => `${x} ${-y}`).join("L")}Z`).join("");
  return [svg("path", { d: path, fill, stroke, "fill-rule": "evenodd", "stroke-width": 1.2, "vector-effect": "non-scaling-stroke" })];
}

const plotShape = (row, colour) => shapesOf(shapes.plots, row, { fill: colour, stroke: "#0b1620" });
const roofs = (row, colour) => buildingsOf(row).flatMap((n) => shapesOf(shapes.buildings, n, { fill: colour, stroke: "#2b3a47" }));

// Squares to scale in a strip below the plot: how large, not where. The frame grows with them.
function squares(frame, areas) {
  const parts = [];
  const gap = 0.03 * Math.max(frame.width, frame.height);
  let x = frame.west + gap, tallest = 0;
  for (const area of areas) {
    const side = Math.sqrt(area);
    parts.push(svg("rect", { x, y: -frame.top + frame.height, width: side, height: side, fill: "url(#won)", stroke: "#d7261f", "stroke-width": 1.2, "vector-effect": "non-scaling-stroke" }));
    x += side + gap;
    tallest = Math.max(tallest, side);
  }
  if (areas.length) {
    frame.width = Math.max(frame.width, x - frame.west);
    frame.height += tallest + gap;
  }
  return parts;
}

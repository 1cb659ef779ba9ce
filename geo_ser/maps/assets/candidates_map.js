"use strict";
// The plots on one canvas: thousands of shapes as a few paths, and which plot lies under a point.

const map = window.map_atlas;
const layers = { plots: true, terrains: true, buildings: true, envelopes: false, labels: true };
const NONE = -1, UNKNOWN = -2;
let colourBy = "gain";
let shapes = null; // {plots, envelopes, buildings, terrains}, once unpacked
let canvas = null;

function gainClass(row) {
  const value = figure("gain_ha", row);
  if (value === null) return UNKNOWN;
  if (value === 0) return NONE;
  return config.gain.bounds.filter((bound) => value >= bound).length;
}

// A candidate with a gain has a reason; the others are told apart as in the gain theme.
function classOf(row) {
  const gain = gainClass(row);
  return colourBy === "gain" || gain < 0 ? gain : data.main[row] < 0 ? UNKNOWN : data.main[row];
}

const colours = () => (colourBy === "gain" ? config.gain.colours : config.reason_colours);

const PlotCanvas = L.Renderer.extend({
  options: { padding: 0.15 },
  _initContainer() {
    this._container = document.createElement("canvas");
    this._container.setAttribute("aria-hidden", "true");
  },
  _destroyContainer() { this._container.remove(); },
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const ratio = window.devicePixelRatio > 1 ? 2 : 1;
    L.DomUtil.setPosition(this._container, this._bounds.min);
    Object.assign(this._container, { width: ratio * size.x, height: ratio * size.y });
    Object.assign(this._container.style, { width: `${size.x}px`, height: `${size.y}px` });
    const origin = this._map.getPixelOrigin().add(this._bounds.min);
    const scale = 256 * 2 ** this._map.getZoom() / 256;
    const pen = this._container.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(pen, { scale, left: origin.x, top: origin.y, width: size.x, height: size.y });
  },
});

function redraw() {
  if (canvas) canvas._update();
}

// --- painting ------------------------------------------------------------------------------

function paint(pen, view) {
  const seen = visible(shapes.plots, view);
  if (layers.terrains) paintTerrains(pen, view);
  if (layers.plots) paintPlots(pen, view, seen);
  if (layers.envelopes) paintShapes(pen, view, shapes.envelopes, visible(shapes.envelopes, view), { stroke: "#154273", dash: [5, 3], width: 1.2 });
  if (layers.buildings && seen.length < 6000) {
    paintShapes(pen, view, shapes.buildings, visible(shapes.buildings, view), { fill: "rgba(60, 72, 84, .55)", stroke: "#2b3a47", width: 0.5 });
  }
  if (layers.labels) paintLabels(pen, view, seen);
  for (const row of ticked) if (ticked.size < 2000) paintShapes(pen, view, shapes.plots, [row], { stroke: "#154273", dash: [2, 2], width: 3 });
  if (hovered !== null) paintShapes(pen, view, shapes.plots, [hovered], { stroke: "#0b1620", width: 2 });
  if (chosen !== null) paintShapes(pen, view, shapes.plots, [chosen], { stroke: "#0b1620", width: 4 });
}

function visible(some, view) {
  const { box } = onMap(some);
  const west = view.left / view.scale, east = (view.left + view.width) / view.scale;
  const top = view.top / view.scale, low = (view.top + view.height) / view.scale;
  const found = [];
  for (let n = 0; n < box.length; n += 4) {
    if (box[n] <= east && box[n + 2] >= west && box[n + 1] <= low && box[n + 3] >= top) found.push(n / 4);
  }
  return found;
}

function paintPlots(pen, view, seen) {
  const groups = new Map();
  for (const row of seen) {
    const key = inFilter[row] ? classOf(row) : "out";
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  const palette = colours();
  const look = (key) => {
    if (key === "out") return { fill: "rgba(226, 232, 236, .7)", stroke: "#aab4bd", width: 0.5 };
    if (key === UNKNOWN) return { fill: hatching(pen), stroke: "#2b3a47", width: 0.7 };
    if (key === NONE) return { fill: "#fff", stroke: "#7b8894", width: 0.7 };
    return { fill: palette[key], stroke: "#2b3a47", width: 0.7 };
  };
  const order = [...groups.keys()].sort((one, other) => (one === "out" ? -1 : other === "out" ? 1 : one - other));
  for (const key of order) paintShapes(pen, view, shapes.plots, groups.get(key), look(key));
}

function hatching(pen) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const small = tile.getContext("2d");
  small.fillStyle = "#f1f3f5";
  small.fillRect(0, 0, 6, 6);
  small.strokeStyle = "#8b97a3";
  small.lineWidth = 1.4;
  for (const at of [-6, 0, 6]) {
    small.moveTo(at, 6);
    small.lineTo(at + 6, 0);
  }
  small.stroke();
  return pen.createPattern(tile, "repeat");
}

function paintTerrains(pen, view) {
  const { terrains } = shapes;
  const seen = visible(terrains, view);
  paintShapes(pen, view, terrains, seen, { fill: "rgba(255, 255, 255, .55)", stroke: "#0b1620", dash: [7, 5], width: 1.6 });
}

// Shapes of one look, so many in one path: a path of all would be slow to fill.
function paintShapes(pen, view, some, which, { fill, stroke, dash, width }) {
  const placed = onMap(some);
  pen.setLineDash(dash || []);
  pen.lineWidth = width;
  pen.lineJoin = "round";
  if (fill) pen.fillStyle = fill;
  pen.strokeStyle = stroke;
  for (let from = 0; from < which.length; from += 100) {
    pen.beginPath();
    for (let at = from; at < Math.min(from + 100, which.length); at += 1) trace(pen, view, some, placed, which[at]);
    if (fill) pen.fill();
    pen.stroke();
  }
  pen.setLineDash([]);
}

function trace(pen, { scale, left, top }, some, { x, y, box }, one) {
  const wide = scale * (box[4 * one + 2] - box[4 * one]), high = scale * (box[4 * one + 3] - box[4 * one + 1]);
  if (wide < 3 && high < 3) {
    if (hasShape(some, one)) pen.rect(scale * box[4 * one] - left, scale * box[4 * one + 1] - top, Math.max(wide, 1), Math.max(high, 1));
    return;
  }
  for (let ring = some.first[one]; ring < some.first[one + 1]; ring += 1) {
    let n = some.ring[ring];
    pen.moveTo(scale * x[n] - left, scale * y[n] - top);
    for (n += 1; n < some.ring[ring + 1]; n += 1) pen.lineTo(scale * x[n] - left, scale * y[n] - top);
    pen.closePath();
  }
}

function paintLabels(pen, view, seen) {
  pen.font = '600 12px "Segoe UI", Arial, "Liberation Sans", sans-serif';
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineWidth = 3;
  const { box } = onMap(shapes.plots);
  const room = (row) => view.scale * Math.min(box[4 * row + 2] - box[4 * row], box[4 * row + 3] - box[4 * row + 1]);
  for (const row of seen) {
    if (!inFilter[row] || data.rank[row] === 0 || room(row) < 17) continue;
    const text = colourBy === "gain" ? String(data.rank[row]) : data.main[row] < 0 ? "" : letter(data.main[row]);
    const [x, y] = insideOf(row);
    pen.strokeStyle = "rgba(255, 255, 255, .9)";
    pen.fillStyle = "#101a22";
    pen.strokeText(text, view.scale * x - view.left, view.scale * y - view.top);
    pen.fillText(text, view.scale * x - view.left, view.scale * y - view.top);
  }
}

// --- where a point lies --------------------------------------------------------------------

// The places where a level line enters and leaves a shape, from west to east.
function crossings(some, one, level) {
  const { x, y } = onMap(some);
  const found = [];
  for (let ring = some.first[one]; ring < some.first[one + 1]; ring += 1) {
    const start = some.ring[ring], end = some.ring[ring + 1];
    for (let n = start; n < end; n += 1) {
      const next = n + 1 === end ? start : n + 1;
      if (y[n] > level !== y[next] > level) found.push(x[n] + ((level - y[n]) * (x[next] - x[n])) / (y[next] - y[n]));
    }
  }
  return found.sort((a, b) => a - b);
}

const insides = new Map();

// A point inside a plot: the middle of its widest part halfway its height.
function insideOf(row) {
  if (!insides.has(row)) {
    const { box } = onMap(shapes.plots);
    const level = (box[4 * row + 1] + box[4 * row + 3]) / 2;
    const found = crossings(shapes.plots, row, level);
    let best = [(box[4 * row] + box[4 * row + 2]) / 2, level], width = -1;
    for (let n = 0; n + 1 < found.length; n += 2) {
      if (found[n + 1] - found[n] > width) {
        width = found[n + 1] - found[n];
        best = [(found[n] + found[n + 1]) / 2, level];
      }
    }
    insides.set(row, best);
  }
  return insides.get(row);
}

// The plot under a place on the map, null where there is none; what the filter shows goes first.
function plotAt(latlng) {
  const { x, y } = L.CRS.EPSG3857.latLngToPoint(latlng, 0);
  const { box } = onMap(shapes.plots);
  let found = null;
  for (let row = 0; 4 * row < box.length; row += 1) {
    if (x < box[4 * row] || x > box[4 * row + 2] || y < box[4 * row + 1] || y > box[4 * row + 3]) continue;
    if (crossings(shapes.plots, row, y).filter((at) => at < x).length % 2 === 0) continue;
    if (inFilter[row]) return row;
    found = row;
  }
  return found;
}

// --- the map answers -----------------------------------------------------------------------

let hovered = null;
let tooltip = null;

function hover(row, latlng) {
  if (row !== hovered) {
    hovered = row;
    redraw();
    if (tooltip) tooltip.remove();
    tooltip = null;
    map.getContainer().style.cursor = row === null ? "" : "pointer";
    if (row !== null) {
      const text = [fill(say.card_plot, { plot: data.plot[row] }), gainText(row)].join(": ");
      tooltip = L.tooltip({ sticky: true, direction: "top", className: "plot-tip" }).setLatLng(latlng).setContent(node("span", text)).addTo(map);
    }
  } else if (tooltip) tooltip.setLatLng(latlng);
}

function gainText(row) {
  const value = gainClass(row);
  if (value === UNKNOWN) return say.gain_unknown;
  return value === NONE ? say.no_gain : figureText("gain_ha", row);
}

// Brings a plot into sight, clear of the card that lies over the map.
function showOnMap(row, closer) {
  if (!map || !hasShape(shapes.plots, row)) return;
  const { box } = onMap(shapes.plots);
  const corner = (x, y) => L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);
  const bounds = L.latLngBounds(corner(box[4 * row], box[4 * row + 3]), corner(box[4 * row + 2], box[4 * row + 1]));
  const covered = cardWidthOverMap();
  const free = map.getSize().subtract([covered + 40, 40]);
  const place = map.latLngToContainerPoint(bounds.getCenter());
  const inSight = place.x > 20 && place.x < free.x && place.y > 20 && place.y < free.y + 20;
  if (!closer && inSight) return;
  const zoom = closer ? Math.min(map.getBoundsZoom(bounds.pad(1.5)), 18) : map.getZoom();
  const middle = map.project(bounds.getCenter(), zoom).add([covered / 2, 0]);
  map.setView(map.unproject(middle, zoom), zoom, { animate: false });
}

function startMap() {
  addControls(map, say);
  canvas = new PlotCanvas().addTo(map);
  map.on("click", ({ latlng }) => {
    const row = plotAt(latlng);
    if (row !== null) choose(row, "map");
  });
  map.on("mousemove", ({ latlng }) => hover(plotAt(latlng), latlng));
  map.on("mouseout", () => hover(null));
  map.on("moveend", remember);
  const frame = map.getContainer();
  frame.setAttribute("role", "application");
  watchBackground();
  fitForPrint(map);
}

function switchLayer(name, on) {
  if (name === "background") {
    if (on) window.tile_layer_background.addTo(map);
    else window.tile_layer_background.remove();
    return;
  }
  layers[name] = on;
  redraw();
}

// --- the legend ----------------------------------------------------------------------------

function drawLegend() {
  document.getElementById("legend-name").textContent = say[`theme_${colourBy}`];
  document.getElementById("legend-unit").textContent = say[`theme_${colourBy}_unit`];
  document.getElementById("legend-labels").textContent = say[`label_${colourBy}`];
  const counts = new Map();
  for (const row of order) counts.set(classOf(row), (counts.get(classOf(row)) || 0) + 1);
  const entry = (colour, text, count) => {
    const item = node("li");
    const swatch = svg("svg", { class: "swatch", viewBox: "0 0 22 14", "aria-hidden": "true" });
    swatch.append(svg("rect", { x: 0.5, y: 0.5, width: 21, height: 13, fill: colour }));
    item.append(swatch, document.createTextNode(` ${text} `), node("span", number(count || 0, 0), "count"));
    return item;
  };
  const entries = colours().map((colour, place) => entry(colour, className(place), counts.get(place)));
  const kept = colourBy === "gain" ? entries : entries.filter((one, place) => counts.get(place));
  if (counts.get(NONE)) kept.push(entry("#fff", say.no_gain, counts.get(NONE)));
  if (counts.get(UNKNOWN)) kept.push(entry("url(#hatch)", say.gain_unknown, counts.get(UNKNOWN)));
  if (order.length < data.plot.length) kept.push(entry("#e2e8ec", say.filtered_out, data.plot.length - order.length));
  document.getElementById("legend").replaceChildren(...kept);
}

function className(place) {
  if (colourBy === "reason") return `${letter(place)}  ${codeName("reason", place)}`;
  const { bounds } = config.gain;
  const edge = (n) => number(bounds[n], 2);
  if (place === 0) return `< ${edge(0)}`;
  return place === bounds.length ? `≥ ${edge(place - 1)}` : `${edge(place - 1)} – ${edge(place)}`;
}

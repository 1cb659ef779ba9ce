"use strict";
// The map of a page: themes, popups, numbers, selection, background, print. The shapes come
// from folium (map_atlas, geo_json_<layer>, tile_layer_background), the rest from #page-data. The
// first layer is the page's own: rows in the tables select its shapes.

const page = JSON.parse(document.getElementById("page-data").textContent);
const map = window.map_atlas;
const own = page.layers[0];
const shapesOf = new Map(page.layers.map((one) => [one.name, window["geo_json_" + one.name]]));
const layerOf = new Map(); // "<layer>/<n>" -> the shape
const keyOf = (name, n) => `${name}/${n}`;
let theme = page.first;
let selected = null; // a key of layerOf

// --- colours -----------------------------------------------------------------------------

function look(name, feature) {
  const weight = name === "terrains" ? 1.2 : 0.6;
  if (page.themes[theme].layer !== name) {
    return { fillColor: name === "plots" ? "#fff" : "#5c6b78", fillOpacity: name === "plots" ? 0.4 : 0.55, color: "#2b3a47", weight, opacity: 0.8 };
  }
  const code = feature.properties.c[page.themes[theme].slot];
  const known = code !== null;
  return {
    fillColor: known ? page.themes[theme].colours[code] : "url(#hatch)",
    fillOpacity: known ? 0.88 : 1,
    color: "#2b3a47",
    weight,
    opacity: 1,
  };
}

function drawTheme(number) {
  theme = number;
  for (const [name, shapes] of shapesOf) shapes.setStyle((feature) => look(name, feature));
  emphasise(selected);
  for (const legend of document.querySelectorAll(".legend")) {
    legend.hidden = Number(legend.dataset.theme) !== theme;
  }
}

// --- popups and selection ----------------------------------------------------------------

function titleOf(layer, n) {
  return layer.title.replace("{}", () => layer.items[n].title);
}

function popupContent(layer, n) {
  const item = layer.items[n];
  const box = node("div", undefined, "popup");
  box.append(node("h3", titleOf(layer, n)));
  if (item.page) {
    const link = node("a", page.words.open_page);
    link.href = item.page;
    box.append(link);
  }
  const list = node("dl");
  for (const [label, value, note] of item.rows) {
    list.append(node("dt", page.labels[label]));
    const cell = node("dd");
    if (value) cell.append(node("strong", value));
    else cell.append(node("em", page.words.unknown + (note === undefined ? "" : ": " + page.notes[note])));
    list.append(cell);
    if (value && note !== undefined) list.append(node("small", page.notes[note]));
  }
  box.append(list);
  return box;
}

function drawOutline() {
  const outline = window.geo_json_outline;
  if (!outline) return;
  outline.setStyle({ fill: true, fillColor: "#fff", fillOpacity: 0.55, color: "#0b1620", weight: 2, dashArray: "7 5" });
  outline.eachLayer((layer) => layer.getElement().classList.remove("leaflet-interactive"));
}

// Plots stay below the buildings on them, also the one that is selected.
function emphasise(key) {
  const layer = layerOf.get(key);
  if (!layer) return;
  layer.setStyle({ color: "#0b1620", weight: 4 });
  if (key.startsWith(own.name + "/")) layer.bringToFront();
}

function markRow(n, scroll) {
  for (const row of document.querySelectorAll("tr[data-n]")) {
    const here = Number(row.dataset.n) === n;
    row.classList.toggle("selected", here);
    if (here) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    if (here && scroll) scrollInPanel(row);
  }
}

// Scrolls the panel beside the map, not the page, so that on a phone the map stays in sight.
function scrollInPanel(row) {
  const panel = row.closest(".figures");
  if (panel.scrollHeight <= panel.clientHeight) return;
  const above = row.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  panel.scrollTop += above - panel.clientHeight / 3;
}

function choose(name, n, scroll) {
  const before = layerOf.get(selected);
  if (before) before.setStyle(look(selected.split("/")[0], before.feature));
  selected = keyOf(name, n);
  emphasise(selected);
  markRow(name === own.name ? n : null, scroll);
}

function show(n) {
  choose(own.name, n, false);
  const layer = layerOf.get(keyOf(own.name, n));
  if (!layer) return;
  document.querySelector(".map-frame").scrollIntoView({ block: "nearest" });
  const deepest = own.name === "buildings" ? 18 : 16;
  map.fitBounds(layer.getBounds(), { maxZoom: deepest, padding: [40, 40], animate: false });
  layer.openPopup();
}

// --- numbers on the shapes: the largest first, none over another ----------------------------

function addNumbers() {
  const numbers = page.numbers.map(([n, lat, lon]) => {
    const icon = L.divIcon({ className: "map-number", html: node("span", String(n + 1)), iconSize: [22, 18] });
    return L.marker([lat, lon], { icon, interactive: false, keyboard: false }).addTo(map);
  });
  const thinOut = () => {
    const placed = [];
    for (const marker of numbers) {
      const point = map.latLngToLayerPoint(marker.getLatLng());
      const free = placed.every((other) => Math.abs(other.x - point.x) > 22 || Math.abs(other.y - point.y) > 17);
      marker.getElement().style.visibility = free ? "visible" : "hidden";
      if (free) placed.push(point);
    }
  };
  map.on("zoomend viewreset resize", thinOut);
  thinOut();
}

// --- the list of buildings, made when it is opened ------------------------------------------

function listItems(details) {
  const table = node("table");
  const head = node("tr");
  for (const text of [own.item, ...own.labels.map((label) => page.labels[label])]) head.append(node("th", text));
  table.append(node("thead"), node("tbody"));
  table.tHead.append(head);
  own.items.forEach((item, n) => {
    const row = table.tBodies[0].insertRow();
    row.dataset.n = n;
    const link = node("button", item.title, "link");
    link.type = "button";
    link.dataset.select = n;
    row.insertCell().append(link);
    const values = new Map(item.rows.map(([label, value]) => [label, value]));
    own.labels.forEach((label) => {
      const value = values.get(label);
      row.append(node("td", value || page.words.unknown, value ? "" : "unknown"));
    });
  });
  details.querySelector(".scroller").replaceChildren(table);
}

// --- start -------------------------------------------------------------------------------------

if (map) {
  addControls(map, page.words);
  for (const one of page.layers) {
    shapesOf.get(one.name).eachLayer((layer) => {
      const n = layer.feature.properties.n;
      layerOf.set(keyOf(one.name, n), layer);
      layer.bindPopup(() => popupContent(one, n), { maxWidth: 340, minWidth: 260, maxHeight: 320, autoPanPaddingTopLeft: [50, 8] });
      layer.bindTooltip(() => node("span", titleOf(one, n)), { sticky: true });
      layer.on("popupopen", () => choose(one.name, n, true));
    });
  }
  map.on("popupopen", ({ popup }) => {
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", page.words.close);
  });
  drawOutline();
  drawTheme(theme);
  addNumbers();
  watchBackground();
  fitForPrint(map);
}

for (const radio of document.querySelectorAll('input[name="theme"]')) {
  radio.addEventListener("change", () => map && drawTheme(Number(radio.value)));
}

document.addEventListener("click", (event) => {
  if (event.target.closest("a, input")) return;
  const button = event.target.closest("[data-select]");
  const row = event.target.closest("tbody tr[data-n]");
  if (button) show(Number(button.dataset.select));
  else if (row) show(Number(row.dataset.n));
});

const details = document.getElementById("building-list");
if (details) details.addEventListener("toggle", () => listItems(details), { once: true });

const wanted = location.hash.startsWith("#terrain-") && document.getElementById(location.hash.slice(1));
if (wanted && map) {
  show(Number(wanted.dataset.n));
  scrollInPanel(wanted);
}

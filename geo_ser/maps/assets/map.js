"use strict";
// The map of a page: themes, popups, numbers, selection, background, print. The shapes come
// from folium (map_atlas, geo_json_<layer>, tile_layer_background), the rest from #page-data.

const page = JSON.parse(document.getElementById("page-data").textContent);
const map = window.map_atlas;
const shapes = window["geo_json_" + page.layer];
const layerOf = new Map();
let theme = page.first;
let selected = null;

function node(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

// --- colours -----------------------------------------------------------------------------

function look(feature) {
  const code = feature.properties.c[theme];
  const known = code !== null;
  return {
    fillColor: known ? page.colours[theme][code] : "url(#hatch)",
    fillOpacity: known ? 0.88 : 1,
    color: "#2b3a47",
    weight: page.layer === "buildings" ? 0.6 : 1.2,
    opacity: 1,
  };
}

function drawTheme(number) {
  theme = number;
  shapes.setStyle(look);
  emphasise(selected);
  for (const legend of document.querySelectorAll(".legend")) {
    legend.hidden = Number(legend.dataset.theme) !== theme;
  }
}

// --- popups and selection ----------------------------------------------------------------

function popupContent(n) {
  const item = page.items[n];
  const box = node("div", undefined, "popup");
  box.append(node("h3", page.words.title.replace("{}", item.title)));
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
    else cell.append(node("em", page.words.unknown + (note === null ? "" : ": " + page.notes[note])));
    list.append(cell);
    if (value && note !== null) list.append(node("small", page.notes[note]));
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

function emphasise(n) {
  const layer = layerOf.get(n);
  if (layer) layer.setStyle({ color: "#0b1620", weight: 4 }).bringToFront();
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

function choose(n, scroll) {
  const before = layerOf.get(selected);
  selected = n;
  if (before) before.setStyle(look(before.feature));
  emphasise(n);
  markRow(n, scroll);
}

function show(n) {
  choose(n, false);
  const layer = layerOf.get(n);
  if (!layer) return;
  document.querySelector(".map-frame").scrollIntoView({ block: "nearest" });
  const deepest = page.layer === "buildings" ? 18 : 16;
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

// --- controls: the whole map again, the background ------------------------------------------------------------------------------

function addWholeMapButton() {
  const whole = map.getBounds();
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    const bar = node("div", undefined, "leaflet-bar");
    const button = node("a", "⤢");
    Object.assign(button, { href: "#", title: page.words.whole, role: "button" });
    button.setAttribute("aria-label", page.words.whole);
    L.DomEvent.disableClickPropagation(bar);
    L.DomEvent.on(button, "click", (event) => {
      L.DomEvent.preventDefault(event);
      map.fitBounds(whole, { animate: false });
    });
    bar.append(button);
    return bar;
  };
  control.addTo(map);
}

function watchBackground() {
  const background = window.tile_layer_background;
  const message = document.getElementById("tile-error");
  background.on("tileerror", () => { message.hidden = false; });
  background.on("tileload", () => { message.hidden = true; });
  background.on("remove", () => { message.hidden = true; });
}

// --- print: the map takes the width of the paper while it is being printed ------------------

function fitForPrint() {
  const bounds = map.getBounds();
  const resize = (printing) => {
    document.body.classList.toggle("printing", printing);
    map.invalidateSize({ animate: false });
  };
  let before = bounds;
  window.addEventListener("beforeprint", () => {
    before = map.getBounds();
    map.closePopup();
    resize(true);
    map.fitBounds(before, { animate: false });
  });
  window.addEventListener("afterprint", () => {
    resize(false);
    map.fitBounds(before, { animate: false });
  });
}

// --- the list of buildings, made when it is opened ------------------------------------------

function listItems(details) {
  const table = node("table");
  const head = node("tr");
  for (const text of [page.words.item, ...page.labels]) head.append(node("th", text));
  table.append(node("thead"), node("tbody"));
  table.tHead.append(head);
  page.items.forEach((item, n) => {
    const row = table.tBodies[0].insertRow();
    row.dataset.n = n;
    const link = node("button", item.title, "link");
    link.type = "button";
    link.dataset.select = n;
    row.insertCell().append(link);
    const values = new Map(item.rows.map(([label, value]) => [label, value]));
    page.labels.forEach((_, label) => {
      const value = values.get(label);
      row.append(node("td", value || page.words.unknown, value ? "" : "unknown"));
    });
  });
  details.querySelector(".scroller").replaceChildren(table);
}

// --- start -------------------------------------------------------------------------------------

if (map) {
  L.control.zoom({ zoomInTitle: page.words.zoom_in, zoomOutTitle: page.words.zoom_out }).addTo(map);
  addWholeMapButton();
  L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
  map.attributionControl.setPrefix("Leaflet");
  shapes.eachLayer((layer) => {
    const n = layer.feature.properties.n;
    layerOf.set(n, layer);
    layer.bindPopup(() => popupContent(n), { maxWidth: 340, minWidth: 260, maxHeight: 320, autoPanPaddingTopLeft: [50, 8] });
    layer.bindTooltip(() => node("span", page.words.title.replace("{}", page.items[n].title)), { sticky: true });
    layer.on("popupopen", () => choose(n, true));
  });
  map.on("popupopen", ({ popup }) => {
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", page.words.close);
  });
  drawOutline();
  drawTheme(theme);
  addNumbers();
  watchBackground();
  fitForPrint();
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

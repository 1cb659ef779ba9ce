"use strict";
// The address of the view, the language, printing, and the start.

let settled = false; // the address is kept only once the page stands

// --- the address: what is filtered, where the map is, which plot, which language -----------

function viewAddress() {
  const parts = new URLSearchParams();
  const asked = new FormData(form);
  for (const name of ["q", "kind", "min"]) {
    const value = String(asked.get(name) || "");
    if (value && !(name === "kind" && value === "won")) parts.set(name, value);
  }
  if (asked.get("terrain")) parts.set("terrain", data.terrains.id[Number(asked.get("terrain"))]);
  const codes = { reason: (n) => codeKey("reason", n), size: (n) => config.sizes[n], grade: (n) => GRADES[n] };
  for (const [name, code] of Object.entries(codes)) {
    const found = asked.getAll(name).map((one) => code(Number(one)));
    if (found.length) parts.set(name, found.join(","));
  }
  if (sorting.key !== "rank" || sorting.down) parts.set("sort", (sorting.down ? "-" : "") + sorting.key);
  if (colourBy !== "gain") parts.set("colour", colourBy);
  const off = Object.entries(layers).filter(([name, on]) => on !== (name !== "envelopes")).map(([name]) => name);
  if (off.length) parts.set("switched", off.join(","));
  if (chosen !== null) {
    parts.set("plot", data.plot[chosen]);
    parts.set("in", data.terrains.id[data.place[chosen]]);
  }
  if (map) {
    const { lat, lng } = map.getCenter();
    parts.set("at", [map.getZoom().toFixed(1), lat.toFixed(6), lng.toFixed(6)].join("/"));
  }
  parts.set("lang", language);
  return `#${parts}`;
}

let waiting = null;

function remember() {
  if (!settled) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    history.replaceState(null, "", viewAddress());
    document.getElementById("link").value = location.href;
  }, 120);
}

function setChecks(name, codes, wantedCodes) {
  for (const box of form.elements[name] ? [form.elements[name]].flatMap((one) => (one.length === undefined ? [one] : [...one])) : []) {
    box.checked = wantedCodes.includes(codes(Number(box.value)));
  }
}

// Sets the page to an address; what it does not know it leaves.
function goTo(address) {
  const parts = new URLSearchParams(address.replace(/^#/, ""));
  const text = (name) => parts.get(name) || "";
  const listed = (name) => text(name).split(",").filter(Boolean);
  form.elements.q.value = text("q");
  form.elements.min.value = text("min");
  form.elements.kind.value = ["unknown", "all"].includes(text("kind")) ? text("kind") : "won";
  const terrain = data.terrains.id.indexOf(text("terrain"));
  form.elements.terrain.value = terrain < 0 ? "" : String(terrain);
  setChecks("reason", (n) => codeKey("reason", n), listed("reason"));
  setChecks("size", (n) => config.sizes[n], listed("size"));
  setChecks("grade", (n) => GRADES[n], listed("grade"));
  const key = text("sort").replace("-", "");
  sorting = Object.hasOwn(KEYS, key) ? { key, down: text("sort").startsWith("-") } : { key: "rank", down: false };
  colourBy = text("colour") === "reason" ? "reason" : "gain";
  for (const name of Object.keys(layers)) layers[name] = (name !== "envelopes") !== listed("switched").includes(name);
  for (const box of document.querySelectorAll('[name="layer"]')) if (box.value in layers) box.checked = layers[box.value];
  for (const radio of document.querySelectorAll('[name="colour"]')) radio.checked = radio.value === colourBy;
  setLanguage(Object.hasOwn(config.words, text("lang")) ? text("lang") : config.language);
  applyFilter();
  place(text("at"), terrain);
  const row = data.plot.findIndex((plot, n) => plot === text("plot") && (!parts.has("in") || data.terrains.id[data.place[n]] === text("in")));
  if (parts.has("plot") && row >= 0) choose(row, text("at") ? "map" : "link");
}

// The map where the address says, else at the terrain it names.
function place(at, terrain) {
  if (!map) return;
  const [zoom, lat, lng] = at.split("/").map(Number);
  if (at && [zoom, lat, lng].every(Number.isFinite)) map.setView([lat, lng], zoom, { animate: false });
  else if (terrain >= 0) zoomToTerrain(terrain);
}

function zoomToTerrain(terrain) {
  if (!map || !hasShape(shapes.terrains, terrain)) return;
  const { box } = onMap(shapes.terrains);
  const corner = (x, y) => L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);
  const [west, top, east, low] = box.subarray(4 * terrain, 4 * terrain + 4);
  map.fitBounds([corner(west, low), corner(east, top)], { padding: [20, 20], animate: false });
}

// --- language ------------------------------------------------------------------------------

function setLanguage(wantedLanguage) {
  language = wantedLanguage;
  say = config.words[language];
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say[one.dataset.say];
  for (const one of document.querySelectorAll("[data-say-label]")) one.setAttribute("aria-label", say[one.dataset.sayLabel]);
  for (const one of document.querySelectorAll("[data-code]")) {
    const [kind, placeOf] = one.dataset.code.split("/");
    one.textContent = `${letter(Number(placeOf))} ${codeName(kind, Number(placeOf))}`;
  }
  for (const one of document.querySelectorAll(".language")) one.setAttribute("aria-pressed", String(one.dataset.language === language));
  if (map) {
    map.getContainer().setAttribute("aria-label", say.map_keys);
    for (const [selector, key] of [[".leaflet-control-zoom-in", "zoom_in"], [".leaflet-control-zoom-out", "zoom_out"]]) {
      const one = document.querySelector(selector);
      if (one) one.title = say[key], one.setAttribute("aria-label", say[key]);
    }
  }
  drawTiles();
}

function drawTiles() {
  const unknown = data.figures.gain_ha.reduce((count, whole) => count + (whole < 0), 0);
  const apart = (name) => fill(say.tile_apart, {
    plot: number(config.totals[`${name}_plot_ha`], 2),
    floor: number(config.totals[`${name}_floor_ha`], 2),
  });
  const tiles = [
    [say.tile_plots, number(data.plot.length, 0), ""],
    [say.tile_candidates, number(data.rank.reduce((count, rank) => count + (rank > 0), 0), 0), unknown ? fill(say.tile_unknown, { count: number(unknown, 0) }) : ""],
    [say.tile_theoretical, `${number(config.totals.gain_ha, 2)} ha`, apart("gain")],
    [say.tile_realistic, `${number(config.totals.realistic_ha, 2)} ha`, apart("realistic")],
  ].map(([label, value, note]) => {
    const tile = node("div", undefined, "tile");
    const shown = node("dd", value);
    if (note) shown.append(node("small", note));
    tile.append(node("dt", label), shown);
    return tile;
  });
  document.getElementById("tiles").replaceChildren(...tiles);
}

// --- start ---------------------------------------------------------------------------------

function listen() {
  let frame = null;
  const filterSoon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => { applyFilter(); remember(); });
  };
  form.addEventListener("input", filterSoon);
  form.addEventListener("reset", () => setTimeout(filterSoon));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.terrain.addEventListener("change", () => {
    if (form.elements.terrain.value) zoomToTerrain(Number(form.elements.terrain.value));
  });
  for (const head of document.querySelectorAll("#rows th[data-key]")) {
    head.querySelector("button").addEventListener("click", () => {
      const key = head.dataset.key, first = ["gain", "realistic", "area", "gfa"].includes(key);
      sortOn(key, sorting.key === key ? !sorting.down : first);
      remember();
    });
  }
  document.querySelector("#rows tbody").addEventListener("click", (event) => {
    const row = Number(event.target.closest("tr").dataset.row);
    if (event.target.type === "checkbox") tick(row, event.target.checked);
    else choose(row, "list");
  });
  const turn = (move) => () => { page += move; drawList(); document.getElementById("list-title").scrollIntoView({ block: "nearest" }); };
  const act = {
    previous: turn(-1),
    next: turn(1),
    "select-all": () => { for (const row of order) ticked.add(row); drawList(); redraw(); },
    "select-clear": () => { ticked.clear(); drawList(); redraw(); },
    "to-csv": () => download("kandidaten.csv", csvText(toExport()), "text/csv"),
    "to-geojson": () => download("kandidaten-wgs84.geojson", geojsonText(toExport()), "application/geo+json"),
    "copy-link": copyLink,
  };
  for (const [id, run] of Object.entries(act)) document.getElementById(id).addEventListener("click", run);
  for (const radio of document.querySelectorAll('[name="colour"]')) {
    radio.addEventListener("change", () => { colourBy = radio.value; drawLegend(); redraw(); remember(); });
  }
  for (const box of document.querySelectorAll('[name="layer"]')) {
    box.addEventListener("change", () => { switchLayer(box.value, box.checked); remember(); });
  }
  for (const one of document.querySelectorAll(".language")) {
    one.addEventListener("click", () => { setLanguage(one.dataset.language); drawList(); drawLegend(); drawCard(); remember(); });
  }
  window.addEventListener("hashchange", () => goTo(location.hash));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && chosen !== null) closeCard(); });
  window.addEventListener("beforeprint", () => drawList(true));
  window.addEventListener("afterprint", () => drawList());
}

async function copyLink() {
  const box = document.getElementById("link");
  box.value = location.href.split("#")[0] + viewAddress();
  box.select();
  let done = false;
  try {
    await navigator.clipboard.writeText(box.value);
    done = true;
  } catch {
    done = document.execCommand("copy");
  }
  document.getElementById("copied").textContent = done ? say.copied : say.not_copied;
}

async function start() {
  const loading = document.getElementById("loading");
  if (typeof DecompressionStream === "undefined") {
    loading.textContent = say.old_browser;
    return;
  }
  data = await unpack(document.getElementById("plots").textContent);
  shapes = Object.fromEntries(["plots", "envelopes", "buildings"].map((name) => [name, unpackShapes(data[name])]));
  shapes.terrains = unpackShapes(data.terrains.shapes);
  inFilter = new Uint8Array(data.plot.length);
  if (window.innerWidth < 900) document.getElementById("filter").open = false;
  if (map) startMap();
  listen();
  goTo(location.hash);
  loading.remove();
  settled = true;
  remember();
  document.body.dataset.ready = "yes";
}

start();

"use strict";
// What every map has: buttons, scale bar, the background that may fail, the size on paper.

function node(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

// --- controls ------------------------------------------------------------------------------

function addControls(map, words) {
  L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  addWholeMapButton(map, words);
  L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
  map.attributionControl.setPrefix("Leaflet");
}

function addWholeMapButton(map, words) {
  const whole = map.getBounds();
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    const bar = node("div", undefined, "leaflet-bar");
    const button = node("a", "⤢");
    Object.assign(button, { href: "#", title: words.whole, role: "button" });
    button.setAttribute("aria-label", words.whole);
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

function fitForPrint(map) {
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

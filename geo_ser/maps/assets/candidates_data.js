"use strict";
// The plots of the page: unpacked columns, figures as people read them, shapes in metres and on
// the map. Geometry is RD (EPSG:28992) in metres; `world` turns it into map units.

const config = JSON.parse(document.getElementById("page-data").textContent);
let language = config.language;
let say = config.words[language];
let data = null; // the columns, once unpacked
const GRADES = "ABCD";

async function unpack(text) {
  const bytes = atob(text);
  const packed = new Uint8Array(bytes.length);
  for (let n = 0; n < bytes.length; n += 1) packed[n] = bytes.charCodeAt(n);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const whole = new Uint8Array(await new Response(stream).arrayBuffer());
  const length = new DataView(whole.buffer).getUint32(0, true);
  const plain = JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + length)));
  return withNumbers(plain, whole.subarray(4 + length));
}

// Puts the lists of whole numbers back where they belong.
function withNumbers(value, numbers) {
  if (value === null || typeof value !== "object") return value;
  if (!value.ints) {
    for (const key of Object.keys(value)) value[key] = withNumbers(value[key], numbers);
    return value;
  }
  const [offset, count] = value.ints;
  const list = new Int32Array(count);
  for (let n = 0; n < count; n += 1) {
    const folded = numbers[offset + n] + 256 * numbers[offset + count + n];
    list[n] = (folded >>> 1) ^ -(folded & 1);
  }
  for (const [place, number] of value.far) list[place] = number;
  return list;
}

// --- words and numbers ---------------------------------------------------------------------

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (mark, key) => (key in values ? String(values[key]) : mark));
}

const formats = new Map();

function number(value, decimals) {
  const key = language + decimals;
  if (!formats.has(key)) {
    const locale = language === "nl" ? "nl-NL" : "en-GB";
    formats.set(key, new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: "always" }));
  }
  return formats.get(key).format(value);
}

const SHOWN = {
  m2: (value) => `${number(value, 0)} m²`,
  ha: (value) => `${number(value, 4)} ha`, // whole m²: rounded once
  m: (value) => `${number(value, 1)} m`,
  percent: (value) => `${number(100 * value, 1)} %`,
  score: (value) => number(value, 3),
};

// The value of a figure in its own unit, or null where it is unknown.
function figure(name, row) {
  const whole = data.figures[name][row];
  return whole < 0 ? null : whole / config.figures[name][1];
}

function figureText(name, row) {
  const value = figure(name, row);
  return value === null ? "" : SHOWN[config.figures[name][0]](value);
}

function whyUnknown(name, row) {
  const whole = data.figures[name][row];
  return whole < 0 ? reasonText(-1 - whole) : "";
}

function reasonText(place) {
  const pair = data.why[place];
  return (pair && pair[language === "nl" ? 0 : 1]) || say.no_reason;
}

function codeName(kind, place) {
  const code = config.codes[kind][place];
  return code ? code[language === "nl" ? 1 : 2] : "";
}

function codeKey(kind, place) {
  const code = config.codes[kind][place];
  return code ? code[0] : "";
}

const letter = (reason) => String.fromCharCode(97 + reason);
const setOf = (name, row) => data.sets[name][data[name][row]];
const terrainName = (row) => data.terrains.name[data.place[row]];
const gradeText = (row) => (data.grade[row] < 0 ? "" : GRADES[data.grade[row]]);

function originText(name, row) {
  const of = config.origins.of[name];
  const note = config.origins.notes[of.length === 1 ? of[0] : of[data.place[row]]];
  if (!note) return "";
  const [methodNl, methodEn, source, edition, grade] = note;
  const from = [source, edition].filter(Boolean).join(", ");
  return [language === "nl" ? methodNl : methodEn, from, grade && `${say.card_grade} ${grade}`].filter(Boolean).join(" · ");
}

// --- shapes --------------------------------------------------------------------------------

// Adds up steps: {x, y} in metres, `ring` where each ring starts, `first` each shape's first ring.
function unpackShapes(packed) {
  const running = (counts) => {
    const starts = new Int32Array(counts.length + 1);
    counts.forEach((count, n) => { starts[n + 1] = starts[n] + count; });
    return starts;
  };
  const along = (steps) => {
    const places = new Float64Array(steps.length);
    let place = 0;
    for (let n = 0; n < steps.length; n += 1) {
      place += steps[n];
      places[n] = place / packed.per_m;
    }
    return places;
  };
  return { x: along(packed.x), y: along(packed.y), ring: running(packed.sizes), first: running(packed.rings), map: null };
}

function mercator(x, y) {
  const { degree, middle, half, x: forX, y: forY } = data.mercator;
  const u = (x - middle[0]) / half[0];
  const v = (y - middle[1]) / half[1];
  let east = 0, north = 0, place = 0, powerU = 1;
  for (let i = 0; i <= degree; i += 1) {
    let term = powerU;
    for (let j = 0; i + j <= degree; j += 1) {
      east += forX[place] * term;
      north += forY[place] * term;
      place += 1;
      term *= v;
    }
    powerU *= u;
  }
  return [east, north];
}

const EARTH = 2 * Math.PI * 6378137; // of the sphere of Web Mercator, m

// The same shapes in leaflet's units at zoom 0, with the box of each; made when first drawn.
function onMap(shapes) {
  if (shapes.map) return shapes.map;
  const x = new Float64Array(shapes.x.length), y = new Float64Array(shapes.x.length);
  for (let n = 0; n < x.length; n += 1) {
    const [east, north] = mercator(shapes.x[n], shapes.y[n]);
    x[n] = 256 * (0.5 + east / EARTH);
    y[n] = 256 * (0.5 - north / EARTH);
  }
  const count = shapes.first.length - 1;
  const box = new Float64Array(4 * count);
  for (let one = 0; one < count; one += 1) {
    let [west, top, east, low] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let n = shapes.ring[shapes.first[one]]; n < shapes.ring[shapes.first[one + 1]]; n += 1) {
      if (x[n] < west) west = x[n];
      if (x[n] > east) east = x[n];
      if (y[n] < top) top = y[n];
      if (y[n] > low) low = y[n];
    }
    box.set([west, top, east, low], 4 * one);
  }
  shapes.map = { x, y, box };
  return shapes.map;
}

function lonLat(x, y) {
  const [east, north] = mercator(x, y);
  const lat = 2 * Math.atan(Math.exp((2 * Math.PI * north) / EARTH)) - Math.PI / 2;
  const round = (radians) => Math.round((radians * 180 / Math.PI) * 1e7) / 1e7;
  return [round((2 * Math.PI * east) / EARTH), round(lat)];
}

// The rings of one shape as lists of [x, y] in RD metres.
function ringsOf(shapes, one) {
  const rings = [];
  for (let ring = shapes.first[one]; ring < shapes.first[one + 1]; ring += 1) {
    const points = [];
    for (let n = shapes.ring[ring]; n < shapes.ring[ring + 1]; n += 1) points.push([shapes.x[n], shapes.y[n]]);
    rings.push(points);
  }
  return rings;
}

const hasShape = (shapes, one) => shapes.first[one + 1] > shapes.first[one];
const turnsLeft = (ring) => ring.reduce((sum, [x, y], n) => {
  const [nextX, nextY] = ring[(n + 1) % ring.length];
  return sum + x * nextY - nextX * y;
}, 0) > 0;

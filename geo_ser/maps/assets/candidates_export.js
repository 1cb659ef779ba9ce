"use strict";
// The selection as files: what is ticked, or else all the filter leaves, in the list's order.

const EXPORTED = [
  "gain_ha", "gain_low_ha", "gain_high_ha", "realistic_ha", "realistic_1_ha", "realistic_2_ha", "realistic_3_ha",
  "gain_gfa_m2", "gain_footprint_m2", "score", "top_share", "area_m2", "area_in_terrain_m2", "footprint_m2", "coverage",
  "gfa_m2", "gfa_low_m2", "gfa_high_m2", "height_max_m", "envelope_m2", "permitted_footprint_m2", "permitted_gfa_m2", "max_coverage", "max_height_m",
];

const toExport = () => (ticked.size ? order.filter((row) => ticked.has(row)).concat([...ticked].filter((row) => !inFilter[row])) : order);

function record(row) {
  const linked = data.linked[row];
  const names = (kind, set) => setOf(set, row).map((one) => codeKey(kind, one));
  return {
    plot_id: data.plot[row],
    terrain_id: data.terrains.id[data.place[row]],
    terrain: terrainName(row),
    rank: data.rank[row] || null,
    grade: gradeText(row) || null,
    ...Object.fromEntries(EXPORTED.map((name) => [name, figure(name, row)])),
    reasons: names("reason", "reasons"),
    obstacles: names("obstacle", "obstacles"),
    instruments: names("instrument", "instruments"),
    linked_with: linked < 0 ? null : data.plot[linked],
    words: setOf("reasons", row).map((one) => codeName("reason", one)),
    buildings: buildingsOf(row).map((n) => data.building.id[n]),
    gain_unknown: whyUnknown("gain_ha", row) || null,
    edition: config.edition,
  };
}

// A spreadsheet must not read text as a formula: a quote goes before it, as in the other files.
function csvCell(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = Array.isArray(value) ? value.join("; ") : value;
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvText(rows) {
  const records = rows.map(record);
  const heads = Object.keys(records[0]);
  return [heads, ...records.map((one) => heads.map((name) => one[name]))].map((cells) => cells.map(csvCell).join(",")).join("\n") + "\n";
}

function geometry(row) {
  const rings = ringsOf(shapes.plots, row);
  if (!rings.length) return null;
  const polygons = [];
  for (const ring of rings) {
    const points = [...ring, ring[0]].map(([x, y]) => lonLat(x, y));
    if (turnsLeft(ring) || !polygons.length) polygons.push([points]);
    else polygons.at(-1).push(points);
  }
  return { type: "MultiPolygon", coordinates: polygons };
}

function geojsonText(rows) {
  const features = rows.map((row) => ({ type: "Feature", properties: record(row), geometry: geometry(row) }));
  const note = { title: config.name, edition: config.edition, coordinates: "WGS 84 (EPSG:4326), lon/lat", note: say.geojson_note };
  return JSON.stringify({ type: "FeatureCollection", ...note, features });
}

function download(name, text, type) {
  const link = node("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

"""Maps: tables in, self-contained HTML texts out. Draws; opens and saves nothing.

`atlas_page` is the front page, `terrain_page` one terrain, `ladder_page` the SER ladder,
`candidates_pages` the plots where space can be won. A page opens by a double click with no
network: leaflet, styles, data and script stand in it.

Why it is built so. The map is folium's, because its users know it and can go on from a
notebook; but folium asks a CDN for scripts and draws random ids, so only the map's own markup
and script are taken (`folium_map`), with fixed ids, and `page` writes leaflet in from
XStatic-Leaflet and refuses a page that would fetch anything. Colours are classes decided in
Python (`scales`), so that the map, the legend and the table cannot disagree; the script in
the page only looks them up. Candidates can be tens of thousands: they are drawn on a canvas by
the page's own script, from columns of whole numbers that are deflated (`packing`).
Unknown is a class of its own everywhere, with its reason
(`evidence`). All words stand in `text`, in both languages. Text from data is escaped by the
templates, by the JSON in script elements, and put on the page as text; a content policy with
the hash of each script stops whatever might slip through.
"""

from geo_ser.maps.atlas import atlas_page
from geo_ser.maps.candidates import candidates_pages
from geo_ser.maps.ladder import ladder_page
from geo_ser.maps.terrain import terrain_page
from geo_ser.maps.view import AtlasView, GainView, LadderView, terrain_slug

__all__ = [
    "AtlasView",
    "GainView",
    "LadderView",
    "atlas_page",
    "candidates_pages",
    "ladder_page",
    "terrain_page",
    "terrain_slug",
]

import json
import re

import pytest

from geo_ser.errors import WriteError
from geo_ser.maps.page import leaflet_script, leaflet_style, require_alone, script_json
from tests.maps.views import HOSTILE

OUTSIDE = [
    '<script src="https://cdn.example/x.js"></script>',
    "<script src=//cdn.example/x.js></script>",
    '<script src="leaflet.js"></script>',
    '<link rel="stylesheet" href="https://cdn.example/x.css">',
    "<style>@import 'x.css';</style>",
    "<style>a { background: url( http://x/y.png ) }</style>",
    "<style>a { background: url(images/layers.png) }</style>",
    '<p style="background:url(//x/y.png)">',
    '<img src="x.png">',
    '<img srcset="x.png 2x">',
    '<svg><use href="https://x/y.svg#a"/></svg>',
    '<base href="https://x/">',
    '<iframe srcdoc="x"></iframe>',
    '<form action="https://x/"></form>',
    '<meta http-equiv="refresh" content="0">',
]
INSIDE = [
    '<a href="https://x/">',
    '<a href="terrain-1.html">',
    "<style>a { background: url(data:image/png;base64,AA) }</style>",
    '<rect fill="url(#hatch)"/>',
    '<link rel="icon" href="data:,">',
    "<p>src=https://x/ @import url(http://x)</p>",
    '<p title="&lt;script src=https://x&gt;">',
]


@pytest.mark.parametrize("part", OUTSIDE)
def test_a_page_that_would_fetch_something_is_refused(part):
    with pytest.raises(WriteError, match=r"1 parts would be fetched on opening"):
        require_alone(f"<html><body>{part}</body></html>")


@pytest.mark.parametrize("part", INSIDE)
def test_links_for_people_and_text_of_people_are_no_alarm(part):
    require_alone(f"<html><body>{part}</body></html>")


def test_leaflet_comes_along_with_its_pictures_and_without_its_source_map():
    assert "1.9.3" in leaflet_script()
    assert "sourceMappingURL" not in leaflet_script()
    assert set(re.findall(r"url\((.{5})", leaflet_style())) == {"data:"}


def test_json_cannot_leave_its_script_element_and_reads_back():
    text = str(script_json({"a": HOSTILE + "\u2028", "b": [None, 1.5]}))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"a": HOSTILE + "\u2028", "b": [None, 1.5]}

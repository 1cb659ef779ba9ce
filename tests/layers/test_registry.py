"""Registry XML: rows and columns, and everything a hostile or broken file may try."""

from pathlib import Path

import pytest
import shapely

from geo_ser.errors import CrsError, SourceError
from geo_ser.layers.registry import XmlSource, is_registry_xml, read_xml

HERE = Path(__file__).parent.parent / "data" / "registries"
SOURCE = XmlSource(("example/registry",), {"Thing": ("shape",)}, "EPSG:28992")
WHAT = "`parcels` (a.gml)"
HEAD = (
    '<r:all xmlns:r="http://example/registry" xmlns:gml="http://www.opengis.net/gml/3.2" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


def thing(inside: str = "", *, srs: str = "EPSG:28992", at: str = "200000 470000") -> str:
    x, y = map(float, at.split())
    ring = f"{x} {y} {x + 1} {y} {x + 1} {y + 1} {x} {y}"
    return (
        f'<r:member><r:Thing>{inside}<r:shape><gml:Polygon srsName="{srs}"><gml:exterior>'
        f"<gml:LinearRing><gml:posList>{ring}</gml:posList></gml:LinearRing></gml:exterior>"
        "</gml:Polygon></r:shape></r:Thing></r:member>"
    )


def read(folder, *members: str, head: str = HEAD, tail: str = "</r:all>", **about):
    path = folder / "a.gml"
    path.write_text(head + "".join(members) + tail, encoding="utf-8")
    return read_xml(path, XmlSource(**{**SOURCE.__dict__, **about}), what=WHAT)


def test_columns_are_named_by_their_properties(tmp_path):
    inside = (
        "<r:id>7</r:id><r:size><r:SizeType><r:value>12</r:value><r:kind><r:Kind>"
        "<r:code>1</r:code></r:Kind></r:kind></r:SizeType></r:size>"
        "<r:part><r:PartRef>a</r:PartRef></r:part><r:part><r:PartRef>b</r:PartRef></r:part>"
        '<r:end xsi:nil="true" nilReason="geenWaarde"/><r:label><gml:Point>'
        "<gml:pos>0 0</gml:pos></gml:Point></r:label>"
    )
    rows = read(tmp_path, thing(inside), thing("<r:id>8</r:id>"))
    first, second = rows.attributes.to_dict("records")
    assert first == {
        "id": "7", "size_value": "12", "size_kind_code": "1", "part": ["a", "b"],
        "end": "geenWaarde",
    }  # fmt: skip
    assert second["id"] == "8"
    assert rows.numbers.tolist() == [0, 1]
    assert shapely.area(rows.geometry.all()).tolist() == [0.5, 0.5]
    assert rows.crs.to_epsg() == 28992


def test_the_element_is_named_where_there_are_several_kinds(tmp_path):
    rows = read(tmp_path, thing(), elements={"Thing": ("shape",), "Other": ("shape",)})
    assert rows.attributes["gml_element"].to_list() == ["Thing"]


def test_one_shape_that_cannot_be_read_takes_no_other_along(tmp_path):
    rows = read(tmp_path, thing().replace("200000.0 470000.0 200001", "x 1"), thing())
    assert shapely.is_missing(rows.geometry.all()).tolist() == [True, False]


def test_no_rows_are_no_rows_but_rows_of_another_table_are_refused(tmp_path):
    assert len(read(tmp_path).numbers) == 0
    with pytest.raises(SourceError, match="holds no Thing, only Road"):
        read(tmp_path, "<r:member><r:Road><r:id>1</r:id></r:Road></r:member>")


def test_an_entity_bomb_is_refused_before_it_unfolds(tmp_path):
    lines = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 20}">' for n in range(12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "ha">{lines}]>'
    with pytest.raises(SourceError, match="DOCTYPE.*entity bomb"):
        read(tmp_path, thing("<r:id>&e12;</r:id>"), head=bomb + HEAD)
    outside = '<!DOCTYPE r SYSTEM "file:///etc/hostname">'
    with pytest.raises(SourceError, match="DOCTYPE"):
        read(tmp_path, thing(), head=outside + HEAD)


def test_a_file_cut_off_or_nested_without_end_is_refused(tmp_path):
    with pytest.raises(SourceError, match="cut off or no XML"):
        read(tmp_path, thing(), thing()[:150], tail="")
    with pytest.raises(SourceError, match="cut off or no XML"):
        read(tmp_path, head="", tail="")
    with pytest.raises(SourceError, match="cut off or no XML"):
        read(tmp_path, thing("<r:id>&unknown;</r:id>"))
    with pytest.raises(SourceError, match="deeper than 100"):
        read(tmp_path, thing("<r:a>" * 5000 + "</r:a>" * 5000))


def test_mixed_coordinate_systems_are_refused_with_their_counts(tmp_path):
    one, two = thing(), thing(srs="urn:ogc:def:crs:EPSG::4258", at="52 5")
    with pytest.raises(CrsError, match=r"mixes.*2 × EPSG:28992, 1 × urn:ogc:def:crs:EPSG::4258"):
        read(tmp_path, one, two, one)
    with pytest.raises(CrsError, match="not known"):
        read(tmp_path, thing(srs="EPSG:999999"))


@pytest.mark.parametrize(
    "name", ["28992", "EPSG:28992", "urn:ogc:def:crs:EPSG::28992",
             "http://www.opengis.net/def/crs/EPSG/0/28992"]
)  # fmt: skip
def test_rd_is_rd_however_it_is_written(tmp_path, name):
    rows = read(tmp_path, thing(srs=name), thing().replace(' srsName="EPSG:28992"', ""))
    assert rows.crs.to_epsg() == 28992
    assert rows.geometry.all()[0].bounds[0] == 200000


def test_degrees_in_a_urn_list_north_first(tmp_path):
    rows = read(tmp_path, thing(srs="urn:ogc:def:crs:EPSG::4258", at="52 5"))
    assert rows.geometry.all()[0].bounds[:2] == (5, 52)
    rows = read(tmp_path, thing(srs="EPSG:4258", at="5 52"))
    assert rows.geometry.all()[0].bounds[:2] == (5, 52)


def test_only_the_registrys_own_xml_is_read_so(tmp_path):
    read(tmp_path, thing())
    assert is_registry_xml(tmp_path / "a.gml", SOURCE)
    (tmp_path / "b.gml").write_text("<a/>")
    (tmp_path / "a.json").write_text('"example/registry"')
    assert not is_registry_xml(tmp_path / "b.gml", SOURCE)
    assert not is_registry_xml(tmp_path / "a.json", SOURCE)
    assert not is_registry_xml(tmp_path, SOURCE)

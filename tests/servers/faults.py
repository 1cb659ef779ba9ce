"""Every fault on demand, laid over a good reply. One function per fault: reply in, reply out.

A fault strikes data replies (pages, files), counted per run. Faults that live in a service's own
arithmetic (`ELSEWHERE`) are read there.
"""

import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from tests.servers.talk import Asked, Reply

FOREIGN = "http://127.0.0.2:9/elsewhere"
"""Another host that nobody listens on; a client that follows it shows it."""
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]><FeatureCollection>&j;</FeatureCollection>"
)


def too_many(asked: Asked, _reply: Reply) -> Reply:
    wait = asked.fault.text("seconds", "1")
    return Reply(b"slow down", status=429, headers={"Retry-After": wait})


def status(asked: Asked, _reply: Reply) -> Reply:
    code = int(asked.fault.number("code", 500))
    return Reply(b"query took too long", status=code, headers={"Content-Type": "text/plain"})


def slow(asked: Asked, reply: Reply) -> Reply:
    return replace(reply, delay_s=asked.fault.number("seconds", 15))


def drip(asked: Asked, reply: Reply) -> Reply:
    """Give a byte now and then, so that no single wait is long."""
    return replace(reply, pause_s=asked.fault.number("seconds", 0.05))


def nothing(_asked: Asked, reply: Reply) -> Reply:
    return replace(reply, body=b"")


def half(_asked: Asked, reply: Reply) -> Reply:
    """Give half of it, without a length: nothing tells that it breaks off."""
    return replace(reply, body=reply.body[: len(reply.body) // 2], untold=True)


def sly_html(_asked: Asked, reply: Reply) -> Reply:
    """Give a page for people that is called data."""
    return replace(reply, body=b"\n<!DOCTYPE html><html><body>Onderhoud</body></html>")


def broken_json(asked: Asked, reply: Reply) -> Reply:
    """Put something in the first feature that JSON allows, and nobody can use."""
    wrong = {
        "list": (b'"properties": {', b'"properties": [], "was": {'),
        "surrogate": (b'"properties": {', b'"properties": {"naam": "\\ud800", '),
        "infinite": (b'"properties": {', b'"properties": {"getal": 1e999, '),
        "text": (b'"features": [', b'"features": ["geen object", '),
        "geometry": (b'"geometry": {', b'"geometry": [], "was": {'),
        "deep": (b'"properties": {', b'"properties": {"x": ' + b"[" * 5000 + b"]" * 5000 + b", "),
    }[asked.fault.text("what", "list")]
    return replace(reply, body=reply.body.replace(*wrong, 1))


def cut(asked: Asked, reply: Reply) -> Reply:
    keep = int(len(reply.body) * asked.fault.number("share", 0.5))
    return replace(reply, body=reply.body[:keep], declared_length=len(reply.body))


def broken_gzip(_asked: Asked, reply: Reply) -> Reply:
    packed = bytearray(gzip.compress(reply.body))
    packed[len(packed) // 2] ^= 0xFF
    return replace(reply, body=bytes(packed), headers={**reply.headers, "Content-Encoding": "gzip"})


def html(_asked: Asked, _reply: Reply) -> Reply:
    body = b"<!DOCTYPE html><html><body>Onderhoud</body></html>"
    return Reply(body, headers={"Content-Type": "text/html; charset=utf-8"})


def bom(_asked: Asked, reply: Reply) -> Reply:
    return replace(reply, body=b"\xef\xbb\xbf" + reply.body)


def redirect(asked: Asked, _reply: Reply) -> Reply:
    return Reply(b"", status=302, headers={"Location": asked.fault.text("to", FOREIGN)})


def huge(_asked: Asked, reply: Reply) -> Reply:
    return replace(reply, declared_length=10 * 10**9)


def bomb(_asked: Asked, _reply: Reply) -> Reply:
    return Reply(BOMB.encode(), headers={"Content-Type": "application/xml"})


def error_in_200(_asked: Asked, reply: Reply) -> Reply:
    return reply.altered({"error": {"code": 500, "message": "Unable to perform query"}})


def _page(change: Callable[[Asked, dict], dict], asked: Asked, reply: Reply) -> Reply:
    """Change a page's document; replies that are no page pass."""
    if reply.status != 200 or not reply.body.startswith(b"{"):
        return reply
    document = json.loads(reply.body)
    return reply.altered(change(asked, document)) if "features" in document else reply


def _with_next(page: dict, href: str | None) -> dict:
    links = [link for link in page.get("links", []) if link["rel"] != "next"]
    return {**page, "links": [*links, {"rel": "next", "href": href}] if href else links}


def _next_missing(_asked: Asked, page: dict) -> dict:
    return _with_next(page, None)


def _next_loop(asked: Asked, page: dict) -> dict:
    own = [link["href"] for link in page["links"] if link["rel"] == "self"]
    return _with_next(page, own[0] if own else asked.base + asked.path)


def _next_foreign(_asked: Asked, page: dict) -> dict:
    return _with_next(page, FOREIGN)


def _next_broken(_asked: Asked, page: dict) -> dict:
    return _with_next(page, "http://[::1")


def _next_endless(asked: Asked, page: dict) -> dict:
    """Name a fresh page after each page, for ever; its cursor is unreadable, so it is page 1."""
    own = next(link["href"] for link in page["links"] if link["rel"] == "self")
    mark = "&" if "?" in own else "?"
    return _with_next(page, f"{own.partition('&cursor=')[0]}{mark}cursor=again{asked.run.replies}")


def _short(asked: Asked, page: dict) -> dict:
    """Lose rows from a page that says nothing of it."""
    return _holding(page, page["features"][: -int(asked.fault.number("gone", 1))])


def _holding(page: dict, features: list[dict]) -> dict:
    """Put other features in a page, and their number where it tells one."""
    told = {"numberReturned": len(features)} if "numberReturned" in page else {}
    return {**page, "features": features, **told}


def _empty(_asked: Asked, page: dict) -> dict:
    known = {key: 0 for key in ("numberMatched", "numberReturned") if key in page}
    return _with_next({**page, "features": [], **known}, None)


def _doubled(asked: Asked, page: dict) -> dict:
    """Give the first row twice; with ``untold=1`` the page's own count does not know."""
    features = [*page["features"], *page["features"][:1]]
    untold = asked.fault.number("untold", 0)
    return {**page, "features": features} if untold else _holding(page, features)


def _null_geometry(asked: Asked, page: dict) -> dict:
    every = int(asked.fault.number("every", 5))
    return _each(
        page, lambda number, one: {**one, "geometry": None} if number % every == 0 else one
    )


def _columns(asked: Asked, page: dict) -> dict:
    """Give each page a column that the others do not have, always the same one."""
    number = zlib.crc32(json.dumps(sorted(asked.query.items())).encode())
    extra = {f"kolom_{number}": number}
    return _each(page, lambda _n, one: {**one, "properties": {**one["properties"], **extra}})


def _swapped(_asked: Asked, page: dict) -> dict:
    return _each(page, lambda _n, one: {**one, "geometry": _turned(one["geometry"])})


def _each(page: dict, change: Callable[[int, dict], dict]) -> dict:
    features = [change(number, one) for number, one in enumerate(page["features"], 1)]
    return {**page, "features": features}


def _turned(geometry: dict | None) -> dict | None:
    def turn(part: list) -> list:
        return [part[1], part[0]] if isinstance(part[0], float | int) else [turn(p) for p in part]

    return geometry and {**geometry, "coordinates": turn(geometry["coordinates"])}


def crs_header(asked: Asked, reply: Reply) -> Reply:
    """Name another coordinate system than was asked, or none."""
    headers = {key: value for key, value in reply.headers.items() if key != "Content-Crs"}
    stated = asked.fault.text("crs", "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>")
    return replace(reply, headers={**headers, "Content-Crs": stated} if stated else headers)


FAULTS: dict[str, Callable[[Asked, Reply], Reply]] = {
    "too_many": too_many, "status": status, "slow": slow, "cut": cut, "html": html, "bom": bom,
    "broken_gzip": broken_gzip, "redirect": redirect, "huge": huge, "bomb": bomb,
    "error_in_200": error_in_200, "crs_header": crs_header,
    "next_missing": partial(_page, _next_missing), "next_loop": partial(_page, _next_loop),
    "next_foreign": partial(_page, _next_foreign), "endless": partial(_page, _next_endless),
    "short": partial(_page, _short), "empty": partial(_page, _empty),
    "doubled": partial(_page, _doubled), "null_geometry": partial(_page, _null_geometry),
    "columns": partial(_page, _columns), "swapped": partial(_page, _swapped),
    "next_broken": partial(_page, _next_broken),
    "drip": drip, "nothing": nothing, "half": half, "sly_html": sly_html,
    "broken_json": broken_json,
}  # fmt: skip
ELSEWHERE = {
    "none", "matched", "capped", "unknown", "refresh", "changed", "no_range", "no_etag", "wfs",
    "arcgis", "deaf", "job_failed", "job_endless", "zip_slip", "bad_zip", "job",
}  # fmt: skip
"""Faults and variations that services read themselves."""


def struck(asked: Asked, reply: Reply) -> Reply:
    """Return the reply after the fault, if it is this reply's turn.

    With ``scope=all`` it strikes every reply of the service, not only pages and files.
    """
    if not reply.data and asked.fault.text("scope", "data") != "all":
        return reply
    with asked.run.lock:
        asked.run.replies += 1
        number = asked.run.replies
    change = FAULTS.get(asked.fault.name)
    return change(asked, reply) if change and asked.fault.strikes(number) else reply

"""From a template and its values to one self-contained HTML text.

Everything a page needs is written into it: styles, scripts, leaflet with its pictures. A
content policy in the page names the hash of each script, so that a script which came in with
the data could not run, and forbids every request but the background tiles. `require_alone`
reads the finished page and refuses it when anything would still be fetched on opening.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import xstatic.pkg.leaflet
from markupsafe import Markup

from geo_ser.errors import WriteError
from geo_ser.maps.format import clean
from geo_ser.maps.text import Language, words

__all__ = [
    "asset",
    "leaflet_script",
    "leaflet_style",
    "render",
    "render_map",
    "require_alone",
    "script_json",
]

_TILE_HOST = "https://service.pdok.nl"
_NONE = "'none'"
_LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
_PICTURE = re.compile(r"url\((images/[\w.-]+)\)")
_FOREIGN_STYLE = re.compile(r"@import|url\(\s*['\"]?(?!data:|#)", re.IGNORECASE)
_FETCHED = frozenset(
    ["src", "srcset", "poster", "data", "background", "action", "formaction", "manifest", "ping",
     "xlink:href", "codebase", "archive", "srcdoc", "imagesrcset"]
)  # fmt: skip


def render(
    template: str,
    values: Mapping[str, Any],
    *,
    language: Language,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
) -> str:
    """Return a page: a template filled, with its styles and scripts inside.

    Parameters
    ----------
    template
        Name of a template of this package.
    values
        What the template prints; every text is escaped there.
    styles, scripts
        Texts that go into the page, in this order.

    Raises
    ------
    WriteError
        If the page would fetch something on opening (a fault of this program).
    """
    safe_scripts = [_script_text(one) for one in scripts]
    text = _environment().get_template(template).render(
        **values,
        say=words(language),
        language=language,
        styles=[Markup(one) for one in styles],
        scripts=[Markup(one) for one in safe_scripts],
        policy=_policy(safe_scripts),
    )  # fmt: skip
    require_alone(text)
    return text


def render_map(template: str, values: Mapping[str, Any], script: str, *, language: Language) -> str:
    """Return a page with a map of themes, as `render`; `script` draws what is on the map."""
    scripts = [asset(name) for name in ("map_common.js", "tables.js", "map.js")]
    return render(
        template,
        values,
        language=language,
        styles=[leaflet_style(), asset("page.css")],
        scripts=[leaflet_script(), script, *scripts],
    )


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("geo_ser.maps"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clean"] = clean
    return environment


@cache
def asset(name: str) -> str:
    """Return the text of a style or script of this package."""
    return files("geo_ser.maps").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def leaflet_script() -> str:
    """Return leaflet's own script, without the pointer to its source map."""
    text = (_LEAFLET / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*", "", text)


@cache
def leaflet_style() -> str:
    """Return leaflet's own style, with its pictures inside and the rule for IE 8 left out."""
    text = (_LEAFLET / "leaflet.css").read_text(encoding="utf-8")
    text = re.sub(r"\s*behavior: url\(#default#VML\);", "", text)
    return _PICTURE.sub(lambda found: f"url({_data_uri(_LEAFLET / found[1])})", text)


def _data_uri(picture: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(picture.read_bytes()).decode()


def script_json(value: object) -> Markup:
    r"""Return a value as JSON that may stand inside a script element, keys in fixed order.

    Examples
    --------
    >>> print(script_json({"name": "</script>"}))
    {"name":"\u003c/script\u003e"}
    """
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)


def _script_text(script: str) -> str:
    """Return a script that cannot end its own element; line ends as browsers hash them."""
    plain = script.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"</(?=script)|<!--", lambda found: "\\x3c" + found[0][1:], plain, flags=re.I)


def _policy(scripts: Sequence[str]) -> str:
    """Return the content policy: these scripts, our styles, the tile pictures, nothing else."""
    digests = [hashlib.sha256(one.encode("utf-8")).digest() for one in scripts]
    hashes = [f"'sha256-{base64.b64encode(one).decode()}'" for one in digests]
    return (
        f"default-src 'none'; img-src data: {_TILE_HOST}; style-src 'unsafe-inline'; "
        f"script-src {' '.join(hashes) or _NONE}; base-uri {_NONE}; form-action {_NONE}"
    )


def require_alone(page: str) -> None:
    """Refuse a page that would fetch anything on opening.

    Looks at real elements and attributes, so that an address in somebody's text is no alarm.
    Plain links (`<a href>`) are fetched by people, not by the page; data URIs are inside it.

    Raises
    ------
    WriteError
        Naming the first elements that point outside.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    if reader.foreign:
        raise WriteError(
            f"map page: {len(reader.foreign)} parts would be fetched on opening (first: "
            f"{', '.join(reader.foreign[:3])}). A page must stand alone; report this."
        )


class _Reader(HTMLParser):
    """Collects what a page would fetch."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.foreign: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        for name, value in attrs:
            if self._fetches(tag, name, (value or "").strip()):
                self.foreign.append(f"<{tag} {name}={clean(value, limit=80)!r}>")

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        if self._in_style and _FOREIGN_STYLE.search(data):
            self.foreign.append("<style> with @import or url()")

    @staticmethod
    def _fetches(tag: str, name: str, value: str) -> bool:
        if name == "style":
            return _FOREIGN_STYLE.search(value) is not None
        if name == "href" and tag not in ("a", "link"):
            return not value.startswith("#")
        if name in _FETCHED or (name == "href" and tag == "link"):
            return not value.startswith("data:")
        return name == "http-equiv" and value.lower() == "refresh"

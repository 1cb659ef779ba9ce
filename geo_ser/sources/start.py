"""A study that begins with fetching: its atlas.toml, written before anything was fetched."""

import json
import re
from datetime import date
from pathlib import Path

from geo_ser.sources.catalogue import load_catalogue
from geo_ser.sources.plan import orders, plain_area
from geo_ser.sources.tables import lines_for

__all__ = ["fetch_lines", "fetch_settings"]

USUAL = ("ibis", "brk", "bag", "bgt", "3dbag")
"""What a new study fetches. AHN is left out: 0.5 m cells of a whole municipality are gigabytes."""

_MUNICIPALITY = re.compile(r"GM\d{4}")


def fetch_settings(asked: str, folder: Path, *, today: date) -> str:
    """Return the text of an atlas.toml that fetches an area and reads what comes.

    Parameters
    ----------
    asked
        A municipality or province by code or name, a bbox in RD, or a polygon file in `folder`.
    folder
        The study's folder.
    today
        The edition: what is fetched describes the day it is fetched.

    Raises
    ------
    StudyError, SourceError, CrsError
        If a bbox or a file is wrong; a code or a name is looked up by `fetch`.
    """
    code = _code(asked)
    lines = [
        "[study]",
        f"name = {json.dumps(asked, ensure_ascii=False)}  # what the pages are called",
        f"edition = {today}  # the day the atlas describes; not the year of the terrains",
        *([f'municipality_code = "{code}"'] if code else []),
        "",
        *fetch_lines(asked, folder),
    ]
    return "\n".join(lines)


def fetch_lines(asked: str, folder: Path, *, own_terrains: bool = False) -> list[str]:
    """Return the lines of [fetch], and of the tables that read what it brings.

    Parameters
    ----------
    own_terrains
        Whether the study has terrains of its own, so that none are fetched.

    Raises
    ------
    StudyError, SourceError, CrsError
        If a bbox or a file is wrong.
    """
    plain_area(asked, folder)
    sources = [one for one in USUAL if one != "ibis" or not own_terrains]
    code = _code(asked)
    wanted = orders(load_catalogue(), sources, None)
    return [
        "[fetch]",
        f"area = {json.dumps(asked, ensure_ascii=False)}",
        f"sources = {json.dumps(sources)}  # `geo-ser sources` lists what there is",
        "",
        *lines_for(wanted, code=code),
    ]


def _code(asked: str) -> str:
    """Return the code of a municipality, nothing for another area.

    Examples
    --------
    >>> _code(" gm1742 "), _code("PV23")
    ('GM1742', '')
    """
    found = _MUNICIPALITY.fullmatch(asked.strip().upper())
    return found[0] if found else ""

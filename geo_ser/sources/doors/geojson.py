"""A GeoJSON answer, read suspiciously; shared by the doors that answer in GeoJSON."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from geo_ser.errors import IncompleteError
from geo_ser.sources.http import Answer

__all__ = ["collection_of", "json_of"]

_SHOWN = 120


def json_of(answer: Answer, what: str) -> Mapping[str, Any]:
    """Return the JSON object of an answer; a byte-order mark is taken off.

    Raises
    ------
    IncompleteError
        If it is HTML or XML, broken off, no JSON, or no object.
    """
    try:
        text = answer.body.decode("utf-8-sig")
        value = json.loads(text, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise IncompleteError(f"{what}: the answer is no UTF-8 text ({error}).") from error
    except (ValueError, RecursionError) as error:
        raise IncompleteError(f"{what}: {_not_json(answer, text, error)}") from error
    if not isinstance(value, dict):
        raise IncompleteError(f"{what}: the answer is JSON, but no object: {text[:_SHOWN]!r}.")
    return value


def collection_of(answer: Answer, what: str) -> Mapping[str, Any]:
    """Return the GeoJSON feature collection of an answer.

    Raises
    ------
    IncompleteError
        If it is something else, or one of its features is no feature.
    """
    value = json_of(answer, what)
    features = value.get("features")
    if value.get("type") != "FeatureCollection" or not isinstance(features, list):
        shown = answer.body[:_SHOWN].decode("utf-8", errors="replace")
        raise IncompleteError(f"{what}: the answer is no feature collection but {shown!r}.")
    if not all(isinstance(one, dict) and one.get("type") == "Feature" for one in features):
        raise IncompleteError(f"{what}: the answer holds something that is no feature.")
    return value


def _not_json(answer: Answer, text: str, error: Exception) -> str:
    kind = answer.headers.get("content-type", "no content type")
    start = text.lstrip()[:_SHOWN]
    if start[:1] == "<":
        return (
            f"the answer is a page for people or an XML message, not data ({kind}): {start!r}. "
            "The service may be under maintenance; try again later."
        )
    return f"the answer is no whole JSON text ({error}; {kind})."


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON number")

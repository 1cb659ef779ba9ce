"""The parameters as a list: what a ladder rests on, for printing beside it."""

from collections.abc import Iterator
from typing import Any

from geo_ser.parameters import LadderParameters

__all__ = ["parameter_records"]


def parameter_records(parameters: LadderParameters) -> list[dict[str, Any]]:
    """Return every parameter, defaults too: `key` as in the file, `value`, `source`.

    Blocks that stand more than once are numbered from 1, as the groups are. `source` is what
    the nearest block around the parameter says, None where none says anything.
    """
    values = parameters.model_dump(mode="json", by_alias=True, exclude_none=True)
    return list(_records(values, "", None))


def _records(value: Any, key: str, source: str | None) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        inner = value.get("source", source)
        for name, one in value.items():
            if name != "source":
                yield from _records(one, f"{key}.{name}".removeprefix("."), inner)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for number, one in enumerate(value, 1):
            yield from _records(one, f"{key}[{number}]", source)
    else:
        yield {"key": key, "value": value, "source": source}

"""A number that may have bounds: it counts as its middle wherever a number is asked."""

from typing import Annotated, Any

from pydantic import Field, PlainSerializer, ValidatorFunctionWrapHandler, WrapValidator

from geo_ser.parameters.kinds import Band

__all__ = ["Ranged", "RangedPositiveShare", "RangedShare", "band_of"]


class Ranged(float):
    """A number with bounds; as a number it is the likeliest value, else half way between them.

    Why a number and not a `Band`: the formulas of the ladder then read the same with ranges and
    without, and only what brings them to their bounds has to know of them.
    """

    band: Band

    def __new__(cls, band: Band) -> "Ranged":
        """Return a number that remembers its bounds."""
        made = super().__new__(cls, band.middle)
        made.band = band
        return made

    def __getnewargs__(self) -> tuple[Any]:
        """Return what a copy is made from."""
        return (self.band,)


def band_of(value: float) -> Band:
    """Return the bounds of a number; of one without bounds they are the number itself."""
    return value.band if isinstance(value, Ranged) else Band(low=value, high=value)


def _ranged(value: Any, handler: ValidatorFunctionWrapHandler) -> float:
    """Return a number, or a table `{ low, high }` or `{ low, value, high }` as one with bounds."""
    if isinstance(value, Ranged):
        return value
    if not isinstance(value, dict | Band):
        return float(handler(value))
    band = Band.model_validate(value)
    for end in (band.low, band.high):
        handler(end)
    return Ranged(band) if band.is_range else band.low


def _plain(value: float) -> Any:
    return value.band.model_dump(exclude_none=True) if isinstance(value, Ranged) else float(value)


_MayRange = (WrapValidator(_ranged), PlainSerializer(_plain, return_type=Any))
RangedShare = Annotated[float, Field(ge=0, le=1), *_MayRange]
"""A fraction, one number, `{ low, high }` or `{ low, value, high }`."""
RangedPositiveShare = Annotated[float, Field(gt=0, le=1), *_MayRange]
"""As `RangedShare`, above 0."""

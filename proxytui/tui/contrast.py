"""The contrast of colours, as the Web Content Accessibility Guidelines 2 define it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import Color, blend_rgb
from rich.color_triplet import ColorTriplet

if TYPE_CHECKING:
    from collections.abc import Iterable

READABLE = 4.5
"""The least contrast of words to what they stand on."""
_STEPS = 40
_BLACK, _WHITE = ColorTriplet(0, 0, 0), ColorTriplet(255, 255, 255)


def contrast(colour: str, other: str) -> float:
    """The contrast of two colours such as `#7fb0d6`: 1 to 21."""
    light, dark = sorted(map(_luminance, (colour, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, grounds: Iterable[str]) -> str:
    """The colour, as far towards white or black as words in it need to be read on all grounds."""
    return _readable(colour, tuple(dict.fromkeys(grounds)))


@lru_cache(maxsize=256)
def _readable(colour: str, under: tuple[str, ...]) -> str:
    own = Color.parse(colour).get_truecolor()
    for end in sorted((_WHITE, _BLACK), key=lambda end: -_least(end.hex, under)):
        for step in range(_STEPS + 1):
            mixed = blend_rgb(own, end, step / _STEPS).hex
            if _least(mixed, under) >= READABLE:
                return mixed
    return own.hex


def _least(colour: str, grounds: Iterable[str]) -> float:
    return min((contrast(colour, ground) for ground in grounds), default=21.0)


@lru_cache(maxsize=512)
def _luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = Color.parse(colour).get_truecolor()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

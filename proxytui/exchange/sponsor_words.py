"""The sentence of a description that says of a group that a country is behind it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from proxytui import text

if TYPE_CHECKING:
    from proxytui.exchange.country_names import Country

# Adjectives that don't begin with the name of the country.
_ADJECTIVES = {
    "AE": r"UAE|Emirati", "CN": r"Chinese|PRC|People['’]s Liberation Army", "ES": "Spanish",
    "FR": "French", "GB": r"British|U\.?K\.?", "KP": "DPRK", "LB": "Lebanese", "TR": "Turkish",
    "US": r"U\.?S\.?|American",
}  # fmt: skip
_STATE = r"(?:government|state|regime|military|ministry|intelligence|army|revolutionary guard)"
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'])")
_DENIED = re.compile(r"\b(?:not|no|never|without|unlikely|denie[sd]|deny)\b", re.I)
_LONGEST = 500


def sentence(description: str, country: Country) -> str:
    """The first sentence that says in so many words that the country's state is behind a group;
    empty where none does. A sentence that only names the country is none: it may be a target."""
    for part in _SENTENCE_ENDS.split(text.line(description)):
        if len(part) <= _LONGEST and _behind(country).search(part) and not _DENIED.search(part):
            return part
    return ""


@cache
def _behind(country: Country) -> re.Pattern[str]:
    names = rf"\b(?:{re.escape(country.name)}\w{{0,4}}|{_ADJECTIVES.get(country.code, '(?!)')})"
    names += r"(?:['’]s)?"
    return re.compile(
        rf"{names}[\s-]+(?:\w+[\s-]+){{0,2}}(?:nation[\s-])?(?:state|government)[\s-]"
        r"(?:sponsored|backed|directed|nexus|linked|aligned|affiliated)\b"
        r"|(?:\b(?:sponsored|backed|directed|controlled) by|\bon behalf of|\bbehest of"
        rf"|\bworking for) (?:the )?(?:\w+ ){{0,2}}?{names}"
        r"|\b(?:ties to|linked to|linked with|connected to|associated with|attributed to"
        r"|affiliated with|part of|links to|connections to)"
        rf" (?:the )?(?:\w+ ){{0,2}}?{names}(?: \w+)? {_STATE}",
        re.I,
    )

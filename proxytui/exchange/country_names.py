"""Names of countries as lists have them: short, formal, or as ISO 3166-1 turns them round."""

from __future__ import annotations

from typing import NamedTuple

from proxytui import text
from proxytui.exchange.ucdp_names import COUNTRIES
from proxytui.model import vocabulary

_OTHER_NAMES = """
AE UAE|BA Bosnia and Herzegovina|BO Bolivia (Plurinational State of)|BY Republic of Belarus
CD Congo (Democratic Republic of the)|CD Democratic Republic of the Congo|CI Côte d'Ivoire
CN People's Republic of China|CN PRC|CZ Czechia|FM Micronesia (Federated States of)
GB Great Britain|GB United Kingdom of Great Britain and Northern Ireland
IR Iran (Islamic Republic of)|IR Iran, Islamic Republic of|IR Islamic Republic of Iran
KP Korea (Democratic People's Republic of)|KP Korea, Democratic People's Republic of
KP Democratic People's Republic of Korea|KP DPRK
KR Korea (Republic of)|KR Korea, Republic of|KR Republic of Korea
LA Lao People's Democratic Republic|MD Moldova (Republic of)|MD Republic of Moldova|MM Burma
PS Palestine|PS Palestine, State of|PS State of Palestine|RU Russian Federation
SY Syrian Arab Republic|SZ Eswatini|TL Timor-Leste|TR Türkiye|TZ Tanzania (United Republic of)
TZ United Republic of Tanzania|US United States|US USA
VE Venezuela (Bolivarian Republic of)|VN Viet Nam
"""
_CODES = {text.fold(name): code for name, code in COUNTRIES.items()} | {
    text.fold(entry[3:]): entry[:2]
    for line in _OTHER_NAMES.strip().splitlines()
    for entry in line.split("|")
}
_COMMON = {code: name for name, code in reversed(COUNTRIES.items())} | {
    "PS": "Palestine",
    "US": "United States",
}


class Country(NamedTuple):
    """A country by its code of ISO 3166-1 and the name by which it goes."""

    code: str
    name: str


def country(words: str) -> Country | None:
    """The country of a name or a code; None for other words."""
    code = _CODES.get(text.fold(words)) or vocabulary.country_code(words.strip())
    return Country(code, _COMMON[code]) if code in _COMMON else None

"""Names of UCDP as actors: the state that a government is of, its country, what is no state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.records import Json

GOVERNMENT = "Government of "
_ELEMENTS = " elements"
_BRACKETS = re.compile(r"(.+?) \(([^()]+)\)")

_STATES = """
AD Andorra|AE United Arab Emirates|AF Afghanistan|AG Antigua & Barbuda|AL Albania|AM Armenia
AO Angola|AR Argentina|AT Austria|AT Austria-Hungary|AU Australia|AZ Azerbaijan
BA Bosnia-Herzegovina|BB Barbados|BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria|BH Bahrain
BI Burundi|BJ Benin|BN Brunei|BO Bolivia|BR Brazil|BS Bahamas|BT Bhutan|BW Botswana|BY Belarus
BZ Belize|CA Canada|CD DR Congo|CF Central African Republic|CG Congo|CH Switzerland|CI Ivory Coast
CL Chile|CM Cameroon|CN China|CO Colombia|CR Costa Rica|CS Czechoslovakia|CU Cuba|CV Cape Verde
CY Cyprus|CZ Czech Republic|DD German Democratic Republic|DD East Germany|DE Germany|DJ Djibouti
DK Denmark|DM Dominica|DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|ER Eritrea
ES Spain|ET Ethiopia|FI Finland|FJ Fiji|FM Federated States of Micronesia|FR France|GA Gabon
GB United Kingdom|GD Grenada|GE Georgia|GH Ghana|GM Gambia|GN Guinea|GQ Equatorial Guinea|GR Greece
GT Guatemala|GW Guinea-Bissau|GY Guyana|HN Honduras|HR Croatia|HT Haiti|HU Hungary|ID Indonesia
IE Ireland|IL Israel|IN India|IQ Iraq|IR Iran|IS Iceland|IT Italy|JM Jamaica|JO Jordan|JP Japan
KE Kenya|KG Kyrgyzstan|KH Cambodia|KI Kiribati|KM Comoros|KN Saint Kitts and Nevis|KP North Korea
KR South Korea|KW Kuwait|KZ Kazakhstan|LA Laos|LB Lebanon|LC Saint Lucia|LI Liechtenstein
LK Sri Lanka|LR Liberia|LS Lesotho|LT Lithuania|LU Luxembourg|LV Latvia|LY Libya|MA Morocco
MC Monaco|MD Moldova|ME Montenegro|MG Madagascar|MH Marshall Islands|MK North Macedonia
MK Macedonia, FYR|ML Mali|MM Myanmar|MN Mongolia|MR Mauritania|MT Malta|MU Mauritius|MV Maldives
MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique|NA Namibia|NE Niger|NG Nigeria|NI Nicaragua
NL Netherlands|NO Norway|NP Nepal|NR Nauru|NZ New Zealand|OM Oman|PA Panama|PE Peru
PG Papua New Guinea|PH Philippines|PK Pakistan|PL Poland|PT Portugal|PW Palau|PY Paraguay|QA Qatar
RO Romania|RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SB Solomon Islands|SC Seychelles|SD Sudan
SE Sweden|SG Singapore|SI Slovenia|SK Slovakia|SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia
SR Suriname|SR Surinam|SS South Sudan|ST Sao Tome and Principe|SU Soviet Union|SV El Salvador
SY Syria|SZ Kingdom of eSwatini|SZ Swaziland|TD Chad|TG Togo|TH Thailand|TJ Tajikistan
TL East Timor|TM Turkmenistan|TN Tunisia|TO Tonga|TR Turkey|TT Trinidad and Tobago|TV Tuvalu
TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda|US United States of America|UY Uruguay|UZ Uzbekistan
VC Saint Vincent and the Grenadines|VE Venezuela|VN Vietnam|VN North Vietnam|VU Vanuatu
WS Samoa|XK Kosovo|YD South Yemen|YE Yemen|YE North Yemen|YU Yugoslavia|ZA South Africa|ZM Zambia
ZW Zimbabwe
"""
COUNTRIES = {
    entry[3:]: entry[:2] for line in _STATES.strip().splitlines() for entry in line.split("|")
}
"""The countries of ISO 3166-1 by the names of their states."""


def is_state(name: str) -> bool:
    """Whether a supporter counts among the states of a row: a government, or elements of one."""
    return name.startswith(GOVERNMENT) or name.endswith(_ELEMENTS)


def actor(id_: str, names: Sequence[str], *, party: bool, nonstate: bool | None = None) -> Json:
    """The record of an actor by its number and the names that the file has for it, the first of
    which counts; `party` says whether it takes part in a conflict of the file, `nonstate` what the
    file says of it, None where it doesn't.

    A government goes by the name of its state, as all states do here, and keeps its own beside it.
    Of a name with an older one in brackets, such as Russia (Soviet Union), the first part is a name
    too; others hold the older one to be another actor. A supporter that fights in no conflict of
    the file may be anything.
    """
    first, record = names[0], _kind(names[0], party=party, nonstate=nonstate)
    labels = [*names]
    if record["kind"] == "state":
        state = first.removeprefix(GOVERNMENT)
        brackets = _BRACKETS.fullmatch(state)
        short = brackets[1] if brackets else state
        labels = [state, first, short, *names[1:]]
        if short in COUNTRIES:
            record["countries"] = [COUNTRIES[short]]
    by_fold = {text.fold(label): label for label in reversed(labels)}
    label, *others = sorted(by_fold.values(), key=labels.index)
    record["names"] = [{"text": label}, *({"text": it, "type": "alias"} for it in others)]
    record["identifiers"] = {"ucdp": [id_]}
    return record


def _kind(name: str, *, party: bool, nonstate: bool | None) -> Json:
    if name.count(GOVERNMENT) > 1:
        return {"kind": "coalition"}
    if name.endswith(_ELEMENTS):
        return {"kind": "state-body", "described": True}
    if name.startswith(GOVERNMENT) or nonstate is False:
        return {"kind": "state"}
    return {"kind": "armed-group" if party else "unknown"}

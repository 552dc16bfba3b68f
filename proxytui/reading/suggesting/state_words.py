"""Adjectives and capitals of states in English, for texts that call a government by them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLE = """
AD Andorra|Andorran|
AE United Arab Emirates|Emirati|Abu Dhabi
AF Afghanistan|Afghan|Kabul
AL Albania|Albanian|Tirana
AM Armenia|Armenian|Yerevan
AO Angola|Angolan|Luanda
AR Argentina|Argentine,Argentinian,Argentinean|Buenos Aires
AT Austria|Austrian|Vienna
AU Australia|Australian|Canberra
AZ Azerbaijan|Azerbaijani,Azeri|Baku
BA Bosnia and Herzegovina|Bosnian|Sarajevo
BB Barbados|Barbadian|
BD Bangladesh|Bangladeshi|Dhaka
BE Belgium|Belgian|Brussels
BF Burkina Faso|Burkinabe,Burkinabé|Ouagadougou
BG Bulgaria|Bulgarian|Sofia
BH Bahrain|Bahraini|Manama
BI Burundi|Burundian|Bujumbura
BJ Benin|Beninese|
BN Brunei|Bruneian|
BO Bolivia|Bolivian|La Paz
BR Brazil|Brazilian|Brasília
BT Bhutan|Bhutanese|Thimphu
BW Botswana|Botswanan|Gaborone
BY Belarus|Belarusian,Belarusan|Minsk
BZ Belize|Belizean|
CA Canada|Canadian|Ottawa
CD Democratic Republic of the Congo|Congolese|Kinshasa
CF Central African Republic|Central African|Bangui
CH Switzerland|Swiss|Bern
CI Ivory Coast|Ivorian|Abidjan
CL Chile|Chilean|
CM Cameroon|Cameroonian|Yaoundé
CN China|Chinese|Beijing
CO Colombia|Colombian|Bogotá
CR Costa Rica|Costa Rican|
CS Czechoslovakia|Czechoslovak|Prague
CU Cuba|Cuban|Havana
CY Cyprus|Cypriot|Nicosia
CZ Czech Republic|Czech|Prague
DD East Germany|East German|East Berlin
DE Germany|German|Berlin
DJ Djibouti|Djiboutian|
DK Denmark|Danish|Copenhagen
DO Dominican Republic||
DZ Algeria|Algerian|Algiers
EC Ecuador|Ecuadorian,Ecuadorean|Quito
EE Estonia|Estonian|Tallinn
EG Egypt|Egyptian|Cairo
ER Eritrea|Eritrean|Asmara
ES Spain|Spanish|Madrid
ET Ethiopia|Ethiopian|Addis Ababa
FI Finland|Finnish|Helsinki
FJ Fiji|Fijian|Suva
FR France|French|Paris
GA Gabon|Gabonese|Libreville
GB United Kingdom|British|London
GE Georgia|Georgian|Tbilisi
GH Ghana|Ghanaian|Accra
GM Gambia|Gambian|Banjul
GN Guinea|Guinean|Conakry
GQ Equatorial Guinea|Equatorial Guinean|
GR Greece|Greek|Athens
GT Guatemala|Guatemalan|
GY Guyana|Guyanese|
HN Honduras|Honduran|Tegucigalpa
HR Croatia|Croatian|Zagreb
HT Haiti|Haitian|Port-au-Prince
HU Hungary|Hungarian|Budapest
ID Indonesia|Indonesian|Jakarta
IE Ireland|Irish|Dublin
IL Israel|Israeli|Jerusalem
IN India|Indian|New Delhi
IQ Iraq|Iraqi|Baghdad
IR Iran|Iranian|Tehran
IS Iceland|Icelandic|Reykjavik
IT Italy|Italian|Rome
JM Jamaica|Jamaican|
JO Jordan|Jordanian|Amman
JP Japan|Japanese|Tokyo
KE Kenya|Kenyan|Nairobi
KG Kyrgyzstan|Kyrgyz|Bishkek
KH Cambodia|Cambodian|Phnom Penh
KP North Korea|North Korean|Pyongyang
KR South Korea|South Korean|Seoul
KW Kuwait|Kuwaiti|Kuwait City
KZ Kazakhstan|Kazakh,Kazakhstani|Astana
LA Laos|Laotian|Vientiane
LB Lebanon|Lebanese|Beirut
LK Sri Lanka|Sri Lankan|Colombo
LR Liberia|Liberian|Monrovia
LS Lesotho||Maseru
LT Lithuania|Lithuanian|Vilnius
LU Luxembourg||
LV Latvia|Latvian|Riga
LY Libya|Libyan|Tripoli
MA Morocco|Moroccan|Rabat
MD Moldova|Moldovan|Chisinau
ME Montenegro|Montenegrin|Podgorica
MG Madagascar|Malagasy|Antananarivo
MK North Macedonia|Macedonian|Skopje
ML Mali|Malian|Bamako
MM Myanmar|Burmese|Naypyidaw
MN Mongolia|Mongolian|Ulaanbaatar
MR Mauritania|Mauritanian|Nouakchott
MT Malta|Maltese|Valletta
MU Mauritius|Mauritian|
MV Maldives|Maldivian|Malé
MW Malawi|Malawian|Lilongwe
MX Mexico|Mexican|Mexico City
MY Malaysia|Malaysian|Kuala Lumpur
MZ Mozambique|Mozambican|Maputo
NA Namibia|Namibian|Windhoek
NE Niger|Nigerien|Niamey
NG Nigeria|Nigerian|Abuja
NI Nicaragua|Nicaraguan|Managua
NL Netherlands|Dutch|The Hague
NO Norway|Norwegian|Oslo
NP Nepal|Nepalese,Nepali|Kathmandu
NZ New Zealand||Wellington
OM Oman|Omani|Muscat
PA Panama|Panamanian|
PE Peru|Peruvian|Lima
PG Papua New Guinea|Papua New Guinean|Port Moresby
PH Philippines|Philippine,Filipino|Manila
PK Pakistan|Pakistani|Islamabad
PL Poland|Polish|Warsaw
PS Palestine||Ramallah
PT Portugal|Portuguese|Lisbon
PY Paraguay|Paraguayan|Asunción
QA Qatar|Qatari|Doha
RO Romania|Romanian|Bucharest
RS Serbia|Serbian,Serb|Belgrade
RU Russia|Russian|Moscow
RW Rwanda|Rwandan|Kigali
SA Saudi Arabia|Saudi Arabian,Saudi|Riyadh
SD Sudan|Sudanese|Khartoum
SE Sweden|Swedish|Stockholm
SG Singapore|Singaporean|
SI Slovenia|Slovenian,Slovene|Ljubljana
SK Slovakia|Slovak|Bratislava
SL Sierra Leone|Sierra Leonean|Freetown
SN Senegal|Senegalese|Dakar
SO Somalia|Somali|Mogadishu
SR Suriname|Surinamese|Paramaribo
SS South Sudan|South Sudanese|Juba
SU Soviet Union|Soviet|Moscow
SV El Salvador|Salvadoran,Salvadorean|San Salvador
SY Syria|Syrian|Damascus
SZ Eswatini|Swazi|
TD Chad|Chadian|N'Djamena
TG Togo|Togolese|Lomé
TH Thailand|Thai|Bangkok
TJ Tajikistan|Tajik,Tajikistani|Dushanbe
TL Timor-Leste|Timorese|Dili
TM Turkmenistan|Turkmen|Ashgabat
TN Tunisia|Tunisian|Tunis
TR Turkey|Turkish|Ankara
TW Taiwan|Taiwanese|Taipei
TZ Tanzania|Tanzanian|Dar es Salaam
UA Ukraine|Ukrainian|Kyiv
UG Uganda|Ugandan|Kampala
US United States|American|Washington
UY Uruguay|Uruguayan|Montevideo
UZ Uzbekistan|Uzbek|Tashkent
VE Venezuela|Venezuelan|Caracas
VN Vietnam|Vietnamese|Hanoi
YE Yemen|Yemeni|Sanaa
YU Yugoslavia|Yugoslav|Belgrade
ZA South Africa|South African|Pretoria
ZM Zambia|Zambian|Lusaka
ZW Zimbabwe|Zimbabwean|Harare
"""
_OTHER_NAMES = {
    "USA": "US",
    "United States of America": "US",
    "Great Britain": "GB",
    "Britain": "GB",
    "UK": "GB",
    "Türkiye": "TR",
    "UAE": "AE",
    "Russian Federation": "RU",
    "Syrian Arab Republic": "SY",
    "Islamic Republic of Iran": "IR",
    "Czechia": "CZ",
    "Côte d'Ivoire": "CI",
    "Burma": "MM",
    "USSR": "SU",
    "Bosnia": "BA",
    "State of Palestine": "PS",
}


@cache
def _words() -> tuple[dict[str, tuple[tuple[str, ...], str]], dict[str, str]]:
    """The adjectives and capital by country code, and the country codes by name."""
    by_code: dict[str, tuple[tuple[str, ...], str]] = {}
    codes = dict(_OTHER_NAMES)
    for line in _TABLE.strip().splitlines():
        name, adjectives, capital = line[3:].split("|")
        by_code[line[:2]] = (tuple(filter(None, adjectives.split(","))), capital)
        codes[name] = line[:2]
    return by_code, codes


def adjectives_and_capital(
    names: Iterable[str], countries: Iterable[str] = ()
) -> tuple[tuple[str, ...], str]:
    """The adjectives and the capital of a state with these names, else of its one country."""
    by_code, codes = _words()
    named = [codes[name] for name in names if name in codes]
    listed = [code for code in countries if code in by_code]
    code = named[0] if named else listed[0] if len(listed) == 1 else ""
    return by_code.get(code, ((), ""))

"""The field's terms, each in one table: kinds, claim types, support letters, grades, events.

Labels say what is *recorded* or *said*; none of them states a claim as a fact.
"""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(NamedTuple):
    """An actor kind: `label` for one, `plural` as a heading."""

    code: str
    label: str
    plural: str


KINDS: dict[str, Kind] = {
    k.code: k
    for k in (
        Kind("state", "state", "States"),
        Kind("state-body", "state body", "State bodies"),
        Kind("igo", "intergovernmental organisation", "Intergovernmental"),
        Kind("armed-group", "armed group", "Armed groups"),
        Kind("party", "party", "Parties"),
        Kind("organisation", "organisation", "Organisations"),
        Kind("coalition", "coalition", "Coalitions"),
        Kind("person", "person", "People"),
        Kind("unknown", "unknown", "Unknown"),
    )
}


class ClaimType(NamedTuple):
    """A claim type, its words, and how its ties take part in what is asked of all ties.

    `verb` and `inverse` complete "publishers report that A … B", seen from subject and object;
    `heading` and `inverse_heading` stand over a group of ties; `noun` says what its ties are about.

    `phrases` are the terms that may stand on a claim, each as it reads in a sentence; `means` says
    whether they are means of support, which a claim should name. `role_lead` stands between the
    statement and a claim's `role`; `office` says whether that role is an office which the subject
    holds in the object, so that one of `SOLE_OFFICES` ends with its next holder.

    `persons` says at which end a person is expected ("subject", "both" or ""); `outlasts` of whose
    end such a tie doesn't end ("object", "both" or ""); `rolls_up` as what the subject belongs to
    the object, so that its ties count as the object's too ("leader", "part" or "").

    `sign` is 1 where the two are on one side, -1 where they oppose each other, 0 where it says
    nothing of that; `backing` says whether the subject backs the object, so that chains of such
    ties make the tree and the overview; `map_place` is the place among the types on the map, from
    1, or 0 for a type that isn't drawn there. `line` and `faint` are the three cells drawn for
    *held* and *possibly*, `colour` the role of the theme that gives their colour. `passive` is the
    word that stands for it in a written claim whose object comes first; "" where there is none.
    """

    code: str
    verb: str
    inverse: str
    heading: str
    inverse_heading: str
    noun: str
    symmetric: bool = False
    phrases: Mapping[str, str] = MappingProxyType({})
    means: bool = False
    role_lead: str = ", with the role"
    office: bool = False
    persons: str = ""
    outlasts: str = ""
    rolls_up: str = ""
    sign: int = 0
    backing: bool = False
    map_place: int = 0
    line: str = "─"
    faint: str = "┄"
    colour: str = "structure"
    passive: str = ""

    @property
    def terms(self) -> tuple[str, ...]:
        """The codes that may stand on a claim, in the usual order."""
        return tuple(self.phrases)


class Support(NamedTuple):
    """A UCDP support letter, or a dotted code that refines one: its `word` and a `short` one."""

    code: str
    word: str
    short: str


SUPPORT: dict[str, Support] = {
    s.code: s
    for s in (
        Support("X", "troops as a warring party", "troops"),
        Support("P", "foreign troop presence", "presence"),
        Support("Y", "joint operations or access to infrastructure", "joint ops"),
        Support("W", "weapons", "weapons"),
        Support("M", "materiel and logistics", "materiel"),
        Support("M.transport", "transport", "transport"),
        Support("M.fuel", "fuel", "fuel"),
        Support("M.medical", "medical supplies", "medical"),
        Support("T", "training and expertise", "training"),
        Support("T.camps", "training camps", "camps"),
        Support("T.advisers", "advisers", "advisers"),
        Support("F", "funding and economic support", "funding"),
        Support("I", "intelligence", "intelligence"),
        Support("L", "access to territory", "territory"),
        Support("L.members", "sanctuary for members", "sanctuary"),
        Support("L.leaders", "sanctuary for leaders", "leaders"),
        Support("L.offices", "offices", "offices"),
        Support("L.camps", "camps on its territory", "camp sites"),
        Support("L.transit", "transit", "transit"),
        Support("O", "other support", "other"),
        Support("O.political", "political support", "political"),
        Support("O.diplomatic", "diplomatic support", "diplomatic"),
        Support("O.media", "media support", "media"),
        Support("O.recruitment", "recruitment", "recruits"),
        Support("U", "support of an unknown kind", "unknown"),
    )
}

CLAIM_TYPES: dict[str, ClaimType] = {
    t.code: t
    for t in (
        ClaimType(
            "backs", "backs", "is backed by", "reported to back", "reported to be backed by",
            noun="backing",
            phrases={
                **{code: support.word for code, support in SUPPORT.items()},
                "F": "funding",
                "T": "training",
            },
            means=True, sign=1, backing=True, map_place=1, line="━", faint="┅", colour="backs",
            passive="backed-by",
        ),
        ClaimType(
            "opposes", "opposes", "is opposed by", "said to oppose", "said to be opposed by",
            noun="opposition",
            phrases={"armed": "armed", "political": "political", "rival": "rivalry"},
            sign=-1, map_place=3, line="╳", faint="╳", colour="opposes",
            passive="opposed-by",
        ),
        ClaimType(
            "allied-with", "is allied with", "is allied with",
            "said to be allied with", "said to be allied with",
            noun="alliance",
            symmetric=True,
            phrases={
                "defence": "defence pledge",
                "offence": "offence pledge",
                "neutrality": "neutrality pledge",
                "non-aggression": "non-aggression pledge",
                "consultation": "consultation pledge",
            },
            sign=1, map_place=2, line="═", faint="╌", colour="allied",
        ),
        ClaimType(
            "member-of", "is a member of", "has as a member",
            "recorded as a member of", "recorded as members",
            noun="membership",
            passive="has-member",
        ),
        ClaimType(
            "part-of", "is part of", "has as a part", "recorded as part of", "recorded as parts",
            noun="parts",
            rolls_up="part",
            passive="has-part",
        ),
        ClaimType(
            "leads", "leads", "is led by", "recorded as leading", "recorded as led by",
            noun="leadership",
            role_lead=" as", office=True, persons="subject", rolls_up="leader",
            passive="led-by",
        ),
        ClaimType(
            "represents", "represents", "is represented by",
            "said to represent", "said to be represented by",
            noun="representation",
            phrases={"agent": "as agent", "envoy": "as envoy", "middleman": "as middleman"},
            role_lead=" as",
            passive="represented-by",
        ),
        ClaimType(
            "succeeds", "succeeds", "is succeeded by", "said to succeed", "said to be succeeded by",
            noun="succession",
            phrases={
                "renamed": "by renaming",
                "split": "by a split",
                "merged": "by a merger",
                "absorbed": "by absorption",
            },
            outlasts="both",
            passive="succeeded-by",
        ),
        ClaimType(
            "designates", "designates", "is designated by",
            "reported to designate", "reported to be designated by",
            noun="designation",
            phrases={
                "terrorist": "as terrorist", "sanctions": "for sanctions", "banned": "as banned",
            },
            role_lead=" on the list", outlasts="object",
            passive="designated-by",
        ),
        ClaimType(
            "recognises", "recognises", "is recognised by",
            "reported to recognise", "reported to be recognised by",
            noun="recognition",
            passive="recognised-by",
        ),
        ClaimType(
            "related-to", "is related to", "is related to",
            "said to be related to", "said to be related to",
            noun="kinship and association",
            symmetric=True,
            phrases={"family": "as family", "associate": "as associate"},
            persons="both", outlasts="both",
        ),
        ClaimType(
            "linked-to", "is linked to", "is linked to",
            "said to be linked to", "said to be linked to",
            noun="unspecified links",
            symmetric=True,
        ),
    )
}  # fmt: skip

BACKING = tuple(code for code, kind in CLAIM_TYPES.items() if kind.backing)
"""The claim types by which the subject backs the object."""
WITH_MEANS = tuple(code for code, kind in CLAIM_TYPES.items() if kind.means)
"""The claim types whose terms are means of support, by letter and code."""
OFFICES = tuple(code for code, kind in CLAIM_TYPES.items() if kind.office)
"""The claim types by which the subject holds an office in the object."""

SUCCESSION = "succeeds"
"""The one claim type that ends the ties of its object, and not only its own."""
ENDING_SUCCESSIONS = ("renamed", "merged", "absorbed")
"""Terms of `SUCCESSION` by which the object is no longer there; after a split it may go on."""

SOLE_OFFICES = tuple(
    {
        "amir",
        "chancellor",
        "chief of state",
        "crown prince",
        "emir",
        "emperor",
        "general secretary",
        "head of government",
        "head of state",
        "king",
        "pope",
        "premier",
        "president",
        "prime minister",
        "queen",
        "secretary-general",
        "secretary general",
        "shah",
        "sultan",
        "supreme leader",
    }
)
"""Offices that one person holds at a time, as a `role` names them, in small letters; an office
that several may hold, such as a deputy's, or a loose word such as leader, is none of them."""


class Status(Enum):
    """The status of a tie or claim: how far it is contested; its value is shown beside it."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    PLANNED = "planned"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    RETRACTED = "retracted"


class Standing(Enum):
    """The stand of all sources that cite a claim or tie, whatever the date."""

    SUPPORTED = "supported"
    RETRACTED = "retracted"
    MENTIONED = "mentioned"
    DENIED = "denied"

    # As for `dates.State`.
    __hash__ = object.__hash__


class Check(Enum):
    """Whether the words of a quote stand in the kept text of its source."""

    EXACT = "exact"
    NORMALISED = "normalised"
    AMBIGUOUS = "ambiguous"
    MOVED = "moved"
    ABSENT = "absent"
    NO_COPY = "no-copy"


class CheckMark(NamedTuple):
    """The mark at a quote: a glyph, and words that never say "true"."""

    glyph: str
    words: str


CHECK_MARKS: dict[Check, CheckMark] = {
    Check.EXACT: CheckMark("✓", "in source"),
    Check.NORMALISED: CheckMark("≈", "in source (signs or spaces differ)"),
    Check.AMBIGUOUS: CheckMark("?", "in source at several places"),
    Check.MOVED: CheckMark("→", "in source, elsewhere than recorded"),
    Check.ABSENT: CheckMark("✗", "not in source"),
    Check.NO_COPY: CheckMark("·", "no copy of the source here"),
}

STANCES: dict[str, str] = {
    "supports": "says so",
    "disputes": "disputes it",
    "mentions": "mentions it",
}
CLAIM_STATUSES = ("asserted", "disputed", "refuted", "retracted")
RANKS = ("preferred", "normal", "deprecated")
BASES: dict[str, str] = {
    "throughout": "on every day of it",
    "within": "on some day of it",
    "each-year": "in each coded year of it",
}
FLAGS: dict[str, str] = {
    "alleged": "passed on or hedged by the source, not confirmed",
    "elements": "only parts of the subject",
    "passive": "tolerates rather than helps",
    "planned": "intended, threatened or proposed",
    "inferred": "the recorder's reading, not the words",
}
"""The flags of a claim, an event or a single citation, each with what it means."""
CITATION_FLAGS: dict[str, str] = {
    **FLAGS,
    "unsupported": "no evidence of it was found, which is no denial",
}
"""The flags of a citation: those of claims, and `unsupported`, which goes with `disputes`."""
NAME_TYPES = ("name", "former", "alias", "acronym", "weak")
SOURCE_STATUSES = ("current", "corrected", "retracted")
EVENT_KINDS = (
    "offensive",
    "strike",
    "killing",
    "ceasefire",
    "agreement",
    "deployment",
    "movement",
    "statement",
    "designation",
    "appointment",
    "founding",
    "split-merge",
    "protest",
    "war",
    "assessment",
)
LASTING_EVENTS = frozenset(("war", "offensive", "deployment", "protest"))
"""The kinds of events that last; of the others an interval says on which days one may lie."""
ROLES = ("party", "attacker", "target", "victim", "signatory", "speaker", "mediator")
JUDGEMENTS = ("same", "different", "unsure")
RELIABILITY: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITY: dict[str, str] = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}

_ISO_3166_1 = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR"
    " BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ"
    " EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW"
    " GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY"
    " KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV"
    " MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY"
    " QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG"
    " TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM"
    " ZW"
    # Of states that are no more.
    " AN BU CS DD SU TP YD YU ZR"
)
_OF_USERS = "XA XB XC XD XE XF XG XH XI XJ XK XL XM XN XO XP XQ XR XS XT XU XV XW XX XY XZ"
COUNTRIES = frozenset(f"{_ISO_3166_1} {_OF_USERS}".split())
"""The two letters of ISO 3166-1 for countries, with those that it leaves to users: XK is Kosovo."""
_OTHER_CODES = {"UK": "GB", "EL": "GR"}


def country_code(code: str) -> str:
    """The code in `COUNTRIES` for a code that is written in another way, such as `uk`, or ""."""
    known = _OTHER_CODES.get(code.upper(), code.upper())
    return known if known in COUNTRIES else ""


TABLES = ("actors", "claims", "events", "sources", "notes", "identities", "views")
"""The tables of a store in the order in which they are written, `_meta` before them."""


def term_word(claim_type: str, term: str) -> str:
    """A term in one or two words for a column: `weapons` for `W`, else the term itself."""
    if claim_type in WITH_MEANS and term in SUPPORT:
        return SUPPORT[term].short
    return term


def term_phrase(claim_type: str, term: str) -> str:
    """A term as it stands in a sentence; of what the vocabulary doesn't have the term itself."""
    kind = CLAIM_TYPES.get(claim_type)
    return kind.phrases.get(term, term) if kind is not None else term


def tie_id(claim_type: str, subject: str, object_: str) -> str:
    """The id of the tie that a claim belongs to; symmetric types put the smaller id first."""
    kind = CLAIM_TYPES.get(claim_type)
    if kind is not None and kind.symmetric and object_ < subject:
        subject, object_ = object_, subject
    return f"{claim_type}:{subject}:{object_}"

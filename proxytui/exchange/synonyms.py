"""Words that tables have for the terms of the vocabulary, beside the vocabulary's own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.model.vocabulary import CLAIM_TYPES, SUPPORT
from proxytui.notation.words import means

if TYPE_CHECKING:
    from collections.abc import Mapping


class Relation(NamedTuple):
    """A claim type that words stand for: `swapped` where the object comes first, and the terms that
    the words say besides."""

    type: str
    swapped: bool = False
    terms: tuple[str, ...] = ()


_TYPES: dict[str, tuple[str, ...]] = {
    "backs": ("support", "supports", "supporter of", "sponsor", "sponsors", "sponsor of", "aids",
              "assists", "helps", "backer of", "patron of", "patron", "gives support to",
              "provides support to", "props up", "state sponsor of"),
    "opposes": ("enemy", "enemies", "enemy of", "hostile", "hostile to", "against", "adversary",
                "adversary of", "opponent", "opponent of", "opposed to"),
    "allied-with": ("ally", "allies", "allied", "is allied with", "ally of", "allied to",
                    "in alliance with", "alliance with"),
    "member-of": ("member", "members", "belongs to", "joined"),
    "part-of": ("part", "subgroup of", "unit of", "wing of", "subordinate to", "branch of",
                "faction of", "component of"),
    "leads": ("leader of", "leader", "head of", "heads", "commands", "commander of", "commander",
              "president of", "chairs"),
    "represents": ("represents", "representative of", "speaks for", "spokesman of",
                   "spokesperson of"),
    "succeeds": ("successor of", "successor to", "successor", "follows", "succeeded", "replaces"),
    "designates": ("designated", "lists"),
    "recognises": ("recognizes", "recognised", "recognized"),
    "related-to": ("relative of", "relative", "kin of"),
    "linked-to": ("linked", "link", "links", "associated with", "connected to", "affiliated with",
                  "affiliate of", "related", "ties to", "has ties to", "cooperates with"),
}  # fmt: skip
_WITH_TERM: dict[tuple[str, str], tuple[str, ...]] = {
    ("backs", "F"): ("funds", "finances", "pays", "bankrolls", "subsidises", "subsidizes"),
    ("backs", "W"): ("arms", "sends weapons to", "sends arms to", "supplies weapons to",
                     "supplies arms to", "provides weapons to"),
    ("backs", "M"): ("equips", "supplies"),
    ("backs", "T"): ("trains", "instructs"),
    ("backs", "T.advisers"): ("advises", "sends advisers to", "sends advisors to"),
    ("backs", "I"): ("shares intelligence with", "gives intelligence to"),
    ("backs", "L"): ("hosts", "harbours", "harbors", "shelters", "gives sanctuary to"),
    ("backs", "X"): ("fights alongside", "fights for", "sends troops to"),
    ("backs", "O.recruitment"): ("recruits for",),
    ("opposes", "armed"): ("fights", "fights against", "at war with", "wages war on", "battles"),
    ("opposes", "rival"): ("rival", "rivals", "rival of", "competes with"),
    ("allied-with", "defence"): ("defence pact with", "defense pact with"),
    ("allied-with", "non-aggression"): ("non-aggression pact with",),
    ("designates", "terrorist"): ("designates as terrorist", "lists as terrorist"),
    ("designates", "sanctions"): ("sanctions", "sanctioned"),
    ("designates", "banned"): ("bans", "banned", "outlaws", "proscribes"),
    ("represents", "agent"): ("agent of", "agent for"),
    ("represents", "envoy"): ("envoy of",),
    ("represents", "middleman"): ("middleman for", "intermediary for"),
    ("succeeds", "split"): ("split from", "splits from", "splinter of", "broke away from"),
    ("related-to", "family"): ("family", "family of", "brother of", "sister of", "father of",
                               "mother of", "son of", "daughter of", "spouse of", "married to"),
    ("related-to", "associate"): ("associate", "associate of"),
}  # fmt: skip
_PASSIVE: dict[tuple[str, str], tuple[str, ...]] = {
    ("backs", ""): ("supported by", "sponsored by", "aided by", "proxy of", "client of",
                    "receives support from"),
    ("backs", "F"): ("funded by", "financed by", "paid by"),
    ("backs", "W"): ("armed by",),
    ("backs", "M"): ("equipped by", "supplied by"),
    ("backs", "T"): ("trained by",),
    ("backs", "L"): ("hosted by", "sheltered by", "harboured by", "harbored by"),
    ("member-of", ""): ("includes",),
    ("leads", ""): ("commanded by", "headed by"),
    ("succeeds", ""): ("predecessor of", "succeeded by", "replaced by"),
    ("succeeds", "merged"): ("merged into",),
    ("succeeds", "absorbed"): ("absorbed by",),
    ("designates", "sanctions"): ("sanctioned by",),
    ("designates", "banned"): ("banned by", "outlawed by", "proscribed by"),
}  # fmt: skip
_TERMS: dict[str, dict[str, tuple[str, ...]]] = {
    "backs": {
        "X": ("troop", "troop support", "combat troops", "soldiers", "fighters", "combatants"),
        "P": ("bases", "foreign troops", "military presence"),
        "Y": ("joint operations", "joint op", "military infrastructure",
              "access to military infrastructure"),
        "W": ("arms", "weapon", "weapons support", "weaponry", "ammunition", "munitions"),
        "M": ("logistics", "logistic", "logistical", "logistical support", "material", "equipment",
              "supplies", "materiel/logistics"),
        "M.transport": ("transportation",),
        "M.medical": ("medicine",),
        "T": ("train", "military training", "training/expertise", "expertise", "instruction"),
        "T.camps": ("training camp",),
        "T.advisers": ("advisors", "adviser", "advisor", "military advisers", "military advisors"),
        "F": ("money", "economic", "financial", "finance", "financing", "fund", "funds", "cash",
              "financial aid", "financial support", "economic support", "funding/economic",
              "loans", "grants"),
        "I": ("intel", "intelligence sharing", "intelligence support"),
        "L": ("safe haven", "safehaven", "safe havens", "haven", "shelter", "bases on its soil"),
        "L.offices": ("headquarters", "office"),
        "L.camps": ("camps",),
        "O": ("others", "other means"),
        "O.political": ("politics", "lobbying"),
        "O.diplomatic": ("diplomacy",),
        "O.media": ("propaganda", "broadcasting"),
        "O.recruitment": ("recruiting", "recruit"),
        "U": ("unspecified", "unclear", "not known"),
    },
    "opposes": {
        "armed": ("war", "military", "violent", "combat", "fighting"),
        "political": ("politics", "diplomatic"),
        "rival": ("rivalry", "competition"),
    },
    "allied-with": {
        "defence": ("defense", "mutual defence", "mutual defense", "defence pact"),
        "offence": ("offense",),
        "non-aggression": ("nonaggression",),
    },
    "designates": {
        "terrorist": ("terrorism", "terror list", "terrorist organisation",
                      "terrorist organization"),
        "sanctions": ("sanction", "sanctioned"),
        "banned": ("ban", "outlawed", "proscribed"),
    },
}  # fmt: skip
KINDS = {
    "state": ("country", "government", "nation", "state actor"),
    "state-body": ("ministry", "agency", "army", "military", "armed forces", "police",
                   "intelligence service"),
    "igo": ("international organisation", "international organization",
            "intergovernmental organisation", "intergovernmental organization"),
    "armed-group": ("rebel group", "rebels", "militia", "non state actor", "nonstate", "group",
                    "insurgent group", "insurgents", "guerrilla", "paramilitary",
                    "non state armed group", "armed non state actor"),
    "party": ("political party",),
    "organisation": ("organization", "company", "ngo", "firm", "business", "charity"),
    "coalition": ("alliance", "front", "umbrella", "bloc"),
    "person": ("individual", "people", "human"),
}  # fmt: skip
"""Words for the kinds of actors."""
FLAGS = {"alleged": ("suspected", "allegedly", "probable", "possible", "unconfirmed")}
"""Words for the flags of claims."""


def plain(words: str) -> str:
    """Words as they are compared: no case, no signs between them."""
    return text.fold(words.replace("_", " ").replace("-", " "))


def inverted(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """From each word of a table of synonyms, as it is compared, to what it stands for."""
    return {plain(word): code for code, words in table.items() for word in words}


@cache
def relations() -> Mapping[str, Relation]:
    """Every word that stands for a claim type, as it is compared."""
    known: dict[str, Relation] = {}
    for code, kind in CLAIM_TYPES.items():
        for word in (code, kind.verb, kind.noun, *_TYPES.get(code, ())):
            known.setdefault(plain(word), Relation(code))
        for word in filter(None, (kind.passive, kind.inverse, kind.inverse.removeprefix("is "))):
            known.setdefault(plain(word), Relation(code, not kind.symmetric))
    for table, swapped in ((_PASSIVE, True), (_WITH_TERM, False)):
        for (code, term), words in table.items():
            relation = Relation(code, swapped, (term,) if term else ())
            known |= {plain(form): relation for word in words for form in (word, f"is {word}")}
    return known


@cache
def terms(type_: str) -> Mapping[str, str]:
    """Every word that stands for a term of a claim type, as it is compared."""
    known = inverted(_TERMS.get(type_, {}))
    if CLAIM_TYPES[type_].means:
        known |= {f"ext {code.lower()}": code for code in SUPPORT if len(code) == 1}
    return known | {plain(word): code for word, code in means(type_).items()}

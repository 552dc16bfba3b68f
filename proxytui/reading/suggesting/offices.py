"""Nouns for what an actor is to another one: its leader, spokesman, member, ally, backer, wing."""

from __future__ import annotations

from typing import NamedTuple


class NounClaim(NamedTuple):
    """The claim that such a noun makes of whoever it is said of; `turned` if it is its object."""

    type: str
    terms: tuple[str, ...] = ()
    turned: bool = False


_ROWS = {
    (
        "leads",
        "",
    ): "co-founder leader president chief commander head founder emir amir chairman chairwoman "
    "chancellor king monarch sultan ruler premier dictator commander-in-chief secretary-general "
    "warlord director boss caliph shah prime-minister strongman co-leader chairperson kingpin "
    "ringleader supremo creator cofounder",
    ("represents", ""): "spokesman spokeswoman spokesperson envoy ambassador minister emissary "
    "representative diplomat negotiator",
    ("member-of", ""): "member officer official operative general militant fighter colonel "
    "lawmaker senator brigadier financier deputy operator recruiter",
    ("allied-with", ""): "ally partner",
    (
        "backs",
        "",
    ): "supporter backer sponsor patron benefactor protector champion supplier provider "
    "paymaster bankroller guarantor funder donor armourer armorer mentor enabler helper defender "
    "facilitator",
    ("opposes", "political"): "opponent critic detractor",
    ("opposes", "rival"): "rival archrival arch-rival competitor",
    ("opposes", ""): "enemy foe adversary archenemy arch-enemy arch-foe nemesis antagonist",
    (
        "part-of",
        "",
    ): "arm wing branch part component faction subsidiary division department brigade unit "
    "battalion",
    ("linked-to", ""): "affiliate offshoot associate franchise extension",
    (
        "related-to",
        "family",
    ): "brother sister son daughter father mother wife husband cousin nephew "
    "uncle son-in-law brother-in-law widow grandson",
    ("succeeds", ""): "successor",
}
ROLES = {
    noun: NounClaim(kind, (term,) if term else ())
    for (kind, term), nouns in _ROWS.items()
    for noun in nouns.split()
}
ROLES |= {
    noun: NounClaim("backs", (), turned=True)
    for noun in ("proxy", "client", "protégé", "protege", "surrogate", "puppet", "vassal", "stooge")
}

TITLES = {
    **{noun: claim for noun, claim in ROLES.items() if claim.type in ("leads", "represents")},
    **{noun: claim for noun, claim in ROLES.items() if claim.type == "member-of"},
}
"""Nouns that stand between a group and a person: "the group leader So-and-so"."""

_PERSONAL = frozenset(("leads", "represents", "related-to"))
_GROUPS = frozenset(("armed-group", "party", "organisation", "coalition"))
_COLLECTIVE = frozenset(
    ("armed-group", "party", "organisation", "coalition", "igo", "state-body", "unknown")
)


def fits(claim: NounClaim, noun: str, holder: str, other: str) -> bool:
    """Whether an actor of kind `holder` may be that to one of kind `other`."""
    if claim.type in _PERSONAL and holder not in ("person", "unknown"):
        return False
    match claim.type:
        case "related-to":
            return other == "person"
        case "leads" | "represents":
            return other != "person"
        case "member-of":
            if holder == "person":
                return other in _COLLECTIVE
            return other in ("coalition", "igo") and noun == "member"
        case "part-of" if noun == "faction":
            return holder not in ("person", "state") and other in _GROUPS
        case "part-of":
            return holder not in ("person", "state") and other != "person"
        case "succeeds":
            return holder == other
        case _:
            return True

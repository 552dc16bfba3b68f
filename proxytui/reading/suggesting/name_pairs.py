"""Claims of two names joined by a dash before a noun: "the Iran-Syria alliance"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from proxytui.reading.suggesting.actor_name import ADJECTIVE
from proxytui.reading.suggesting.suggestion import Clue, Suggestion
from proxytui.reading.suggesting.verbs import VerbClaim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.reading.suggesting.actor_name import ActorName

_CLAIMS = {
    "alliance": VerbClaim("allied-with"),
    "partnership": VerbClaim("allied-with"),
    "axis": VerbClaim("allied-with"),
    "war": VerbClaim("opposes", ("armed",)),
    "conflict": VerbClaim("opposes"),
    "hostilities": VerbClaim("opposes", ("armed",)),
    "clashes": VerbClaim("opposes", ("armed",)),
    "rivalry": VerbClaim("opposes", ("rival",)),
}
_OF_STATE = re.compile(r"['’]s\s+")
"""What stands between a state and its own body: "Iran's Quds Force"."""
_DASH = re.compile(r"\s?[-‐‑–—]\s?")
_NOUN = re.compile(
    rf"(?:\s+(?:and|proxy|military|political|strategic|cold|long|bitter|armed|regional|[A-Z][\w’'–-]*))"
    rf"{{0,5}}?\s+(?i:(?P<noun>{'|'.join(_CLAIMS)})s?)\b"
)
_ROLE_WORDS = {
    "ally": VerbClaim("allied-with"),
    "allies": VerbClaim("allied-with"),
    "backer": VerbClaim("backs"),
    "backers": VerbClaim("backs"),
    "sponsor": VerbClaim("backs"),
    "sponsors": VerbClaim("backs"),
    "supporters": VerbClaim("backs"),
    "patrons": VerbClaim("backs"),
    "patron": VerbClaim("backs"),
    "rival": VerbClaim("opposes", ("rival",)),
    "enemy": VerbClaim("opposes"),
    "arch-enemy": VerbClaim("opposes"),
    "foe": VerbClaim("opposes"),
    "archenemy": VerbClaim("opposes"),
}
_ROLE = re.compile(
    rf"(?:['’]s?)?\s+(?:(?!and\b|or\b|of\b|to\b|in\b|with\b)[a-z][\w-]*\s+){{0,3}}?"
    rf"(?P<noun>{'|'.join(_ROLE_WORDS)}),?\s+(?:the\s+)?"
)
_IN_ROW = re.compile(r",?\s+(?:and\s+)?(?:the\s+)?|,\s+")
_OWNED = re.compile(r"\s+and\s+(?:the\s+)?")
_ALLIANCE = re.compile(r"['’]s?\s+(?:[a-z]+\s+)?(?P<noun>alliance|partnership|rivalry)\b")


def pair_claims(
    text: str, start: int, end: int, names: Sequence[ActorName]
) -> Iterator[Suggestion]:
    """The claims of pairs of names in a sentence from `start` to `end` with these names."""
    for place, (first, second) in enumerate(pairwise(names)):
        match = _ROLE.fullmatch(text, first.end, second.start)
        if match is not None:
            holders = [second]
            if match["noun"].endswith(("s", "ies")):
                holders += _row(text, names[place + 1 :])
            for holder in holders:
                yield from _role(start, end, first, holder, match)
            continue
        is_body = second.kind == "state-body" and first.kind == "state" and first.form != ADJECTIVE
        if is_body and _OF_STATE.fullmatch(text, first.end, second.start):
            yield _part(start, end, second, first)
            continue
        if _DASH.fullmatch(text, first.end, second.start):
            match = _NOUN.match(text, second.end, end)
        elif _OWNED.fullmatch(text, first.end, second.start) and first.form != ADJECTIVE:
            match = _ALLIANCE.match(text, second.end, end)
        if match is None or first.actor == second.actor:
            continue
        claim = _CLAIMS[match["noun"].lower()]
        clues = (
            Clue(first.start, first.end, "subject"),
            Clue(second.start, second.end, "object"),
            Clue(match.start("noun"), match.end("noun"), claim.type),
        )
        yield Suggestion(
            claim.type, first.actor, second.actor, start, end, claim.terms, clues=clues
        )


def _part(start: int, end: int, body: ActorName, state: ActorName) -> Suggestion:
    clues = (Clue(body.start, body.end, "subject"), Clue(state.start, state.end, "object"))
    return Suggestion("part-of", body.actor, state.actor, start, end, clues=clues)


def _row(text: str, names: Sequence[ActorName]) -> Iterator[ActorName]:
    """The names behind the first one that stand in a row with it: "Russia, Iran and Syria"."""
    row: list[ActorName] = []
    for before, name in pairwise(names):
        joint = _IN_ROW.fullmatch(text, before.end, name.start)
        if joint is None:
            return
        row.append(name)
        if "and" in joint[0]:
            yield from row
            return


def _role(
    start: int, end: int, owner: ActorName, holder: ActorName, match: re.Match[str]
) -> Iterator[Suggestion]:
    """The claim of "Syria's ally Iran": of the second name about the first."""
    claim = _ROLE_WORDS[match["noun"]]
    if holder.form == ADJECTIVE or holder.actor == owner.actor:
        return
    clues = (
        Clue(holder.start, holder.end, "subject"),
        Clue(owner.start, owner.end, "object"),
        Clue(match.start("noun"), match.end("noun"), claim.type),
    )
    yield Suggestion(claim.type, holder.actor, owner.actor, start, end, claim.terms, clues=clues)

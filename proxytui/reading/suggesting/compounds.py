"""Claims in a compound with a name: "Iran-backed Hezbollah", "the US-designated group X"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from proxytui.reading.suggesting.actor_name import ADJECTIVE
from proxytui.reading.suggesting.noun_phrases import GOVERNMENTS
from proxytui.reading.suggesting.suggestion import Clue, Suggestion
from proxytui.reading.suggesting.verbs import VerbClaim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.reading.suggesting.actor_name import ActorName

_CLAIMS = {
    "backed": VerbClaim("backs"),
    "supported": VerbClaim("backs"),
    "sponsored": VerbClaim("backs"),
    "funded": VerbClaim("backs", ("F",)),
    "financed": VerbClaim("backs", ("F",)),
    "trained": VerbClaim("backs", ("T",)),
    "armed": VerbClaim("backs", ("W",)),
    "supplied": VerbClaim("backs"),
    "equipped": VerbClaim("backs", ("M",)),
    "aligned": VerbClaim("linked-to"),
    "linked": VerbClaim("linked-to"),
    "affiliated": VerbClaim("linked-to"),
    "allied": VerbClaim("allied-with"),
    "led": VerbClaim("leads"),
    "designated": VerbClaim("designates"),
    "sanctioned": VerbClaim("designates", ("sanctions",)),
}
_PARTICIPLES = "|".join(_CLAIMS)
_COMPOUND = re.compile(rf"[-‐‑](?P<participle>{_PARTICIPLES})\b")
_HEDGE = re.compile(r"\b(?:alleged|reported|apparent|suspected|purported)(?:ly)?\s+\Z")
_AND = re.compile(r"[-‐‑]\s+(?:and|or)\s+|\s+and\s+|/")
_GROUP = (
    "group|militia|movement|organi[sz]ation|party|faction|force|army|militant group|rebel group|"
    "coalition|alliance|network|paramilitary"
)
_BETWEEN = re.compile(
    r"\s+(?:(?!(?:of|in|to|for|and|that|which|who|by|with|from|on|at|as|against|is|are|was|were|has|"
    r"have|had|leader|commander|chief|fighters?|militants?|offensive|attacks?|operations?|plan"
    r"|campaign|war|efforts?|talks?|government|regime|rebels|militias|forces|groups)\b)"
    r"[a-z][\w-]*\s+){0,4}"
)
_APPOSED = re.compile(
    r"(?:\s*[,(–—]\s*(?:an?|the)|,?\s+(?:is|was|are|were|remains)\s+(?:an?|the))\s+"
    r"(?:(?!not\b|no\b)[a-z]+,?\s+){0,3}"
)
_APPOSED_GROUP = re.compile(
    rf"\s+(?:[\w-]+\s+){{0,3}}?(?i:{_GROUP})s?\b(?!\s+(?:leader|commander))"
)
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s+(?:[a-z-]+\s+){0,3}\Z")
_EXAMPLES = re.compile(
    rf"\s+(?:[\w-]+\s+){{0,3}}?(?i:{_GROUP})s(?:\s+[^,;.:]{{3,40}})?,?\s+"
    r"(?:including|such as)\s+(?:the\s+)?"
)
"""What stands before the first of the names that groups are explained by: "Iran-backed groups
such as X"."""
_EXPLAINED = re.compile(
    rf"\s+(?:[\w-]+\s+){{0,3}}?(?i:{_GROUP})(?:\s+and\s+an?\s[^,;.:]{{3,60}})?,\s+"
)
"""What stands before the name that a group is explained by: "an Iran-backed group, Hezbollah"."""
_STATE_NOUN = re.compile(rf"\s+(?:{'|'.join(sorted(GOVERNMENTS))}|army|military)\b")


def compound_claims(
    text: str, start: int, end: int, names: Sequence[ActorName]
) -> Iterator[Suggestion]:
    """The claims of compounds in a sentence from `start` to `end` with these names."""
    for place, name in enumerate(names):
        match = _COMPOUND.match(text, name.end, end)
        if match is None:
            continue
        claim = _CLAIMS[match["participle"]]
        holders = [name, *_coordinated(text, names, place)]
        clue = Clue(match.start("participle"), match.end(), claim.type)
        target = _behind(text, match.end(), end, names[place + 1 :])
        if target is None and _ARTICLE.search(text, max(start, name.start - 40), name.start):
            target = _explained(text, match.end(), names[place + 1 :])
        if target is None:
            target = _example(text, match.end(), names[place + 1 :])
        if target is None:
            target = _before(text, match.end(), end, names[:place], holders[-1])
        if target is None or not _fits(claim, target):
            continue
        for holder in holders:
            if holder.actor != target.actor:
                hedged = _HEDGE.search(text, max(start, holder.start - 14), holder.start)
                clues = (
                    Clue(holder.start, holder.end, "subject"),
                    Clue(target.start, target.end, "object"),
                    clue,
                )
                yield Suggestion(
                    claim.type,
                    holder.actor,
                    target.actor,
                    start,
                    end,
                    claim.terms,
                    hedged=hedged is not None,
                    clues=clues,
                )


def _fits(claim: VerbClaim, target: ActorName) -> bool:
    if claim.type == "leads":
        return target.kind in ("coalition", "igo")
    return target.kind != "person" or claim.type in ("backs", "linked-to", "designates")


def _coordinated(text: str, names: Sequence[ActorName], place: int) -> Iterator[ActorName]:
    """The names before a compound that share its participle: "US- and Saudi-backed"."""
    for before, name in reversed(list(pairwise(names[: place + 1]))):
        joint = text[before.end : name.start]
        if not _AND.fullmatch(joint):
            return
        if joint.strip() == "and" and {name.form, before.form} != {ADJECTIVE}:
            return
        yield before


def _behind(text: str, place: int, end: int, names: Sequence[ActorName]) -> ActorName | None:
    """The name of what a compound describes, in the same noun phrase."""
    for name in names:
        if not _BETWEEN.fullmatch(text, place, name.start):
            return None
        if name.form != ADJECTIVE:
            return None if _COMPOUND.match(text, name.end, end) else name
        if _STATE_NOUN.match(text, name.end, end):
            return name
        place = name.end
    return None


def _explained(text: str, place: int, names: Sequence[ActorName]) -> ActorName | None:
    """The name behind the group that a compound describes, other actors named between."""
    for name in names:
        if name.form != ADJECTIVE and _EXPLAINED.fullmatch(text, place, name.start):
            return name
    return None


def _example(text: str, place: int, names: Sequence[ActorName]) -> ActorName | None:
    """The first name that the groups a compound describes are explained by."""
    if names and names[0].form != ADJECTIVE and _EXAMPLES.fullmatch(text, place, names[0].start):
        return names[0]
    return None


def _before(
    text: str, place: int, end: int, names: Sequence[ActorName], first: ActorName
) -> ActorName | None:
    """The name that a compound explains: "Hezbollah, an Iran-backed group", "X is an …"."""
    if not names or _APPOSED_GROUP.match(text, place, end) is None:
        return None
    name = names[-1] if names[-1] != first else names[-2] if len(names) > 1 else None
    if name is None or name.form == ADJECTIVE:
        return None
    return name if _APPOSED.fullmatch(text, name.end, first.start) else None

"""Profiles: records of labelled lines under an actor's name, each about that actor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui.reading.suggesting.actor_name import CAPITAL
from proxytui.reading.suggesting.suggestion import Clue, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.reading.suggesting.actor_name import ActorName
    from proxytui.reading.suggesting.names import SentenceNames


class _Label(NamedTuple):
    """The claim of the actors behind a label; `own` if the profile's actor is its subject."""

    type: str
    own: bool
    terms: tuple[str, ...] = ()


_LABELS = {
    "leader|leaders|leadership|commander|commanders|president|chief|head": _Label("leads", False),
    "sponsor|sponsors|supporter|supporters|backer|backers|supported by|backed by|sponsored by"
    "|state sponsor|state sponsors|external support": _Label("backs", False),
    "funded by|financed by|funding": _Label("backs", False, ("F",)),
    "trained by": _Label("backs", False, ("T",)),
    "supports|backs|sponsor of|proxies|proxy groups": _Label("backs", True),
    "ally|allies|allied with": _Label("allied-with", True),
    "opponent|opponents|enemy|enemies|adversaries|opposes|rivals": _Label("opposes", True),
    "part of|parent|parent organisation|parent organization|parent group": _Label("part-of", True),
    "linked to|affiliated with|affiliates|affiliations|associated with": _Label("linked-to", True),
    "member of": _Label("member-of", True),
    "designated by|designated as a terrorist organisation by"
    "|designated as a terrorist organization by": _Label("designates", False, ("terrorist",)),
    "spokesman|spokesperson": _Label("represents", False),
}
_CLAIMS = {word: claim for words, claim in _LABELS.items() for word in words.split("|")}
_LINE = re.compile(
    rf"^[ \t|*•-]*(?P<label>(?i:{'|'.join(sorted(_CLAIMS, key=len, reverse=True))}))"
    r"(?:\(s\))?\**[ \t]*[:=|][ \t]*\**(?P<rest>[^\n]*)$",
    re.MULTILINE,
)
_TITLE = re.compile(
    r"^[ \t#*|]*(?:(?i:name)[ \t]*:[ \t]*)?(?P<name>\S[^\n]*?)[ \t#*:|]*$", re.MULTILINE
)
_DOUBT = re.compile(
    r"\b(?:not|no|none|never|denied|former|formerly|until|claimed)\b", re.IGNORECASE
)
_HEDGE = re.compile(r"\b(?:alleged|allegedly|suspected|reportedly|possibly|\?)", re.IGNORECASE)


def profile_claims(text: str, names: SentenceNames) -> Iterator[Suggestion]:
    """The claims of the labelled lines of a text, where a line before them is a name alone."""
    for match in _LINE.finditer(text):
        listed = [
            name
            for name in names.between(text, match.start("rest"), match.end("rest"))
            if name.form != CAPITAL
        ]
        own = _own_actor(text, match.start(), names) if listed else None
        if own is not None and not _DOUBT.search(match["rest"]):
            yield from _claims(match, own, listed)


def _own_actor(text: str, place: int, names: SentenceNames) -> ActorName | None:
    """The actor that the profile around a place is about: the last line that is a name alone."""
    low = max(0, place - 4000)
    own = None
    for line in _TITLE.finditer(text, low, place):
        if len(line["name"]) <= 80:
            named = names.between(text, line.start("name"), line.end("name"))
            if len(named) == 1 and (named[0].start, named[0].end) == line.span("name"):
                own = named[0]
    return own


def _claims(
    match: re.Match[str], own: ActorName, listed: Sequence[ActorName]
) -> Iterator[Suggestion]:
    claim = _CLAIMS[match["label"].lower()]
    start, end = match.start("label"), match.end("rest")
    for name in listed:
        if name.actor == own.actor or (
            claim.type in ("leads", "represents") and name.kind != "person"
        ):
            continue
        subject, target = (own, name) if claim.own else (name, own)
        clues = (
            Clue(own.start, own.end, "profile of"),
            Clue(name.start, name.end, "named"),
            Clue(match.start("label"), match.end("label"), claim.type),
        )
        yield Suggestion(
            claim.type,
            subject.actor,
            target.actor,
            start,
            end,
            claim.terms,
            hedged=_HEDGE.search(match["rest"]) is not None,
            clues=clues,
        )

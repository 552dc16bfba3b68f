"""Offices beside names: "Hezbollah leader X", "Iran's president, X", "X, the head of Y"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from proxytui.reading.suggesting.actor_name import CAPITAL, NAME
from proxytui.reading.suggesting.offices import TITLES, fits
from proxytui.reading.suggesting.suggestion import Clue, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.reading.suggesting.actor_name import ActorName
    from proxytui.reading.suggesting.offices import NounClaim

RANKS = (
    r"(?:(?:Maj|Brig|Lt|Col|Gen|Capt|Sgt|Adm|Cdr|Dr|Mr|Mrs|Ms|Sen|Hon|Rev)\b\.?|Major|Brigadier|"
    r"Lieutenant|Colonel|General|Captain|Admiral|Marshal|Field|Air|Sheikh|Shaykh|Sayyed|Sayyid|"
    r"Sayed|Ayatollah|Grand|Imam|Mullah|Hajj|Prince|King|Sir|Hojjatoleslam|Hojatoleslam|Qari|Emir)"
)
_WORD = r"[A-Za-z][\w’'-]*"
_TITLE = "|".join(
    sorted((re.escape(noun).replace(r"\-", "[- ]") for noun in TITLES), key=len, reverse=True)
)
_NOT_INSIDE = (
    r"(?!(?:and|or|of|to|for|in|on|by|with|from|the|that|which|who|has|have|had|is|was|are|were|said|"
    r"killed|against|as|but|under)\b)"
)
_BEFORE_PERSON = re.compile(
    rf"(?P<possessive>['’]s|['’])?\s+(?P<role>(?:{_NOT_INSIDE}{_WORD}\s+){{0,3}}?(?i:{_TITLE}))"
    rf"(?:\s+(?i:in[- ]chief))?(?P<comma>,)?\s+(?:{RANKS}\s+){{0,4}}"
)
_BEHIND_PERSON = re.compile(
    rf"(?:,|\s*\(|\s+[–—])\s+(?:(?:the|a|an)\s+)?(?P<role>(?:{_NOT_INSIDE}{_WORD}\s+){{0,4}}?"
    rf"(?i:{_TITLE})(?:\s+(?i:in[- ]chief))?)\s+of\s+(?:the\s+)?"
)
_OF_BEFORE = re.compile(
    rf"(?P<role>(?:{_NOT_INSIDE}{_WORD}\s+){{0,2}}?(?i:{_TITLE}))\s+of\s+(?:the\s+)?\Z"
)
_TITLE_BEFORE = re.compile(rf"\b(?P<role>(?i:{_TITLE}))\s+(?:{RANKS}\s+){{0,2}}\Z")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_RANKED = frozenset(("state-body", "armed-group"))
_RANK_BEFORE = re.compile(rf"\b{RANKS}\s+\Z")
_UNDER = re.compile(
    rf",?\s+under\s+(?:(?:the\s+)?(?:leadership|command|rule)\s+of\s+)?(?:{RANKS}\s+){{0,4}}"
)
"""What stands between a group and whoever leads it: "the army, under General X"."""
_OPENING = re.compile(
    rf"Under\s+(?:the\s+(?:leadership|command|rule)\s+of\s+)?(?:{RANKS}\s+){{0,4}}"
)
_AFTER_OPENING = re.compile(r",\s+(?:the\s+)?")
_COMMA = re.compile(rf"\s*,\s+(?:{RANKS}\s+){{0,4}}")
_BRACKET = re.compile(r"\s*\(")
_BRACKET_END = re.compile(r"\s*\)")
_POSSESSIVE = re.compile(r"['’]")
_SECRETARY = re.compile(
    r"\b(?:Secretary|Director|Administrator|Commissioner)\s+of\s+(?:the\s+|[A-Z]\w+['’]s\s+)?\Z"
)
_FOR_FIELD = re.compile(
    rf",?\s+(?:for\s+(?:(?:[A-Z][\w’'-]*|and|of|the),?\s+){{1,8}})?(?:{RANKS}\s+){{0,3}}"
)
_VERB_LIKE = re.compile(
    r"\b(?!(?:deposed|exiled|retired|elected|appointed|ousted|detained|wanted|armed|jailed)\b)[a-z]+ed\b"
)
"""A word between a state and a title that is no part of it: "X convinced President Y"."""
_PARTIES = frozenset(("party", "armed-group", "coalition"))
_FORMER = re.compile(r"\b(?:former|ex|late|onetime|deposed|ousted|then)\b", re.IGNORECASE)
_FORMER_BEFORE = re.compile(r"\b(?:former|ex-|onetime|deposed|ousted)\s*\Z", re.IGNORECASE)
_DEPUTY = re.compile(r"\b(?:deputy|vice|assistant|acting)\b", re.IGNORECASE)
_OF_PART = re.compile(
    r"\b(?:political|islamist|islamic|nationalist|communist|sunni|shi['’]?[ai](?:te)?|druze|christian"
    r"|kurdish|community|youth|tribe|army|armed|military|naval|navy|air|intelligence|police|security|guard|opposition|rebel|party"
    r"|militia|religious|spiritual|tribal|labou?r|business|student|church|bank|nuclear|media|commander"
    r"|director|boss|warlord)\b",
    re.IGNORECASE,
)
"""Words in a title by which somebody leads a part of a state, not the state."""
_HEDGE = re.compile(r"\b(?:alleged|suspected|reported|purported)\b", re.IGNORECASE)


def title_claims(
    text: str, start: int, end: int, names: Sequence[ActorName]
) -> Iterator[Suggestion]:
    """The claims of titles in a sentence from `start` to `end` with these names."""
    for first, second in pairwise(names):
        if second.kind == "person" and first.kind != "person":
            match = _BEFORE_PERSON.fullmatch(text, first.end, second.start)
            if (
                match is None
                and first.form == NAME
                and _COMMA.fullmatch(text, first.end, second.start)
            ):
                match = _OF_BEFORE.search(text, max(start, first.start - 60), first.start)
            told = match is not None and first.form == NAME and _VERB_LIKE.search(match[0])
            if match and not told and first.form != CAPITAL and _is_whole(match):
                yield from _claim(text, start, end, second, first, match)
            elif first.kind == "state-body" and _is_secretary(text, start, first, second):
                yield _member(start, end, second, first)
            elif first.form == NAME and _UNDER.fullmatch(text, first.end, second.start):
                yield _leader(start, end, second, first)
        elif first.kind == "person" and second.kind != "person":
            if _opens_under(text, start, first, second):
                yield _leader(start, end, first, second)
            match = _BEHIND_PERSON.fullmatch(text, first.end, second.start)
            if match is None and _OF.fullmatch(text, first.end, second.start):
                match = _TITLE_BEFORE.search(text, max(start, first.start - 40), first.start)
            if (
                match is None
                and second.kind in _RANKED
                and _OF.fullmatch(text, first.end, second.start)
            ):
                if _RANK_BEFORE.search(text, max(start, first.start - 30), first.start):
                    yield _member(start, end, first, second)
                continue
            if match and not _POSSESSIVE.match(text, second.end):
                yield from _claim(text, start, end, first, second, match)
            elif _is_bracketed(text, first, second) and second.kind in _PARTIES:
                yield _member(start, end, first, second)


def _is_secretary(text: str, start: int, office: ActorName, person: ActorName) -> bool:
    """Whether a person has a post in an office: "Secretary of the Treasury for X So-and-so"."""
    before = _SECRETARY.search(text, max(start, office.start - 40), office.start)
    return bool(before and _FOR_FIELD.fullmatch(text, office.end, person.start))


def _is_bracketed(text: str, first: ActorName, second: ActorName) -> bool:
    """Whether a name stands alone in brackets behind another: "Barham Salih (PUK)"."""
    opens = _BRACKET.fullmatch(text, first.end, second.start)
    return bool(opens and _BRACKET_END.match(text, second.end))


def _member(start: int, end: int, person: ActorName, party: ActorName) -> Suggestion:
    clues = (
        Clue(person.start, person.end, "subject"),
        Clue(party.start, party.end, "object"),
    )
    return Suggestion("member-of", person.actor, party.actor, start, end, clues=clues)


def _opens_under(text: str, start: int, person: ActorName, group: ActorName) -> bool:
    """Whether a sentence opens with a leader: "Under X, the army"."""
    under = _OPENING.fullmatch(text, start, person.start)
    return bool(
        under and group.form == NAME and _AFTER_OPENING.fullmatch(text, person.end, group.start)
    )


def _leader(start: int, end: int, person: ActorName, group: ActorName) -> Suggestion:
    clues = (
        Clue(person.start, person.end, "subject"),
        Clue(group.start, group.end, "object"),
    )
    return Suggestion("leads", person.actor, group.actor, start, end, clues=clues)


def _is_whole(match: re.Match[str]) -> bool:
    """Whether a comma before the person may stand there: in "Iran's president, X" alone."""
    groups = match.groupdict()
    return bool(groups.get("possessive") or not groups.get("comma"))


def _claim(
    text: str, start: int, end: int, person: ActorName, other: ActorName, match: re.Match[str]
) -> Iterator[Suggestion]:
    role = match["role"]
    noun = _last_noun(role)
    claim = TITLES.get(noun)
    if claim is None or not fits(claim, noun, "person", other.kind):
        return
    claim = _lesser(claim, role, other)
    if claim is None:
        return
    former = _FORMER.search(role) or _FORMER_BEFORE.search(
        text, max(start, other.start - 12), other.start
    )
    office = " ".join(re.sub(rf"(?i){_FORMER.pattern}", " ", role).split())
    clues = (
        Clue(person.start, person.end, "subject"),
        Clue(other.start, other.end, "object"),
        Clue(match.start("role"), match.end("role"), claim.type),
    )
    yield Suggestion(
        claim.type,
        person.actor,
        other.actor,
        start,
        end,
        claim.terms,
        assertion="ended" if former else "asserted",
        hedged=_HEDGE.search(role) is not None,
        role=office if claim.type in ("leads", "represents", "member-of") else None,
        clues=clues,
    )


def _last_noun(role: str) -> str:
    words = role.lower().split()
    two = "-".join(words[-2:])
    if two in TITLES:
        return two
    return "chief" if words[-1].endswith("chief") else words[-1]


def _lesser(claim: NounClaim, role: str, other: ActorName) -> NounClaim | None:
    """The claim that a deputy's title makes: not to lead, but to belong to."""
    if claim.type == "leads" and other.kind == "state" and _OF_PART.search(role):
        return None
    if claim.type == "leads" and _DEPUTY.search(role):
        return None if other.kind == "state" else TITLES["member"]
    return claim

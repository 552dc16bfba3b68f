"""Suggestions for a whole text: token rules for all of it, a parse where two actors meet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.reading.suggesting.carried import Carried, carried_by, references
from proxytui.reading.suggesting.clauses import clause_claims
from proxytui.reading.suggesting.compounds import compound_claims
from proxytui.reading.suggesting.law import LawReading
from proxytui.reading.suggesting.listings import listing_claims
from proxytui.reading.suggesting.name_pairs import pair_claims
from proxytui.reading.suggesting.postings import posting_claims
from proxytui.reading.suggesting.profiles import profile_claims
from proxytui.reading.suggesting.sentence_ranges import sentence_ranges
from proxytui.reading.suggesting.titles import title_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.reading.suggesting.actor_name import ActorName
    from proxytui.reading.suggesting.law import Finding
    from proxytui.reading.suggesting.names import SentenceNames
    from proxytui.reading.suggesting.parsed import Parser
    from proxytui.reading.suggesting.suggestion import Suggestion

_TOKEN_RULES = (listing_claims, title_claims, compound_claims, pair_claims, posting_claims)
_HYPHENATED_BEFORE = re.compile(r"(?i:\b(?:anti|pro|non|counter|ex|post))[-‐‑–]\Z")
_HYPHENATED_BEHIND = re.compile(r"\.?[a-z]|[-‐‑](?!(?:led|held|controlled|occupied)\b)(?=[a-z\s])")
_QUESTION = re.compile(r"\?[\"”’)\]]*\Z")
_MOST_TOKENS = 120
"""The most words of a sentence that is parsed; longer ones are tables, lists or debris."""


class _Task(NamedTuple):
    """A sentence that is to be read: its range, the names in it, the words that stand for actors of
    the sentence before, and who finds what it says."""

    start: int
    end: int
    names: Sequence[ActorName]
    references: Sequence[ActorName]
    finding: Finding | None


def suggestions(
    text: str, names: SentenceNames, parser: Parser | None = None
) -> Iterator[Suggestion]:
    """The claims that a text seems to make between known actors, in the order of its sentences.

    Without a parser only titles, postings, compounds and profiles are read. It is a generator, so
    that the caller may stop between two sentences.
    """
    profiled = list(profile_claims(text, names))
    tasks = list(_tasks(text, names))
    parsed = _parsed(text, tasks, parser) if parser is not None else {}
    by_place = [*profiled]
    for task in tasks:
        by_token = [
            suggestion
            for rule in _TOKEN_RULES
            for suggestion in rule(text, task.start, task.end, task.names)
        ]
        if task.finding is not None:
            by_token = [_with_finder(s, task.finding, text) for s in by_token]
        by_place += merged([*by_token, *parsed.get(task.start, ())])
    yield from sorted(by_place, key=lambda s: s.start)


def _tasks(text: str, names: SentenceNames) -> Iterator[_Task]:
    """The sentences that name or refer to at least two actors, and that may claim something."""
    law = LawReading()
    before, last = Carried(), 0
    for sentence in sentence_ranges(text):
        start, end = sentence.start, sentence.end
        if sentence.is_heading or "\n\n" in text[last:start]:
            before = Carried()
        last = end
        silent, finding = law.read(text, sentence)
        named = names.between(text, start, end)
        if silent or _QUESTION.search(text[start:end]):
            before = Carried()
            continue
        referring = list(references(text, start, end, named, before))
        before = carried_by(text, start, named, referring)
        if len({name.actor for name in (*named, *referring)}) >= 2:
            yield _Task(start, end, named, referring, finding)


def _parsed(text: str, tasks: Sequence[_Task], parser: Parser) -> dict[int, list[Suggestion]]:
    """The claims of the clauses of each sentence, by where it begins."""
    read = [
        (task, sorted((*standing(text, task.names), *task.references)))
        for task in tasks
        if len(text[task.start : task.end].split()) <= _MOST_TOKENS
    ]
    read = [(task, names) for task, names in read if len({name.actor for name in names}) >= 2]
    sentences = parser.parse(text, [(task.start, task.end, names) for task, names in read])
    return {
        task.start: [
            _with_finder(suggestion, task.finding, text)
            for suggestion in clause_claims(text, task.start, task.end, sentence)
        ]
        for (task, _), sentence in zip(read, sentences, strict=True)
    }


def standing(text: str, names: Iterable[ActorName]) -> list[ActorName]:
    """The names that stand for themselves, rather than in "anti-Assad" or "Iran-backed"."""
    return [name for name in names if not _is_hyphenated(text, name)]


def _is_hyphenated(text: str, name: ActorName) -> bool:
    before = text[max(0, name.start - 9) : name.start]
    return bool(_HYPHENATED_BEFORE.search(before) or _HYPHENATED_BEHIND.match(text, name.end))


def _with_finder(suggestion: Suggestion, finding: Finding | None, text: str) -> Suggestion:
    """The suggestion with whoever found it as its speaker, if the sentence names no other one."""
    if finding is None or suggestion.speaker is not None:
        return suggestion
    return msgspec.structs.replace(suggestion, speaker_text=text[finding.start : finding.end])


def merged(suggested: Iterable[Suggestion]) -> list[Suggestion]:
    """The suggestions of a sentence, those that say the same as one with all that led to it.

    What two speakers say, or what began on two days, stays apart: a claim in which they are joined
    would be in nobody's words.
    """
    result: list[Suggestion] = []
    places: dict[tuple[str, str, str, str], list[int]] = {}
    for suggestion in suggested:
        ends = (suggestion.subject, suggestion.object)
        if CLAIM_TYPES[suggestion.type].symmetric:
            ends = (min(ends), max(ends))
        same = places.setdefault((suggestion.type, *ends, suggestion.stance), [])
        place = next((p for p in same if _is_one_reading(result[p], suggestion)), None)
        if place is None:
            same.append(len(result))
            result.append(suggestion)
        else:
            result[place] = _joined(result[place], suggestion)
    return result


def _is_one_reading(one: Suggestion, other: Suggestion) -> bool:
    """Whether two suggestions of a claim differ in nothing but its means, or one says no more than
    that there is such a tie, and the other is as sure."""
    if _reading(one) == _reading(other):
        return True
    return (_is_bare(one) and _is_plain(other)) or (_is_bare(other) and _is_plain(one))


def _reading(suggestion: Suggestion) -> tuple[object, ...]:
    """Who says it, how surely, and of when."""
    dates = (suggestion.since, suggestion.until, suggestion.attested)
    return suggestion.speaker, suggestion.assertion, suggestion.hedged, *dates


def _is_plain(suggestion: Suggestion) -> bool:
    """Whether the text itself says it, as something that is or was so."""
    is_told = suggestion.assertion in ("asserted", "past")
    return is_told and suggestion.speaker is None and not suggestion.hedged


def _is_bare(suggestion: Suggestion) -> bool:
    dated = suggestion.since or suggestion.until or suggestion.attested
    return not (suggestion.terms or suggestion.role or dated) and _is_plain(suggestion)


def _joined(known: Suggestion, suggestion: Suggestion) -> Suggestion:
    """Two suggestions of one reading as one, with the dates of the one that says more."""
    more, less = (suggestion, known) if _is_bare(known) else (known, suggestion)
    return msgspec.structs.replace(
        more,
        terms=tuple(dict.fromkeys((*known.terms, *suggestion.terms))),
        clues=tuple(dict.fromkeys((*known.clues, *suggestion.clues))),
        role=more.role or less.role,
        elements=known.elements,
        inferred=known.inferred and suggestion.inferred,
        engine=known.engine if known.engine == suggestion.engine else "rules, parse",
    )

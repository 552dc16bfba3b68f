"""The words before a statement that say who reports, denies or only mentions it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from proxytui.model import publishers
from proxytui.model.stances import disputing, mentioning
from proxytui.model.vocabulary import FLAGS
from proxytui.wording.phrases import (
    Namer,
    citing,
    plural,
    speaker_list,
)
from proxytui.wording.source import publisher_phrase, source_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Citation, Claim

Statement: TypeAlias = Callable[["Claim"], str]
"""A claim in words, with its means, conflict and dates as far as they have to stand beside it."""


def reporters(
    citations: Sequence[Citation], name: Namer, source: Lookup, alleging: int = 0
) -> tuple[str, bool]:
    """The publishers that report, with the speakers they cite, and whether they take a plural verb.

    `alleging` says how many of several publishers give it as an allegation only.
    """
    count = len(publishers.groups(citations, source))
    if count == 1:
        who, are_several = publisher_phrase(citations, source)
        return who + citing(citations, name, source), are_several
    speakers, citers, every = speaker_list(citations, name, source, with_counts=True)
    asides = []
    if speakers:
        asides.append(f"citing {speakers}" if every else f"{citers} of them citing {speakers}")
    if 0 < alleging < count:
        asides.append(f"{alleging} of them as an allegation only")
    who = plural(count, "publisher")
    return (f"{who}, {', '.join(asides)}," if asides else who), True


def unsupported(
    claims: Sequence[Claim], statement: Statement, name: Namer, source: Lookup
) -> list[str]:
    """Sentences on claims that no citation supports: who says that it is not so, else who withdrew
    it, else who mentions it. At least one, without capital and full stop."""
    by_statement = _by_statement(claims, statement, disputing, source)
    if by_statement:
        return [
            words
            for content, cited in by_statement.items()
            for words in _denials(cited, content, name, source)
        ]
    by_statement = _by_statement(claims, statement, _withdrawn, source)
    if by_statement:
        return [
            _reported_once(cited, content, name, source) for content, cited in by_statement.items()
        ]
    by_statement = _by_statement(claims, statement, mentioning, source)
    if by_statement:
        return [_mention(cited, content, name, source) for content, cited in by_statement.items()]
    return [f"no source is recorded for the claim that {statement(claims[0])}"]


def _by_statement(
    claims: Iterable[Claim],
    statement: Statement,
    cited: Callable[[Iterable[Claim], Lookup], Sequence[Citation]],
    source: Lookup,
) -> dict[str, list[Citation]]:
    """Citations of claims by the words they are cited for, so that nobody is named with more."""
    by_statement: dict[str, list[Citation]] = {}
    for claim in claims:
        citations = cited((claim,), source)
        if citations:
            by_statement.setdefault(statement(claim), []).extend(citations)
    return by_statement


def _withdrawn(claims: Iterable[Claim], source: Lookup) -> tuple[Citation, ...]:
    return tuple(
        citation
        for claim in claims
        for citation in claim.citations
        if citation.stance == "supports" and publishers.retracted(citation, source)
    )


def _reported_once(citations: Sequence[Citation], content: str, name: Namer, source: Lookup) -> str:
    who, are_several = reporters(citations, name, source)
    return (
        f"in what is since retracted, {who} {'report' if are_several else 'reports'} that {content}"
    )


def _mention(citations: Sequence[Citation], content: str, name: Namer, source: Lookup) -> str:
    who, are_several = reporters(citations, name, source)
    s = "" if are_several else "s"
    return f"{who} only mention{s} a claim that {content}"


# What is said against it


def _denials(citations: Sequence[Citation], content: str, name: Namer, source: Lookup) -> list[str]:
    """Sentences that something is not so, or not borne out, in words that the sources allow for."""
    sentences = []
    for (evidence, spoken), alike in _by_kind_of_denial(citations).items():
        who, speakers = _publishers_and_speakers(alike, name, source)
        if evidence and spoken:
            sentences.append(f"{speakers} found no evidence, according to {who}, that {content}")
        elif evidence:
            sentences.append(f"{who} found no evidence that {content}")
        elif spoken:
            sentences.append(f"it is denied by {speakers}, according to {who}, that {content}")
        else:
            sentences.append(f"according to {who}, it is not so that {content}")
    return sentences


def objections(claims: Sequence[Claim], scope: Statement, name: Namer, source: Lookup) -> list[str]:
    """Sentences beside a report on who disputes it, or says that more is not so; no full stop."""
    sentences = []
    for claim in claims:
        beside = scope(claim)
        behind = f": {beside}" if beside else ""
        supported = bool(publishers.supporting((claim,), source))
        for (evidence, spoken), alike in _by_kind_of_denial(disputing((claim,), source)).items():
            who, speakers = _publishers_and_speakers(alike, name, source)
            if evidence:
                by = f"by {speakers}, according to {who}" if spoken else f"by {who}"
                sentences.append(f"No evidence was found {by}{behind}")
            elif spoken:
                sentences.append(f"It is denied by {speakers}, according to {who}{behind}")
            else:
                how = "It is disputed by" if supported else "Not so, according to"
                sentences.append(f"{how} {who}{behind}")
    return list(dict.fromkeys(sentences))


def mentions(claims: Sequence[Claim], scope: Statement, name: Namer, source: Lookup) -> list[str]:
    """Sentences beside a report on who mentions more than it; without a full stop."""
    sentences = []
    for beside, cited in _by_statement(claims, scope, mentioning, source).items():
        who, _ = reporters(cited, name, source)
        behind = f": {beside}" if beside else ""
        sentences.append(f"Mentioned by {who.rstrip(',')}{behind}")
    return sentences


def _by_kind_of_denial(citations: Iterable[Citation]) -> dict[tuple[bool, bool], list[Citation]]:
    """Disputing citations by kind: whether they say that no evidence was found, which is no denial,
    and whether a speaker in the source says so or the source itself."""
    by_kind: dict[tuple[bool, bool], list[Citation]] = {}
    for citation in citations:
        spoken = publishers.speaker_key(citation.speaker) is not None
        by_kind.setdefault(("unsupported" in citation.flags, spoken), []).append(citation)
    return by_kind


def is_denial(citation: Citation) -> bool:
    """Whether a speaker in the source denies the claim; a source that says otherwise itself, or
    that found no evidence, denies nothing."""
    return (
        citation.stance == "disputes"
        and "unsupported" not in citation.flags
        and publishers.speaker_key(citation.speaker) is not None
    )


def _publishers_and_speakers(
    citations: Sequence[Citation], name: Namer, source: Lookup
) -> tuple[str, str]:
    """The publishers of citations, and the speakers that they cite, as phrases."""
    count = len(publishers.groups(citations, source))
    who = publisher_phrase(citations, source)[0] if count == 1 else plural(count, "publisher")
    return who, speaker_list(citations, name, source, with_counts=count > 1)[0]


def sources(citations: Sequence[Citation], name: Namer, source: Lookup) -> str:
    """Sources one by one, each with the speakers that it cites, ending with a comma."""
    by_source: dict[str, list[Citation]] = {}
    for citation in citations:
        by_source.setdefault(citation.source, []).append(citation)
    listed = []
    for id_, cited in list(by_source.items())[:3]:
        listed.append(source_phrase(source(id_)) + citing(cited, name, source).rstrip(","))
    if len(by_source) > 3:
        listed.append(plural(len(by_source) - 3, "more source"))
    return ", and to ".join(listed) + ","


def found_nothing(citation: Citation) -> bool:
    """Whether a citation disputes something only in that no evidence of it was found."""
    return citation.stance == "disputes" and "unsupported" in citation.flags


def citation_remarks(citation: Citation) -> list[str]:
    """The flags of a single citation in words; an allegation is either passed on from a speaker or
    hedged by the source."""
    spoken = publishers.speaker_key(citation.speaker) is not None
    alleged = "passed on, not confirmed" if spoken else "hedged by the source"
    words = {**FLAGS, "alleged": alleged}
    return [words[flag] for flag in citation.flags if flag in words]


def has_flag(claim: Claim, flag: str, source: Lookup) -> bool:
    """Whether a flag is on the claim itself, or on every citation that supports it."""
    supporting = publishers.supporting((claim,), source)
    return flag in claim.flags or (bool(supporting) and all(flag in c.flags for c in supporting))

"""Who reports, denies or only mentions something, in words that go before a statement."""

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
    publisher_phrase,
    source_phrase,
    speaker_list,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Citation, Claim

Statement: TypeAlias = Callable[["Claim"], str]
"""What a claim says, with its means, conflict and dates, as far as they have to stand beside it."""


def reporters(
    citations: Sequence[Citation], name: Namer, source: Lookup, alleging: int = 0
) -> tuple[str, bool]:
    """Who reports, with the speakers that they cite, and whether that takes a plural verb.

    `alleging` says how many of several publishers give it as an allegation only.
    """
    count = len(publishers.groups(citations, source))
    if count == 1:
        who, are_several = publisher_phrase(citations, source)
        return who + citing(citations, name, source), are_several
    speakers, citers, every = speaker_list(citations, name, source, counted=True)
    asides = []
    if speakers:
        asides.append(f"citing {speakers}" if every else f"{citers} of them citing {speakers}")
    if 0 < alleging < count:
        asides.append(f"{alleging} of them as an allegation only")
    who = plural(count, "publisher")
    return (f"{who}, {', '.join(asides)}," if asides else who), True


def unsupported(claims: Sequence[Claim], what: Statement, name: Namer, source: Lookup) -> list[str]:
    """What is left to say where no citation supports a claim: who says that it is not so, else
    who withdrew it, else who mentions it. At least one sentence, without capital and full stop."""
    told = _by_statement(claims, what, disputing, source)
    if told:
        return [
            words for said, cited in told.items() for words in _denials(cited, said, name, source)
        ]
    told = _by_statement(claims, what, _withdrawn, source)
    if told:
        return [_reported_once(cited, said, name, source) for said, cited in told.items()]
    told = _by_statement(claims, what, mentioning, source)
    if told:
        return [_mention(cited, said, name, source) for said, cited in told.items()]
    return [f"no source is recorded for the claim that {what(claims[0])}"]


def _by_statement(
    claims: Iterable[Claim],
    what: Statement,
    cited: Callable[[Iterable[Claim], Lookup], Sequence[Citation]],
    source: Lookup,
) -> dict[str, list[Citation]]:
    """Citations of claims by what they are cited for, so that nobody is named with more than
    that."""
    made: dict[str, list[Citation]] = {}
    for claim in claims:
        found = cited((claim,), source)
        if found:
            made.setdefault(what(claim), []).extend(found)
    return made


def _withdrawn(claims: Iterable[Claim], source: Lookup) -> tuple[Citation, ...]:
    return tuple(
        citation
        for claim in claims
        for citation in claim.citations
        if citation.stance == "supports" and publishers.retracted(citation, source)
    )


def _reported_once(citations: Sequence[Citation], what: str, name: Namer, source: Lookup) -> str:
    who, are_several = reporters(citations, name, source)
    return f"in what is since retracted, {who} {'report' if are_several else 'reports'} that {what}"


def _mention(citations: Sequence[Citation], what: str, name: Namer, source: Lookup) -> str:
    who, are_several = reporters(citations, name, source)
    s = "" if are_several else "s"
    return f"{who} mention{s}, and neither support{s} nor dispute{s}, a claim that {what}"


# What is said against it


def _denials(citations: Sequence[Citation], what: str, name: Namer, source: Lookup) -> list[str]:
    """That something is not so, or not borne out, each in the words that its sources allow for."""
    made = []
    for (evidence, spoken), same in _kinds(citations).items():
        who, speakers = _voices(same, name, source)
        if evidence and spoken:
            made.append(f"{speakers} found no evidence, according to {who}, that {what}")
        elif evidence:
            made.append(f"{who} found no evidence that {what}")
        elif spoken:
            made.append(f"it is denied by {speakers}, according to {who}, that {what}")
        else:
            made.append(f"according to {who}, it is not so that {what}")
    return made


def objections(claims: Sequence[Claim], scope: Statement, name: Namer, source: Lookup) -> list[str]:
    """Who disputes what others report, or says that more than that is not so; sentences that
    stand beside a report, without a full stop."""
    made = []
    for claim in claims:
        beside = scope(claim)
        behind = f": {beside}" if beside else ""
        supported = bool(publishers.supporting((claim,), source))
        for (evidence, spoken), same in _kinds(disputing((claim,), source)).items():
            who, speakers = _voices(same, name, source)
            if evidence:
                by = f"by {speakers}, according to {who}" if spoken else f"by {who}"
                made.append(f"No evidence was found {by}{behind}")
            elif spoken:
                made.append(f"It is denied by {speakers}, according to {who}{behind}")
            else:
                how = "It is disputed by" if supported else "Not so, according to"
                made.append(f"{how} {who}{behind}")
    return list(dict.fromkeys(made))


def mentions(claims: Sequence[Claim], scope: Statement, name: Namer, source: Lookup) -> list[str]:
    """Who mentions, beside what is reported, more than that; sentences without a full stop."""
    made = []
    for beside, cited in _by_statement(claims, scope, mentioning, source).items():
        who, _ = reporters(cited, name, source)
        behind = f": {beside}" if beside else ""
        made.append(f"Mentioned by {who.rstrip(',')}{behind}")
    return made


def _kinds(citations: Iterable[Citation]) -> dict[tuple[bool, bool], list[Citation]]:
    """Disputing citations by what they come to: whether they say that no evidence was found, which
    is no denial, and whether somebody says so in the source or the source itself."""
    made: dict[tuple[bool, bool], list[Citation]] = {}
    for citation in citations:
        spoken = publishers.speaker_key(citation.speaker) is not None
        made.setdefault(("unsupported" in citation.flags, spoken), []).append(citation)
    return made


def is_denial(citation: Citation) -> bool:
    """Whether somebody denies it in the source; a source that says otherwise itself, or that found
    no evidence, denies nothing."""
    return (
        citation.stance == "disputes"
        and "unsupported" not in citation.flags
        and publishers.speaker_key(citation.speaker) is not None
    )


def _voices(citations: Sequence[Citation], name: Namer, source: Lookup) -> tuple[str, str]:
    """The publishers, and the speakers that they cite."""
    count = len(publishers.groups(citations, source))
    who = publisher_phrase(citations, source)[0] if count == 1 else plural(count, "publisher")
    return who, speaker_list(citations, name, source, counted=count > 1)[0]


def sources(citations: Sequence[Citation], name: Namer, source: Lookup) -> str:
    """Sources one by one, each with the speakers that it cites, ending with a comma."""
    by_source: dict[str, list[Citation]] = {}
    for citation in citations:
        by_source.setdefault(citation.source, []).append(citation)
    listed = []
    for id_, same in list(by_source.items())[:3]:
        listed.append(source_phrase(source(id_)) + citing(same, name, source).rstrip(","))
    if len(by_source) > 3:
        listed.append(plural(len(by_source) - 3, "more source"))
    return ", and to ".join(listed) + ","


def found_nothing(citation: Citation) -> bool:
    """Whether a citation disputes something only in that no evidence of it was found."""
    return citation.stance == "disputes" and "unsupported" in citation.flags


def doubts(citation: Citation) -> list[str]:
    """What is recorded with a single citation, in words; an allegation is passed on from somebody,
    or the source hedges its own words."""
    spoken = publishers.speaker_key(citation.speaker) is not None
    alleged = "passed on, not confirmed" if spoken else "hedged by the source"
    words = {**FLAGS, "alleged": alleged}
    return [words[flag] for flag in citation.flags if flag in words]


def has_flag(claim: Claim, flag: str, source: Lookup) -> bool:
    """Whether a flag is on the claim itself, or on every citation that supports it."""
    supporting = publishers.supporting((claim,), source)
    return flag in claim.flags or (bool(supporting) and all(flag in c.flags for c in supporting))

"""Who reports, denies or only mentions something, in words that go before a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model import publishers
from proxytui.model.phrases import (
    Namer,
    citing,
    many,
    publisher_phrase,
    source_phrase,
    speaker_list,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.values import Citation, Claim


def saying(claims: Iterable[Claim]) -> list[Citation]:
    return [c for claim in claims for c in claim.citations if c.stance == "supports"]


def disputing(claims: Iterable[Claim]) -> list[Citation]:
    return [c for claim in claims for c in claim.citations if c.stance == "disputes"]


def reporters(
    citations: Sequence[Citation], name: Namer, source: Lookup, alleging: int = 0
) -> tuple[str, bool]:
    """Who reports, with the speakers that they cite, and whether that takes a plural verb.

    `alleging` says how many of several publishers give it as an allegation only.
    """
    count = len(publishers.groups(citations, source))
    if count == 1:
        who, plural = publisher_phrase(citations, source)
        return who + citing(citations, name, source), plural
    said, citers, every = speaker_list(citations, name, source, counted=True)
    asides = []
    if said:
        asides.append(f"citing {said}" if every else f"{citers} of them citing {said}")
    if 0 < alleging < count:
        asides.append(f"{alleging} of them as an allegation only")
    who = many(count, "publisher")
    return (f"{who}, {', '.join(asides)}," if asides else who), True


def unsupported(claims: Sequence[Claim], what: str, name: Namer, source: Lookup) -> str:
    """What is left to say where no citation supports a tie or a claim."""
    denying = disputing(claims)
    if denying:
        return denial(denying, what, name, source)
    withdrawn = saying(claims)
    if withdrawn:
        who, plural = reporters(withdrawn, name, source)
        return f"in what is since retracted, {who} {'report' if plural else 'reports'} that {what}"
    mentioning = [c for claim in claims for c in claim.citations]
    if mentioning:
        who, plural = reporters(mentioning, name, source)
        s = "" if plural else "s"
        return f"{who} mention{s}, and neither support{s} nor dispute{s}, a claim that {what}"
    return f"no source is recorded for the claim that {what}"


def denial(citations: Sequence[Citation], what: str, name: Namer, source: Lookup) -> str:
    count = len(publishers.groups(citations, source))
    said, citers, every = speaker_list(citations, name, source, counted=count > 1)
    who = publisher_phrase(citations, source)[0] if count == 1 else many(count, "publisher")
    if not said:
        return f"it is denied by {who} that {what}"
    if not every:
        how = "in its own voice and" if count == 1 else f"{citers} of them"
        return f"it is denied by {who}, {how} citing {said}, that {what}"
    return f"it is denied by {said}, according to {who}, that {what}"


def disputes(citations: Sequence[Citation], name: Namer, source: Lookup) -> list[str]:
    """Who disputes what others support."""
    if not citations:
        return []
    count = len(publishers.groups(citations, source))
    who = publisher_phrase(citations, source)[0] if count == 1 else many(count, "publisher")
    said, citers, every = speaker_list(citations, name, source, counted=count > 1)
    if not said:
        return [f"It is disputed by {who}"]
    if every:
        return [f"It is disputed by {said}, according to {who}"]
    how = "in its own voice and" if count == 1 else f"{citers} of them"
    return [f"It is disputed by {who}, {how} citing {said}"]


def sources(citations: Sequence[Citation], name: Namer, source: Lookup) -> str:
    """Sources one by one, each with the speakers that it cites, ending with a comma."""
    by_source: dict[str, list[Citation]] = {}
    for citation in citations:
        by_source.setdefault(citation.source, []).append(citation)
    said = []
    for id_, same in list(by_source.items())[:3]:
        said.append(source_phrase(source(id_)) + citing(same, name, source).rstrip(","))
    if len(by_source) > 3:
        said.append(many(len(by_source) - 3, "more source"))
    return ", and to ".join(said) + ","


def planned(claim: Claim) -> bool:
    """Whether a claim is of something intended, threatened or proposed."""
    return "planned" in claim.flags


def has_flag(claim: Claim, flag: str, source: Lookup) -> bool:
    """Whether a flag is on the claim itself, or on every citation that supports it."""
    supporting = publishers.supporting((claim,), source)
    return flag in claim.flags or (bool(supporting) and all(flag in c.flags for c in supporting))

"""A tie in words: who reports what with which means, of which dates, and who disputes it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from proxytui import text
from proxytui.collation import identity
from proxytui.model import publishers, stances
from proxytui.model.dates import Period, State
from proxytui.model.stances import planned, relevant_claims
from proxytui.model.vocabulary import Standing, Status
from proxytui.wording.changed_sources import changed_source_sentences, tie_remark
from proxytui.wording.phrases import (
    Namer,
    claim_type,
    date_words,
    join_words,
    named,
    plural,
    quoted,
    sentence,
    shown,
    statement,
    term,
)
from proxytui.wording.reason import ending_words
from proxytui.wording.reporting import (
    has_flag,
    is_denial,
    mentions,
    objections,
    reporters,
    unsupported,
)
from proxytui.wording.scopes import scope_words
from proxytui.wording.tie_dates import (
    claims_there,
    dates_given,
    last_attested,
    shelved_words,
    state_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Citation, Claim
    from proxytui.model.stances import Stances
    from proxytui.model.tie import Tie


def heading(type_: str, inverse: bool) -> str:
    """The heading over ties of a type, seen from the subject or (`inverse`) from the object."""
    kind = claim_type(type_)
    return kind.inverse_heading if inverse else kind.heading


def relation(tie: Tie, *, inverse: bool = False) -> str:
    """The relation of one actor of a tie to the other: its heading where somebody supports it, else
    "only mentioned: backs", which reports nothing."""
    unreported = unreported_words(tie)
    if not unreported:
        return heading(tie.type, inverse)
    return f"{unreported}: {verb(tie.type, inverse)}"


def verb(type_: str, inverse: bool) -> str:
    """The verb of a type of tie: "backs", or from the object "is backed by"."""
    kind = claim_type(type_)
    return kind.inverse if inverse else kind.verb


def unreported_words(tie: Tie) -> str:
    """The way in which a tie that nobody reports is spoken of: "denied", "not borne out", "only
    mentioned", "only in what is retracted", or "not reported" where it is *not* at all; empty for
    one that somebody supports."""
    if tie.standing is Standing.SUPPORTED or not tie.live:
        return ""
    if tie.state is State.NOT:
        return "not reported"
    if tie.standing is Standing.DENIED:
        cited = (citation for claim in claims_there(tie) for citation in claim.citations)
        return "denied" if any(map(is_denial, cited)) else "not borne out"
    return "only in what is retracted" if tie.standing is Standing.RETRACTED else "only mentioned"


def tie_title(tie: Tie, name: Namer) -> str:
    """A tie as a heading: "Iran › reported to back › Hezbollah", its status beside it."""
    relation_words = relation(tie)
    remarks = [tie_remark(tie)]
    if not unreported_words(tie) and tie.status is not Status.ASSERTED:
        remarks.insert(0, shelved_words(tie) or tie.status.value)
    if any(remarks):
        relation_words = f"{relation_words} ({', '.join(filter(None, remarks))})"
    subject, object_ = shown(name(tie.subject)), shown(name(tie.object))
    return f"{subject} › {relation_words} › {object_}"


def tie_words(
    tie: Tie, period: Period | None, name: Namer, source: Lookup, *, inverse: bool = False
) -> str:
    """A tie's full wording on one line; `inverse` words it from the object's side.

    Without a period the tie is one of all time, as `asof.all_time` makes it.
    """
    return " ".join(tie_sentences(tie, period, name, source, inverse=inverse))


def tie_sentences(
    tie: Tie, period: Period | None, name: Namer, source: Lookup, *, inverse: bool = False
) -> tuple[str, ...]:
    """A tie's full wording, sentence by sentence; the first says who reports what.

    Means, conflicts, offices and dates are those that somebody reports at the date; what only a
    denial or a mention names is said apart, with who names it.
    """
    stance_groups = stances.apart(relevant_claims(tie, source), source)
    sentences = report_sentences(tie, period, name, source, inverse=inverse)
    if tie.via is not None:
        sentences.append(f"Shown here through {named(name(tie.via))}, as a tie of theirs")
    state = state_words(tie, period)
    date_sentences = dates_given(stance_groups.reported, source) if stance_groups.reported else []
    sentences += [
        words for words in date_sentences if words != "No start given" or "no start" not in state
    ]
    by_dates = tie.state is not State.NOT or not (shelved_words(tie) or _planned_only(tie.live))
    if tie.ending is not None and tie.state is State.NOT:
        sentences.append(f"{state}: {ending_words(tie.ending, name)}")
    else:
        sentences.append(f"By the dates given: {state}" if by_dates else state)
    doubtful = [term(tie.type, term_count.code) for term_count in tie.terms if not term_count.held]
    if doubtful and tie.state is State.HELD:
        sentences.append(f"Only possibly at that date: {', '.join(doubtful)}")
    if stance_groups.reported and tie.attested and "attested" not in state:
        sentences.append(f"Last attested {last_attested(tie)}")
    sentences += _remarks(tie, stance_groups.reported, name, source)
    supported = stance_groups.reported or stance_groups.denied or stance_groups.mentioned
    sentences += _objections_and_mentions(tie, stance_groups, name, source)
    sentences += changed_source_sentences(
        tie.live or tie.claims, source, said=bool(stance_groups.withdrawn) and not supported
    )
    supporting = publishers.supporting(stance_groups.reported, source)
    others = publishers.independent(tie.live, source) - len(publishers.groups(supporting, source))
    if tie.live and others > 0:
        speak = "speaks" if others == 1 else "speak"
        more = plural(others, "more publisher" if supporting else "publisher")
        sentences.append(f"{more} {speak} of it for another time, or as planned")
    return tuple(sentence(words) for words in sentences)


def _objections_and_mentions(tie: Tie, apart: Stances, name: Namer, source: Lookup) -> list[str]:
    """Sentences beside a report: who disputes it, what more is denied or only mentioned.

    Of a tie that is *not* at the date no dispute is told, for none is of that date.
    """
    if not apart.reported:
        return []
    if tie.live and tie.state is State.NOT:
        differ = stances.disputing((*apart.reported, *apart.denied), source)
        return ["On those dates sources differ"] if differ else []

    def scope(claim: Claim) -> str:
        return scope_words(claim, name)

    pool = apart.reported + apart.denied
    return objections(pool, scope, name, source) + mentions(apart.mentioned, scope, name, source)


def _planned_only(claims: Sequence[Claim]) -> bool:
    return bool(claims) and all(planned(claim) for claim in claims)


# Who reports what


def report_sentences(
    tie: Tie, period: Period | None, name: Namer, source: Lookup, *, inverse: bool = False
) -> list[str]:
    """Sentences on who reports, denies or mentions a tie, with which means: at least one, without
    capital and full stop.

    Publishers that count as one stand together, unless they report different things.
    """
    apart = stances.apart(relevant_claims(tie, source), source)
    shelved = shelved_words(tie)
    before = f"Recorded as {shelved}: " if shelved else ""
    if not apart.reported and period and tie.live and tie.state is State.NOT:
        # What is said against it is of other dates, and so is what only mentions it.
        return [f"no source here reports that {_bare_statement(tie, name, inverse)}"]
    if not apart.reported:
        others = apart.denied or apart.mentioned or apart.withdrawn
        what = partial(_unsupported_statement, tie, name, inverse)
        return [before + words for words in unsupported(others, what, name, source)]
    return [
        before + _report(tie, claims, period, name, source, inverse)
        for claims in _by_publisher(apart.reported, source)
    ]


def _bare_statement(tie: Tie, name: Namer, inverse: bool) -> str:
    return statement(tie.type, name(tie.subject), name(tie.object), inverse=inverse)


def _unsupported_statement(tie: Tie, name: Namer, inverse: bool, claim: Claim) -> str:
    """A claim that nobody supports, with its whole scope."""
    content = statement(
        tie.type,
        name(tie.subject),
        name(tie.object),
        inverse=inverse,
        office=quoted(claim.role or ""),
        elements="elements" in claim.flags,
    )
    scope = scope_words(claim, name, office=False)
    return content + (f": {scope}" if scope else "")


def _report(
    tie: Tie,
    reported: Sequence[Claim],
    period: Period | None,
    name: Namer,
    source: Lookup,
    inverse: bool,
) -> str:
    supporting = publishers.supporting(reported, source)
    stated = [claim for claim in reported if not has_flag(claim, "alleged", source)]
    alleging = len(publishers.groups(supporting, source))
    alleging -= publishers.independent(stated, source)
    who, plural = reporters(supporting, name, source, alleging)
    verb = "report" if plural else "reports"
    if period and tie.live and tie.state is State.NOT and not _planned_only(reported):
        verb += f", for another time than {date_words(period.text)},"
    content = statement(
        tie.type,
        name(tie.subject),
        name(tie.object),
        inverse=inverse,
        office=_office_words(reported, source),
        elements=all("elements" in claim.flags for claim in reported),
    )
    if _planned_only(reported):
        content = f"it is intended that {content}"
    elif all(has_flag(claim, "alleged", source) for claim in reported):
        content = f"it is alleged that {content}"
    means = _means(tie, reported, source)
    behind = f": {', '.join(means)}" if means else ""
    return f"{who} {verb} that {content}{behind}"


def _means(tie: Tie, reported: Sequence[Claim], source: Lookup) -> list[str]:
    """The reported means, each with its number of publishers where there are several."""
    order = {term_count.code: place for place, term_count in enumerate(tie.terms)}
    codes = dict.fromkeys(code for claim in reported for code in claim.terms)
    alone = publishers.independent(reported, source) == 1
    parts = []
    for code in sorted(codes, key=lambda code: order.get(code, len(order))):
        count = publishers.independent([c for c in reported if code in c.terms], source)
        parts.append(term(tie.type, code) + ("" if alone else f" ({count})"))
    return parts


def _by_publisher(reported: tuple[Claim, ...], source: Lookup) -> list[tuple[Claim, ...]]:
    """The claims by the publishers that a report would name, where several count as one and don't
    report the same; else all of them together."""
    if len(publishers.groups(publishers.supporting(reported, source), source)) > 1:
        return [reported]
    by_name: dict[str, list[Claim]] = {}
    for claim in reported:
        cited: dict[str, list[Citation]] = {}
        for citation in publishers.supporting((claim,), source):
            cited.setdefault(_publisher_name(citation, source), []).append(citation)
        for who, citations in cited.items():
            mine = msgspec.structs.replace(claim, citations=tuple(citations))
            by_name.setdefault(who, []).append(mine)
    contents = {_report_contents(claims, source) for claims in by_name.values()}
    return [tuple(claims) for claims in by_name.values()] if len(contents) > 1 else [reported]


def _publisher_name(citation: Citation, source: Lookup) -> str:
    cited = source(citation.source)
    return identity(cited.publisher) if cited and cited.publisher else citation.source


def _report_contents(claims: Sequence[Claim], source: Lookup) -> tuple[object, ...]:
    """The content of a report of these claims, by which reports of two publishers are compared."""
    return (
        frozenset(code for claim in claims for code in claim.terms),
        frozenset(text.line(claim.role or "") for claim in claims),
        all(has_flag(claim, "alleged", source) for claim in claims),
        all("elements" in claim.flags for claim in claims),
    )


def _office_words(claims: Sequence[Claim], source: Lookup) -> str:
    """The role that all claims give, or each with its publishers; empty where a claim has none."""
    by_role: dict[str, list[Claim]] = {}
    for claim in claims:
        by_role.setdefault(quoted(claim.role or ""), []).append(claim)
    if "" in by_role:
        return ""
    if len(by_role) == 1:
        return next(iter(by_role))
    return join_words(
        [f"{role} ({publishers.independent(same, source)})" for role, same in by_role.items()]
    )


# What not all of it has in common


def _remarks(tie: Tie, claims: Sequence[Claim], name: Namer, source: Lookup) -> list[str]:
    """Offices, conflicts, flags and statuses of what is reported, with how many publishers give
    each where there are several."""
    alone = publishers.independent(claims, source) == 1

    def by(some: Iterable[Claim]) -> str:
        count = publishers.independent(some, source)
        return "" if alone or not count else f", according to {plural(count, 'publisher')}"

    sentences = []
    roles = list(dict.fromkeys(role for c in claims if (role := text.line(c.role or ""))))
    if not all(text.line(claim.role or "") for claim in claims):
        for role in roles:
            same = [claim for claim in claims if text.line(claim.role or "") == role]
            sentences.append(f"Recorded as {quoted(role)}{by(same)}")
    for foe in dict.fromkeys(actor for claim in claims for actor in claim.against):
        same = [claim for claim in claims if foe in claim.against]
        sentences.append(f"In a conflict with {named(name(foe))}{by(same)}")
    for flag, words in _FLAG_SENTENCES.items():
        same = [claim for claim in claims if has_flag(claim, flag, source)]
        # These two the first sentence says already, where they are said of every claim.
        if not same or (flag in ("elements", "planned") and len(same) == len(claims)):
            continue
        sentences.append(
            (words or alleged_words(same, source)) + ("" if flag == "inferred" else by(same))
        )
    reasons = [quoted(c.reason) for c in tie.claims if c.reason and text.line(c.reason)]
    marked = [c for c in claims if c.status == "disputed" and not stances.disputing((c,), source)]
    if marked and not (tie.live and tie.state is State.NOT):
        scopes = join_words([words for claim in marked if (words := scope_words(claim, name))])
        sentences.append("Recorded as disputed" + (f": {scopes}" if scopes else ""))
    if reasons:
        sentences.append(f"Reason recorded: {join_words(list(dict.fromkeys(reasons)))}")
    return sentences


def alleged_words(claims: Sequence[Claim], source: Lookup) -> str:
    """The reason why claims are allegations: the source passes on what somebody says, or it hedges
    its own words."""
    spoken = {
        publishers.speaker_key(citation.speaker) is not None
        for citation in publishers.supporting(claims, source)
    }
    if spoken == {True}:
        return "Alleged: passed on by the source, not confirmed"
    return "Alleged: hedged by the source" if spoken == {False} else "Alleged: passed on or hedged"


_FLAG_SENTENCES = {
    "alleged": "",
    "elements": "Only parts of the subject are meant",
    "passive": "Tolerates rather than helps",
    "inferred": "Read from the text by the recorder; the words don't say it",
    "planned": "Intended, threatened or proposed, not done",
}

"""The one place that words a claim, a tie and a difference, always as what somebody says.

No sentence states a claim as a fact, leaves out who speaks, or merges what no single source
says: where several publishers are summed up, each means has its own count behind it.
"""

from __future__ import annotations

from functools import lru_cache

from proxytui import text
from proxytui.model import dates, publishers
from proxytui.model.dates import Period, State
from proxytui.model.difference_wording import (
    CHANGES,
    ONLY_SPOKEN_OF,
    difference_kind,
    difference_kinds,
    difference_words,
    recorded_kinds,
)
from proxytui.model.path_wording import grade_words, hop_dates, together_words
from proxytui.model.phrases import (
    Namer,
    bare_date,
    date_words,
    listed,
    named,
    quoted,
    sentence,
    short_date,
    source_phrase,
    source_title,
    span_date_words,
    speaker_phrase,
    statement,
    term,
)
from proxytui.model.publisher_wording import CONTRASTS, contrast_kinds, contrast_words
from proxytui.model.publishers import Lookup
from proxytui.model.reason_wording import reason_words
from proxytui.model.reporting import (
    doubts,
    found_nothing,
    has_flag,
    objections,
    sources,
    unsupported,
)
from proxytui.model.scopes import lent_year, scope_words
from proxytui.model.stances import planned
from proxytui.model.tension_wording import TENSIONS, balance_words, tension_words
from proxytui.model.tie_dates import state_words
from proxytui.model.tie_wording import (
    alleged_words,
    heading,
    relation,
    tie_sentences,
    tie_title,
    tie_words,
    unreported_words,
    verb,
)
from proxytui.model.timeline_wording import claim_label, undated_words, years_words
from proxytui.model.values import Actor, Citation, Claim, Event, Name, Source
from proxytui.model.vocabulary import BASES, FLAGS

__all__ = [
    "CHANGES",
    "CONTRASTS",
    "ONLY_SPOKEN_OF",
    "TENSIONS",
    "Lookup",
    "Namer",
    "balance_words",
    "citation_words",
    "claim_label",
    "claim_sentences",
    "claim_words",
    "contrast_kinds",
    "contrast_words",
    "counts_words",
    "difference_kind",
    "difference_kinds",
    "difference_words",
    "end_words",
    "event_words",
    "grade_words",
    "heading",
    "hop_dates",
    "label",
    "name_words",
    "reason_words",
    "recorded_kinds",
    "relation",
    "short_date",
    "source_words",
    "state_words",
    "tension_words",
    "tie_sentences",
    "tie_title",
    "tie_words",
    "together_words",
    "undated_words",
    "unreported_words",
    "verb",
    "years_words",
]


def label(actor: Actor, period: Period | None) -> str:
    """The actor's name at a date: held then, else possibly, else the latest before, else the first.

    An actor known only by a description stands in quotation marks.
    """
    names = [name for name in actor.names if name.type == "name"] or list(actor.names)
    best = names[0].text if names else actor.id
    if period is not None and len(names) > 1:
        ranked = [(_name_rank(name, period), -n, name.text) for n, name in enumerate(names)]
        rank, _, chosen = max(ranked)
        best = chosen if rank > (0, 0) else best
    said = text.line(best) or text.line(actor.id)
    return f"“{said.strip('“”').strip() or text.line(actor.id)}”" if actor.described else said


def varies(actor: Actor) -> bool:
    """Whether the actor may be called otherwise at another date."""
    names = [name for name in actor.names if name.type == "name"] or actor.names
    return len(names) > 1 and any(name.since or name.until for name in names)


# At another date the same few hundred dated names are compared again.
_bounds = lru_cache(2**12)(dates.bounds)


def _name_rank(name: Name, period: Period) -> tuple[int, int]:
    """Higher is better: held, possibly, then names that ended before, the latest first."""
    try:
        bounds = _bounds(name.since, name.until, None)
    except dates.DateError:
        return (0, 0)
    state = dates.state(bounds, period)
    if state is not State.NOT:
        return (1 + state.rank, 0)
    return (1, bounds.latest_end) if bounds.latest_end < period.first else (0, 0)


def claim_words(claim: Claim, name: Namer, source: Lookup) -> str:
    """A claim's full wording on one line: who says it, what, of which dates, with which doubts."""
    return " ".join(claim_sentences(claim, name, source))


def claim_sentences(claim: Claim, name: Namer, source: Lookup) -> tuple[str, ...]:
    """The same, sentence by sentence.

    Dates and flags are told of what a source supports; where none does, what is denied or mentioned
    stands in the first sentence with its dates.
    """
    supporting = publishers.supporting((claim,), source)
    if supporting:
        made = [_reported(claim, name, source), *_claim_dates(claim, source)]
        made += _flag_sentences(claim, source)
    else:
        scope = scope_words(claim, name, office=False)
        what = _told(claim, name) + (f": {scope}" if scope else "")
        before = _shelved(claim)
        made = [before + one for one in unsupported((claim,), lambda _: what, name, source)]
        made += _raw_words(claim)
    if claim.status == "disputed":
        made.append("Recorded as disputed")
    if claim.reason and text.line(claim.reason):
        made.append(f"Reason recorded: {quoted(claim.reason)}")
    if supporting:
        made += objections((claim,), lambda _: "", name, source)
    if claim.summary and text.line(claim.summary):
        made.append(f"The recorder's summary: {quoted(claim.summary)}")
    return tuple(sentence(one) for one in made)


def end_words(claim: Claim, name: Namer, source: Lookup) -> str:
    """The end of a claim of which all else was told at its start: who gives it, and of what."""
    given, raw = claim.until or "", claim.until_raw or ""
    end = f"End given: {date_words(given)}{_beside(given, raw, claim, source)}"
    against = objections((claim,), lambda _: "", name, source)
    return " ".join(map(sentence, (end, _reported(claim, name, source), *against)))


def _told(claim: Claim, name: Namer) -> str:
    return statement(
        claim.type,
        name(claim.subject),
        name(claim.object),
        office=quoted(claim.role or ""),
        elements="elements" in claim.flags,
    )


def _shelved(claim: Claim) -> str:
    """What stands before a claim that does not count, and nothing before others."""
    shelved = claim.status if claim.status in ("refuted", "retracted") else ""
    shelved = shelved or ("deprecated" if claim.rank == "deprecated" else "")
    return f"Recorded as {shelved}: " if shelved else ""


def _reported(claim: Claim, name: Namer, source: Lookup) -> str:
    """Who supports a claim, and what it says without its dates."""
    means = ", ".join(term(claim.type, code) for code in claim.terms)
    what = _told(claim, name) + (f": {means}" if means else "")
    if claim.against:
        what += f", in a conflict with {listed([named(name(foe)) for foe in claim.against])}"
    if planned(claim):
        what = f"as an intention only: that {what}"
    elif has_flag(claim, "alleged", source):
        what = f"it is alleged that {what}"
    before = _shelved(claim)
    to = "according to " if before else "According to "
    supporting = publishers.supporting((claim,), source)
    return f"{before}{to}{sources(supporting, name, source)} {what}"


def _flag_sentences(claim: Claim, source: Lookup) -> list[str]:
    """What is said of a claim as a whole; of an allegation, why it is one."""
    flags = {flag: words for flag, words in FLAGS.items() if has_flag(claim, flag, source)}
    made = [f"{flag.capitalize()}: {words}" for flag, words in flags.items() if flag != "alleged"]
    return [alleged_words((claim,), source), *made] if "alleged" in flags else made


def _claim_dates(claim: Claim, source: Lookup) -> list[str]:
    """Start, end and attestation of one claim, with the source's own words for them, and which
    source a year is from that is in none of them."""
    made = []
    for what, given, raw in (
        ("start", claim.since, claim.since_raw or ""),
        ("end", claim.until, claim.until_raw or ""),
    ):
        words = quoted(raw)
        if given and dates.is_open(given):
            made.append("said to go on" + (f" ({words})" if words else ""))
        elif given:
            made.append(f"{what} given: {date_words(given)}{_beside(given, raw, claim, source)}")
        elif words:
            made.append(f"{what} given only as {words}")
        elif what == "start":
            made.append("no start given")
    if claim.attested:
        made.append(f"last attested {date_words(claim.attested[1])}")
    if claim.basis != "throughout" and (claim.since or claim.until):
        made.append(f"meant {BASES.get(claim.basis, 'as recorded')}")
    joined = "; ".join(made)
    return [joined[0].upper() + joined[1:]]


def _beside(given: str, raw: str, record: Claim | Event, source: Lookup) -> str:
    """The source's own words for a date, and whose year it is; in parentheses."""
    lent = lent_year(given, raw, record.citations, source)
    beside = ", ".join(filter(None, (quoted(raw), lent)))
    return f" ({beside})" if beside else ""


def _raw_words(claim: Claim) -> list[str]:
    """The words for the dates of a claim that nobody supports."""
    words = dict.fromkeys(filter(None, map(quoted, (claim.since_raw or "", claim.until_raw or ""))))
    return [f"The words for its time: {listed(list(words))}"] if words else []


def citation_words(citation: Citation, name: Namer, source: Lookup) -> str:
    """Who says, disputes or mentions it, in which source and where; no full stop, no check mark."""
    found = source(citation.source)
    where = source_phrase(found)
    who = speaker_phrase(citation.speaker, name)
    if found_nothing(citation):
        said = f"no evidence found by {who}, according to {where}" if who else ""
        said = said or f"{where} found no evidence"
    elif who:
        done = {"supports": "said", "disputes": "denied"}.get(citation.stance, "mentioned")
        said = f"{done} by {who}, according to {where}"
    else:
        verb = {"supports": "says so", "disputes": "disputes it"}
        said = f"{where} {verb.get(citation.stance, 'mentions it')}"
    for place, shown in (("page", "p."), ("paragraph", "¶")):
        number = text.line(str(getattr(citation.locator, place, None) or ""))
        if number:
            said += f", {shown} {number}" if place == "page" else f", {shown}{number}"
    recorded = doubts(citation)
    if recorded:
        said += f"; {listed(recorded)}"
    return text.line(said)


def source_words(source: Source) -> str:
    """A source in a few words: "news analysis, about 2 Dec 2024"."""
    said = [source_title(source)]
    said.append(date_words(source.published) if source.published else "no date given")
    if source.status in ("corrected", "retracted"):
        said.append(source.status)
    return ", ".join(said)


def event_words(event: Event, name: Namer, source: Lookup) -> str:
    """An event on one line: who says that it happened, what, when, where, and who took part."""
    title = text.line(event.title) or "an event without a title"
    claimed = Claim(event.id, "", "", "", event.citations, flags=event.flags)
    supporting = publishers.supporting((claimed,), source)
    before = f"Recorded as {event.status}: " if event.status in ("refuted", "retracted") else ""
    if supporting:
        doubt = ""
        if "planned" in event.flags:
            doubt = "as an intention only"
        elif has_flag(claimed, "alleged", source):
            doubt = "it is alleged that this happened"
        to = "according to " if before else "According to "
        who = sources(supporting, name, source)
        who = f"{who} {doubt}" if doubt else who.removesuffix(",")
        made = [f"{before}{to}{who}: {title}"]
    else:
        what = f"this happened: {title}"
        made = [before + one for one in unsupported((claimed,), lambda _: what, name, source)]
    made.append(_event_date(event, source))
    if text.line(event.place or ""):
        made.append(f"Place given: {text.line(event.place or '')}")
    parts = []
    for part in event.participants:
        role = text.line(part.role or "")
        parts.append(named(name(part.actor)) + (f" ({role})" if role else ""))
    if parts:
        made.append(f"Said to take part: {listed(parts)}")
    made += _flag_sentences(claimed, source)
    if event.status == "disputed":
        made.append("Recorded as disputed")
    if supporting:
        made += objections((claimed,), lambda _: "", name, source)
    return " ".join(sentence(one) for one in made)


def _event_date(event: Event, source: Lookup) -> str:
    raw = event.date_raw or ""
    if not event.date:
        words = quoted(raw)
        return f"Date given only as {words}" if words else "No date given"
    when = span_date_words(event.date) if event.lasts else date_words(event.date)
    return f"Date given: {when}{_beside(event.date, raw, event, source)}"


def name_words(name: Name) -> str:
    """A name with its type and the dates given for it: "Nusra Front (end given: 2016)"."""
    said = [] if name.type == "name" else [{"weak": "weak alias"}.get(name.type, name.type)]
    for what, given in (("start", name.since), ("end", name.until)):
        if given and dates.is_open(given):
            said.append("said to go on")
        elif given:
            said.append(f"{what} given: {bare_date(given)}")
    said = [one for one in map(text.line, said) if one]
    shown = text.line(name.text) or "a name that cannot be shown"
    return f"{shown} ({', '.join(said)})" if said else shown


def counts_words(held: int, possibly: int) -> str:
    """How many ties are held and how many possibly: "9 held · 3 possibly"."""
    said = [f"{n} {word}" for n, word in ((held, "held"), (possibly, "possibly")) if n]
    return " · ".join(said) or "none"

"""A line that is to be a citation of a claim, while it is typed: what it reads as, what fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui import wording
from proxytui.editing.line import Preview, unknown_ids, with_new_sources
from proxytui.editing.new_sources import TypedRecords
from proxytui.model.records import Claim, decode
from proxytui.model.vocabulary import STANCES
from proxytui.notation.complete import Option, complete
from proxytui.notation.reader import read
from proxytui.notation.reading import Reading
from proxytui.notation.scanner import Fault, Place
from proxytui.notation.words import CITATION_WORDS, CITING, DETAILS, VERBS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Citation, Json
    from proxytui.notation.complete import Names
    from proxytui.notation.reading import Directory, Proposed
    from proxytui.wording.phrases import Namer

EXPECTED = 'a quote and its source are expected, or from SOURCE: "words" source ¶4'
"""What a line needs to be a citation."""
_PARTS = "a quote and its source, from SOURCE, or more of a citation: ¶, p., said by"
_ALONE = "only a citation can stand here; `edit` changes other fields of the claim"
_BEGIN = Place(1, 1)
_OTHER_DETAILS = DETAILS["claims"].keys() - {*CITATION_WORDS}


def read_citation(
    line: str,
    claim: Claim,
    directory: Directory,
    new_id: Callable[[str, Json], str],
    *,
    disputes: bool = False,
    sources: str = "",
) -> Reading:
    """Read a line as a citation of a claim, in support unless it says otherwise; with `disputes`
    against it. `sources` are records of the sources that it cites as new ones.

    The last record read is the claim with this citation alone; sources and actors that the line
    makes come before it. Places of faults are those of the line.
    """
    lead = _lead(claim, line, disputes=disputes)
    text = TypedRecords(lead + " ".join(line.splitlines()), sources).text
    reading = read(text, directory, new_id, subject=claim.subject)
    row = reading.records[-1]
    faults = [_in_line(fault, len(lead)) for fault in reading.faults]
    return Reading(
        tuple(
            record._replace(
                quotes=_places_in_line(record.quotes, len(lead)),
                ids=_places_in_line(record.ids, len(lead)),
            )
            for record in reading.records
        ),
        tuple(faults or _unfit(row, claim)),
        reading.lacking,
    )


def preview(
    typed: TypedRecords,
    claim: Claim,
    directory: Directory,
    name: Namer,
    source: Lookup,
    *,
    disputes: bool = False,
) -> Preview:
    """What a line would read as beside a claim; nothing is kept, and no text is looked at."""
    if not typed.line.strip():
        return Preview()
    names: dict[str, str] = {}

    def new_id(_: str, record: Json) -> str:
        id_ = f"new-{len(names) + 1}"
        names[id_] = str(record["names"][0]["text"])
        return id_

    reading = read_citation(
        typed.line, claim, directory, new_id, disputes=disputes, sources=typed.sources
    )
    if reading.faults:
        fault = reading.faults[0]
        return Preview(fault=fault.message, column=fault.place.column)
    ends = {"subject": claim.subject, "object": claim.object}
    for fault in unknown_ids(reading, directory, ends):
        return Preview(fault=fault.message, column=fault.place.column)
    try:
        citations = decode(Claim, claim.id, reading.records[-1].record).citations
    except msgspec.ValidationError as error:
        return Preview(fault=str(error), column=1)
    alone = msgspec.structs.replace(claim, citations=citations)
    words = wording.claim_words(
        alone, lambda id_: names.get(id_) or name(id_), with_new_sources(source, reading)
    )
    unquoted = all(citation.quote is None for citation in citations)
    missing = ("a quote",) if unquoted else ()
    return Preview(words, missing=missing, lacking=tuple(new.name for new in reading.lacking))


def options(line: str, claim: Claim, names: Names, *, disputes: bool = False) -> tuple[Option, ...]:
    """What fits next in a line that is to be a citation of a claim."""
    lead = _lead(claim, line, disputes=disputes)
    fitting = complete(lead + line, names, subject=claim.subject)
    beginning = [option for option in fitting if option.kind == "detail"]
    if beginning:
        # Of all details of a claim only the words that begin a citation can stand here.
        start = beginning[0].start - len(lead)
        known, typed = _beginnings(line[:start], disputes=disputes), line[start:]
        words = (word for word in known if word.startswith(typed) and word != typed)
        return tuple(Option(word, start, "detail") for word in words)
    return tuple(
        option._replace(start=option.start - len(lead))
        for option in fitting
        if option.start >= len(lead)
        and (option.kind != "cited" or option.text not in _OTHER_DETAILS)
    )


def _beginnings(before: str, *, disputes: bool) -> tuple[str, ...]:
    """The words that may begin a citation behind a part of a line: of a stance only one is read."""
    citations = before.split(";")
    last = citations[-1].strip()
    is_disputed = disputes and len(citations) == 1 and not last
    return ("from",) if is_disputed or last in STANCES else CITING


def _lead(claim: Claim, line: str, *, disputes: bool) -> str:
    """What stands before a line so that it is read as a detail of the claim."""
    verb = claim.type if claim.type in VERBS else next(iter(VERBS))
    head = f"{verb} x [{claim.object}] [{claim.id}]; "
    is_stated = line.lstrip().startswith("disputes")
    return f"{head}disputes " if disputes and not is_stated else head


def _places_in_line(places: Mapping[str, Place], before: int) -> dict[str, Place]:
    return {words: Place(1, place.column - before) for words, place in places.items()}


def _in_line(fault: Fault, before: int) -> Fault:
    """A fault at its place in the line as it was typed, and of what a line can be."""
    message, of_claims, _ = fault.message.partition(", expected a detail of a claim")
    expected = f", expected {_PARTS}" if of_claims else ""
    return Fault(Place(1, max(1, fault.place.column - before)), message + expected)


def _unfit(row: Proposed, claim: Claim) -> list[Fault]:
    """Why a record with a line's details is no citation to be added."""
    if row.record.keys() - {"type", "subject", "object", "citations"}:
        return [Fault(_BEGIN, _ALONE)]
    if not row.record.get("citations"):
        return [Fault(_BEGIN, EXPECTED)]
    known = set(map(_item, claim.citations))
    if any(_item(citation) in known for citation in decode(Claim, claim.id, row.record).citations):
        return [Fault(_BEGIN, "this is cited already")]
    return []


def _item(citation: Citation) -> tuple[object, ...]:
    """What makes two citations of a claim the same one."""
    quote = citation.quote.exact if citation.quote else None
    return citation.source, citation.speaker, quote

"""A small world of actors, sentences about them, and parses of these that were recorded once.

`python suggesting_world.py SENTENCE…` records the parses of more sentences, with the extra
`suggest` installed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from proxytui.reading.mentions import KnownNames
from proxytui.reading.suggesting.engine import suggestions
from proxytui.reading.suggesting.names import KnownActor, SentenceNames
from proxytui.reading.suggesting.parsed import ParsedSentence, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.reading.suggesting.actor_name import ActorName
    from proxytui.reading.suggesting.parsed import Parser
    from proxytui.reading.suggesting.suggestion import Suggestion

_ACTORS = {
    "state": "Iran, Syria, Russia, Israel, United States, Turkey, Qatar, Saudi Arabia, Lebanon",
    "armed-group": "Hezbollah, Hamas, Al-Nusra Front, Hay'at Tahrir al-Sham, Free Syrian Army, "
    "Houthis, Badr Organisation",
    "person": "Hassan Nasrallah, Bashar al-Assad, Qasem Soleimani, Ali Khamenei, Abbas Araghchi",
    "state-body": "Quds Force, Syrian Army, 82 Division",
    "organisation": "Congress",
    "igo": "United Nations",
    "coalition": "National Coalition",
}
_OTHER_NAMES = {
    "United States": ("US",),
    "Bashar al-Assad": ("Assad",),
    "Hassan Nasrallah": ("Nasrallah",),
}
ACTORS = tuple(
    KnownActor(name, kind, (name, *_OTHER_NAMES.get(name, ())))
    for kind, names in _ACTORS.items()
    for name in names.split(", ")
)
PARSES = Path(__file__).with_name("suggesting_parses.tsv")


def names_in_text() -> SentenceNames:
    """The names of the small world."""
    known = [(name, "name", actor.id) for actor in ACTORS for name in actor.names]
    return SentenceNames(KnownNames(known), ACTORS)


class RecordedParser:
    """A parser that knows the recorded sentences, and no other one."""

    name = "recorded"

    def __init__(self) -> None:
        lines = PARSES.read_text("utf-8").splitlines()
        self._words = dict(line.split("\t") for line in lines)

    def parse(
        self, text: str, sentences: Iterable[tuple[int, int, Sequence[ActorName]]]
    ) -> Iterator[ParsedSentence]:
        for start, end, names in sentences:
            by_place = {name.start: name for name in names}
            words = []
            for word in self._words[text[start:end]].split(" "):
                first, last, lemma, tag, relation, head = word.split("|")
                place = start + int(first)
                name = by_place.get(place)
                words.append(Word(place, start + int(last), lemma, tag, relation, int(head), name))
            yield ParsedSentence(words)


def read(text: str, parser: Parser | None = None) -> list[Suggestion]:
    """The suggestions for a text of the small world; with the recorded parses if none is named."""
    return list(suggestions(text, names_in_text(), parser or RecordedParser()))


def brief(suggestion: Suggestion) -> str:
    """A suggestion in a few words: `Iran backs Hezbollah: W, F; denied; hedged; by Israel`."""
    head = f"{suggestion.subject} {suggestion.type} {suggestion.object}"
    parts = [f"{head}: {', '.join(suggestion.terms)}" if suggestion.terms else head]
    if suggestion.stance == "disputes":
        parts.append("no evidence" if suggestion.unsupported else "denied")
    if suggestion.assertion in ("planned", "ended"):
        parts.append(suggestion.assertion)
    if suggestion.hedged:
        parts.append("hedged")
    if suggestion.speaker:
        parts.append(f"by {suggestion.speaker}")
    for word in ("since", "until", "attested"):
        date = getattr(suggestion, word)
        if date:
            parts.append(f"{word} {date}")
    return "; ".join(parts)


def record(texts: Sequence[str]) -> None:
    """Record the parses of sentences by the installed parser, anew for those that are there."""
    from proxytui.reading.suggesting.engine import standing
    from proxytui.reading.suggesting.spacy_parser import loaded

    kept = [line.split("\t")[0] for line in PARSES.read_text("utf-8").splitlines()]
    parser, names = loaded(), names_in_text()
    lines = []
    for text in dict.fromkeys((*kept, *texts)):
        named = standing(text, names.between(text, 0, len(text)))
        (sentence,) = parser.parse(text, [(0, len(text), named)])
        words = (
            "|".join((str(w.start), str(w.end), w.lemma, w.tag, w.relation, str(w.head)))
            for w in sentence.words
        )
        lines.append(f"{text}\t{' '.join(words)}\n")
    PARSES.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    import sys

    record(sys.argv[1:])

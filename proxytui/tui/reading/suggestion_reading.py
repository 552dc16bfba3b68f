"""Working out the suggestions for the text that is open, while keys go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.editing.suggested_claims import is_recorded, is_rejected
from proxytui.jobs.pacing import with_checkpoints
from proxytui.reading.suggesting import names, text_reading
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.jobs.background_work import BackgroundWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from proxytui.editing.suggested_claims import SourceText
    from proxytui.errors import ProxyTUIError
    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.reading.mentions import Mention
    from proxytui.reading.suggesting.actor_name import ActorName
    from proxytui.reading.suggesting.names import KnownActor
    from proxytui.reading.suggesting.parsed import ParsedSentence, Parser
    from proxytui.reading.suggesting.suggestion import Suggestion
    from proxytui.reading.suggesting.text_reading import TextReading
    from proxytui.reading.text_marks import TextMentions
    from proxytui.tui.keyed_screen import KeyedScreen

_SENTENCES = 8
"""Sentences that are parsed between two checkpoints."""


class OpenSuggestions(NamedTuple):
    """The suggestions to decide on, what read the text, how many are recorded or were rejected, and
    why the parser that is installed didn't read it, if it failed."""

    suggestions: tuple[Suggestion, ...]
    reader: str
    recorded: int
    rejected: int
    failure: str = ""


class _Known(NamedTuple):
    """What the text is read with: the actors of the store, and where they are named."""

    actors: Sequence[KnownActor]
    mentions: Sequence[Mention]


class SuggestionReading:
    """Reads a text for suggestions: the names in turn with the keys, the sentences in a thread."""

    def __init__(self, screen: KeyedScreen, index: Index, text: SourceText) -> None:
        self._index = index
        self._text = text
        self._naming = BackgroundQuestion["_Known"](screen, index)
        self._reading = BackgroundWork["TextReading"](screen, "suggestions")

    @property
    def working(self) -> bool:
        """Whether the text is still being read."""
        return self._naming.working or self._reading.working

    def start(
        self,
        mentions: TextMentions,
        done: Callable[[OpenSuggestions], None],
        failed: Callable[[ProxyTUIError], None],
    ) -> None:
        """Read the text; `done` gets what is neither recorded from it nor rejected."""
        index, text = self._index, self._text

        def known(checkpoint: Checkpoint) -> _Known:
            actors = with_checkpoints(index.iter_actors(), checkpoint)
            listed = tuple(names.known_actors(actors))
            return _Known(listed, tuple(mentions.all(checkpoint)))

        def read(known: _Known) -> None:
            self._reading.ask(lambda checkpoint: _read(text, known, checkpoint), take, failed)

        def take(read: TextReading) -> None:
            others = [s for s in read.suggestions if not is_recorded(index, s, text)]
            undecided = tuple(s for s in others if not is_rejected(s, text))
            recorded, rejected = len(read.suggestions) - len(others), len(others) - len(undecided)
            reader = read.reader.partition(",")[0]
            done(OpenSuggestions(undecided, reader, recorded, rejected, read.failure))

        self._naming.ask(known, read, failed)

    def stop(self) -> None:
        """Leave the text unread."""
        self._naming.stop()
        self._reading.stop()


class _NamedPlaces:
    """The mentions of a text, which were looked for before."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> Sequence[Mention]:
        """Those of the whole text; no part of it is asked for."""
        return self._mentions


class _InterruptibleParser:
    """A parser that can be left between some sentences."""

    def __init__(self, parser: Parser, checkpoint: Checkpoint) -> None:
        self.name = parser.name
        self._parser = parser
        self._checkpoint = checkpoint

    def parse(
        self, text: str, sentences: Iterable[tuple[int, int, Sequence[ActorName]]]
    ) -> Iterator[ParsedSentence]:
        """The sentences, parsed, in their order."""
        return with_checkpoints(self._parser.parse(text, sentences), self._checkpoint, _SENTENCES)


def _read(text: SourceText, known: _Known, checkpoint: Checkpoint) -> TextReading:
    """In a thread: uses neither index nor screen."""
    named = names.SentenceNames(_NamedPlaces(known.mentions), known.actors)

    def paced(parser: Parser) -> Parser:
        checkpoint()
        return _InterruptibleParser(parser, checkpoint)

    return text_reading.read_text(text.words, named, paced=paced)

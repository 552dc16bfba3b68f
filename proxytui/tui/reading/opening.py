"""Opening a kept text: found and read in a thread, shown in the reader as soon as it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading import quotes
from proxytui.search.engine import stretch
from proxytui.tui.jobs.background_work import BackgroundWork
from proxytui.tui.reading.reader import OpenText, Reader, ReaderCalls
from proxytui.views import quotes as quote_rows
from proxytui.views.copies import Copy, cited_copies, source_copies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.timer import Timer

    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.asked import TextPlace
    from proxytui.tui.desk import Desk

# Before the next key acts, so that it goes to the reader; most texts are there sooner.
_AT_ONCE_SECONDS = 0.08
_TRIED = 64
"""Places whose texts are looked for between two checkpoints, where none of them is kept."""


def read_first(
    places: Iterable[TextPlace], text_of: Callable[[str], str | None], checkpoint: Checkpoint
) -> OpenText | None:
    """The text of the first place whose text is kept, with the words there; None for none.

    Uses neither index nor screen, in whatever thread; `text_of` reads a kept text by its sha256.
    """
    missing: set[str] = set()

    def kept(sha: str) -> str | None:
        text = text_of(sha) if sha not in missing else None
        if text is None:
            missing.add(sha)
        return text

    for number, place in enumerate(places, 1):
        text = _text(place, kept)
        if text is not None:
            return OpenText(place.source, text[0], _mark(place, text[0]), place.key, text[1])
        if not number % _TRIED:
            checkpoint()
    return None


def _text(place: TextPlace, kept: Callable[[str], str | None]) -> tuple[str, str] | None:
    """The text of a place and its sha256; None where it is not kept."""
    source, citation = place.source, place.citation
    if citation is not None:
        return quotes.text_for(citation, source, kept)
    # The words of a search were found in the newest version.
    versions = source.documents[-1:] if place.passage >= 0 else source.documents
    for document in reversed(versions):
        text = kept(document.text)
        if text is not None:
            return text, document.text
    return None


def _mark(place: TextPlace, text: str) -> tuple[int, int] | None:
    if place.passage >= 0:
        return stretch(text, place.passage, place.terms)
    quote = place.citation.quote if place.citation is not None else None
    if quote is None:
        return None
    check = quotes.in_sentence(quote, text)
    return (check.start, check.end) if check.start >= 0 else None


class TextOpening:
    """Opens one text at a time: a newer one takes the place of one that is still being read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._work = BackgroundWork["OpenText | None"](desk, "read")
        self._places: Sequence[TextPlace] = ()
        self._reader: Reader | None = None
        self._timer: Timer | None = None

    def open(self, places: Callable[[], Sequence[TextPlace]], missing: str) -> None:
        """Show the text of the first of these places whose text is kept.

        Where that takes long the reader comes without it, and esc leaves it; a change of the store
        has the places asked for once more. `missing` is said where no text is kept.
        """
        self._stop()
        self._places = places()

        def changed() -> None:
            before, self._places = self._places, places()
            if self._work.working and self._places != before:
                self._read(missing)

        def wait() -> None:
            self._timer = None
            first = self._places[0].source if self._places else None
            self._reader = self._show(OpenText(first, None), ReaderCalls(changed, self._stop))

        self._read(missing)
        self._timer = self._desk.set_timer(_AT_ONCE_SECONDS, wait)

    def _read(self, missing: str) -> None:
        places, text_of = self._places, self._desk.workspace.text_of

        def read(checkpoint: Checkpoint) -> OpenText | None:
            return read_first(places, text_of, checkpoint)

        def opened(text: OpenText | None) -> None:
            reader = self._end()
            if text is None:
                if reader is None or reader.refuse(missing):
                    self._desk.host.say(missing)
            elif reader is not None:
                reader.open(text)
            else:
                self._show(text)

        def failed(error: ProxyTUIError) -> None:
            reader = self._end()
            if reader is None or reader.refuse(str(error)):
                self._desk.host.say(str(error), "error")

        self._work.ask(read, opened, failed, "reading")

    def _show(self, text: OpenText, calls: ReaderCalls | None = None) -> Reader:
        reader = Reader(self._desk, text, calls, self._copies)
        self._desk.app.push_screen(reader)
        return reader

    def _copies(self, text: OpenText) -> list[Copy]:
        """What can be copied of the citation that a text was opened for, else of its source."""
        scene = self._desk.scene
        cited = quote_rows.find(scene, text.key) if text.key else None
        copies = [] if cited is None else list(cited_copies(scene, cited))
        source = text.source
        if source is not None:
            copies += source_copies(source) if cited is None else ()
            copies.append(Copy("i", "id of the source", lambda: source.id))
        return copies

    def _end(self) -> Reader | None:
        """Wait for no text any more; returns the reader that did."""
        reader, self._reader = self._reader, None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        return reader

    def _stop(self) -> None:
        """Leave the text that is being read."""
        self._end()
        self._work.stop()

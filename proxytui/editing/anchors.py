"""Quotes of a record anchored in the kept texts of their sources, and those that stand nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.errors import ProxyTUIError
from proxytui.reading import locators, passages, quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from proxytui.model.records import Json


class Unplaced(NamedTuple):
    """A quote that is not in the kept text of its source: the place of its citation, the words and
    the sentence that says so, with the nearest passage."""

    place: int
    exact: str
    words: str


class Anchored(NamedTuple):
    """Citations with the places of their quotes, and the quotes that have none."""

    citations: list[Json]
    unplaced: tuple[Unplaced, ...]


def anchored(
    citations: Iterable[Json],
    known: Container[Json],
    kept_text: Callable[[str], tuple[str, str] | None],
) -> Anchored:
    """The citations, each quote with the place where it stands in the text of its source, and
    with its page or paragraph there, unless the citation names a place itself.

    Those that are `known` stay as they are, wherever their words stand. `kept_text` gives the text
    of a source by its id, and its sha256; None where it is not here.
    """
    placed: list[Json] = []
    unplaced: list[Unplaced] = []
    for number, citation in enumerate(citations):
        placed.append(citation)
        quote = citation.get("quote") if isinstance(citation, dict) else None
        if citation in known or not isinstance(quote, dict):
            continue
        if quote.get("text") or "exact" not in quote:
            continue
        source = str(citation.get("source"))
        kept = kept_text(source)
        if kept is None:
            continue
        text, sha = kept
        exact = str(quote["exact"])
        try:
            place = quotes.anchor(text, exact)
        except ProxyTUIError:
            unplaced.append(Unplaced(number, exact, _not_there(exact, text, source)))
            continue
        fields = {"prefix": place.prefix, "suffix": place.suffix, "start": place.start, "text": sha}
        anchor = {key: value for key, value in fields.items() if value not in ("", None)}
        locator = citation.get("locator") or locator_of(text, place.start or 0)
        placed[-1] = {**citation, "quote": {**quote, **anchor}, "locator": locator}
    return Anchored(placed, tuple(unplaced))


def locator_of(text: str, start: int) -> Json:
    """The page or paragraph at a place of a text, as a record has it."""
    locator: Json = msgspec.to_builtins(locators.of_text(text, start))
    return locator


def _not_there(exact: str, text: str, source: str) -> str:
    """That a quote is not in a text, with the passage that is most like it."""
    words = f"these words do not stand in the text of {source}"
    passage = passages.nearest(exact, text)
    return f"{words}; {passage.sentence}" if passage is not None else words

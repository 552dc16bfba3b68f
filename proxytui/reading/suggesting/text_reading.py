"""A text read for suggestions by what is installed; by token rules alone if the parser fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.reading.suggesting import spacy_parser
from proxytui.reading.suggesting.engine import suggestions
from proxytui.reading.suggesting.parsed import ParserFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.reading.suggesting.names import SentenceNames
    from proxytui.reading.suggesting.parsed import Parser
    from proxytui.reading.suggesting.suggestion import Suggestion

RULES_ALONE = "rules alone"


class TextReading(NamedTuple):
    """The suggestions of a text, what read it, and why no parser did if one was there to do it."""

    suggestions: tuple[Suggestion, ...]
    reader: str
    failure: str = ""


def read_text(
    text: str,
    names: SentenceNames,
    engine: str = "",
    paced: Callable[[Parser], Parser] = lambda parser: parser,
) -> TextReading:
    """The suggestions of a text.

    `engine` is `rules`, `parse` or empty for what is installed; `paced` may wrap the parser, to be
    left between two sentences. Raises ProxyTUIError if a parse is asked for by name and fails.
    """
    try:
        parser = spacy_parser.chosen(engine)
        if parser is not None:
            return TextReading(tuple(suggestions(text, names, paced(parser))), parser.name)
        failure = ""
    except ParserFailed as failed:
        if engine == "parse":
            raise
        failure = failed.title
    return TextReading(tuple(suggestions(text, names)), RULES_ALONE, failure)

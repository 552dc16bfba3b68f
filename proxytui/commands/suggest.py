"""What a text seems to claim between known actors, for somebody to decide on; nothing is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.commands.call import Answer, Call
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.commands.sources import readable_file
from proxytui.errors import UsageError
from proxytui.lazy import LazyModule
from proxytui.model.records import Source

if TYPE_CHECKING:
    from proxytui.editing import suggested_claims
    from proxytui.editing.suggested_claims import ProposedClaim, SourceText
    from proxytui.model.records import Json
    from proxytui.reading import files
    from proxytui.reading.suggesting import names, text_reading
    from proxytui.workspace import Workspace
else:
    suggested_claims = LazyModule("proxytui.editing.suggested_claims")
    files = LazyModule("proxytui.reading.files")
    names = LazyModule("proxytui.reading.suggesting.names")
    text_reading = LazyModule("proxytui.reading.suggesting.text_reading")


class Suggested(NamedTuple):
    """A suggestion as a claim in words, and whether it was rejected before."""

    claim: ProposedClaim
    rejected: bool


class Suggestions(Answer, frozen=True):
    """The suggestions for a text that are not recorded from it yet, in its order.

    `engine` names what read the text; `recorded` counts those left out as recorded, `rejected`
    those that were rejected before, left out or not; `failure` says why a parser that is installed
    didn't read it.
    """

    source: str
    engine: str
    suggestions: tuple[Suggested, ...]
    recorded: int
    rejected: int
    failure: str

    def document(self, workspace: Workspace) -> Json:
        """The shape of `suggest`."""
        return {
            "source": self.source,
            "engine": self.engine,
            **({"failure": self.failure} if self.failure else {}),
            "recorded": self.recorded,
            "rejected": self.rejected,
            "suggestions": list(map(_shape, self.suggestions)),
        }


def _shape(suggested: Suggested) -> Json:
    proposed = suggested.claim
    suggestion = proposed.suggestion
    fields: Json = msgspec.to_builtins(proposed.claim)
    del fields["id"]
    return {
        "words": proposed.sentence,
        "start": suggestion.start,
        "end": suggestion.end,
        "why": proposed.why,
        "engine": suggestion.engine,
        "rejected": suggested.rejected,
        "claim": fields,
    }


def suggest(call: Call) -> Suggestions:
    """Read a text for claims."""
    workspace = call.workspace
    index, period = workspace.index, workspace.default_period
    text = _text(workspace, call.text("source").strip())
    known = names.SentenceNames(
        workspace.names_in_texts.read(), names.known_actors(index.iter_actors())
    )
    reading = text_reading.read_text(text.words, known, call.text("engine"))
    suggested = []
    recorded = rejected = 0
    for suggestion in reading.suggestions:
        if suggested_claims.is_recorded(index, suggestion, text):
            recorded += 1
            continue
        is_rejected = suggested_claims.is_rejected(suggestion, text)
        rejected += is_rejected
        if call.flag("all") or not is_rejected:
            proposed = suggested_claims.in_words(index, suggestion, text, period)
            suggested.append(Suggested(proposed, is_rejected))
    return Suggestions(
        text.source.id, reading.reader, tuple(suggested), recorded, rejected, reading.failure
    )


def _text(workspace: Workspace, name: str) -> SourceText:
    """The newest kept text of a source, by its id or a name of it, or the text of a file."""
    index = workspace.index
    called = [name] if name in index.sources else index.source_names.called(name)
    if len(called) == 1:
        source = index.sources[called[0]]
        for version in reversed(source.documents):
            words = workspace.text_of(version.text)
            if words is not None:
                return suggested_claims.SourceText(words, source, version.text)
        raise UsageError(f"the text of {source.id} is not here", "`source attach` keeps one")
    if len(called) > 1:
        raise UsageError(f"{name} may be {', '.join(called)}", "give an id")
    file = readable_file(name)
    words = files.read(file).extracted.text
    return suggested_claims.SourceText(words, Source(file.name, file.name), None)


COMMANDS = (
    Command(
        "suggest",
        "what a text seems to claim between known actors, sentence by sentence; nothing is stored",
        (
            Argument(
                "SOURCE",
                "the id or name of a source whose text is kept, or a text file",
                Shape.REQUIRED,
                values=Values.SOURCES,
            ),
            Argument(
                "--engine",
                "rules for titles, postings and compounds alone; parse for whole sentences, which "
                "needs the extra `suggest`; by default what is installed",
                metavar="E",
                choices=("rules", "parse"),
            ),
            Argument("--all", "those too that were rejected before, marked so", Shape.FLAG),
        ),
        suggest,
        json=True,
    ),
)

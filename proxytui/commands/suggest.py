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
from proxytui.model.vocabulary import tie_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui import wording
    from proxytui.model.records import Claim, Json
    from proxytui.reading import files
    from proxytui.reading.suggesting import engine, names, proposal, spacy_parser
    from proxytui.reading.suggesting.parsed import Parser
    from proxytui.reading.suggesting.suggestion import Suggestion
    from proxytui.workspace import Workspace
else:
    wording = LazyModule("proxytui.wording")
    files = LazyModule("proxytui.reading.files")
    engine = LazyModule("proxytui.reading.suggesting.engine")
    names = LazyModule("proxytui.reading.suggesting.names")
    proposal = LazyModule("proxytui.reading.suggesting.proposal")
    spacy_parser = LazyModule("proxytui.reading.suggesting.spacy_parser")


class _Text(NamedTuple):
    """A text to read: the source it belongs to, and its sha256 where it is kept."""

    words: str
    source: Source
    sha: str | None


class Suggested(NamedTuple):
    """A suggestion, the claim it would become, and both in words."""

    suggestion: Suggestion
    claim: Claim
    sentence: str
    quote: str
    why: str


class Suggestions(Answer, frozen=True):
    """The suggestions for a text that are not recorded from it yet, in its order.

    `engine` names what read the text, `recorded` counts those left out as recorded.
    """

    source: str
    engine: str
    suggestions: tuple[Suggested, ...]
    recorded: int

    def document(self, workspace: Workspace) -> Json:
        """The shape of `suggest`."""
        return {
            "source": self.source,
            "engine": self.engine,
            "recorded": self.recorded,
            "suggestions": list(map(_shape, self.suggestions)),
        }


def _shape(suggested: Suggested) -> Json:
    suggestion, claim = suggested.suggestion, suggested.claim
    fields: Json = msgspec.to_builtins(claim)
    del fields["id"]
    return {
        "words": suggested.sentence,
        "start": suggestion.start,
        "end": suggestion.end,
        "why": suggested.why,
        "engine": suggestion.engine,
        "claim": fields,
    }


def suggest(call: Call) -> Suggestions:
    """Read a text for claims."""
    workspace = call.workspace
    text = _text(workspace, call.text("source").strip())
    parser = _parser(call.text("engine"))
    known = names.SentenceNames(workspace.names_in_texts.read(), _known_actors(workspace))
    suggested = []
    recorded = 0
    for suggestion in engine.suggestions(text.words, known, parser):
        if _is_recorded(workspace, suggestion, text):
            recorded += 1
        else:
            suggested.append(_in_words(workspace, suggestion, text))
    name = parser.name if parser is not None else "rules alone"
    return Suggestions(text.source.id, name, tuple(suggested), recorded)


def _text(workspace: Workspace, name: str) -> _Text:
    """The newest kept text of a source, by its id or a name of it, or the text of a file."""
    index = workspace.index
    called = [name] if name in index.sources else index.source_names.called(name)
    if len(called) == 1:
        source = index.sources[called[0]]
        for version in reversed(source.documents):
            words = workspace.text_of(version.text)
            if words is not None:
                return _Text(words, source, version.text)
        raise UsageError(f"the text of {source.id} is not here", "`source attach` keeps one")
    if len(called) > 1:
        raise UsageError(f"{name} may be {', '.join(called)}", "give an id")
    file = readable_file(name)
    words = files.read(file).extracted.text
    return _Text(words, Source(file.name, file.name), None)


def _parser(choice: str) -> Parser | None:
    """The parser to read with; None for rules alone. Raises ProxyTUIError where there is none."""
    if choice == "rules" or (choice != "parse" and not spacy_parser.is_installed()):
        return None
    parser: Parser = spacy_parser.SpacyParser()
    return parser


def _known_actors(workspace: Workspace) -> Iterator[names.KnownActor]:
    for actor in workspace.index.iter_actors():
        listed = tuple(name.text for name in actor.names)
        yield names.KnownActor(actor.id, actor.kind, listed, actor.countries)


def _is_recorded(workspace: Workspace, suggestion: Suggestion, text: _Text) -> bool:
    """Whether the source is cited for it already, with the same stance."""
    index = workspace.index
    tie = tie_id(suggestion.type, suggestion.subject, suggestion.object)
    return any(
        citation.source == text.source.id and citation.stance == suggestion.stance
        for claim in index.tie_claims.get(tie) or ()
        for citation in index.claims[claim].citations
    )


def _in_words(workspace: Workspace, suggestion: Suggestion, text: _Text) -> Suggested:
    source = text.source
    claim = proposal.proposed_claim(suggestion, text.words, source.id, text.sha, source.published)
    sources = workspace.index.sources
    sentence = wording.claim_words(
        claim,
        workspace.index.namer(workspace.default_period),
        lambda id_: source if id_ == source.id else sources.get(id_),
    )
    quote = text.words[suggestion.start : suggestion.end]
    return Suggested(suggestion, claim, sentence, quote, suggestion.in_words(text.words))


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
        ),
        suggest,
        json=True,
    ),
)

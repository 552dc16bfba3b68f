"""What a shell may put in place of the word that is being typed: commands, options, names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.commands import typed_line
from proxytui.commands.command import Shape, Values
from proxytui.commands.table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from proxytui.commands.command import Argument, Command
    from proxytui.workspace import Workspace

_MOST = 200
_STORE = {"--store": "the store's folder", "--demo": "the bundled data set; nothing is kept"}
_ROOT = _STORE | {"--version": "show the version", "--help": "what there is"}


class Suggestion(NamedTuple):
    """A word that fits, and a short note on it; "" where there is nothing to say."""

    word: str
    note: str = ""


class Completion(NamedTuple):
    """What fits where a call ends; with `files` also the names of files and folders."""

    suggestions: tuple[Suggestion, ...] = ()
    files: bool = False


class StoreOptions(NamedTuple):
    """The store that a call names: its folder, or the bundled data set."""

    folder: str | None
    demo: bool


def store_options(words: Sequence[str]) -> StoreOptions:
    """The store that the words of a call name, wherever in it they do."""
    folder = None
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word == "--store" and after:
            folder = after
        elif word.startswith("--store="):
            folder = word.partition("=")[2]
    return StoreOptions(folder, "--demo" in words)


def complete(
    words: Sequence[str], known: Callable[[Values, str], Iterable[Suggestion]]
) -> Completion:
    """What fits in place of the last of a call's words, the program's name left out.

    `known` gives the values of a kind that begin as the word does.
    """
    *before, current = words or [""]
    if before and before[-1] == "--store":
        return Completion(files=True)
    rest = _without_store(before)
    length = next((n for n in (2, 1) if " ".join(rest[:n]) in COMMANDS and len(rest) >= n), 0)
    if not length:
        return Completion(_beginning(current, _first_words(rest)))
    command, given = COMMANDS[" ".join(rest[:length])], rest[length:]
    if current.startswith("-"):
        return Completion(_beginning(current, _options(command, given)))
    argument = typed_line.awaited(command, given)
    if argument is None:
        return Completion()
    if argument.choices:
        return Completion(_beginning(current, dict.fromkeys(argument.choices, "")))
    if argument.values is Values.FILES:
        return Completion(files=True)
    return Completion(tuple(known(argument.values, current)))


def _without_store(words: Sequence[str]) -> list[str]:
    """The words without the options that say which store is meant."""
    rest: list[str] = []
    skip = False
    for word in words:
        if not (skip or word in ("--store", "--demo") or word.startswith("--store=")):
            rest.append(word)
        skip = word == "--store"
    return rest


def _first_words(before: Sequence[str]) -> dict[str, str]:
    """The words that commands may begin with behind those typed, each with what it does."""
    if not before:
        words: dict[str, str] = {}
        for name, command in COMMANDS.items():
            first, _, second = name.partition(" ")
            words.setdefault(first, "" if second else command.help)
        for first in [first for first, note in words.items() if not note]:
            seconds = (name.split()[1] for name in COMMANDS if name.startswith(f"{first} "))
            words[first] = ", ".join(seconds)
        return words | _ROOT
    group = " ".join(before) + " "
    return {
        name.removeprefix(group): command.help
        for name, command in COMMANDS.items()
        if name.startswith(group)
    }


def _options(command: Command, given: Sequence[str]) -> dict[str, str]:
    def again(argument: Argument) -> bool:
        return argument.shape is Shape.REPEATED or argument.name not in given

    options = {
        argument.name: argument.help
        for argument in command.arguments
        if argument.named and again(argument)
    }
    if command.json:
        options["--json"] = "print one JSON document"
    return options | _STORE | {"--help": "what the command takes"}


def _beginning(begun: str, notes: dict[str, str]) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(word, note) for word, note in notes.items() if word.startswith(begun))


def values_of(workspace: Workspace, kind: Values, begun: str) -> tuple[Suggestion, ...]:
    """The values of a kind that a store holds and that begin so, whatever their case."""
    folded = begun.casefold()
    fitting = (
        suggestion
        for suggestion in _all(workspace, kind, begun)
        if suggestion.word.casefold().startswith(folded)
    )
    distinct = dict.fromkeys(sorted(fitting, key=lambda each: each.word.casefold()))
    return tuple(distinct)[:_MOST]


def _all(workspace: Workspace, kind: Values, begun: str) -> Iterable[Suggestion]:
    index = workspace.index
    if kind is Values.ACTORS:
        return _actors(workspace, begun)
    if kind is Values.PUBLISHERS:
        from proxytui.questions import publishers

        listed = publishers.publishers_of(index).values()
        return (Suggestion(publisher.name) for publisher in listed)
    if kind is Values.VIEWS:
        from proxytui.questions import saved_views

        return (Suggestion(view.name) for view in saved_views.all_views(index))
    if kind is Values.NOTES:
        return (Suggestion(note.id, note.text) for note in index.iter_notes())
    if kind is Values.SOURCES:
        return (Suggestion(source.id, source.title) for source in index.iter_sources())
    if kind is Values.TAGS:
        return (Suggestion(tag) for note in index.iter_notes() for tag in note.tags)
    return ()


def _actors(workspace: Workspace, begun: str) -> Iterable[Suggestion]:
    """Actors by the names that they are shown by, or by another name of theirs that begins so."""
    folded = begun.casefold()
    shown = workspace.index.namer(None)
    for actor in workspace.index.iter_actors():
        label = shown(actor.id)
        if label.casefold().startswith(folded):
            yield Suggestion(label)
            continue
        names = (name.text for name in actor.names)
        other = next((name for name in names if name.casefold().startswith(folded)), None)
        if other is not None:
            yield Suggestion(other, label)

"""The views over the explorer, a row each: name, screen, contexts, command, keys to a picture."""

from __future__ import annotations

from typing import NamedTuple


class ViewKind(NamedTuple):
    """A view. `screen` is its file in `views/` and its class.

    `contexts` are those of its keys beside `view`, each with what it is called in the list of keys;
    `command` is the command that the explorer's command line opens it for. `picture` are the keys
    that lead to it from the start, and `proposed` is the key that takes what it asks for first.
    """

    name: str
    screen: str
    contexts: dict[str, str] = {}
    command: str = ""
    picture: tuple[str, ...] = ()
    proposed: str = ""


VIEW_KINDS = {
    kind.name: kind
    for kind in (
        ViewKind("overview", "backbone:BackboneView", {"overview": "the overview"},
                 picture=("V", "o")),
        ViewKind("timeline", "timeline:TimelineView", {"timeline": "timeline"}, "timeline",
                 ("V", "l")),
        ViewKind("filter", "filter_form:FilterForm", {"form": "the form of the filter"},
                 picture=("f",)),
        ViewKind("saved", "saved_views:SavedViewsView", {"saved": "saved views"},
                 picture=("B", "b")),
        ViewKind("notebook", "notebook:NotebookView", {"notebook": "all notes"},
                 picture=("V", "n")),
        ViewKind("sources", "sources:SourcesView", {"sources": "all sources"},
                 picture=("V", "k")),
        ViewKind("path", "path:PathView", {"path": "path"}, "path", ("2", "p"), "enter"),
        ViewKind("difference", "difference:DifferenceView",
                 {"findings": "difference, tensions, gaps", "difference": "difference"}, "diff",
                 ("equals_sign",), "enter"),
        ViewKind("compare", "compare:CompareView", {"compare": "side by side"}, "",
                 ("V", "c", "d"), "enter"),
        ViewKind("tensions", "tensions:TensionsView",
                 {"findings": "difference, tensions, gaps"}, "tensions", ("V", "t")),
        ViewKind("gaps", "gaps:GapsView", {"findings": "difference, tensions, gaps"}, "gaps",
                 ("V", "g")),
        ViewKind("without", "publisher_removed:PublisherRemovedView",
                 {"findings": "difference, tensions, gaps"}, "", ("w",), "enter"),
        ViewKind("candidates", "candidates:CandidatesView",
                 {"findings": "difference, tensions, gaps", "candidates": "who is who"}, "who",
                 ("V", "s")),
        ViewKind("split", "split:SplitView", {"split": "a split"}, picture=("S", "X", "enter")),
        ViewKind("answer", "answer:AnswerView"),
    )
}  # fmt: skip
"""In the order in which pictures of them are listed."""

VIEW_CONTEXTS: dict[str, str] = {
    context: title for kind in VIEW_KINDS.values() for context, title in kind.contexts.items()
}
"""The contexts of all views, each with what it is called."""
FORM = "form"
"""The context of a view that is a form: moving and leaving work there, and little else."""

"""Commands for saved views, bookmarks among them: a filter, a date, an actor to start from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.commands.arguments import ALL, AS_OF, FILTER
from proxytui.commands.call import Answer, Call, Done
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.errors import UsageError
from proxytui.lazy import LazyModule
from proxytui.model import dates
from proxytui.model.changes import Change
from proxytui.questions import saved_views
from proxytui.questions.saved_views import Saved

if TYPE_CHECKING:
    from proxytui.commands import json_shapes
    from proxytui.model.records import Json, View
    from proxytui.wording import filter as filter_wording
    from proxytui.workspace import Workspace
else:
    json_shapes = LazyModule("proxytui.commands.json_shapes")
    filter_wording = LazyModule("proxytui.wording.filter")


class Views(Answer, frozen=True):
    """Saved views by name."""

    views: tuple[View, ...]

    def document(self, workspace: Workspace) -> Json:
        """The shape of `view list`: the records, each with its filter and date in words."""
        records = json_shapes.records(workspace, "views", (view.id for view in self.views))
        pairs = zip(records, self.views, strict=True)
        return {
            "views": [{**record, "words": view_words(workspace, view)} for record, view in pairs]
        }


def view_words(workspace: Workspace, view: View) -> str:
    """A view in words: "Iran · as of 2012 · only weapons, ≥ 2 publishers"."""
    try:
        saved = saved_views.from_record(view)
    except UsageError as error:
        return str(error)
    index = workspace.index
    name = index.namer(saved.as_of or workspace.default_period)
    parts = []
    if saved.centre:
        parts.append(
            name(saved.centre) if saved.centre in index.actors else f"{saved.centre} (gone)"
        )
    when = dates.words(saved.as_of.text) if saved.as_of else "the store's own date"
    parts.append(f"as of {when}")
    parts += [filter_wording.filter_words(saved.filter)] if saved.filter else []
    parts += ["what is not held too"] if saved.show_all else []
    return text.line(" · ".join(parts))


# What the command line and the explorer do


class ViewChange(NamedTuple):
    """A change of a view that is still to be written, as one step to undo."""

    id: str
    change: Change
    label: str


def save_change(workspace: Workspace, name: str, view: Saved) -> ViewChange:
    """The change that saves a view, or replaces the one with the same name."""
    title = text.line(name)
    if not title:
        raise UsageError("a view needs a name", "such as `view save weapons`")
    before = saved_views.with_name(workspace.index, title)
    id_ = before.id if before is not None else workspace.fresh_id("views")
    old = workspace.record("views", before.id) if before is not None else None
    change = Change("views", id_, old, saved_views.to_record(title, view))
    return ViewChange(id_, change, f"save the view {title}")


def rename_change(workspace: Workspace, view: View, name: str) -> ViewChange:
    """The change that gives a view another name; raises UsageError where that is taken, or none."""
    title = text.line(name)
    if not title:
        raise UsageError("a view needs a name", "such as `view save weapons`")
    other = saved_views.with_name(workspace.index, title)
    if other is not None and other.id != view.id:
        raise UsageError(f"there is a view “{text.line(other.name)}” already", "use another name")
    before = dict(workspace.raw()["views"][view.id])
    change = Change("views", view.id, before, {**before, "name": title})
    return ViewChange(view.id, change, f"rename the view {text.line(view.name)} to {title}")


def remove_change(workspace: Workspace, view: View) -> ViewChange:
    """The change that removes a view."""
    change = Change("views", view.id, dict(workspace.raw()["views"][view.id]), None)
    return ViewChange(view.id, change, f"remove the view {text.line(view.name)}")


def write(workspace: Workspace, step: ViewChange) -> None:
    """Write a change of a view; safe in a thread that may not use the index."""
    workspace.apply([step.change], step.label)


# Commands


def list_(call: Call) -> Views:
    """All saved views."""
    return Views(saved_views.all_views(call.workspace.index))


def save(call: Call) -> Done:
    """Save a view under a name."""
    workspace = call.workspace
    centre = workspace.find(call.text("centre")).id if call.text("centre") else ""
    view = Saved(call.chosen_period, call.filter, call.lens.show_all, centre)
    there = saved_views.with_name(workspace.index, call.text("name")) is not None
    step = save_change(workspace, call.text("name"), view)
    write(workspace, step)
    return Done((step.id,), f"{'replaced' if there else 'saved'} {text.line(call.text('name'))}")


def rename(call: Call) -> Done:
    """Give a view another name."""
    view = saved_views.find(call.workspace.index, call.text("name"))
    write(call.workspace, rename_change(call.workspace, view, call.text("new")))
    return Done((view.id,), f"{text.line(view.name)} is {text.line(call.text('new'))} now")


def remove(call: Call) -> Done:
    """Remove a view."""
    view = saved_views.find(call.workspace.index, call.text("name"))
    write(call.workspace, remove_change(call.workspace, view))
    return Done((), f"removed {text.line(view.name)}; `undo` brings it back")


COMMANDS = (
    Command(
        "view list",
        "all saved views and bookmarks",
        (),
        list_,
        json=True,
    ),
    Command(
        "view save",
        "save a filter, a date, an actor under a name; an old one of that name is replaced",
        (
            Argument("NAME", "what to call it", Shape.REQUIRED),
            FILTER,
            AS_OF,
            Argument(
                "--centre",
                "the actor that the explorer then shows",
                metavar="ACTOR",
                values=Values.ACTORS,
            ),
            ALL,
        ),
        save,
    ),
    Command(
        "view rename",
        "give a saved view another name",
        (
            Argument("NAME", "its name", Shape.REQUIRED, values=Values.VIEWS),
            Argument("NEW", "the new one", Shape.REQUIRED),
        ),
        rename,
    ),
    Command(
        "view remove",
        "remove a saved view; undo brings it back",
        (Argument("NAME", "its name", Shape.REQUIRED, values=Values.VIEWS),),
        remove,
    ),
)

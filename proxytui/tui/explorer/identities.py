"""Who is who: two actors judged, and one actor split in two."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.errors import ProxyTUIError
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.widgets.prompt import PromptQuestion

if TYPE_CHECKING:
    from proxytui.tui.desk import Desk

_CHOICES = (
    Choice("same", "the same", "they show as one; both records stay", "s"),
    Choice("different", "different", "they are not proposed again", "x"),
    Choice("unsure", "unsure", "nobody can say; nothing is joined", "m"),
)


class Identities(Controller):
    """Judgements on two actors, and the split of one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.handlers = {"judge": self.judge, "split": self.split}

    def judge(self) -> None:
        """Ask which other actor, unless two are ticked, whether it is the same, and by what that
        was decided."""
        ticked = self.desk.ticks.actors
        if len(ticked) == 2:
            self._ask_judgement(*ticked)
            return
        if len(ticked) > 2:
            self.say(f"Two actors are judged at a time; {len(ticked)} are ticked.")
            return
        actor = self.desk.open_views.selected
        if not actor:
            self.say("There is no actor to judge.")
            return
        name = self.desk.scene.name(actor)
        ask_judgement = partial(self._ask_judgement, actor)
        self.desk.open_views.ask_actor(f"{name}: the same as …", ask_judgement, actor)

    def _ask_judgement(self, actor: str, other: str) -> None:
        name = self.desk.scene.name
        title = texts.line(f"{name(actor)} and {name(other)} are …")

        def chosen(judgement: str | None) -> None:
            if judgement:
                answered = partial(self._decide, actor, other, judgement)
                self.desk.ask(PromptQuestion("reason (enter: none):", answered, lasting=True))

        window = SelectOne(texts.closed(title), _CHOICES, self.desk.palette)
        self.desk.app.push_screen(window, chosen)

    def _decide(self, actor: str, other: str, judgement: str, reason: str) -> None:
        from proxytui.editing import identities
        from proxytui.wording import identity
        from proxytui.workspace import moment

        decision = identities.Judgement(actor, other, judgement, reason, moment())
        try:
            changes = identities.decide(self.workspace.index, self.workspace, decision)
        except ProxyTUIError as error:
            self.say(str(error), severity="warning")
            return
        self.desk.ticks.clear()
        label = f"{actor} and {other}: {judgement}"
        work = partial(self.workspace.apply, changes, label)
        name = self.desk.scene.name
        words = identity.judged_words(judgement, name(actor), name(other))
        message = f"{words}{self.retention}. {self.key('undo')} takes it back."

        def done(_: object) -> None:
            odd = identities.at_odds(self.workspace.index, actor, other)
            severity = "warning" if odd else "information"
            self.say(f"{message} But {odd}." if odd else message, severity=severity)

        self.write(work, done, text=reason)

    def split(self) -> None:
        """Ask what a second actor is called, and show the claims to share out: to it, and to the
        records that show as the actor."""
        actor = self.desk.open_views.selected
        if not actor:
            self.say("There is no actor to split.")
            return
        index = self.workspace.index
        several = actor in index.merged.originals
        if not index.ties_of(actor) and not index.merged.within.get(actor):
            self.say("This actor has no claims to share out.")
            return

        def answered(name: str) -> None:
            if name.strip() or several:
                self.desk.open_view("split", actor, name.strip())

        name = texts.line(self.desk.scene.name(actor))
        label = f"{name} and a second actor, called:"
        if several:
            label = f"{name} and a new actor, called (enter: only between its records):"
        self.desk.ask(PromptQuestion(label, answered))

"""The palette: every action that is valid where the keys go, found by its words."""

from __future__ import annotations

from textual.command import DiscoveryHit, Hit, Hits, Provider

from proxytui.collation import Typed
from proxytui.tui.actions import Action, valid
from proxytui.tui.keyed_screen import KeyedScreen


class ActionProvider(Provider):
    """The palette: the actions that are valid where the keys go now."""

    def _listed(self) -> list[tuple[str, Action]]:
        screen = self.screen
        if not isinstance(screen, KeyedScreen):
            return []
        actions = [action for action in valid(screen.contexts) if action.id != "palette"]
        return [(_label(action), action) for action in actions]

    def _keys(self, action: Action) -> tuple[str, ...]:
        screen = self.screen
        return screen.keymap.labels(action.id) if isinstance(screen, KeyedScreen) else ()

    def _run(self, action: Action) -> None:
        screen = self.screen
        if isinstance(screen, KeyedScreen):
            screen.action_run(action.id)

    async def discover(self) -> Hits:
        """All actions that are valid now, in the order of the table."""
        for label, action in self._listed():
            keys = ", ".join(self._keys(action))
            yield DiscoveryHit(label, lambda action=action: self._run(action), help=keys)

    async def search(self, query: str) -> Hits:
        """The actions that fit the words typed."""
        matcher = self.matcher(query)
        for label, action in self._listed():
            score = matcher.match(label)
            if score > 0:
                keys = ", ".join(self._keys(action))
                shown = matcher.highlight(label)
                yield Hit(score, shown, lambda action=action: self._run(action), help=keys)


def _label(action: Action) -> str:
    """What an action does, behind the word that hints have for it where that is another one."""
    if Typed(action.title).within(action.help):
        return action.help
    return f"{action.title}: {action.help}"

"""The styles of a list with and without the focus, worked out once for each."""

from __future__ import annotations

from typing import Any

from textual.scroll_view import ScrollView


class KeptStyles(ScrollView):
    """A list that keeps what the stylesheet says of it with the focus, and without.

    Textual goes through all rules again for another focus, and compares all styles: a fifth of the
    time of a key that goes to another pane. What is kept holds for one reading of the stylesheet,
    and for the same classes and states of the list and of what it stands in.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._read_rules: list[Any] = []
        self._kept_rules: dict[tuple[object, ...], dict[str, Any]] = {}

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Take the styles of the other state."""
        stylesheet = self.app.stylesheet
        if self._read_rules is not stylesheet.rules:
            self._read_rules = stylesheet.rules
            self._kept_rules.clear()
        nodes = self.css_path_nodes
        states = [(node.classes, node._pseudo_classes_cache_key) for node in nodes]
        state = (self.app.theme, *states)
        styles = self.styles.base
        kept = self._kept_rules.get(state)
        if kept is None:
            super().watch_has_focus(_has_focus)
            self._kept_rules[state] = dict(styles._rules)
            return
        before: Any = styles._rules
        for name in [name for name in {**before, **kept} if before.get(name) != kept.get(name)]:
            setattr(styles, name, kept.get(name))
        self.notify_style_update()

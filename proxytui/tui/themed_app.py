"""An app in the program's themes, or any of Textual's, with words that can be read in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from proxytui.tui.terminal_driver import TerminalApp
from proxytui.tui.theme import THEMES, ThemeStyles, word_colours

if TYPE_CHECKING:
    from typing import Any

    from textual.theme import Theme

Result = TypeVar("Result")


class ThemedApp(TerminalApp[Result]):
    """An app whose screens take their looks from `palette`, and from CSS variables for words."""

    _variables: tuple[Theme, dict[str, str]] | None = None
    """The CSS variables of the theme that was asked for last: to mix its colours takes 4 ms."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for theme in THEMES:
            self.register_theme(theme)

    def wear(self, theme: str) -> None:
        """Take a theme by its name; the first of the program's own where there is none such."""
        self.theme = theme if theme in self.available_themes else THEMES[0].name

    @property
    def palette(self) -> ThemeStyles:
        """The styles of the theme in use."""
        # `theme_variables` still holds the theme before, until Textual has refreshed its CSS.
        return ThemeStyles(self.current_theme, self.get_css_variables())

    def refresh_css(self, animate: bool = True) -> None:
        """Refresh the styles; before there is a screen they are not parsed, which they are then."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """The variables of the theme, and `word-accent` and `word-muted` for words."""
        theme = self.current_theme
        if self._variables is None or self._variables[0] is not theme:
            variables = super().get_css_variables()
            self._variables = theme, {**variables, **word_colours(theme, variables)}
        return self._variables[1].copy()

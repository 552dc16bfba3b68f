"""Every role has a look in every theme, and the program's own themes can be read."""

from __future__ import annotations

import pytest
from rich.color import Color
from textual.app import App
from textual.theme import BUILTIN_THEMES, Theme

from proxytui.tui.theme import _ROLES, DARK, LIGHT, MONO, THEMES, ThemeStyles

ALL: dict[str, Theme] = {**BUILTIN_THEMES, **{theme.name: theme for theme in THEMES}}


def palette(theme: Theme) -> ThemeStyles:
    """The palette as the app makes it: from the theme and the variables derived from it."""
    app: App[None] = App()
    for own in THEMES:
        app.register_theme(own)
    app.theme = theme.name
    return ThemeStyles(app.current_theme, app.get_css_variables())


def luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = Color.parse(colour).get_truecolor()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it: 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour_of(made: ThemeStyles, role: str) -> str:
    colour = made.style(role).color
    assert colour is not None
    return colour.get_truecolor().hex


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_role_has_a_style_in_every_theme(name: str) -> None:
    made = palette(ALL[name])
    for role in _ROLES:
        assert made.style(role).color is not None, role


@pytest.mark.parametrize("name", sorted(ALL))
def test_the_row_at_the_cursor_looks_different_in_every_theme(name: str) -> None:
    made = palette(ALL[name])
    for style in (made.cursor, made.idle):
        assert style.bgcolor is not None or style.reverse or style.underline
    assert made.cursor != made.idle


def test_an_unknown_role_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        palette(DARK).style("sparkling")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("role", sorted(set(_ROLES) - {"rule"}))
def test_words_can_be_read_on_the_grounds_of_the_own_themes(theme: Theme, role: str) -> None:
    made = palette(theme)
    least = 3.0 if role in ("dim", "heading") else 4.5
    for ground in (theme.background, theme.surface):
        assert ground
        assert contrast(colour_of(made, role), ground) >= least, ground


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_words_can_be_read_at_the_cursor_too(theme: Theme) -> None:
    made = palette(theme)
    for under in (made.cursor, made.idle):
        assert under.bgcolor is not None
        ground = under.bgcolor.get_truecolor().hex
        assert contrast(colour_of(made, "text"), ground) >= 4.5
        assert contrast(colour_of(made, "dim"), ground) >= 3.0


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_kinds_of_ties_have_colours_of_their_own(theme: Theme) -> None:
    made = palette(theme)
    roles = ("backs", "opposes", "allied", "structure", "possible")
    assert len({colour_of(made, role) for role in roles}) == len(roles)


def test_the_theme_of_one_colour_has_no_hue() -> None:
    made = palette(MONO)
    for role in _ROLES:
        colour = made.style(role).color
        assert colour is not None
        assert len(set(colour.get_truecolor())) == 1, role

"""Every role has a look in every theme, and the program's own themes can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from proxytui.tui.contrast import READABLE, contrast, readable
from proxytui.tui.theme import _ROLES, DARK, LIGHT, MONO, THEMES, ThemeStyles
from proxytui.tui.themed_app import ThemedApp

ALL: dict[str, Theme] = {**BUILTIN_THEMES, **{theme.name: theme for theme in THEMES}}


def themed(theme: Theme) -> ThemedApp[None]:
    """An app that wears a theme."""
    app: ThemedApp[None] = ThemedApp()
    app.wear(theme.name)
    return app


def palette(theme: Theme) -> ThemeStyles:
    """The palette as the app makes it: from the theme and the variables derived from it."""
    return themed(theme).palette


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


@pytest.mark.parametrize("name", sorted(name for name, theme in ALL.items() if not theme.ansi))
def test_words_can_be_read_in_every_theme_at_the_cursor_too(name: str) -> None:
    app = themed(ALL[name])
    variables = app.get_css_variables()
    made = app.palette
    grounds = [Color.parse(variables[ground]).hex6 for ground in ("background", "surface")]
    for style in (made.cursor, made.idle):
        assert style.bgcolor is not None
        grounds.append(style.bgcolor.get_truecolor().hex)
    for role in set(_ROLES) - {"rule"}:
        for ground in grounds:
            assert contrast(colour_of(made, role), ground) >= READABLE, (role, ground)


@pytest.mark.parametrize("name", sorted(name for name, theme in ALL.items() if not theme.ansi))
def test_titles_and_labels_can_be_read_in_every_theme(name: str) -> None:
    variables = themed(ALL[name]).get_css_variables()
    for word in ("word-accent", "word-muted"):
        for ground in ("background", "surface"):
            under = Color.parse(variables[ground]).hex6
            assert contrast(variables[word], under) >= READABLE, (word, ground)


@given(
    colour=st.from_regex("#[0-9a-f]{6}", fullmatch=True),
    ground=st.from_regex("#[0-9a-f]{6}", fullmatch=True),
)
def test_any_colour_can_be_made_readable_on_any_ground(colour: str, ground: str) -> None:
    made = readable(colour, [ground])
    assert contrast(made, ground) >= READABLE
    if contrast(colour, ground) >= READABLE:
        assert made == colour


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


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

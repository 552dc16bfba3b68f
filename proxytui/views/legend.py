"""What the numbers, signs and colours of the explorer mean; `?` and the manual read it."""

from __future__ import annotations

from typing import NamedTuple

from proxytui.views.lines import Line, Row, Span, fit, paragraph


class Sign(NamedTuple):
    """A sign as it is drawn, the role that it has there, and what it means."""

    text: str
    role: str
    words: str


SIGNS: tuple[Sign, ...] = (
    Sign("9+7?", "strong", "nine ties are held at the date, seven are possible; – for none"),
    Sign("━ ┅", "backs", "backing, held and possible; green"),
    Sign("╳", "opposes", "opposition; red, dim where it is possible only"),
    Sign("═ ╌", "allied", "alliance, held and possible; blue-green"),
    Sign("─ ┄", "structure", "all other ties, held and possible; violet"),
    Sign(
        "bright",
        "strong",
        "held at the date, in its hue; dim is possible only, or of little weight",
    ),
    Sign("amber", "caution", "is contested or wanting: disputed, alleged, not found, at fault"),
    Sign("W? M?", "dim", "means by their letters, ? where possible only; the manual has them"),
    Sign("↺", "dim", "an actor that is shown above, or elsewhere in the tree"),
    Sign("◆", "key", "at the end of a row: it is ticked"),
    Sign("26┤", "dim", "beside the bar of years: the most ties in one year"),
    Sign("✓ ≈", "good", "the words stand in the source; so, with white space or typography folded"),
    Sign("? →", "caution", "the words stand there at several places; elsewhere than recorded"),
    Sign("✗", "alert", "the words don't stand in the source"),
    Sign("·", "dim", "no copy of the source is here"),
    Sign("¶4 p. 3", "dim", "in paragraph 4, on page 3 of the source"),
)
TRUTH = "A mark means that the words stand in the source, not that they are true."
_SIGN = 10


def rows(cells: int) -> list[Row]:
    """A row for each sign, its meaning over as many lines as it takes. Keys: `sign:NUMBER`,
    `truth:NUMBER`."""
    rows: list[Row] = []
    for number, sign in enumerate(SIGNS):
        first, *more = paragraph(sign.words, cells - _SIGN - 2, "dim")
        head: Line = (Span("  "), Span(fit(sign.text, _SIGN), sign.role))
        rows.append(Row(f"sign:{number}", (*head, *first)))
        rows += [Row("", (Span(" " * (_SIGN + 2)), *line), stop=False) for line in more]
    truth = paragraph(TRUTH, cells, "dim", "  ")
    return rows + [Row(f"truth:{place}", line) for place, line in enumerate(truth)]

"""What is contested about a tie: words that a narrow row loses last, each with shorter forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.vocabulary import WITH_MEANS, Status, term_word
from proxytui.wording.changed_sources import tie_remark
from proxytui.wording.tie import unreported_words
from proxytui.wording.tie_dates import shelved_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.model.tie import Tie

_GRAVELY_UNREPORTED = ("denied", "only in what is retracted")
_GRAVE = frozenset({Status.DISPUTED, Status.REFUTED, Status.RETRACTED})
LEFT_OUT = "…"
"""The sign for what is left out of a row."""
_UNREPORTED = {
    "only in what is retracted": ("only in what is retracted", "only retracted", "retracted"),
    "only mentioned": ("only mentioned", "mentioned"),
}


class Contested(NamedTuple):
    """A remark on what is contested about a tie: its forms, each a whole, the longest first, and
    whether it is more than a doubt."""

    forms: tuple[str, ...]
    grave: bool = True

    @property
    def words(self) -> str:
        """The remark in full."""
        return self.forms[0]


def remarks(tie: Tie) -> tuple[Contested, ...]:
    """The remarks on a tie, the gravest first: its status where it isn't asserted, the means that
    are disputed where others are not, and that a source of it was retracted or corrected."""
    return _of_status(tie) + of_means(tie) + of_sources(tie)


def remarks_in_title(tie: Tie) -> tuple[Contested, ...]:
    """The remarks on a tie as a whole: that nobody reports it, else its status, and that a source
    of it was changed."""
    return (of_reporting(tie) or _of_status(tie)) + of_sources(tie)


def remarks_on_all(ties: Sequence[Tie]) -> tuple[Contested, ...]:
    """The remarks on several ties, each once."""
    return tuple(dict.fromkeys(remark for tie in ties for remark in remarks(tie)))


def _of_status(tie: Tie) -> tuple[Contested, ...]:
    if tie.status is Status.ASSERTED:
        return ()
    return (Contested((shelved_words(tie) or tie.status.value,), tie.status in _GRAVE),)


def of_sources(tie: Tie) -> tuple[Contested, ...]:
    """The remark that a source of a tie was retracted or corrected, if one was."""
    words = tie_remark(tie)
    return (Contested((words, words.removesuffix(" source"))),) if words else ()


def of_reporting(tie: Tie) -> tuple[Contested, ...]:
    """The remark that nobody reports a tie, if nobody does."""
    words = unreported_words(tie)
    forms = _UNREPORTED.get(words, (words,))
    return (Contested(forms, words in _GRAVELY_UNREPORTED),) if words else ()


def of_means(tie: Tie) -> tuple[Contested, ...]:
    """The remark that some means are disputed where others are not: in words, by their letters, or
    that some are."""
    if tie.status is Status.DISPUTED or not tie.disputed_terms:
        return ()
    words = ", ".join(term_word(tie.type, code) for code in tie.disputed_terms)
    forms = [f"{words} disputed"]
    if tie.type in WITH_MEANS:
        letters = dict.fromkeys(code.partition(".")[0] for code in tie.disputed_terms)
        forms.append(f"{' '.join(letters)} disputed")
    return (Contested((*forms, "part disputed")),)


def fitting(
    kept: Sequence[Contested], cells: int, measure: Callable[[str], int], between: int = 1
) -> list[str]:
    """A form of each remark, the longest that find room beside each other with so many cells
    between them; where even the shortest don't, the last are left out, an ellipsis for them."""
    for level in range(max((len(remark.forms) for remark in kept), default=1)):
        forms = [remark.forms[min(level, len(remark.forms) - 1)] for remark in kept]
        if _needed(forms, measure, between) <= cells:
            return forms
    forms = [min(remark.forms, key=measure) for remark in kept]
    for number in range(len(forms) - 1, -1, -1):
        first = [*forms[:number], LEFT_OUT]
        if _needed(first, measure, between) <= cells:
            # The gravest says more than that there is another.
            alone = not number and _needed(forms[:1], measure, between) <= cells
            return forms[:1] if alone else first
    return []


def _needed(forms: Sequence[str], measure: Callable[[str], int], between: int) -> int:
    return sum(map(measure, forms)) + between * max(0, len(forms) - 1)

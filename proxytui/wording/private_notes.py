"""What is said of private notes where something is written that others may get."""

from __future__ import annotations

from proxytui.wording.phrases import plural


def taken_words(count: int) -> str:
    """That so many private notes are in what was written; empty for none."""
    return f"{plural(count, 'private note')} in it" if count else ""


def stayed_words(count: int) -> str:
    """That so many private notes stayed where they were in a merge; empty for none."""
    return f"{plural(count, 'private note')} stayed in the other copy" if count else ""


def left_out_words(count: int) -> str:
    """That so many private notes are not in what was written; empty for none."""
    return f"{plural(count, 'private note')} left out; --private takes them along" if count else ""

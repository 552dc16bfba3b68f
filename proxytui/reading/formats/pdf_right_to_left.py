"""Pages of a PDF with right-to-left letters: which order they were read in, and another reading.

pypdfium2 goes by where letters stand on the page, pdfminer.six by their order in the file. Some
files have the one right, some the other, so that the words themselves have to tell.
"""

from __future__ import annotations

import io
import re
from importlib.metadata import version
from typing import TYPE_CHECKING

from proxytui.errors import ProxyTUIError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.jobs.pacing import Checkpoint, Progress

# Letters and an article that begin or end words, and never the other way round.
_ENDING = "\u0629\u0649\u05da\u05dd\u05df\u05e3\u05e5"
_FORWARDS = re.compile(rf"\b(?:\u0648|\u0628)?\u0627\u0644\w|\w[{_ENDING}]\b")
_BACKWARDS = re.compile(rf"\w\u0644\u0627(?:\u0648|\u0628)?\b|\b[{_ENDING}]\w")

_ALEFS = frozenset("\u0627\u0623\u0625\u0622\u0671")
_LAM = "\u0644"
_BEFORE_NUMBER = re.compile(r"(?<!\S)([.,:;\u060c\u061b])(\d[\d.,/:\u066b\u066c]*\d)(?!\S)")
_SAME_BRACKETS = re.compile(r"([()])(\s*)([^()]*[^()\s])(\s*)\1")


def is_turned_ligature(before: str, sign: str, are_one_glyph: Callable[[], bool]) -> bool:
    """Whether two letters are lam and alef of one drawn sign that come from their end."""
    return sign == _LAM and before in _ALEFS and are_one_glyph()


def mended(line: str) -> str:
    """A line with right-to-left words as it reads: a comma or stop behind a number stood before it,
    and of two brackets one was turned round."""
    line = _BEFORE_NUMBER.sub(r"\2\1", line)
    if line.count("(") != line.count(")"):
        line = _SAME_BRACKETS.sub(r"\2(\3)\4", line)
    return line


def reads_backwards(text: str) -> bool:
    """Whether the right-to-left words of a text stand in it from their ends to their beginnings."""
    return len(_BACKWARDS.findall(text)) > len(_FORWARDS.findall(text))


def pages(
    data: bytes, numbers: Sequence[int], checkpoint: Checkpoint, progress: Progress
) -> tuple[dict[int, str], str]:
    """The words of pages by their number, from 0, and the name of what read them; raises
    ProxyTUIError where pdfminer.six is not installed."""
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LTTextContainer
    except ImportError:
        raise ProxyTUIError(
            "a PDF with right-to-left letters needs pdfminer.six", "install proxytui[reading]"
        ) from None
    texts: dict[int, str] = {}
    for number, layout in zip(
        sorted(numbers), extract_pages(io.BytesIO(data), page_numbers=set(numbers)), strict=False
    ):
        blocks = (item.get_text().strip() for item in layout if isinstance(item, LTTextContainer))
        texts[number] = "\n\n".join(block for block in blocks if block)
        progress(f"page {number + 1} from the right, {len(texts)} of {len(numbers)}")
        checkpoint()
    return texts, f"pdfminer.six {version('pdfminer.six')}"

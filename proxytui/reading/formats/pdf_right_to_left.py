"""Pages of a PDF with right-to-left letters, by pdfminer.six, which has them in reading order."""

from __future__ import annotations

import io
from importlib.metadata import version
from typing import TYPE_CHECKING

from proxytui.errors import ProxyTUIError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.jobs.pacing import Checkpoint


def pages(
    data: bytes, numbers: Sequence[int], checkpoint: Checkpoint
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
        checkpoint()
    return texts, f"pdfminer.six {version('pdfminer.six')}"

"""PDF by pypdfium2: lines into paragraphs, pages parted by a form feed."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from proxytui.errors import ProxyTUIError
from proxytui.jobs.pacing import never, unseen
from proxytui.reading.formats import pdf_lines, pdf_right_to_left
from proxytui.reading.formats.extracted import Extracted, settled
from proxytui.reading.formats.pdf_right_to_left import Box, Part
from proxytui.reading.units import PAGE_END

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pypdfium2

    from proxytui.jobs.pacing import Checkpoint, Progress

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SOFTWARE = re.compile(r"(?i)untitled|microsoft word|powerpoint|\.(?:docx?|pdf|tex|indd|qxd|rtf)$")
_ERRORS = {"PASSWORD": "is locked with a password", "FORMAT": "is broken, or no PDF"}


class Line(NamedTuple):
    """A line of a page: its words, and where it stands, in points from below and from the left.

    `broken` says that it ends with a hyphen that the reader takes for the line's.
    """

    words: str
    top: float
    bottom: float
    left: float
    right: float
    broken: bool


def read(data: bytes, checkpoint: Checkpoint = never, progress: Progress = unseen) -> Extracted:
    """The words of a PDF; raises ProxyTUIError where it can't be opened or has none."""
    try:
        import pypdfium2
    except ImportError:
        raise ProxyTUIError("reading a PDF needs pypdfium2", "install proxytui[reading]") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = next((words for code, words in _ERRORS.items() if code in str(error).upper()), "")
        raise ProxyTUIError(
            f"the PDF {reason or 'cannot be opened'}", "save it anew, without a password"
        ) from None
    try:
        return _read(document, data, checkpoint, progress)
    finally:
        document.close()


def _read(
    document: pypdfium2.PdfDocument, data: bytes, checkpoint: Checkpoint, progress: Progress
) -> Extracted:
    from pypdfium2.version import PYPDFIUM_INFO

    pages: list[str] = []
    wordless: list[int] = []
    turned: list[int] = []
    for number in range(len(document)):
        lines = _lines(document, number)
        words = "\n\n".join(_paragraphs(lines))
        if not any(map(str.isalnum, words)):
            wordless.append(number + 1)
        if _RIGHT_TO_LEFT.search(words) and pdf_right_to_left.reads_backwards(words):
            turned.append(number)
        pages.append(words)
        progress(f"page {number + 1} of {len(document)}")
        checkpoint()
    extractor = f"pypdfium2 {PYPDFIUM_INFO}"
    unsure = []
    if turned:
        texts, reader = pdf_right_to_left.pages(data, turned, checkpoint, progress)
        extractor = f"{extractor}, {reader}"
        for number, words in texts.items():
            pages[number] = words
        backwards = [n + 1 for n in turned if pdf_right_to_left.reads_backwards(pages[n])]
        if backwards:
            unsure.append(f"words may stand from end to beginning on {_page_words(backwards)}")
    if len(wordless) == len(pages):
        raise ProxyTUIError(
            f"the PDF has no words on its {len(pages)} pages: it is a scan",
            "have its text recognised first",
        )
    if wordless:
        unsure.append(f"no text on {_page_words(wordless)}")
    stated = document.get_metadata_dict(skip_empty=True)
    title, author = (settled(stated.get(key, "")).strip() for key in ("Title", "Author"))
    joined = pdf_lines.joined_words([settled(page) for page in pages])
    return Extracted(
        f"\n\n{PAGE_END}\n".join(page.strip() for page in joined) + "\n",
        "PDF",
        title="" if _SOFTWARE.search(title) else title,
        author=author,
        extractor=extractor,
        unsure=tuple(unsure),
    )


def _lines(document: pypdfium2.PdfDocument, number: int) -> list[Line]:
    """The lines of a page, in the order of its text."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []
    text = page.get_textpage()
    lines: list[Line] = []
    for part in pdf_right_to_left.whole_lines(_parts(text), partial(_box, text)):
        words = "".join(part.signs).strip()
        shown = [place for sign, place in zip(*part[:2], strict=True) if sign > " "]
        if not words or not shown:
            continue
        if _RIGHT_TO_LEFT.search(words):
            words = pdf_right_to_left.mended(words)
        left, bottom, _, top = text.get_charbox(shown[0], loose=True)
        right = text.get_charbox(shown[-1], loose=True)[2]
        lines.append(Line(words, top, bottom, left, right, part.broken))
    text.close()
    page.close()
    return lines


def _parts(text: pypdfium2.PdfTextPage) -> Iterator[Part]:
    """What pypdfium2 takes for the lines of a page."""
    from pypdfium2 import raw

    signs: list[str] = []
    places: list[int] = []
    for place in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, place)
        hyphen = code in (0x02, 0xFFFE, 0xAD)
        if code in (0x0A, 0x0D) or hyphen:
            signs += [pdf_lines.HYPHEN] if hyphen else []
            places += [place] if hyphen else []
            yield Part(signs, places, broken=hyphen)
            signs, places = [], []
        elif code:
            sign = chr(code)  # halves of letters too, made whole below
            boxes = partial(_are_one_glyph, text, place)
            if signs and pdf_right_to_left.is_turned_ligature(signs[-1], sign, boxes):
                signs.insert(-1, sign)
            else:
                signs.append(sign)
            places.append(place)
    yield Part(signs, places, broken=False)


def _box(text: pypdfium2.PdfTextPage, place: int, *, loose: bool = False) -> Box:
    """Where a letter stands on its page; a loose box is as wide as its advance."""
    return Box(*text.get_charbox(place, loose=loose))


def _are_one_glyph(text: pypdfium2.PdfTextPage, place: int) -> bool:
    """Whether a letter of a page stands where the one before it does."""
    here, before = (text.get_charbox(at, loose=False) for at in (place, place - 1))
    return bool(here == before)


def _paragraphs(lines: Sequence[Line]) -> list[str]:
    """Lines that stand close belong together; a wider gap, or an indented line after one that ends
    a sentence short of the margin, begins a paragraph."""
    steps = [above.bottom - below.bottom for above, below in pairwise(lines)]
    down = [step for step in steps if step > 1]
    step = median(down) if down else 0.0
    paragraphs: list[str] = []
    for place, line in enumerate(lines):
        words = line.words
        if place and not _begins(lines[place - 1], line, step):
            paragraphs[-1] += f"\n{words}"
        else:
            paragraphs.append(words)
    whole = ("".join(words).encode("utf-16", "surrogatepass") for words in paragraphs)
    return [words.decode("utf-16", "replace") for words in whole]


def _begins(above: Line, line: Line, step: float) -> bool:
    if above.broken:
        return False
    height = max(line.top - line.bottom, 1.0)
    down = above.bottom - line.bottom
    ends = above.words[-1:] in '.!?:”"’)»。'
    if down < -height:  # the next column, or a note beside the text
        return ends or not line.words[:1].islower()
    if down > 1.3 * step + 0.5:
        return True
    indent = line.left - above.left
    return ends and height * 0.6 < indent < height * 5


def _page_words(numbers: Sequence[int]) -> str:
    """`page 3`, `pages 1–6, 9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {words}"

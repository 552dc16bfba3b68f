"""Writes PDFs by hand: pages of lines set in Helvetica, with gaps where paragraphs part."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOP, _STEP, _GAP = 720, 14, 12


def pdf(pages: Sequence[Sequence[Sequence[str]]], **info: str) -> bytes:
    """A PDF of pages, each of paragraphs, each of lines; `info` is what it says of itself."""
    objects = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
               b" /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for page in pages:
        stream = _stream(page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
            b" /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % len(objects)
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    objects.append(
        b"<< %s >>" % b" ".join(b"/%s (%s)" % (k.encode(), _bytes(v)) for k, v in info.items())
    )
    return _written(objects)


def _written(objects: Sequence[bytes]) -> bytes:
    """The objects as a file; the last one is what it says of itself."""
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(objects), len(data))
    )


def _bytes(words: str) -> bytes:
    data = words.encode("cp1252")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _stream(page: Sequence[Sequence[str]]) -> bytes:
    parts, height = [b"BT /F1 11 Tf"], _TOP
    for paragraph in page:
        for line in paragraph:
            parts.append(b"1 0 0 1 72 %d Tm (%s) Tj" % (height, _bytes(line)))
            height -= _STEP
        height -= _GAP
    return b"\n".join([*parts, b"ET"])


def lettered_pdf(lines: Sequence[Sequence[tuple[str, int]]]) -> bytes:
    """A PDF of one page whose lines are letters of any script, each with its column on the page, in
    the order in which they stand in the file. Two letters in place of one are drawn as one sign."""
    codes = {char: code for code, char in enumerate(_letters(lines), 0x21)}
    mapped = b"\n".join(
        b"<%02x> <%s>" % (code, char.encode("utf-16-be").hex().encode())
        for char, code in codes.items()
    )
    names = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def"
        b" /CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange"
        b" %d beginbfchar\n%s\nendbfchar endcmap end end" % (len(codes), mapped)
    )
    drawn = [b"BT /F1 12 Tf"]
    for number, line in enumerate(lines):
        for first, chars in _runs(line):
            written = b"".join(b"%02x" % codes[char] for char in chars)
            place = (72 + 7 * first, _TOP - _STEP * number, written)
            drawn.append(b"1 0 0 1 %d %d Tm <%s> Tj" % place)
    stream = b"\n".join([*drawn, b"ET"])
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Any /FirstChar 33 /LastChar 160 /Widths [%s]"
        b" /FontDescriptor << /Type /FontDescriptor /FontName /Any /Flags 4 /Ascent 800"
        b" /Descent -200 /FontBBox [0 -200 600 800] /ItalicAngle 0 /StemV 80 /CapHeight 700 >>"
        b" /ToUnicode 6 0 R >>" % b" ".join([b"583"] * 128)
    )
    return _written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            font,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
            b" /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(names), names),
            b"<< >>",
        ]
    )


def _runs(line: Sequence[tuple[str, int]]) -> list[tuple[int, list[str]]]:
    """The letters that stand side by side, each such run with its first column."""
    runs: list[tuple[int, list[str]]] = []
    for char, column in line:
        if runs and runs[-1][0] + len(runs[-1][1]) == column:
            runs[-1][1].append(char)
        else:
            runs.append((column, [char]))
    return runs


def _letters(lines: Sequence[Sequence[tuple[str, int]]]) -> list[str]:
    return sorted({char for line in lines for char, _ in line})

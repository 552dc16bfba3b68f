"""The encoding of a text that is not known to be UTF-8: stated, else guessed and said to be so."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from proxytui import text
from proxytui.errors import ProxyTUIError

# Measured on names and sentences in Arabic, Cyrillic, French, Hebrew, Turkish: below the first a
# guess is as often wrong as right, and of two within the second either may be.
_COHERENT, _NEAR = 0.45, 0.04
_MOST_BYTES = 256 * 1024
# Of these, one is often taken for another: İ and ş of cp1254 read as Ý and þ in cp1252.
_LATIN = re.compile(
    r"cp(?:125[02478]|437|850|852|858|775|857|865|037|500|273|1026|1140)"
    r"|latin_1|iso8859_(?:[123459]|1[03456])|mac_(?:roman|latin2|turkish|iceland)|hp_roman8"
)
_USUAL = ("cp1252", "cp1254", "cp1250")
_XML = re.compile(rb"\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)")
_META = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_HEAD = 4096


class Guess(NamedTuple):
    """An encoding by the frequency of letters: "" for none; `others` come nearly as close."""

    encoding: str
    is_sure: bool = False
    others: tuple[str, ...] = ()


class Decoded(NamedTuple):
    """A text, and the encoding that it was read in; `remark` is a sentence where that is a guess,
    or where what was stated did not fit."""

    text: str
    encoding: str
    remark: str = ""


def guess(data: bytes) -> Guess:
    """The encoding that bytes are most likely in; raises ImportError without charset-normalizer."""
    from charset_normalizer import from_bytes

    # The lines that have other letters than ASCII tell one from another.
    lines = [line for line in data.splitlines() if not line.isascii()]
    matches = list(from_bytes(b"\n".join(lines)[:_MOST_BYTES]))
    if not matches:
        return Guess("")
    best = matches[0]
    near = [match for match in matches[1:] if match.coherence >= best.coherence - _NEAR]
    is_sure = best.coherence >= _COHERENT and not near
    return Guess(best.encoding, is_sure, tuple(match.encoding for match in matches[1:]))


def decode(data: bytes, *, named: str = "", declared: str = "") -> Decoded:
    """The text of bytes: in the encoding that the user names, else by a byte-order mark, else in
    the one declared, else UTF-8, else by a guess.

    Raises ProxyTUIError where the named encoding is none or doesn't fit, and where a guess is not
    sure.
    """
    if named:
        return _named(data, named)
    unicode_name = text.encoding(data)
    if unicode_name != "utf-8":
        try:
            return Decoded(data.decode(unicode_name), unicode_name)
        except UnicodeError:
            raise ProxyTUIError("it is cut inside a letter", "save it as UTF-8 first") from None
    remark = ""
    if declared and (known := _lookup(declared)):
        try:
            # What browsers do: pages that state Latin 1 are in cp1252.
            return Decoded(data.decode("cp1252" if known == "iso8859-1" else known), known)
        except UnicodeError:
            remark = f"the file states the encoding {declared}, which it is not in"
    try:
        return Decoded(data.decode("utf-8"), "utf-8", remark)
    except UnicodeDecodeError as error:
        return _guessed(data, remark, error.start)


def declared(data: bytes) -> str:
    """The encoding that the head of an XML or HTML file states; "" where it states none."""
    match = _XML.match(data) or _META.search(data[:_HEAD])
    return match[1].decode("ascii") if match else ""


def _lookup(name: str) -> str:
    try:
        info = codecs.lookup(name)
        "".encode(info.name)
    except (LookupError, ValueError):
        return ""
    return info.name


def _named(data: bytes, name: str) -> Decoded:
    known = _lookup(name)
    if not known:
        raise ProxyTUIError(f"there is no encoding {text.line(name)}", "name one such as cp1254")
    try:
        return Decoded(data.decode(known).removeprefix("\ufeff"), known)
    except UnicodeError as error:
        place = getattr(error, "start", 0) + 1
        raise ProxyTUIError(
            f"the file is not in {known} (byte {place})", "name another encoding"
        ) from None


def _guessed(data: bytes, remark: str, start: int) -> Decoded:
    try:
        best = guess(data)
    except ImportError:
        raise ProxyTUIError(
            f"the file is not in UTF-8 (byte {start + 1})",
            "say its encoding with --encoding, or install proxytui[reading]",
        ) from None
    if best.encoding and best.is_sure and not _LATIN.fullmatch(best.encoding):
        words = f"its encoding is a guess: {best.encoding}"
        return Decoded(
            data.decode(best.encoding, "replace"),
            best.encoding,
            f"{remark}; {words}" if remark else words,
        )
    # Few other letters than ASCII are those of a Latin alphabet with marks.
    is_latin = sum(byte > 127 for byte in data) * 3 < len(data)
    names = [name for name in (best.encoding, *best.others) if name]
    if is_latin:
        names = [*filter(_LATIN.fullmatch, names[:1]), *_USUAL]
    likely = list(dict.fromkeys(names))
    raise ProxyTUIError(
        f"the file is not in UTF-8 (byte {start + 1}), and its encoding can't be told",
        f"say it with --encoding: {', '.join(likely[:3] or _USUAL)}, or another one",
    )

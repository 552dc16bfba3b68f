"""Reading a file that is to be kept as the text of a source."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from proxytui.errors import ProxyTUIError
from proxytui.jobs.pacing import never, unseen
from proxytui.lazy import LazyModule
from proxytui.reading import encodings

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.jobs.pacing import Checkpoint, Progress
    from proxytui.model.records import Json
    from proxytui.reading.formats import office, pdf, plain, saved_page, web_page, xml_text
    from proxytui.reading.formats.extracted import Extracted
else:
    office, pdf, plain, saved_page, web_page, xml_text = (
        LazyModule(f"proxytui.reading.formats.{name}")
        for name in ("office", "pdf", "plain", "saved_page", "web_page", "xml_text")
    )

MOST_BYTES = 64 * 1024 * 1024
"""The largest file that is kept; larger ones are not articles."""

_REFUSED = (
    (b"%!PS", "a PostScript file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Office program"),
    (b"{\\rtf", "a document in RTF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"ID3", "a recording"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
"""The first bytes of files that are no text, and their kind in words."""
STANDARD_INPUT = "standard input"
"""The name of what is read from there."""
_LEADING = b" \t\r\n\xef\xbb\xbf"

_BY_SUFFIX = {
    "md": "markdown", "markdown": "markdown", "htm": "html", "html": "html", "xhtml": "html",
    "mht": "mhtml", "mhtml": "mhtml", "xml": "xml", "tei": "xml", "pdf": "pdf", "docx": "docx",
    "odt": "odt", "txt": "text", "text": "text",
}  # fmt: skip
_HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_MHTML = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.I
)


class Reading(NamedTuple):
    """How a file is to be read, as far as the user says so.

    `format` and `encoding` are names, `whole` asks for all the words of a page.
    """

    format: str = ""
    encoding: str = ""
    whole: bool = False


AS_IT_IS = Reading()
"""Nothing said: all is told from the file."""


class ReadFile(NamedTuple):
    """A file as it is, and what was taken from it."""

    name: str
    data: bytes
    extracted: Extracted

    @property
    def text(self) -> bytes:
        """The bytes of the text to keep."""
        return self.extracted.text.encode()

    def fields(self, given: Json) -> Json:
        """The fields of the source that it becomes: those given, else what it states of itself; its
        title, where neither has one, is its name in brackets."""
        stated: Json = {**self.extracted.stated}
        if "published" in given:
            stated.pop("published_raw", None)
        return {"title": f"[{PurePath(self.name).name}]", **stated, **given}


def read(
    file: Path,
    reading: Reading = AS_IT_IS,
    checkpoint: Checkpoint = never,
    progress: Progress = unseen,
) -> ReadFile:
    """A file with its text, as `read_bytes`; raises ProxyTUIError where it can't be read."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ProxyTUIError(f"{file} is too large to keep as a text", "give a smaller file")
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ProxyTUIError(f"can't read {file} ({reason})", "check the path") from None
    return read_bytes(data, str(file), reading, checkpoint, progress)


def read_bytes(
    data: bytes,
    name: str,
    reading: Reading = AS_IT_IS,
    checkpoint: Checkpoint = never,
    progress: Progress = unseen,
) -> ReadFile:
    """The bytes of a file called `name` with the text to keep; raises ProxyTUIError where they are
    of no known kind, broken, locked, or without words."""
    if len(data) > MOST_BYTES:
        raise ProxyTUIError(f"{name} is too large to keep as a text", "give a smaller file")
    kind = reading.format or _kind(data, name)
    if not kind:
        head = data.lstrip(_LEADING)
        refused = next(words for beginning, words in _REFUSED if head.startswith(beginning))
        raise ProxyTUIError(f"{name} is {refused}, not a text", "save its words as text first")
    try:
        extracted = _extracted(data, kind, reading, checkpoint, progress)
    except ProxyTUIError as error:
        raise ProxyTUIError(f"{name}: {error.title}", error.hint) from None
    if not any(map(str.isalnum, extracted.text)):
        raise ProxyTUIError(f"{name} has no words", "give a file that has")
    return ReadFile(name, data, extracted)


def _kind(data: bytes, name: str) -> str:
    """The format of a file by its first bytes, then by its name; "" where it is refused."""
    head = data.lstrip(_LEADING)
    if head.startswith(b"%PDF"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx" if office.read(data) is not None else ""
    if any(head.startswith(beginning) for beginning, _ in _REFUSED):
        return ""
    if _HTML.match(head):
        return "html"
    if _MHTML.match(head):
        return "mhtml"
    suffix = _BY_SUFFIX.get(name.rpartition(".")[2].lower(), "")
    if head.startswith(b"<?xml") and suffix != "html":
        return "xml"
    # What its first bytes would have shown is not believed of a name.
    return suffix if suffix in ("markdown", "html", "xml") else "text"


def _extracted(
    data: bytes, kind: str, reading: Reading, checkpoint: Checkpoint, progress: Progress
) -> Extracted:
    if kind == "pdf":
        return pdf.read(data, checkpoint, progress)
    if kind in ("docx", "odt"):
        document = office.read(data)
        if document is None:
            raise ProxyTUIError("is a ZIP archive without a document", "save its words as text")
        return document
    if kind == "xml":
        return xml_text.read(data, reading.encoding)
    declared, url = "", ""
    if kind == "mhtml":
        data, declared, url = saved_page.page(data)
    if kind in ("html", "mhtml"):
        declared = declared or encodings.declared(data)
    decoded = encodings.decode(data, named=reading.encoding, declared=declared)
    words = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in words:
        raise ProxyTUIError("it is no text: it has null bytes", "extract its text first")
    if kind in ("html", "mhtml"):
        extracted = web_page.read(words, whole=reading.whole, url=url)
    elif kind == "markdown":
        extracted = plain.read_markdown(words)
    else:
        extracted = plain.read(words)
    if decoded.encoding not in ("utf-8", "utf-8-sig") and not extracted.extractor:
        extracted = extracted._replace(extractor=f"text in {decoded.encoding}")
    remarks = (decoded.remark,) if decoded.remark else ()
    return extracted._replace(unsure=(*remarks, *extracted.unsure))

"""What is taken from a file: its words, what it says of itself, and what is not sure of either."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from proxytui import text as texts
from proxytui.model import dates
from proxytui.reading.units import PAGE_END

_STATED = ("title", "author", "publisher", "published", "published_raw", "lang", "url")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


class Extracted(NamedTuple):
    """The text of a file, with what the file states of itself; empty where it states nothing.

    `published` is an EDTF date, `published_raw` the file's own words for it; `extractor` says what
    took the words out, with its version, empty for a text that is kept as it is; `unsure` are
    sentences on what may be wrong or missing.
    """

    text: str
    format: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    published_raw: str = ""
    lang: str = ""
    url: str = ""
    extractor: str = ""
    unsure: tuple[str, ...] = ()

    @property
    def stated(self) -> dict[str, str]:
        """The fields of a source that the file states, each on one line."""
        fields = {name: texts.line(getattr(self, name)) for name in _STATED}
        fields["lang"] = fields["lang"].replace("_", "-")
        if not _LANGUAGE.fullmatch(fields["lang"]):
            fields["lang"] = ""
        if fields["published_raw"] == fields["published"]:
            fields["published_raw"] = ""
        return {name: words for name, words in fields.items() if texts.visible(words)}

    @property
    def words(self) -> int:
        """The number of words, as blanks part them."""
        return len(self.text.split())

    @property
    def pages(self) -> int:
        """The number of pages; 0 for a text that has none."""
        return self.text.count(PAGE_END) + 1 if PAGE_END in self.text else 0


_LIGATURES = str.maketrans(
    {
        chr(code): unicodedata.normalize("NFKC", chr(code))
        for code in (*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18))
    }
)
_ARABIC_FORMS = re.compile("[\ufb50-\ufdf9\ufdfb-\ufdff\ufe70-\ufefc]+")
_GONE = dict.fromkeys([0, 0xAD, 0xFEFF])
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")


def settled(text: str) -> str:
    """The words of a made-up page as they are kept: line feeds only, ligatures and positional
    letters as the letters that they stand for, without soft hyphens and null signs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_GONE).translate(_LIGATURES)
    return _ARABIC_FORMS.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)


def stated_date(words: str) -> str:
    """The date at the beginning of a file's own words for it, as EDTF; "" where there is none."""
    match = _DAY.match(words.strip())
    if match is None:
        return ""
    date = "-".join(part for part in match.groups() if part)
    try:
        dates.parse(date)
    except dates.DateError:
        return ""
    return date

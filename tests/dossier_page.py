"""Documents read as strictly as a reader of theirs never would, to be looked into by tests."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """An HTML document read strictly: every element is closed where it has to be."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), f"an attribute of {tag} stands there twice"
        self.elements.append((tag, given))
        self.ids += [given["id"]] if "id" in given else []
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] != "style":
            self.words.append(data)

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def check_markdown(text: str) -> None:
    """Footnotes are all there, once each; rows of tables have three cells; no HTML is left."""
    defined = re.findall(r"(?m)^\[\^(\d+)\]: ", text)
    assert defined == [str(number + 1) for number in range(len(defined))]
    body = text.partition("\n## Footnotes\n")[0]
    assert set(re.findall(r"(?<!\\)\[\^(\d+)\]", body)) == set(defined)
    for row in re.findall(r"(?m)^\|.*$", text):
        assert len(re.findall(r"(?<!\\)\|", row)) == 4, row
    assert not re.search(r"(?<!\\)<(?!https?://)", text)

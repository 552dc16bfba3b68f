"""What reads a text for suggestions: one parser a process, and the rules where it fails."""

from __future__ import annotations

import pytest
from suggesting_world import names_in_text

from proxytui.errors import ProxyTUIError
from proxytui.reading.suggesting import spacy_parser
from proxytui.reading.suggesting.text_reading import RULES_ALONE, read_text

TEXT = "Iran-backed Hezbollah marched. Turkey has armed the Free Syrian Army."
needs_parser = pytest.mark.skipif(
    not spacy_parser.is_installed(), reason="the extra suggest is not installed"
)


@needs_parser
def test_a_process_loads_its_parser_once() -> None:
    assert spacy_parser.loaded() is spacy_parser.loaded()


def broken(error: Exception):
    def raising(*_: object) -> None:
        raise error

    return raising


@needs_parser
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError("[E053] Could not read config file\nfrom it"), "[E053] Could not read config"),
        (MemoryError(), "ran out of memory"),
        (ValueError(), "ValueError"),
    ],
)
def test_a_model_that_cannot_be_loaded_leaves_the_rules_and_is_told(
    monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    monkeypatch.setattr(spacy_parser, "_loaded", {})
    monkeypatch.setattr(spacy_parser, "SpacyParser", broken(error))
    reading = read_text(TEXT, names_in_text())
    assert [s.type for s in reading.suggestions] == ["backs"]
    assert reading.reader == RULES_ALONE
    assert told in reading.failure
    with pytest.raises(ProxyTUIError, match="the parser"):
        read_text(TEXT, names_in_text(), "parse")


@needs_parser
def test_a_parser_that_gives_up_on_a_text_leaves_the_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parser = spacy_parser.loaded()
    monkeypatch.setattr(parser._language, "pipe", broken(MemoryError()))
    reading = read_text(TEXT, names_in_text())
    assert [s.type for s in reading.suggestions] == ["backs"]
    assert reading.reader == RULES_ALONE
    assert "ran out of memory" in reading.failure


@needs_parser
def test_what_stops_a_reading_is_no_failure_of_the_parser() -> None:
    class Stopped(Exception):
        pass

    def paced(parser):
        raise Stopped

    with pytest.raises(Stopped):
        read_text(TEXT, names_in_text(), paced=paced)


@needs_parser
def test_a_reading_with_a_parser_has_no_failure() -> None:
    reading = read_text(TEXT, names_in_text())
    assert [s.type for s in reading.suggestions] == ["backs", "backs"]
    assert reading.reader.startswith("spaCy")
    assert reading.failure == ""

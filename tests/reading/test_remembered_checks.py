"""Checks of quotes that are remembered, and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.quote_check import QuoteCheck
from proxytui.model.records import Citation
from proxytui.model.vocabulary import Check
from proxytui.reading import remembered_checks
from proxytui.reading.remembered_checks import RememberedChecks

if TYPE_CHECKING:
    import pytest

FOUND = QuoteCheck(Check.EXACT, 0, 5)


def test_no_more_checks_are_remembered_than_have_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered_checks, "_KEPT", 3)
    checks = RememberedChecks()
    cited = [Citation(f"s-{number}") for number in range(4)]
    for citation in cited[:3]:
        checks.remember({citation: FOUND})
    assert all(checks.known(citation) is FOUND for citation in cited[:3])
    checks.remember({cited[3]: FOUND})
    assert checks.known(cited[3]) is FOUND
    assert checks.known(cited[0]) is None

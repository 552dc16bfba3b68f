"""The names that `proxytui.wording` has for others."""

from __future__ import annotations

import pytest

from proxytui import wording


def test_each_name_is_that_of_the_module_that_words_it() -> None:
    assert set(wording.__all__) == set(wording._MODULES)
    for name in wording.__all__:
        assert getattr(wording, name) is not None


def test_a_name_that_it_does_not_have_is_missing() -> None:
    with pytest.raises(AttributeError, match="no_such_words"):
        getattr(wording, "no_such_words")  # noqa: B009

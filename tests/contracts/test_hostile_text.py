"""Foreign text is made safe before anything is done with it: the functions all others rely on."""

from __future__ import annotations

import copy
import json
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import corpus
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from proxytui import text
from proxytui.errors import InvalidRecord, ProxyTUIError, StoreError
from proxytui.model import validation
from proxytui.store.folder.documents import Documents
from proxytui.views import lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

every_text = pytest.mark.parametrize("given_text", corpus.NAMES.values(), ids=corpus.NAMES)
every_surrogate = pytest.mark.parametrize(
    "broken", corpus.SURROGATES.values(), ids=corpus.SURROGATES
)

_PIECES = [*corpus.SEQUENCES.values(), *corpus.MARKUP.values(), *corpus.INVISIBLE.values()]
_PIECES += [*corpus.LINES.values(), *corpus.PATHS.values(), "\x1b", "\x9b", "\x9d", "\x1b]", "\x07"]
_PATHS = [path for path in corpus.PATHS.values() if not path.isalnum()]
_ANY_CHARACTER = st.text(st.characters(exclude_categories=()), max_size=5)
_TEXTS = st.lists(st.sampled_from(_PIECES) | _ANY_CHARACTER, max_size=5).map("".join)
_many = settings(
    max_examples=1200, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
_some = settings(max_examples=200, deadline=None, database=None)


# The functions


@every_text
def test_a_cleaned_text_holds_nothing_that_a_terminal_acts_on(given_text: str) -> None:
    for shown in (text.clean(given_text), text.line(given_text), text.fold(given_text)):
        assert corpus.forbidden(shown) == ""
    assert text.clean(given_text).startswith(corpus.SEEN)
    assert "\n" not in text.line(given_text)


@_many
@given(_TEXTS)
def test_whatever_comes_a_cleaned_text_is_harmless_and_stays_so(given_text: str) -> None:
    cleaned = text.clean(given_text)
    assert corpus.FORBIDDEN.search(cleaned) is None
    assert text.clean(cleaned) == cleaned
    assert corpus.FORBIDDEN.search(text.line(given_text)) is None
    assert "\n" not in text.line(given_text)
    cleaned.encode("utf-8")


@_some
@given(st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126)))
def test_plain_text_is_left_as_it_is(given_text: str) -> None:
    assert text.clean(given_text) == given_text


@pytest.mark.parametrize(
    "word",
    ["حزب‌الله", "می‌خواهم", "क्‍ष", "👩‍👩‍👧", "Hayʼat Taḥrīr aš-Šām", "ไม่", "שָׁלוֹם", "ﷺ"],
)
def test_what_scripts_need_is_kept(word: str) -> None:
    assert text.clean(word) == word


@every_text
def test_an_id_is_of_letters_digits_and_dashes_whatever_the_name(given_text: str) -> None:
    made = text.slug(given_text)
    assert re.fullmatch(r"[a-z0-9-]{1,60}", made)


@every_text
def test_a_file_name_stays_in_its_folder(given_text: str) -> None:
    made = text.file_name(given_text)
    assert PurePath(made).name == made
    assert not made.startswith((".", "-", "~"))
    assert len(made) <= 80
    assert corpus.forbidden(made) == ""


@_some
@given(_TEXTS)
def test_whatever_comes_ids_and_file_names_are_of_their_shape(given_text: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{1,60}", text.slug(given_text))
    made = text.file_name(given_text)
    assert made
    assert PurePath(made).name == made
    assert "\x00" not in made


@every_text
def test_json_says_the_same_with_nothing_raw_in_it(given_text: str) -> None:
    document = text.escape_json(json.dumps({"x": given_text}, ensure_ascii=False))
    assert json.loads(document) == {"x": given_text}
    assert not re.search(
        "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069]", document
    )


@_some
@given(_TEXTS)
def test_whatever_comes_json_says_the_same(given_text: str) -> None:
    document = text.escape_json(json.dumps([given_text], ensure_ascii=False))
    document.encode("utf-8")
    # A pair of surrogates, written as two escapes, is read as the character that they stand for.
    whole = given_text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    assert json.loads(document) == [whole]


# Columns


@_some
@given(_TEXTS, st.integers(0, 30))
def test_a_cut_text_keeps_to_its_cells(given_text: str, cells: int) -> None:
    shown = text.line(given_text)
    assert cell_len(lines.cut(shown, cells)) <= cells
    assert cell_len(lines.fit(shown, cells)) == cells
    clipped = lines.clip((lines.Span("ab"), lines.foreign(given_text), lines.Span("c")), cells)
    assert lines.width(clipped) <= cells


@_some
@given(_TEXTS, st.integers(8, 30))
def test_wrapped_text_keeps_to_its_cells_and_loses_no_word(given_text: str, cells: int) -> None:
    made = lines.paragraph(given_text, cells)
    assert all(lines.width(line) <= cells for line in made)
    shown = "".join(span.text for line in made for span in line)
    assert corpus.FORBIDDEN.search(shown) is None
    assert "".join(shown.split()) == "".join(text.clean(given_text).split())


# Records


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every string in a record, and to every key of an open mapping."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from _leaves(inside, (*path, key))
    elif isinstance(value, list):
        for place, inside in enumerate(value):
            yield from _leaves(inside, (*path, place))


def _with(record: dict[str, Any], path: tuple[Any, ...], value: str) -> dict[str, Any]:
    made = copy.deepcopy(record)
    inside: Any = made
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return made


@every_surrogate
def test_a_lone_surrogate_is_refused_in_every_field_of_every_record(broken: str) -> None:
    tried = 0
    for table, rows in corpus.records("plain").items():
        for id_, record in rows.items():
            validation.validate(table, id_, record)
            for path in _leaves(record):
                tried += 1
                with pytest.raises(InvalidRecord) as caught:
                    validation.validate(table, id_, _with(record, path, broken))
                said = str(caught.value)
                said.encode("utf-8")
                assert "\n" not in said
                assert id_ in said
    assert tried > 150


@every_surrogate
def test_a_lone_surrogate_is_refused_in_fields_of_newer_versions_too(broken: str) -> None:
    actor = {"kind": "state", "names": [{"text": "North"}]}
    for later in ({"later": broken}, {"later": [{"deep": [broken]}]}, {broken: 1}):
        with pytest.raises(InvalidRecord):
            validation.validate("actors", "north", {**actor, **later})


@every_text
def test_a_record_may_hold_any_other_text(given_text: str) -> None:
    for table, rows in corpus.records(given_text).items():
        for id_, record in rows.items():
            validation.validate(table, id_, record)


@pytest.mark.parametrize("id_", [*_PATHS, "", " ", "a/b", "a\\b", "a\nb", "a:b", "é"])
def test_an_id_that_is_a_path_is_refused(id_: str) -> None:
    with pytest.raises(ProxyTUIError) as caught:
        validation.validate("actors", id_, {"kind": "state", "names": [{"text": "North"}]})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("sha", [*corpus.PATHS.values(), "", "0" * 63, "G" * 64, "0" * 64 + "\n"])
def test_a_document_name_leads_nowhere_but_into_its_folder(sha: str, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    documents = Documents(folder)
    assert documents.data(sha) is None
    assert documents.text(sha) is None
    assert not documents.has(sha)


def test_an_error_about_hostile_text_is_a_line_that_can_be_written() -> None:
    for given_text in (*corpus.NAMES.values(), *corpus.SURROGATES.values()):
        said = text.line(str(StoreError(f"can't open {given_text}", "try another")))
        assert corpus.forbidden(said) == ""
        said.encode("utf-8")

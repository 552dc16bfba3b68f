"""Notes as Markdown files: nothing is lost on the way out and back, whatever is written in them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.errors import UnknownName
from proxytui.exchange import front_matter, markdown_notes, note_files
from proxytui.exchange.markdown_notes import NoteFolder, digest
from proxytui.model import validation

T1, T2, NOW = "2024-12-02T09:30:00Z", "2024-12-03T10:00:00Z", "2025-01-01T00:00:00Z"
IDS = ("iran", "syria", "e-1", "backs:iran:syria")

hostile = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.sampled_from(
        ["---", "---\n", "--- \nid: x\n---", "a: b", "- x", "[[x]]", "[[", "]]|", "'", '"', '\\"',
         "\r\n", "\r", "\u2028", "\x85", "\ufeff", "\x00", "\x1b]0;owned\x07", "con", "NUL.txt",
         "../../etc/passwd", "C:\\x", "#tag", "# ", " ", "\t", "null", "true", "1.0", "é",
         "e\u0301", "name. ", "key ", " key", "a" * 300, "字" * 90,
         "\U0001f469\u200d\U0001f467", "\u202eevil", "{", "[", "*x", "&y", "!z", "%", "@", "`"]
    ),
)  # fmt: skip
texts = st.lists(hostile, max_size=5).map("".join)
visible = hostile.filter(lambda text: _sound({"tags": [text]}))
_OWN = ("id", "text", "about", "tags", "created", "modified", "proxytui")
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | hostile
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(hostile, inner, max_size=2),
    max_leaves=4,
)
extras = st.dictionaries(hostile.filter(lambda key: key not in _OWN), values, max_size=2)
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,12}", fullmatch=True)


def _sound(more: dict[str, Any]) -> bool:
    record = {"about": ["iran"], "text": "x", "created": T1, "modified": T1, **more}
    return not list(validation.faults("notes", "n-1", record))


@st.composite
def notes(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """The notes of a store, by id."""
    made = {}
    for id_ in draw(st.lists(ids, max_size=5, unique=True)):
        record = {
            "about": draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True)),
            "text": draw(texts),
            "created": T1,
            "modified": draw(st.sampled_from((T1, T2))),
            **draw(extras),
        }
        if tags := draw(st.lists(visible, max_size=3)):
            record["tags"] = tags
        made[id_] = record
    return made


def find(words: str) -> str:
    known = {id_: id_ for id_ in IDS} | {"Iran": "iran", "Islamic Republic": "iran"}
    if words not in known:
        raise UnknownName(f"nothing is called {words}", "")
    return known[words]


def out(
    stored: dict[str, Any], folder: NoteFolder | None = None, called: Any = str.upper
) -> markdown_notes.WrittenNotes:
    return markdown_notes.write(stored, called, find, folder or NoteFolder({}))


def back(files: dict[str, bytes], stored: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    reading = markdown_notes.read(files, stored, find, NOW)
    return (
        {row.id: row.record for row in reading.rows},
        {row.row: row.reason for row in reading.set_aside},
    )


@settings(max_examples=400, deadline=None)
@given(notes(), hostile)
def test_what_is_written_comes_back_as_it_was(stored: dict[str, Any], name: str) -> None:
    written = out(stored, called=lambda _: name)
    assert written.left == ()
    assert len(written.files) == len(stored)
    assert back(written.files, {}) == (stored, {})
    assert back(written.files, stored) == (stored, {})


@settings(max_examples=300, deadline=None)
@given(notes())
def test_writing_again_changes_no_file(stored: dict[str, Any]) -> None:
    files = out(stored).files
    again = out(stored, NoteFolder(files))
    assert again.files == {}
    assert again.unchanged == len(stored)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(hostile, ids), max_size=12))
def test_names_of_files_are_safe_everywhere_and_differ(pairs: list[tuple[str, str]]) -> None:
    names = note_files.FileNames(())
    made = [names.fresh(words, id_) for words, id_ in pairs]
    assert len({name.casefold() for name in made}) == len(made)
    for name in made:
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
        stem = name.removesuffix(".md")
        assert stem
        assert stem == stem.strip(" .")
        assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)", stem, re.I)
        assert len(name.encode()) < 255


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(hostile, hostile, max_size=4), texts)
def test_front_matter_is_read_as_it_is_written(fields: dict[str, str], body: str) -> None:
    properties, rest = front_matter.split(front_matter.write(fields) + body)
    assert {key: item.value for key, item in properties.items()} == fields
    assert rest == body


@settings(max_examples=500, deadline=None)
@given(st.lists(hostile, max_size=6).map("\n".join))
def test_any_file_is_read_or_set_aside_with_a_reason(text: str) -> None:
    for data in (text.encode(), f"---\n{text}\n---\nbody".encode()):
        rows, aside = back({"a.md": data}, {})
        assert len(rows) + len(aside) == 1
        assert all(aside.values())


def note(**more: Any) -> dict[str, Any]:
    return {"about": ["iran"], "text": "old", "created": T1, "modified": T2, **more}


def edited(data: bytes, before: str = "old", after: str = "new") -> bytes:
    assert before in data.decode()
    return data.decode().replace(before, after).encode()


def test_a_file_reads_as_other_programs_want_it() -> None:
    (data,) = out({"n-1": note(tags=["open"])}, called=lambda _: "Iran").files.values()
    assert data.decode() == (
        '---\nid: "n-1"\nabout: ["[[iran|Iran]]"]\ntags: ["open"]\n'
        f'created: "{T1}"\nmodified: "{T2}"\nproxytui: "{digest(note(tags=["open"]))}"\n---\nold\n'
    )


def test_an_edited_file_changes_its_note_and_no_other() -> None:
    stored = {"n-1": note(), "n-2": note(text="other")}
    files = out(stored).files
    files["old.md"] = edited(files["old.md"])
    rows, aside = back(files, stored)
    assert rows == {"n-1": note(text="new", modified=NOW), "n-2": stored["n-2"]}
    assert aside == {}


def test_a_file_that_nobody_touched_takes_nothing_back_from_the_store() -> None:
    files = out({"n-1": note()}).files
    newer = {"n-1": note(text="edited here", modified=NOW)}
    assert back(files, newer) == (newer, {})


def test_a_note_changed_on_both_sides_is_set_aside() -> None:
    files = out({"n-1": note()}).files
    newer = {"n-1": note(text="edited here", modified=NOW)}
    rows, aside = back({"old.md": edited(files["old.md"])}, newer)
    assert rows == {}
    assert "changed here and in the store" in aside["old.md"]


def test_a_file_edited_since_is_not_written_over() -> None:
    stored = {"n-1": note(text="edited here", modified=NOW)}
    there = {"old.md": edited(out({"n-1": note()}).files["old.md"])}
    written = out(stored, NoteFolder(there))
    assert written.files == {}
    assert written.left[0].row == "old.md"
    assert "import it first" in written.left[0].reason


def test_a_note_keeps_its_file_wherever_that_was_moved() -> None:
    there = {"drafts/mine.md": out({"n-1": note()}).files["old.md"]}
    written = out({"n-1": note(text="newer", modified=NOW)}, NoteFolder(there))
    assert list(written.files) == ["drafts/mine.md"]
    assert b"newer" in written.files["drafts/mine.md"]


def test_other_files_of_the_folder_keep_their_names() -> None:
    written = out({"n-1": note()}, NoteFolder({"diary.md": b"my own"}, ("OLD.md", "diary.md")))
    assert list(written.files) == ["old n-1.md"]
    assert written.left[0].row == "diary.md"


def test_properties_as_other_programs_write_them_are_read() -> None:
    text = (
        "---\r\nid: n-1\r\nabout:\r\n  - iran\r\n  - '[[syria]]'  # both\r\n"
        "tags: [open, 'two words']\r\n"
        f"created: {T1}\r\nmodified: {T2}\r\naliases:\r\nrating: 5\r\n---\r\none\r\ntwo\r\n"
    )
    rows, aside = back({"a.md": text.encode("utf-8-sig")}, {})
    assert aside == {}
    assert rows["n-1"] == {
        "about": ["iran", "syria"],
        "tags": ["open", "two words"],
        "created": T1,
        "modified": T2,
        "rating": 5,
        "text": "one\ntwo",
    }


@pytest.mark.parametrize(
    ("front", "about"),
    [
        ("---\nabout: Iran\ntags: a, b\n---\n", ["iran"]),
        ("---\nabout:\n- Iran\n- '[[e-1]]'\n---\n", ["iran", "e-1"]),
        ("", ["syria"]),
        ("---\ntitle: mine\n---\n", ["syria"]),
    ],
)
def test_a_file_without_an_id_is_about_its_front_matter_or_its_first_link(
    front: str, about: list[str]
) -> None:
    data = f"{front}\nSeen in [[nowhere]], says [[syria|the officer]].\n".encode()
    rows, aside = back({"in/a file.md": data}, {})
    assert aside == {}
    ((id_, record),) = rows.items()
    assert record["about"] == about
    assert record["text"] == "Seen in [[nowhere]], says [[syria|the officer]]."
    assert record["created"] == record["modified"] == NOW
    assert back({"in/a file.md": data}, rows) == (rows, {})
    changed = back({"in/a file.md": edited(data, "Seen", "Heard")}, rows)[0]
    assert changed[id_]["text"].startswith("Heard")


def test_an_export_gives_a_file_without_an_id_the_one_it_came_in_with() -> None:
    files = {"mine.md": b"---\nabout: Islamic Republic\n---\nold\n"}
    rows, _ = back(files, {})
    written = out(rows, NoteFolder(files))
    assert list(written.files) == ["mine.md"]
    assert markdown_notes.parse(written.files["mine.md"]).id == next(iter(rows))
    assert back(written.files, rows) == (rows, {})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no link at all", "says nowhere what it is about"),
        ("---\nabout: nobody\n---\nx", "nothing is called nobody"),
        ("---\nid: n-1\nid: n-2\n---\nx", "line 3: id stands there twice"),
        ("---\nabout: [iran\n---\nx", "line 2"),
        ("---\nabout: |\n  iran\n---\nx", "line 2: this needs quotation marks"),
        ("---\nabout: iran\n  more\n---\nx", "line 3: expected is KEY: VALUE"),
        ("---\ntext: x\nabout: iran\n---\nx", "stands below"),
        ("---\nid: [a, b]\n---\nx", "more than one value as its id"),
        ('---\nabout: "iran\n---\nx', "line 2"),
        ('---\nabout: "iran\n---\nx', "line 2: a quotation mark is not closed"),
        ('---\nabout: [ "unclosed\n---\nx', "line 2: a quotation mark is not closed"),
        ("---\nabout: [ 'unclosed\n---\nx", "line 2: a quotation mark is not closed"),
        ("---\nabout: iran\n", "line 1: the properties that begin here aren't closed by ---"),
        ("---\nabout: iran\ntext below", "aren't closed by ---"),
        ("---\nabout: [iran]\n----\nx", "aren't closed by ---"),
        ("", "is empty"),
        (" \n\n", "is empty"),
        ("---\n---\n", "is empty"),
        ("---\nx: {a: b}\nabout: iran\n---\nx", "only read as JSON"),
    ],
)
def test_a_file_that_can_not_come_in_is_set_aside_with_the_reason(text: str, reason: str) -> None:
    rows, aside = back({"a.md": text.encode()}, {})
    assert rows == {}
    assert reason in aside["a.md"]


def test_a_file_in_another_encoding_and_two_of_one_id_are_set_aside() -> None:
    files = out({"n-1": note()}).files
    rows, aside = back({"a.md": b"\xff\xfe", "b.md": files["old.md"], "c.md": files["old.md"]}, {})
    assert list(rows) == ["n-1"]
    assert "no text in UTF-8" in aside["a.md"]
    assert "same id as b.md; take its id: line out" in aside["c.md"]


def test_without_a_digest_the_time_of_the_last_change_decides() -> None:
    data = out({"n-1": note()}).files["old.md"]
    bare = re.sub(rb"proxytui: .*\n", b"", edited(data))
    assert back({"a.md": bare}, {"n-1": note()})[0]["n-1"]["text"] == "new"
    assert "a.md" in back({"a.md": bare}, {"n-1": note(text="x", modified=NOW)})[1]

"""Graphs and folders go out of a store and come in again, by the command line; all is undone."""

from __future__ import annotations

import pytest

GRAPH = """<graphml><graph edgedefault="directed">
<node id="1"><data key="label">Iran</data></node>
<node id="2"><data key="label">Hamas</data></node>
<edge id="e" source="1" target="2"><data key="type">backs</data></edge>
<edge source="1" target="3"/>
</graph></graphml>"""


def counts(imported) -> tuple[dict, dict, int]:
    document = imported.document
    added = {table: n for table, n in document["added"].items() if n}
    changed = {table: n for table, n in document["changed"].items() if n}
    return added, changed, len(document["set_aside"])


def test_a_graph_is_known_by_its_content_quoted_and_undone(program, empty):
    start = program("--store", str(empty), "export").raw
    file = program.home / "ties.xml"
    file.write_text(GRAPH)
    first = program("--store", str(empty), "import", str(file), "--json")
    assert first.document["format"] == "graphml"
    assert counts(first) == ({"actors": 2, "claims": 1, "sources": 1}, {}, 1)
    assert counts(program("--store", str(empty), "import", str(file), "--json"))[:2] == ({}, {})
    checked = program("--store", str(empty), "source", "verify", "--json")
    assert checked.document["quotes"]["exact"] == 3
    assert program("--store", str(empty), "check").code == 0
    assert program("--store", str(empty), "undo").code == 0
    assert program("--store", str(empty), "export").raw == start


@pytest.mark.parametrize("format_", ["graphml", "gexf", "markdown"])
def test_what_was_exported_changes_nothing_when_it_comes_back(program, format_):
    place = program.home / "out"
    start = program("export").raw
    assert program("export", "--format", format_, "-o", str(place)).code == 0
    back = program("import", str(place), "--json")
    assert back.document["format"] == format_
    assert counts(back) == ({}, {}, 0)
    assert program("export").raw == start


def test_a_folder_of_notes_stays_one_and_a_filled_folder_is_spared(program):
    folder = program.home / "vault"
    folder.mkdir()
    (folder / "Iran.md").write_text("opposes:: [[Nobody Else]]\n")
    as_notes = program("import", str(folder), "--json", "--dry-run")
    assert as_notes.document["format"] == "markdown-notes"
    words = ("import", str(folder), "--format", "markdown", "--json")
    found = program(*words)
    assert counts(found)[0]["claims"] == 1
    out = program("export", "--format", "markdown", "-o", str(folder))
    assert out.code == 2
    assert "there are files in" in out.err
    assert [file.name for file in folder.iterdir()] == ["Iran.md"]

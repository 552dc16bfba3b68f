"""`source add` and `source attach` with documents: what is read is said, and nothing is guessed."""

from __future__ import annotations

import hashlib

from tests.small_pdf import pdf

REPORT = pdf(
    [
        [
            ["Report on the north"],
            ["It was said to get its", "weapons from over the border."],
        ],
        [["A second page says that the", "border has been closed since."]],
    ],
    Title="Report on the north",
    Author="The Panel",
)


def _source(program, id_: str):
    listed = program("source", "list", "--json").document["sources"]
    return next(source for source in listed if source["id"] == id_)


def test_a_pdf_is_kept_with_its_text_and_with_what_it_states(program):
    (program.home / "report.pdf").write_bytes(REPORT)
    added = program("source", "add", "report.pdf", "--publisher", "The Council")
    (id_,) = added.lines
    assert f"kept report.pdf as {id_}: PDF, 26 words, 2 pages, “Report on the north”" in added.err
    source = _source(program, id_)
    assert (source["title"], source["author"]) == ("Report on the north", "The Panel")
    assert source["publisher"] == "The Council"
    assert "published" not in source
    (document,) = source["documents"]
    assert document["original"] == hashlib.sha256(REPORT).hexdigest()
    assert document["extractor"].startswith("pypdfium2 ")


def test_what_the_user_says_comes_before_what_the_file_states(program):
    text = "---\ntitle: Its own\ndate: 2024-01-02T03:04\n---\nWords."
    (program.home / "memo.md").write_text(text)
    (id_,) = program("source", "add", "memo.md", "--title", "Mine", "--published", "2024").lines
    source = _source(program, id_)
    assert (source["title"], source["published"]) == ("Mine", "2024")
    assert "published_raw" not in source


def test_standard_input_is_a_file_too(program):
    words = "Söz: İran".encode("cp1254")
    added = program("source", "add", "-", stdin=words)
    assert added.code == 1
    assert "say it with --encoding: cp125" in added.err
    added = program(
        "source", "add", "-", "--encoding", "cp1254", stdin="Söz: İran".encode("cp1254")
    )
    source = _source(program, added.lines[0])
    assert source["title"] == "[standard input]"
    assert source["documents"][0]["extractor"] == "text in cp1254"


def test_a_text_that_repeats_a_kept_one_is_offered_as_a_copy_and_not_made_one(program):
    wire = " ".join(f"word{n} of{n} the{n} wire{n}" for n in range(30))
    (program.home / "wire.txt").write_text(wire)
    (program.home / "paper.txt").write_text(f"Our own head. {wire} Our own end of it.")
    (first,) = program("source", "add", "wire.txt").lines
    added = program("source", "add", "paper.txt")
    (second,) = added.lines
    assert f"100 % of its passages stand in {first} too" in added.err
    assert f"`edit {second} copy_of={first}`" in added.err
    assert "copy_of" not in _source(program, second)
    assert program("edit", second, f"copy_of={first}").code == 0
    assert _source(program, second)["copy_of"] == first


def test_a_text_that_shares_a_sentence_is_no_copy(program):
    shared = "The spokesman said that nothing of the kind had been agreed in the capital on Monday."
    for name in ("one", "two"):
        rest = " ".join(f"{name}{n}" for n in range(200))
        (program.home / f"{name}.txt").write_text(f"{rest} {shared} {rest}")
    program("source", "add", "one.txt")
    assert "passages" not in program("source", "add", "two.txt").err


def test_a_new_version_stands_beside_the_old_and_its_quotes_are_held_against_it(program):
    old = program.home / "old.txt"
    old.write_text("They back the militia with weapons. They deny that they pay it.")
    (id_,) = program("source", "add", "old.txt", "--title", "Wire").lines
    program("add", '+North backs +Militia: weapons "back the militia with weapons" ' + id_)
    program("add", 'North backs Militia: funding "deny that they pay it" ' + id_)
    new = program.home / "new.txt"
    new.write_text("They back the militia with weapons. Nothing else is said.")
    attached = program("source", "attach", id_, "new.txt")
    assert f"attached to {id_}; 1 of 2 quotes are in it, absent are those of c-" in attached.err
    source = _source(program, id_)
    assert len(source["documents"]) == 2
    assert source["quotes"] == {"exact": 2}
    assert "absent" not in source["quotes"]
    assert program("undo").code == 0
    assert len(_source(program, id_)["documents"]) == 1


def test_a_page_is_read_as_all_its_words_where_that_is_asked_for(program):
    page = "<html><body><nav>Menu</nav><p>The words of the page, some of them.</p></body></html>"
    (program.home / "page.html").write_text(page)
    added = program("source", "add", "page.html", "--whole")
    assert "HTML, 9 words" in added.err

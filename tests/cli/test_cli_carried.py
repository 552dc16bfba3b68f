"""STIX and FollowTheMoney on the command line: a store goes out and comes back as it was."""

from __future__ import annotations

import json

import pytest

FORMATS = {"stix": "x.json", "ftm": "x.jsonl"}


def exported(program, *words: str) -> bytes:
    return program("export", *words).out.encode()


def imported(program, store, file, *words: str) -> dict:
    return program("--store", str(store), "import", str(file), "--json", *words).document


@pytest.mark.parametrize("format_", FORMATS)
def test_a_store_comes_back_byte_for_byte_and_again_is_no_change(program, empty, format_):
    before = exported(program, "--demo")
    file = program.home / FORMATS[format_]
    file.write_bytes(exported(program, "--demo", "--format", format_))
    first = imported(program, empty, file)
    assert first["format"] == format_
    assert not first["set_aside"]
    assert exported(program, "--store", str(empty)) == before
    again = imported(program, empty, file)
    assert not any((*again["added"].values(), *again["changed"].values()))


@pytest.mark.parametrize("format_", FORMATS)
def test_what_other_programs_leave_comes_in_with_sound_quotes_and_is_undone(
    program, empty, format_
):
    document = program("export", "--demo", "--format", format_).out
    file = program.home / FORMATS[format_]
    if format_ == "stix":
        bundle = json.loads(document)
        for item in bundle["objects"]:
            item.pop("x_proxytui", None)
        file.write_text(json.dumps(bundle))
    else:
        items = [json.loads(line) for line in document.splitlines()]
        file.write_text("\n".join(json.dumps({**i, "proxytui": None}) for i in items))
    before = exported(program, "--store", str(empty))
    first = imported(program, empty, file)
    assert first["added"]["claims"] > 900
    verified = program("--store", str(empty), "source", "verify", "--json")
    assert verified.code == 0
    assert {name for name, number in verified.document["quotes"].items() if number} == {"exact"}
    again = imported(program, empty, file)
    assert not any((*again["added"].values(), *again["changed"].values()))
    program("--store", str(empty), "undo")
    assert exported(program, "--store", str(empty)) == before


@pytest.mark.parametrize("format_", FORMATS)
def test_a_part_that_comes_in_again_leaves_other_claims_of_its_sources_alone(
    program, empty, format_
):
    for other in FORMATS.values():
        (program.home / other).write_bytes(b"")
    whole = program.home / FORMATS[format_]
    whole.write_bytes(exported(program, "--demo", "--format", format_))
    imported(program, empty, whole)
    before = exported(program, "--store", str(empty))
    part = program.home / f"part-{FORMATS[format_]}"
    words = ("--store", str(empty), "--format", format_, "hezbollah", "--as-of", "2012")
    part.write_bytes(exported(program, *words))
    again = imported(program, empty, part)
    assert not any((*again["added"].values(), *again["changed"].values()))
    assert exported(program, "--store", str(empty)) == before

"""A dated source attests by default the claims that are recorded from it as current."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Program


def written(tmp_path: Path, claim: dict[str, Any], source: dict[str, Any]) -> Path:
    names = {"a": "Army", "b": "Brigade"}
    document = {
        "proxytui": 1,
        "actors": [{"id": i, "kind": "unknown", "names": [{"text": n}]} for i, n in names.items()],
        "sources": [{"id": "s", "title": "Desk", **source}],
        "claims": [
            {
                "id": "c",
                "type": "backs",
                "subject": "a",
                "object": "b",
                "citations": [{"source": "s"}],
                **claim,
            }
        ],
    }
    file = tmp_path / "own.json"
    file.write_text(json.dumps(document))
    return file


def recorded(program: Program, folder: Path, file: Path, *options: str) -> dict[str, Any]:
    done = program("--store", str(folder), "import", str(file), *options, "--json")
    assert done.code == 0, done
    told = json.loads(done.out)
    out = program("--store", str(folder), "export", "--format", "json").out
    claim: dict[str, Any] = json.loads(out)["claims"][0]
    assert told["attested"] == (["c"] if "attested" in claim else [])
    return claim


def test_a_claim_without_a_date_is_held_on_the_day_of_its_source(
    program: Program, tmp_path: Path
) -> None:
    file, folder = written(tmp_path, {}, {"published": "2025-04-01"}), tmp_path / "fresh"
    assert recorded(program, folder, file)["attested"] == ["2025-04-01", "2025-04-01"]
    show = ("--store", str(folder), "show", "a", "--as-of")
    assert "held as of 1 Apr 2025" in program(*show, "2025-04-01").out
    assert "held as of" not in program(*show, "2025-04-02").out.partition("as of")[2]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ({"until": "2020"}, {"published": "2025"}),
        ({"attested": ["2020", "2021"]}, {"published": "2025"}),
        ({"basis": "within", "since": "2019", "until": "2020"}, {"published": "2025"}),
        ({"basis": "each-year", "since": "2019"}, {"published": "2025"}),
        ({"flags": ["planned"]}, {"published": "2025"}),
        ({"citations": [{"source": "s", "stance": "mentions"}]}, {"published": "2025"}),
        ({"citations": [{"source": "s", "stance": "disputes"}]}, {"published": "2025"}),
        ({}, {}),
    ],
)
def test_what_is_past_an_act_planned_or_said_by_no_dated_source_is_left_as_it_is(
    program: Program, tmp_path: Path, claim: dict[str, Any], source: dict[str, Any]
) -> None:
    file, folder = written(tmp_path, claim, source), tmp_path / "fresh"
    program("--store", str(folder), "import", str(file))
    out = program("--store", str(folder), "export", "--format", "json").out
    assert json.loads(out)["claims"][0].get("attested") == claim.get("attested")


def test_it_can_be_switched_off_and_importing_again_changes_nothing(
    program: Program, tmp_path: Path
) -> None:
    file = written(tmp_path, {"since": "2019"}, {"published": "2025-04~"})
    bare, own = tmp_path / "bare", tmp_path / "own"
    assert "attested" not in recorded(program, bare, file, "--no-attest")
    assert recorded(program, own, file)["attested"] == ["2025-04~", "2025-04~"]
    again = json.loads(program("--store", str(own), "import", str(file), "--json").out)
    assert again["unchanged"] == 4
    assert again["attested"] == []
    kept = json.loads(program("--store", str(bare), "import", str(file), "--json").out)
    assert kept["unchanged"] == 4


def test_an_export_comes_in_as_it_is(program: Program, tmp_path: Path) -> None:
    file, bare, other = written(tmp_path, {}, {"published": "2025"}), "bare", "other"
    program("--store", str(tmp_path / bare), "import", str(file), "--no-attest")
    whole = program("--store", str(tmp_path / bare), "export", "--format", "json").out
    copy = tmp_path / "export.json"
    copy.write_text(whole)
    program("--store", str(tmp_path / other), "import", str(copy))
    assert program("--store", str(tmp_path / other), "export", "--format", "json").out == whole


def test_the_import_says_which_claims_it_took_as_current(program: Program, tmp_path: Path) -> None:
    file = written(tmp_path, {}, {"published": "2025"})
    done = program("--store", str(tmp_path / "fresh"), "import", str(file))
    assert "taken as current on the day of the source: c; --no-attest" in done.err


def test_half_a_character_in_a_claim_costs_it_alone(program):
    cited = '"citations": [{"source": "s-paper", "speaker": {"text": "\\ud800"}}]'
    ends = '"type": "backs", "subject": "north", "object": "south"'
    file = program.home / "half.json"
    file.write_text(f'{{"proxytui": 1, "claims": [{{"id": "c-half", {ends}, {cited}}}]}}')
    ended = program("import", str(file), "--json")
    assert ended.code == 1
    assert [row["row"] for row in ended.document["set_aside"]] == ["claims/c-half"]

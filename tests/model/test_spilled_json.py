"""Records that wait in a temporary file while a large file is read."""

from __future__ import annotations

import threading

import msgspec
import pytest

from proxytui.errors import ProxyTUIError
from proxytui.model import spilled_json
from proxytui.model.packed_changes import PackedChange
from proxytui.model.spilled_json import Spill, SpilledJson


@pytest.fixture(autouse=True)
def _little_memory(monkeypatch):
    monkeypatch.setattr(spilled_json, "MEMORY_BYTES", 20)


def test_what_is_little_stays_in_memory_and_all_else_is_read_back_as_it_was():
    spill = Spill()
    records = [b'{"number":%d}' % number for number in range(2000)]
    held = [spill.keep(record) for record in records]
    assert held[0] == records[0]
    places = [item for item in held if isinstance(item, SpilledJson)]
    assert len(places) == len(records) - 1
    assert [place.read() for place in reversed(places)] == records[:0:-1]
    later = spill.keep(b"[1,2,3,4,5,6]")
    assert isinstance(later, SpilledJson)
    assert (later.read(), places[5].read()) == (b"[1,2,3,4,5,6]", records[6])


def test_several_threads_read_the_same_file_at_once():
    spill = Spill()
    records = [b"%06d" % number * 50 for number in range(500)]
    held = [spill.keep(record) for record in records]
    wrong = []

    def read() -> None:
        wrong.extend(p for p, r in zip(held, records, strict=True) if p.read() != r)  # type: ignore[union-attr]

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_change_reads_its_record_when_it_is_asked_for_and_is_written_like_any_other():
    spill = Spill()
    spill.keep(b"x" * 20)
    place = spill.keep(b'{"kind":"state"}')
    assert isinstance(place, SpilledJson)
    change = PackedChange("actors", "a", None, place)
    assert change.unpacked().after == {"kind": "state"}
    plain = PackedChange("actors", "a", None, msgspec.Raw(b'{"kind":"state"}'))
    assert msgspec.json.encode(change.in_memory()) == msgspec.json.encode(plain)


def test_a_full_disk_is_one_sentence_with_what_to_do(monkeypatch):
    def full(**_words):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    spill = Spill()
    spill.keep(b"x" * 21)
    with pytest.raises(ProxyTUIError, match=r"temporary file .*No space left") as caught:
        spill.keep(b"x" * 2_000_000)
    assert "TMPDIR" in caught.value.hint

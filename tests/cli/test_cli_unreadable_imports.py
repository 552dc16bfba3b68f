"""Files that can't be read: one line says why and what to do, and the store stays as it is."""

from __future__ import annotations

import pytest

_BUNDLE = b'{"type": "bundle", "id": "bundle--00000001-0000-4000-8000-000000000000", "objects": ['
_IDENTITY = b'{"type": "identity", "id": "identity--00000001-0000-4000-8000-000000000000", "name"'


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.claims", b"source s  Gaz\xe9tte\n+A backs +B from s\n", "isn't in UTF-8 (byte 14)"),
        ("b.claims", b"source s  Gaz\0tte\n+A backs +B from s\n", "it has null bytes"),
        ("c.json", _BUNDLE + _IDENTITY + b': "A"}, ' + _IDENTITY + b': "B', "(it breaks off)"),
        ("d.json", b'{"proxytui": 1, "actors": [', "truncated"),
        ("e.json", b'{"proxytui": 1, "n": ' + b"9" * 5000 + b"}", "too many digits"),
    ],
)
def test_a_file_that_can_not_be_read_is_told_in_one_line(program, tmp_path, name, data, words):
    before = program("export").raw
    file = tmp_path / name
    file.write_bytes(data)
    ended = program("import", str(file))
    assert ended.code == 2
    assert words in ended.err
    assert ended.err.count("\n") == 1
    assert "codec" not in ended.err
    assert program("export").raw == before

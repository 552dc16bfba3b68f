"""Kept texts are named by what is in them."""

from __future__ import annotations

import hashlib

import pytest

from proxytui.errors import StoreError
from proxytui.store.folder.documents import Documents


@pytest.fixture
def documents(tmp_path):
    return Documents(tmp_path / "documents")


def test_a_text_comes_back_as_it_was(documents, tmp_path):
    sha = documents.put("wörds\n".encode())
    assert sha == hashlib.sha256("wörds\n".encode()).hexdigest()
    assert documents.text(sha) == "wörds\n"
    assert documents.has(sha)
    assert documents.list() == (sha,)
    assert (tmp_path / "documents" / sha).stat().st_mode & 0o777 == 0o600


def test_what_is_not_here_is_none(documents):
    assert documents.text("0" * 64) is None
    assert documents.data("0" * 64) is None
    assert not documents.has("0" * 64)
    assert documents.list() == ()


def test_a_name_that_is_a_path_reads_nothing(documents, tmp_path):
    documents.put(b"x")
    (tmp_path / "secret").write_text("no")
    assert documents.data("../secret") is None
    assert not documents.has("../secret")


def test_a_changed_file_counts_as_missing_and_is_mended_by_putting_it_again(documents, tmp_path):
    sha = documents.put(b"true words")
    (tmp_path / "documents" / sha).write_bytes(b"other words")
    assert documents.text(sha) is None
    documents.put(b"true words")
    assert documents.text(sha) == "true words"


def test_an_original_that_is_no_text_has_bytes_only(documents):
    sha = documents.put(b"%PDF\xff\xfe")
    assert documents.text(sha) is None
    assert documents.data(sha) == b"%PDF\xff\xfe"


def test_a_full_disk_leaves_no_half_document(documents, tmp_path, monkeypatch):
    documents.put(b"first")

    def fail(fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("proxytui.store.folder.disk.sync", fail)
    with pytest.raises(StoreError):
        documents.put(b"second")
    assert len(documents.list()) == 1
    assert len(list((tmp_path / "documents").iterdir())) == 1

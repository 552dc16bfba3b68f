"""A server that proves who it is, and one that can't: what its users are told."""

from __future__ import annotations

import shutil

import postgres
import pytest

from proxytui.errors import StoreError
from proxytui.store.server import setup
from proxytui.store.store import Store


@pytest.fixture(scope="module")
def proving():
    """A server with a certificate for its number on loopback, and the root of that."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl is here: install it")
    with postgres.running() as server:
        root = server.offer_tls("127.0.0.1")
        root.parent.chmod(0o755)
        setup.init(f"{server.address}?sslmode=require#proven")
        yield server, root


def address(server, root, host="127.0.0.1"):
    options = f"?sslmode=verify-full&sslrootcert={root}"
    return f"{server.address}{options}#proven".replace("127.0.0.1", host)


def test_a_server_that_proves_who_it_is_is_written_to(proving, make):
    store = Store.open(address(*proving))
    make.add(store, "actors", "north", make.actor("North"))
    assert store._ledger._link.encrypted
    store.close()


def test_a_server_whose_root_is_not_known_is_refused_in_one_line(proving, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    for root in (tmp_path / "none", "system"):
        with pytest.raises(StoreError, match="certificate is not trusted") as refused:
            Store.open(address(proving[0], root))
        assert "name its root with ?sslrootcert=" in str(refused.value)
        assert "\n" not in str(refused.value)


def test_a_certificate_for_another_name_is_told_as_such(proving):
    with pytest.raises(StoreError, match="its certificate is for another name") as refused:
        Store.open(address(*proving, host="localhost"))
    assert "\n" not in str(refused.value)

"""Damage of kept texts: each is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.store.ledger import MISSING, Damage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.model.records import Json
    from proxytui.store.ledger import Documents


def of_documents(sources: Mapping[str, Json], documents: Documents) -> Iterator[Damage]:
    """The kept texts and originals of sources that are missing, changed or unreadable."""
    checked: dict[str, str] = {}
    for id_, record in sorted(sources.items()):
        listed = record.get("documents")
        for document in listed if isinstance(listed, list) else ():
            names = document if isinstance(document, dict) else {}
            for field in ("text", "original"):
                sha = names.get(field)
                if not isinstance(sha, str):
                    continue
                if sha not in checked:
                    checked[sha] = documents.fault(sha)
                wrong = checked[sha]
                if not wrong and field == "text" and documents.text(sha) is None:
                    wrong = "is no text in UTF-8"
                if wrong:
                    code = "document-missing" if wrong == MISSING else "damaged"
                    yield Damage(code, f"sources/{id_}", f"documents/{sha} {wrong}")

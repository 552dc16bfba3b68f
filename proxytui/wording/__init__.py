"""Claims, ties and differences in sentences, always as what somebody says, and only here.

No sentence states a claim as a fact, leaves out who speaks, or merges what no single source
says: where several publishers are summed up, each means has its own count behind it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proxytui.model.publishers import Lookup
    from proxytui.wording.citation import (
        citation_words,
        grade_of,
        source_status_words,
        source_words,
        voice_words,
    )
    from proxytui.wording.claim import claim_sentences, claim_words, end_words
    from proxytui.wording.difference import (
        CHANGES,
        ONLY_SPOKEN_OF,
        difference_kind,
        difference_kinds,
        difference_words,
        recorded_kinds,
    )
    from proxytui.wording.event import event_words
    from proxytui.wording.name import label, name_words, varies
    from proxytui.wording.path import grade_words, hop_dates, together_words
    from proxytui.wording.phrases import Namer, counts_words, short_date
    from proxytui.wording.publisher import CONTRASTS, contrast_kinds, contrast_words
    from proxytui.wording.reason import reason_words
    from proxytui.wording.tension import TENSIONS, balance_words, tension_words
    from proxytui.wording.tie import (
        heading,
        relation,
        tie_sentences,
        tie_title,
        tie_words,
        unreported_words,
        verb,
    )
    from proxytui.wording.tie_dates import state_words
    from proxytui.wording.timeline import (
        claim_label,
        short_claim_label,
        undated_words,
        years_words,
    )

__all__ = [
    "CHANGES",
    "CONTRASTS",
    "ONLY_SPOKEN_OF",
    "TENSIONS",
    "Lookup",
    "Namer",
    "balance_words",
    "citation_words",
    "claim_label",
    "claim_sentences",
    "claim_words",
    "contrast_kinds",
    "contrast_words",
    "counts_words",
    "difference_kind",
    "difference_kinds",
    "difference_words",
    "end_words",
    "event_words",
    "grade_of",
    "grade_words",
    "heading",
    "hop_dates",
    "label",
    "name_words",
    "reason_words",
    "recorded_kinds",
    "relation",
    "short_claim_label",
    "short_date",
    "source_status_words",
    "source_words",
    "state_words",
    "tension_words",
    "tie_sentences",
    "tie_title",
    "tie_words",
    "together_words",
    "undated_words",
    "unreported_words",
    "varies",
    "verb",
    "voice_words",
    "years_words",
]

_NAMES = {
    "model.publishers": ("Lookup",),
    "wording.citation": (
        "citation_words",
        "grade_of",
        "source_status_words",
        "source_words",
        "voice_words",
    ),
    "wording.claim": (
        "claim_sentences",
        "claim_words",
        "end_words",
    ),
    "wording.difference": (
        "CHANGES",
        "ONLY_SPOKEN_OF",
        "difference_kind",
        "difference_kinds",
        "difference_words",
        "recorded_kinds",
    ),
    "wording.event": ("event_words",),
    "wording.name": (
        "label",
        "name_words",
        "varies",
    ),
    "wording.path": (
        "grade_words",
        "hop_dates",
        "together_words",
    ),
    "wording.phrases": (
        "Namer",
        "counts_words",
        "short_date",
    ),
    "wording.publisher": (
        "CONTRASTS",
        "contrast_kinds",
        "contrast_words",
    ),
    "wording.reason": ("reason_words",),
    "wording.tension": (
        "TENSIONS",
        "balance_words",
        "tension_words",
    ),
    "wording.tie": (
        "heading",
        "relation",
        "tie_sentences",
        "tie_title",
        "tie_words",
        "unreported_words",
        "verb",
    ),
    "wording.tie_dates": ("state_words",),
    "wording.timeline": (
        "claim_label",
        "short_claim_label",
        "undated_words",
        "years_words",
    ),
}
"""The names of each module: it is imported when one of them is first used, as the first picture of
the explorer has few sentences."""
_MODULES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> object:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"proxytui.{module}"), name)
    return value

"""The record of an actor itself, apart from its ties: kind, countries, life and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.vocabulary import KINDS
from proxytui.wording.name import name_words
from proxytui.wording.phrases import date_words

if TYPE_CHECKING:
    from proxytui.model.records import Actor


def kind_label(kind: str) -> str:
    """The word for a kind of actor; the kind itself where the vocabulary doesn't have it."""
    return KINDS[kind].label if kind in KINDS else kind


def kind_and_countries(actor: Actor) -> list[str]:
    """`armed group`, and the countries where any are recorded."""
    countries = ", ".join(actor.countries)
    return [kind_label(actor.kind), *([countries] if countries else [])]


def life(actor: Actor) -> list[str]:
    """`born 1921`, `died 2016`; of anything but a person, when it was founded and dissolved."""
    labels = ("born", "died") if actor.kind == "person" else ("founded", "dissolved")
    ends = zip(labels, (actor.founded, actor.dissolved), strict=True)
    return [f"{label} {date_words(date)}" for label, date in ends if date]


def names(actor: Actor) -> list[str]:
    """The names of an actor, each with its type and dates."""
    return [name_words(name) for name in actor.names]

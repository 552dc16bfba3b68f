"""Claims of a parsed sentence: each frame weighed, with its speaker and dates."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from proxytui.reading.suggesting.act_frames import act_frames
from proxytui.reading.suggesting.actor_name import REFERENCE
from proxytui.reading.suggesting.adjective_frames import adjective_frames
from proxytui.reading.suggesting.assessment import Assessment, assessed
from proxytui.reading.suggesting.dates import dates
from proxytui.reading.suggesting.noun_frames import noun_frames
from proxytui.reading.suggesting.phrase_frames import phrase_frames
from proxytui.reading.suggesting.role_frames import role_frames
from proxytui.reading.suggesting.speakers import speaker
from proxytui.reading.suggesting.suggestion import Clue, Suggestion
from proxytui.reading.suggesting.tense import is_past
from proxytui.reading.suggesting.verb_frames import verb_frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.frame import Frame
    from proxytui.reading.suggesting.noun_phrases import End
    from proxytui.reading.suggesting.parsed import ParsedSentence


_FRAMES = (verb_frames, noun_frames, act_frames, role_frames, adjective_frames, phrase_frames)


def clause_claims(
    text: str, start: int, end: int, sentence: ParsedSentence
) -> Iterator[Suggestion]:
    """The claims of a sentence that stands from `start` to `end` in the text."""
    for frame in chain.from_iterable(frames(sentence) for frames in _FRAMES):
        weight = _assessment(sentence, frame)
        if weight is None:
            continue
        for subject in frame.subjects:
            for target in frame.objects:
                if subject.actor != target.actor:
                    yield _suggestion(text, (start, end), sentence, frame, weight, subject, target)


def _assessment(sentence: ParsedSentence, frame: Frame) -> Assessment | None:
    if frame.presupposed:
        return Assessment()
    hostile = frame.type == "opposes"
    return assessed(sentence, frame.predicate, definite=frame.definite, hostile=hostile)


def _suggestion(
    text: str,
    quote: tuple[int, int],
    sentence: ParsedSentence,
    frame: Frame,
    weight: Assessment,
    subject: End,
    target: End,
) -> Suggestion:
    voice = None if frame.presupposed else speaker(sentence, frame.predicate)
    given = dates(text, sentence, frame.predicate)
    ended = weight.ended or frame.ended
    past = not frame.presupposed and is_past(sentence, frame.predicate)
    role = text[slice(*frame.role)] if frame.role else None
    return Suggestion(
        frame.type,
        subject.actor,
        target.actor,
        *quote,
        () if weight.intended else frame.terms,
        stance="disputes" if weight.disputed else "supports",
        assertion=_assertion(planned=weight.planned, ended=ended, past=past),
        hedged=weight.hedged,
        unsupported=weight.unsupported,
        elements=subject.elements,
        inferred=any(_is_reference(sentence, end) for end in (subject, target)),
        speaker_actor=voice.actor if voice else None,
        speaker_text=text[voice.start : voice.end] if voice and not voice.actor else None,
        role=role if frame.type in ("leads", "represents", "member-of") else None,
        since=given.since,
        until=given.until or (given.attested if ended and not frame.ended else None),
        attested=None if ended else given.attested,
        since_raw=given.since_raw,
        until_raw=given.until_raw,
        basis=given.basis,
        clues=(
            *_clues(sentence, frame, weight, subject, target),
            *((Clue(voice.start, voice.end, "speaker"),) if voice else ()),
        ),
        engine="parse",
    )


def _assertion(*, planned: bool, ended: bool, past: bool) -> str:
    return "planned" if planned else "ended" if ended else "past" if past else "asserted"


def _is_reference(sentence: ParsedSentence, end: End) -> bool:
    """Whether the sentence before says who is meant."""
    name = sentence[end.word].name
    return name is not None and name.form == REFERENCE


def _clues(
    sentence: ParsedSentence, frame: Frame, weight: Assessment, subject: End, target: End
) -> Iterator[Clue]:
    parts = [
        (subject.word, "subject"),
        (target.word, "object"),
        (frame.predicate, frame.type),
        *((word, "means" if frame.type == "backs" else frame.type) for word in frame.words),
        *weight.words,
    ]
    for place, part in parts:
        yield Clue(sentence[place].start, sentence[place].end, part)

"""The scorer of suggestions tells a perfect engine from a silent, a turned and a credulous one."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import gold
import pytest
import suggest
from gold import Claim, Document, Known, Sentence
from suggest_scores import DIRECTED, LEVELS, PAIR, TYPED, score

from proxytui.model.vocabulary import CLAIM_TYPES

KNOWN = tuple(Known(name, "state", (name,)) for name in ("a", "b", "c"))


class Made(NamedTuple):
    subject: str
    type: str
    object: str
    start: int = 0
    end: int = 10
    letters: tuple[str, ...] = ()
    stance: str = "asserts"
    hedged: bool = False
    speaker: str | None = None


def document(*claims: Claim, split: str = "dev") -> Document:
    sentences = (Sentence("one", 0, 20, claims), Sentence("two", 20, 40, ()))
    return Document("made", split, "x" * 40, sentences, KNOWN)


def scored(claims, *suggestions):
    return score(lambda text, known: suggestions, [document(*claims)])


def answer(claim: Claim, start: int, end: int) -> Made:
    """The suggestion that an engine that knows the annotation would make."""
    kind = claim.type.split("|")[0]
    ends = [name.split("|")[0] for name in (claim.subject, claim.object)]
    subject, other = reversed(ends) if kind.startswith("^") else ends
    said = (tuple(claim.letters), claim.stance, bool(claim.hedge), claim.speaker)
    return Made(subject, kind.lstrip("^"), other, start, end, *said)


def answers(split: str):
    """An engine that gives every wanted claim of a split, and nothing else."""
    by_text = {document.text: document for document in gold.documents(split)}

    def engine(text, known):
        return [
            answer(claim, sentence.start, sentence.end)
            for sentence in by_text[text].sentences
            for claim in sentence.claims
            if claim.is_wanted
        ]

    return engine


@pytest.mark.parametrize("split", [*gold.SPLITS, *gold.LATER])
def test_an_engine_that_gives_what_is_annotated_has_no_error(split):
    result = score(answers(split), gold.documents(split))
    assert [(result.precision(level), result.recall(level)) for level in LEVELS] == [(1, 1)] * 3
    assert result.errors == []
    assert result.share("silent", "says nothing") == 1
    for what in ("letters", "stance", "hedge", "speaker"):
        assert result.share(f"{what}: right", f"{what}: judged") == 1


def test_a_silent_engine_finds_nothing_and_says_nothing_wrong():
    result = score(lambda text, known: (), gold.documents("dev"))
    assert result.precision(DIRECTED) is None
    assert result.recall(DIRECTED) == 0
    assert result.share("silent", "says nothing") == 1
    assert {error.kind for error in result.errors} == {"missed"}


def test_an_engine_that_turns_every_claim_round_is_right_only_without_direction():
    right = answers("dev")

    def turned(text, known):
        return [
            item._replace(subject=item.object, object=item.subject) for item in right(text, known)
        ]

    result = score(turned, gold.documents("dev"))
    assert result.precision(TYPED) == result.recall(TYPED) == 1
    assert result.precision(DIRECTED) < 0.5
    assert result.recall(DIRECTED) < 0.5


def test_a_wrong_type_is_right_as_a_pair():
    result = scored([Claim("a", "backs", "b")], Made("a", "opposes", "b"))
    assert [result.precision(level) for level in (PAIR, TYPED)] == [1, 0]


def test_a_symmetric_type_has_no_direction():
    result = scored([Claim("a", "linked-to", "b")], Made("b", "linked-to", "a"))
    assert result.precision(DIRECTED) == 1


def test_any_of_the_alternatives_of_end_and_type_will_do_also_the_other_way_round():
    claims = [Claim("a", "part-of|^leads", "b|c")]
    assert scored(claims, Made("a", "part-of", "c")).recall(DIRECTED) == 1
    assert scored(claims, Made("b", "leads", "a")).recall(DIRECTED) == 1
    assert scored(claims, Made("a", "leads", "b")).recall(DIRECTED) == 0


def test_two_suggestions_of_one_claim_are_neither_two_finds_nor_an_error():
    claims = [Claim("a", "backs|allied-with", "b")]
    result = scored(claims, Made("a", "backs", "b"), Made("a", "allied-with", "b"))
    assert (result.precision(DIRECTED), result.recall(DIRECTED)) == (1, 1)


def test_claims_that_share_a_suggestion_are_matched_so_that_most_are_found():
    claims = [Claim("a", "backs", "b|c"), Claim("a", "backs", "b")]
    result = scored(claims, Made("a", "backs", "b"), Made("a", "backs", "c"))
    assert result.recall(DIRECTED) == 1


@pytest.mark.parametrize("field", ["optional", "described", "anaphora"])
def test_what_is_optional_described_or_a_pronoun_is_neither_wanted_nor_punished(field):
    claims = [Claim("a", "backs", "b", **{field: True})]
    result = scored(claims, Made("a", "backs", "b"))
    assert result.counts["wanted"] == 0
    assert result.precision(DIRECTED) is None
    assert result.errors == []


@pytest.mark.parametrize("assertion", ["denied", "hypothetical"])
def test_a_denied_or_supposed_claim_that_comes_out_positive_is_an_error_and_counted(assertion):
    claims = [Claim("a", "backs", "b", assertion=assertion, stance="disputes")]
    result = scored(claims, Made("a", "backs", "b"))
    assert result.precision(DIRECTED) == 0
    assert result.share("came out positive", "denied or supposed") == 1
    assert result.share("silent", "says nothing") == 0.5


def test_a_denial_that_is_suggested_as_one_is_no_error():
    claims = [Claim("a", "backs", "b", assertion="denied", stance="disputes")]
    result = scored(claims, Made("a", "backs", "b", stance="disputes"))
    assert result.errors == []
    assert result.counts["came out positive"] == 0
    assert result.share("silent", "says nothing") == 1


def test_a_suggestion_in_a_sentence_that_says_nothing_breaks_its_silence():
    result = scored([], Made("a", "backs", "b", start=25, end=30))
    assert result.share("silent", "says nothing") == 0.5
    assert result.precision(PAIR) == 0


def test_a_suggestion_outside_every_annotated_sentence_is_not_judged():
    result = scored([], Made("a", "backs", "b", start=40, end=50))
    assert result.precision(PAIR) is None


def test_a_described_end_is_counted_apart():
    claims = [Claim("desc:Iraqi militias", "backs", "b", described=True)]
    given = Made("some militias", "backs", "b"), Made("some rebels", "backs", "b")
    result = scored(claims, *given)
    assert (result.counts["described"], result.counts["described: right"]) == (2, 1)
    assert result.precision(PAIR) is None


def test_a_known_actor_is_not_taken_for_one_that_is_only_described_by_a_word_of_its_name():
    result = scored([Claim("desc:the a-militia", "backs", "b")], Made("a", "backs", "b"))
    assert result.precision(DIRECTED) == 0


@pytest.mark.parametrize(
    ("letters", "right"),
    [(("W",), 1), (("W", "F"), 1), (("F",), 0), (("W", "T"), 0), ((), 0), (("W.arms",), 1)],
)
def test_letters_are_right_with_all_wanted_and_none_but_allowed(letters, right):
    claims = [Claim("a", "backs", "b", frozenset({"W"}), frozenset({"F"}))]
    result = scored(claims, Made("a", "backs", "b", letters=letters))
    assert result.share("letters: right", "letters: judged") == right


@pytest.mark.parametrize(
    ("speaker", "optional", "given", "right"),
    [
        (None, False, None, 1),
        (None, False, "officials", 0),
        ("Syrian Army sources|c", False, "Army sources", 1),
        ("Syrian Army sources|c", False, "c", 1),
        ("Syrian Army sources|c", False, "the minister", 0),
        ("Syrian Army sources", False, None, 0),
        ("Syrian Army sources", True, None, 1),
    ],
)
def test_a_speaker_is_right_by_id_or_by_words(speaker, optional, given, right):
    claims = [Claim("a", "backs", "b", speaker=speaker, speaker_optional=optional)]
    result = scored(claims, Made("a", "backs", "b", speaker=given))
    assert result.share("speaker: right", "speaker: judged") == right


def test_a_hedge_is_judged_only_where_the_annotation_decides():
    for hedge, judged, right in ((True, 1, 0), (False, 1, 1), (None, 0, 0)):
        result = scored([Claim("a", "backs", "b", hedge=hedge)], Made("a", "backs", "b"))
        assert (result.counts["hedge: judged"], result.counts["hedge: right"]) == (judged, right)


def test_errors_are_printed_for_the_half_to_develop_on_and_never_for_the_test():
    result = scored([Claim("a", "backs", "b")], Made("c", "opposes", "b"))
    assert any("c opposes b" in line for line in suggest.lines("dev", result, []))
    assert not any("opposes" in line for line in suggest.lines("test", result, []))


def test_a_document_whose_text_is_not_here_is_named_as_left_out():
    printed = list(suggest.report(lambda text, known: (), ["dev"], None))
    assert any("left out" in line and "article" in line for line in printed)


@pytest.mark.parametrize("split", [*gold.SPLITS, *gold.LATER])
def test_every_sentence_stands_in_its_document_where_the_annotation_says(split):
    for document in gold.documents(split):
        for row in gold.rows(document.name, split):
            words = document.text[row["start"] : row["end"]]
            assert row.get("text", words) == words
            digest = hashlib.sha256(words.encode()).hexdigest()[:12]
            assert row.get("hash", digest) == digest


@pytest.mark.parametrize("split", [*gold.SPLITS, *gold.LATER])
def test_every_annotated_end_is_a_known_actor_and_every_type_of_the_vocabulary(split):
    for document in gold.documents(split):
        known = {actor.id for actor in document.known}
        for claim in (claim for sentence in document.sentences for claim in sentence.claims):
            for name in f"{claim.subject}|{claim.object}".split("|"):
                assert name in known or name.startswith((gold.DESCRIBED, gold.PRONOUN)), name
            for kind in claim.type.split("|"):
                assert kind.lstrip("^") in CLAIM_TYPES


def test_a_text_that_may_not_be_bundled_is_kept_as_places_and_hashes_only():
    for row in gold.listed():
        if not row["bundled"]:
            for sentence in gold.rows(row["name"], row["split"]):
                assert "text" not in sentence
                assert sentence["hash"]


def test_an_engine_that_is_not_there_is_one_line_on_standard_error(capsys):
    for name in ("no_such_module:engine", "json:no_such_name", ""):
        with pytest.raises(SystemExit) as ended:
            suggest.main(["--engine", name])
        assert ended.value.code == 2
        assert f"no engine {name}: " in capsys.readouterr().err.splitlines()[-1]


def test_a_text_that_is_not_bundled_is_read_from_the_folder_by_its_hash(tmp_path, monkeypatch):
    text = "A backs B.\nB does not.\n"
    row = {"name": "article", "split": "dev", "bundled": False}
    monkeypatch.setattr(gold, "listed", lambda: [{**row, "sha256": _sha(text)}])
    (tmp_path / "other.txt").write_text("something else")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "any name.md").write_bytes(text.replace("\n", "\r\n").encode())
    assert [document.text for document in gold.documents("dev", tmp_path)] == [text]
    assert list(gold.documents("dev")) == []


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

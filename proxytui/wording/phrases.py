"""The parts of sentences: names with articles, verbs, means, dates, sources and speakers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from proxytui import text
from proxytui.late_pattern import late_pattern
from proxytui.model import dates
from proxytui.model.publishers import Lookup, groups, publisher_key, speaker_key
from proxytui.model.vocabulary import CLAIM_TYPES, ClaimType, term_phrase
from proxytui.wording.quotation_marks import inner_marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.model.records import Citation, Speaker

Namer: TypeAlias = Callable[[str], str]
"""The label of an actor id at the date of the view, described actors in quotation marks."""

_TYPE_UNKNOWN = ClaimType(
    "", "has a tie to", "has a tie to", "said to have a tie to", "said to have a tie to", "ties"
)
RECORD_WORDS = {
    "actors": "actor", "claims": "claim", "events": "event", "sources": "source",
    "notes": "note", "identities": "decision", "views": "view",
}  # fmt: skip
"""What a record is called, by its table."""

# Names that English gives an article; a wrong guess costs a word of style, never the meaning.
_WITH_ARTICLE = late_pattern(
    # Said by what it is not: a class of thousands of signs takes 3 ms to compile.
    r"[A-Z].* of (?:[A-Z]|[^\x00-\xbf]).*|[A-Z].* for [A-Zt].*"
    r"|United [A-Z].*|Netherlands|Philippines|Maldives|Gambia|Houthis"
    r"|['‘’ʿA-Z].* (?i:Agency|Alliance|Army|Assembly|Authority|Battalions?|Brigades?|Brotherhood"
    r"|Bureau|Coalition|Command|Commission|Committees?|Congress|Corps|Council|Department|Directorate"
    r"|Division|Emirates|Federation|Forces?|Front|Government|Group|Guards?|Kingdom|League|Militias?|Ministry"
    r"|Mission|Movement|Nations|Navy|Network|Office|Organi[sz]ation|Parliament|Party|Police"
    r"|Program(?:me)?|Republic|Senate|Service|States|Treasury|Union|Units)"
    r"|(?:[A-Z][a-z]+ )?(?:Taliban|Mujahid[ei]+n|Fedayeen|Peshmerga)"
    r"|IRGC|UN|EU|US|UK|USA|UAE|FBI|CIA|PLO|PKK|YPG|SDF|PFLP|PMF"
)
_PLURAL = late_pattern(
    r".*\b(?:Battalions|Brigades|Brothers|Committees|Fedayeen|Fighters|Forces|Guards|Houthis|Kurds"
    r"|Militias|Mujahid[ei]+n|Peshmerga|Rebels|Taliban|Units)",
)
_PLURAL_NOUNS = frozenset(
    (
        "children", "fedayeen", "men", "mujahideen", "mujahidin", "people", "peshmerga",
        "police", "taliban", "women",
    )
)  # fmt: skip
_ONE_THING = frozenset(("a", "an", "another", "each", "every", "one", "this"))
_AFTER_HEAD = frozenset(
    (
        "across", "against", "along", "among", "around", "at", "behind", "between", "by",
        "for", "from", "in", "inside", "into", "like", "near", "of", "on", "outside",
        "that", "through", "throughout", "to", "under", "which", "who", "whom", "whose",
        "with", "within",
    )
)  # fmt: skip


# What sentences here begin with, if not with a name or a title, whose case is its own.
_OUR_WORDS = (
    "the ",
    "a ",
    "an ",
    "elements of ",
    "it is ",
    "in what ",
    "no source ",
    "not held ",
    "according to ",
)


def claim_type(code: str) -> ClaimType:
    """The type, or for one of a newer version words that say no more than that there is a tie."""
    return CLAIM_TYPES.get(code, _TYPE_UNKNOWN)


def sentence(words: str) -> str:
    """The words on one line, with a capital where they begin with our own, and a full stop."""
    line = text.line(words)
    if line.startswith(_OUR_WORDS):
        line = upper_first(line)
    return line if line.endswith((".", ".”")) else line + "."


def join_words(items: Sequence[str], last: str = "and") -> str:
    """Words in a row: `a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def upper_first(words: str) -> str:
    """The words with a capital at the beginning."""
    return words[:1].upper() + words[1:]


def lower_first(words: str) -> str:
    """The words with a small letter at the beginning."""
    return words[:1].lower() + words[1:]


def shortened(words: str, most: int = 60) -> str:
    """The words in at most `most` characters, the last of which is an ellipsis where some are
    cut."""
    return words if len(words) <= most else f"{words[: most - 1]}…"


def plural(count: int, singular: str, many: str = "") -> str:
    """A count with its noun: `1 publisher`, `3 publishers`."""
    return f"{count} {singular if count == 1 else many or singular + 's'}"


def quoted(words: str) -> str:
    """Foreign words in quotation marks, those in them single; empty for words that are empty when
    made safe."""
    line = inner_marks(text.line(words))
    return f"“{line}”" if line else ""


def shown(label: str) -> str:
    """An actor's label made safe, or words in its place if nothing of it can be shown."""
    return text.line(label) or "an actor without a name"


def named(label: str) -> str:
    """An actor's label within a sentence, with the article that English gives such a name."""
    name = shown(label)
    if name.startswith("The "):
        return name
    return f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name


def is_plural(label: str) -> bool:
    """Whether a name or description takes a plural verb."""
    shown_label = text.line(label)
    if not shown_label.startswith("“"):
        return bool(_PLURAL.fullmatch(shown_label))
    head = _head(shown_label.strip("“” ").lower().split())
    return bool(head) and head[0] not in _ONE_THING and _is_plural_noun(head[-1])


def _head(words: Sequence[str]) -> list[str]:
    """A description up to its noun, in small letters: "rebels" of "rebels fighting the army"."""
    head: list[str] = []
    for word in words:
        verbal = word.endswith(("ed", "ing")) and bool(head) and _is_plural_noun(head[-1])
        if head and (word in _AFTER_HEAD or verbal):
            break
        head.append(word.rstrip(",;:"))
        if word.endswith((",", ";", ":")):
            break
    return head


def _is_plural_noun(word: str) -> bool:
    if word in _PLURAL_NOUNS or word.endswith("men"):
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _agreeing(verb: str, plural: bool) -> str:
    if not plural:
        return verb
    first, _, rest = verb.partition(" ")
    first = {"is": "are", "has": "have"}.get(first, first.removesuffix("s"))
    return f"{first} {rest}".replace("are a member", "are members").strip()


def statement(
    type_: str,
    subject: str,
    object_: str,
    *,
    inverse: bool = False,
    office: str = "",
    elements: bool = False,
) -> str:
    """A claim without who says it: "Iran backs Hezbollah"; never to stand alone.

    `office` is the role or list, in quotation marks already.
    """
    kind = claim_type(type_)
    who = f"elements of {named(subject)}" if elements else named(subject)
    verb = _agreeing(kind.inverse, is_plural(object_))
    have, as_what = verb.partition(" as ")[::2]
    if inverse and as_what:
        content = f"{named(object_)} {have} {who} as {as_what}"
    elif inverse:
        content = f"{named(object_)} {verb} {who}"
    else:
        content = f"{who} {_agreeing(kind.verb, elements or is_plural(subject))} {named(object_)}"
    if not office:
        return content
    return f"{content}{kind.role_lead} {office}"


def term(type_: str, code: str) -> str:
    """A term as it stands in a sentence."""
    return text.line(term_phrase(type_, code)) or "a term without a name"


def date_words(date: str) -> str:
    """An EDTF date in words, or the recorded text itself, in quotation marks, if it is none."""
    try:
        return text.line(dates.words(date))
    except dates.DateError:
        return f"{quoted(date) or 'an empty date'} (no date that can be read)"


def span_date_words(date: str) -> str:
    """The EDTF date of something that lasts, in words: an interval is all the time in it."""
    first, slash, last = date.partition("/")
    if not slash or first in ("", "..") or last in ("", ".."):
        return date_words(date)
    return f"from {date_words(first)} to {date_words(last)}"


def bare_date(date: str) -> str:
    """An EDTF date in words without parentheses of its own, for use inside others."""
    return date_words(date).replace(" (", ", ").replace(")", "")


def short_date(date: str | None, cells: int = 22) -> str:
    """A date for a column: "by Jan 1994", "from 2011", "c. 2 Dec 2024"; "no date" for none.

    Where it is wider than `cells` its days, then its months are left out. What can't be read
    stands as it was recorded.
    """
    if not date:
        return "no date"
    try:
        dates.parse(date)
    except dates.DateError:
        return text.line(date) or "no date"
    for length in (len("2024-12-02"), len("2024-12"), len("2024")):
        words = _column_words(date, length)
        if len(words) <= cells:
            break
    return words


def _column_words(date: str, length: int) -> str:
    """An EDTF date in a few words, each end of it cut to `length` characters."""
    first, slash, last = date.partition("/")
    if not slash:
        return _shortened(first, length)
    if first in ("", ".."):
        return f"by {_shortened(last, length)}"
    if last in ("", ".."):
        return f"from {_shortened(first, length)}"
    ends = dict.fromkeys((_shortened(first, length), _shortened(last, length)))
    return "–".join(ends)


def _shortened(single: str, length: int) -> str:
    qualifier = single[-1] if single[-1] in "~?%" else ""
    body = single.removesuffix(qualifier)[:length]
    words = dates.words(body).partition(" (")[0].removeprefix("the ")
    return ("c. " if qualifier in ("~", "%") else "") + words + "?" * (qualifier in ("?", "%"))


def speaker_phrase(speaker: Speaker | None, name: Namer) -> str:
    """The speaker inside a source within a sentence; empty for the source's own voice."""
    if speaker is None:
        return ""
    words = _within_sentence(text.line(speaker.text or ""))
    if not speaker.actor:
        return words
    who = named(name(speaker.actor))
    quoted_words = quoted(speaker.text or "")
    return f"{who} ({quoted_words})" if words and words not in who else who


_DETERMINERS = frozenset(
    (
        "A", "An", "Another", "Many", "Most", "One", "Other", "Others", "Several", "Some",
        "That", "The", "Their", "These", "This", "Those",
    )
)  # fmt: skip
_SPEAKERS = frozenset(
    (
        "Activists", "Analysts", "Critics", "Diplomats", "Experts", "Observers",
        "Officials", "Opponents", "Reports", "Residents", "Sources", "Supporters",
        "Witnesses",
    )
)  # fmt: skip
_PRONOUNS = frozenset(
    (
        "he", "it", "many", "most", "others", "several", "she", "some", "they",
    )
)  # fmt: skip


def _within_sentence(words: str) -> str:
    """A speaker's description without the capital that a sentence of the source gave it; in
    quotation marks where by itself it would not be seen to be one."""
    first, _, rest = words.partition(" ")
    if not rest and first.lower() in _PRONOUNS:
        return quoted(words.lower())
    if (rest and first in _DETERMINERS) or first in _SPEAKERS:
        return lower_first(words)
    return words


def _speakers(citations: Iterable[Citation], name: Namer) -> dict[str, list[Citation]]:
    """The citations that have a speaker, by the phrase for the speaker."""
    by_key: dict[tuple[str, str], list[Citation]] = {}
    for citation in citations:
        key = speaker_key(citation.speaker)
        if key is not None:
            by_key.setdefault(key, []).append(citation)
    by_phrase: dict[str, list[Citation]] = {}
    for cited in by_key.values():
        by_phrase.setdefault(speaker_phrase(cited[0].speaker, name), []).extend(cited)
    return {who: cited for who, cited in by_phrase.items() if who}


def speaker_list(
    citations: Sequence[Citation], name: Namer, source: Lookup, with_counts: bool
) -> tuple[str, int, bool]:
    """The speakers in a row, how many publishers cite one, and whether every citation does.

    With `with_counts` each of several speakers has the number of its publishers behind it.
    """
    by_speaker = _speakers(citations, name)
    cited = [c for spoken in by_speaker.values() for c in spoken]
    speakers = [
        f"{who} ({len({publisher_key(c.source, source) for c in spoken})})"
        if with_counts and len(by_speaker) > 1
        else who
        for who, spoken in by_speaker.items()
    ]
    if len(speakers) > 3:
        speakers = [*speakers[:2], plural(len(speakers) - 2, "other")]
    return join_words(speakers), len(groups(cited, source)), len(cited) == len(citations)


def citing(citations: Sequence[Citation], name: Namer, source: Lookup) -> str:
    """The parenthesis behind one publisher: ", citing Syrian Army sources," or nothing."""
    speakers, _, every = speaker_list(citations, name, source, with_counts=False)
    if not speakers:
        return ""
    return f", citing {speakers}," if every else f", in its own voice and citing {speakers},"


def counts_words(held_count: int, possible_count: int) -> str:
    """Counts of ties, the one notation for them everywhere: "9+7?" are nine that are held and seven
    possible ones; "9", "7?", "–" for none."""
    if not possible_count:
        return str(held_count) if held_count else "–"
    return f"{held_count}+{possible_count}?" if held_count else f"{possible_count}?"


_ONE = {"identities": "identity"}


def record_counts(records: Mapping[str, int]) -> str:
    """Counts of records in words."""
    named = [
        plural(count, _ONE.get(table, table[:-1]), table)
        for table, count in records.items()
        if count
    ]
    return join_words(named) or "no records"

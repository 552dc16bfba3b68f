"""Records of every table, as odd as validation admits them, for properties of what is written."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from proxytui.model import vocabulary
from proxytui.model.vocabulary import CLAIM_TYPES, tie_id
from proxytui.notation.words import CLAIM_STOPS, VERBS
from proxytui.text import visible

_HOSTILE = [
    "backs",
    "Party of since",
    "A: B",
    "A, B; C",
    "`tick`",
    "back\\slash",
    '"quoted" “so”',
    "# no comment",
    "a #b",
    "a # b",
    "| bar",
    "+New",
    "- dash",
    "x [x-1]",
    "(paren)",
    "Group (North)",
    "two  blanks",
    " edge ",
    "line\nfeed",
    "tab\tbed",
    "carriage\rreturn",
    "\u202eright to left",
    "zero\u200bwidth",
    "e\u0301 combined",
    "حزب الله",
    "真主党",
    "🏴\U000e0067\U000e0062",
    "1979 Committee",
    "../1982",
    "event",
    "source",
    "actor x",
    "note",
    "same",
    "{}",
    "[]",
    "\u2028",
    "said by",
    "p.",
    "¶",
    ";",
    "'",
    "null",
]
_characters = st.characters(exclude_categories=("Cs",), max_codepoint=0x1F9FF)
words = st.one_of(
    st.sampled_from(_HOSTILE),
    st.text(_characters, min_size=1, max_size=12),
    st.sampled_from(sorted({*VERBS, *CLAIM_STOPS})),
    st.sampled_from(["Iran", "Rapid Support Forces", "Ndélé Guard"]),
)
seen = words.filter(visible)
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,9}", fullmatch=True)
_dates = st.sampled_from(
    ["1979", "2011-03", "2024-11-30", "1979~", "2012?", "2012%", "198X", "2012/2015", "../1982",
     "2012/..", "2023-06~"]
)  # fmt: skip
_shas = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
_times = st.sampled_from(["2024-12-02T15:04:05Z", "2020-01-01T00:00:00Z"])
_langs = st.sampled_from(["ar", "fa", "en-GB"])
plain = st.recursive(
    st.booleans() | st.integers(-9, 9) | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def _record(
    required: dict[str, st.SearchStrategy[Any]], **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    """A record, in one of four with a field that nobody knows."""
    known = st.fixed_dictionaries(required, optional=fields)
    unknown = st.dictionaries(words.map(lambda w: f"x{w}"), plain, max_size=1)
    return st.builds(lambda a, b: {**b, **a}, known, st.one_of(st.just({}), unknown))


names = _record(
    {"text": seen},
    type=st.sampled_from(vocabulary.NAME_TYPES),
    lang=_langs,
    script=st.sampled_from(["Arab", "Latn"]),
    since=_dates,
    until=st.one_of(_dates, st.just("..")),
)
quotes = _record(
    {"exact": seen},
    prefix=words,
    suffix=words,
    start=st.integers(0, 99),
    text=_shas,
    lang=_langs,
    translation=words,
)


def citations(sources: list[str], actors: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """A citation of one of these sources."""
    return _record(
        {"source": st.sampled_from(sources)},
        quote=quotes,
        speaker=_some(actor=st.sampled_from(actors), text=words),
        locator=_some(page=words | st.integers(1, 9), paragraph=words | st.integers(1, 9)),
        stance=st.sampled_from(list(vocabulary.STANCES)),
        credibility=st.sampled_from([*vocabulary.CREDIBILITY, 2]),
        flags=st.lists(st.sampled_from(list(vocabulary.CITATION_FLAGS)), max_size=2),
    )


@st.composite
def stores(draw: st.DrawFn) -> dict[str, dict[str, dict[str, Any]]]:
    """Tables of a small store, all of whose records may stand together."""
    actors = draw(st.lists(ids, min_size=2, max_size=4, unique=True))
    sources = draw(st.lists(ids, min_size=1, max_size=2, unique=True))
    claims = draw(st.lists(ids, max_size=2, unique=True))
    cited = citations(sources, actors)
    flags = st.lists(st.sampled_from(list(vocabulary.FLAGS)), max_size=2)
    statuses = st.sampled_from(vocabulary.CLAIM_STATUSES)
    some = st.lists(st.sampled_from(actors), max_size=2)

    def table(keys: list[str], record: st.SearchStrategy[Any]) -> dict[str, Any]:
        return {key: draw(record) for key in keys}

    actor = _record(
        {
            "kind": st.sampled_from(list(vocabulary.KINDS)),
            "names": st.lists(names, min_size=1, max_size=3),
        },
        described=st.booleans(),
        summary=words,
        countries=st.lists(st.sampled_from(["LB", "SY", "XA"]), max_size=2),
        identifiers=st.dictionaries(
            st.sampled_from(["wikidata", "ucdp"]), st.lists(seen, max_size=2), max_size=2
        ),
        founded=_dates,
        dissolved=_dates,
        tags=st.lists(seen, max_size=2),
        citations=st.lists(cited, max_size=2),
    )

    def claim(type_: str) -> st.SearchStrategy[Any]:
        terms = CLAIM_TYPES[type_].terms
        ends = st.permutations(actors).map(lambda order: order[:2])
        return st.builds(
            lambda record, pair: {**record, "subject": pair[0], "object": pair[1]},
            _record(
                {"type": st.just(type_), "citations": st.lists(cited, min_size=1, max_size=2)},
                terms=st.lists(st.sampled_from(terms), max_size=3) if terms else st.just([]),
                role=seen,
                against=some,
                since=_dates,
                since_raw=words,
                until=st.one_of(_dates, st.just("..")),
                until_raw=words,
                basis=st.sampled_from(list(vocabulary.BASES)),
                attested=_dates.map(lambda day: [day, day]),
                flags=flags,
                rank=st.sampled_from(vocabulary.RANKS),
                status=statuses,
                reason=words,
                summary=words,
            ),
            ends,
        )

    event = _record(
        {"title": seen},
        date=_dates,
        date_raw=words,
        kind=st.sampled_from(vocabulary.EVENT_KINDS),
        place=words,
        summary=words,
        participants=st.lists(
            _record({"actor": st.sampled_from(actors)}, role=st.sampled_from(vocabulary.ROLES)),
            max_size=2,
        ),
        claims=st.lists(st.sampled_from(claims), max_size=2) if claims else st.just([]),
        flags=flags,
        status=statuses,
        citations=st.lists(cited, max_size=2),
        basis=st.sampled_from(list(vocabulary.BASES)),
    )
    source = _record(
        {"title": seen},
        author=words,
        publisher=words,
        publisher_parent=words,
        published=_dates,
        published_raw=words,
        accessed=_dates | _times,
        url=words,
        archive_url=words,
        licence=words,
        lang=_langs,
        reliability=st.sampled_from(list(vocabulary.RELIABILITY)),
        status=st.sampled_from(vocabulary.SOURCE_STATUSES),
        copy_of=st.sampled_from(sources),
        documents=st.lists(_record({"text": _shas, "added": _times}, original=_shas), max_size=1),
        kind=words,
        rejected=st.lists(seen, max_size=2),
    )
    ties = st.builds(
        tie_id, st.sampled_from(list(CLAIM_TYPES)), st.sampled_from(actors), st.sampled_from(actors)
    )
    odd = st.builds(
        lambda a, b: f"allied-with:{b}:{a}", st.sampled_from(actors), st.sampled_from(actors)
    )
    note = _record(
        {
            "about": st.lists(st.sampled_from(actors) | ids | ties | odd, max_size=3),
            "text": words | st.lists(words, max_size=3).map("\n".join),
            "created": _times,
            "modified": _times,
        },
        tags=st.lists(seen, max_size=2),
    )
    decision = st.builds(
        lambda record, pair: {**record, "a": pair[0], "b": pair[1]},
        _record({"judgement": st.sampled_from(vocabulary.JUDGEMENTS)}, reason=words, made=_times),
        st.permutations(actors).map(lambda order: order[:2]),
    )
    view = _record(
        {"name": seen},
        lens=st.dictionaries(words, plain, max_size=2),
        centre=st.sampled_from(actors),
        layout=st.dictionaries(words, plain, max_size=2),
    )
    keys = st.lists(ids, max_size=2, unique=True)
    return {
        "actors": table(actors, actor),
        "claims": {key: draw(claim(draw(st.sampled_from(list(CLAIM_TYPES))))) for key in claims},
        "events": table(draw(keys), event),
        "sources": table(sources, source),
        "notes": table(draw(keys), note),
        "identities": table(draw(keys), decision),
        "views": table(draw(keys), view),
    }

"""Verbs by which one actor is said to do something to another, with the claim each makes."""

from __future__ import annotations

from typing import NamedTuple

from proxytui.reading.suggesting.word_sets import word_set


class VerbClaim(NamedTuple):
    """The claim that a verb makes of its subject and its object."""

    type: str
    terms: tuple[str, ...] = ()


def _by_verb(*rows: tuple[str, str, str]) -> dict[str, VerbClaim]:
    """The claims of rows of type, term and verbs, by verb."""
    return {
        verb: VerbClaim(kind, (term,) if term else ())
        for kind, term, verbs in rows
        for verb in verbs.split()
    }


def _by_verb_and_preposition(
    *rows: tuple[str, str, str, str],
) -> dict[tuple[str, str], VerbClaim]:
    """The claims of rows of preposition, type, term and verbs, by verb and preposition."""
    return {
        (verb, preposition): claim
        for preposition, *row in rows
        for verb, claim in _by_verb((row[0], row[1], row[2])).items()
    }


DIRECT = _by_verb(
    ("backs", "",
     "back support aid assist help sponsor bolster strengthen defend protect rescue champion "
     "reinstate reinstall install sustain buttress abet succour succor shield nurture "
     "patronise patronize supply provision outfit reassure augment boost embolden "
     "empower save enable"),
    ("backs", "O.political",
     "endorse"),
    ("backs", "F",
     "fund finance bankroll subsidize subsidise underwrite"),
    ("backs", "W",
     "arm rearm"),
    ("backs", "T",
     "train advise retrain mentor coach tutor"),
    ("backs", "M",
     "equip resupply"),
    ("backs", "L",
     "host shelter harbour harbor"),
    ("backs", "X",
     "reinforce"),
    ("opposes", "armed",
     "hit pound evict repel repulse destroy strike target attack invade bomb bombard shell "
     "kill assassinate fight battle seize occupy annex conquer capture retake recapture ambush "
     "besiege combat raid rout storm oust overthrow topple murder expel defeat dislodge depose "
     "unseat crush vanquish pummel overrun subdue decimate assault firebomb slaughter massacre "
     "purge torpedo strafe outfight execute behead pursue hunt degrade"),
    ("opposes", "political",
     "oppose condemn denounce criticize criticise accuse threaten resist boycott vilify decry "
     "castigate censure rebuke lambast lambaste berate defy antagonize antagonise excoriate "
     "chastise blame"),
    ("opposes", "",
     "arrest detain confront counter undermine destabilise destabilize encircle blockade"),
    ("opposes", "rival",
     "rival"),
    ("designates", "",
     "designate redesignate re-designate"),
    ("designates", "sanctions",
     "sanction blacklist embargo"),
    ("designates", "banned",
     "ban outlaw proscribe"),
    ("recognises", "",
     "recognise recognize"),
    ("leads", "",
     "lead head command chair rule govern found co-found cofound run captain own control oversee "
     "dominate"),
    ("represents", "",
     "represent"),
    ("succeeds", "",
     "succeed replace supplant supersede"),
)  # fmt: skip
"""Verbs with a direct object: lemma to claim."""

PREPOSITIONAL = _by_verb_and_preposition(
    ("alongside", "backs", "X",
     "fight battle operate deploy advance attack serve intervene"),
    ("for", "backs", "X",
     "fight"),
    ("beside", "backs", "X",
     "fight battle serve"),
    ("by", "backs", "",
     "stand"),
    ("behind", "backs", "",
     "stand rally unite"),
    ("with", "backs", "",
     "side stand"),
    ("against", "opposes", "armed",
     "fight battle retaliate rebel rise revolt war combat struggle"),
    ("against", "opposes", "",
     "act move work operate side speak conspire plot campaign intervene ally mobilize protest "
     "demonstrate turn unite mobilise rally agitate incite"),
    ("with", "opposes", "armed",
     "clash skirmish"),
    ("with", "opposes", "",
     "feud quarrel"),
    ("at", "opposes", "armed",
     "strike"),
    ("on", "opposes", "armed",
     "fire"),
    ("over", "opposes", "",
     "prevail triumph"),
    ("over", "leads", "",
     "preside rule"),
    ("with", "allied-with", "",
     "ally"),
    ("to", "allied-with", "",
     "ally"),
    ("with", "opposes", "rival",
     "compete vie"),
    ("to", "linked-to", "",
     "link"),
    ("with", "linked-to", "",
     "link affiliate associate align cooperate collaborate coordinate work merge"),
    ("under", "part-of", "",
     "operate fall come place be"),
    ("to", "part-of", "",
     "report answer"),
    ("to", "member-of", "",
     "belong defect admit accede"),
)  # fmt: skip
"""Verbs whose object stands behind a preposition."""

LABEL = word_set("call consider regard designate declare label list classify brand deem proscribe")
"""Verbs by which somebody is put on a list, if the words behind say of which kind."""
CLASH = word_set("clash fight battle")
SENDING = word_set("deploy send dispatch use field mobilize mobilise throw lead command rally")
THROWN = word_set("fire launch lob hurl shoot drop")
"""Verbs for sending weapons at somebody."""
HOUSED = word_set(
    "operate use transit cross establish maintain train base stay live move set enter ship "
    "transport smuggle launch fly"
)
"""What an actor is allowed to do by whoever gives it room."""
PARTICLES: dict[tuple[str, str], VerbClaim] = {
    ("prop", "up"): VerbClaim("backs"),
    ("shore", "up"): VerbClaim("backs"),
    ("build", "up"): VerbClaim("backs"),
    ("buoy", "up"): VerbClaim("backs"),
    **{
        (verb, "out"): VerbClaim("opposes", ("armed",))
        for verb in ("drive", "push", "force", "chase", "throw", "flush")
    },
    **{
        (verb, "from"): VerbClaim("opposes", ("armed",))
        for verb in ("drive", "push", "force", "chase", "evict", "expel", "oust", "dislodge")
    },
    ("shoot", "down"): VerbClaim("opposes", ("armed",)),
    ("gun", "down"): VerbClaim("opposes", ("armed",)),
}
"""Verbs with a particle and a direct object."""

TRANSPORT = word_set("send deliver ship smuggle transfer channel airlift ferry fly move")
"""Verbs that say where means go, so that a state behind "to" may be just the place."""
POUR = word_set("pour pump funnel channel inject plow plough")
"""Verbs with which means go into a state as to its government."""
GIVE = word_set(
    "open approve appropriate earmark lavish funnel accord afford dispense airlift ferry feed fly "
    "allocate disburse "
    "provide give send supply deliver ship smuggle pour sell transfer channel funnel extend lend "
    "grant donate furnish export contribute pay offer pump inject"
)
"""Verbs that say that somebody gives means to somebody."""
GIVE_TWO = word_set("give send sell pay offer grant lend supply provide")
"""Verbs that may have the receiver before the means, without a preposition."""
GIVE_WITH = word_set("provide supply furnish equip arm present")
"""Verbs whose object is given what stands behind "with"."""
FLOW = word_set("reach flow go pass arrive come travel pour stream")
"""Verbs whose subject is the means on their way."""
RECEIVE = word_set(
    "receive get obtain acquire accept buy purchase draw secure enjoy procure win gain"
)
"""Verbs that say that somebody gets means from somebody."""

CONSISTING = word_set("include comprise contain consist encompass compose make form constitute")
"""Verbs that say of what parts something is."""
HURT = word_set("kill wound injure destroy assassinate hit die damage")
"""Verbs that tell of harm, in whose attack standing behind."""
STRIKES = word_set(
    "strike airstrike attack raid bombing shelling ambush assault operation offensive bombardment"
)
LOSE = word_set("lose surrender cede")
GROUND = word_set(
    "territory stronghold ground control town city village base area district province region "
    "airport position bastion land enclave"
)
"""What is lost to an enemy."""
CONDUCT = word_set(
    "role action act policy involvement intervention behaviour behavior stance decision presence "
    "activity conduct handling aggression support programme program ambition rule crackdown attack "
    "strike invasion abuse repression record regime policy treatment occupation bombing "
    "offensive raid execution detention test launch corruption refusal failure tactic leadership "
    "interference meddling violation killing campaign threat incursion seizure claim statement "
    "purge ideology annexation blockade move plan rocket missile provocation defiance persecution "
    "brutality atrocity crime violence terrorism offer aid assistance backing delivery shelling"
)
"""What is condemned where somebody is: "denounced X's role in"."""
CHECKED = word_set(
    "influence power aggression ambition expansion threat presence advance rise dominance "
    "encroachment domination creation establishment formation return rule expansionism hegemony "
    "might capability"
)
"""What somebody is against by opposing it: "countered the influence of X"."""
CHECKING = word_set(
    "counter curb contain check combat resist oppose reduce limit fear deter roll block offset "
    "confront halt stem thwart stop prevent weaken counterbalance restrain constrain"
)
"""Verbs for being against what an actor has or gains."""
KILL = word_set("kill assassinate murder execute")
PARTS = word_set("bureau wing branch arm council office politburo committee unit division")
PUT = word_set("place put add include list keep enter")
AFFAIRS = word_set("politics government military force country state economy administration army")
"""What somebody who leads a state controls of it."""
PARTS_OF_LAND = word_set("part portion swath swathe capital area north south east west border")
LISTED = word_set("individual entity sanction designate designation network procurement oligarch")
"""What offices that impose sanctions speak of."""
LAND = word_set("region province territory land peninsula")
"""What a state takes from the state that it belongs to."""
FOR_GOVERNMENTS = word_set(
    "back support aid assist help sponsor fund finance bankroll subsidize subsidise arm oppose "
    "condemn denounce criticize criticise accuse endorse advise"
)
"""Verbs before which a capital is the government, not the town."""
SEIZE = word_set(
    "liberate reclaim wrest seize occupy annex conquer capture retake retook recapture take regain"
)
"""Verbs for taking ground from somebody, or a state itself."""
FIGHTING = word_set(
    "drive push beat expel eject crush stop halt contain stem reverse overcome confront counter "
    "oppose topple suppress survive stay remain cling consolidate build rebuild arm rearm train "
    "fight defeat retake attack capture resist repel defend retain seize recapture combat hold "
    "regain overthrow win repulse oust"
)
"""What somebody is helped to do by whoever backs him; a mediator helps to negotiate."""
JOIN = frozenset(("join",))
APPOINT = word_set("name appoint elect make become remain serve reelect re-elect declare")
"""Verbs behind which the office that somebody comes to hold stands."""
COPULAS = frozenset(("be", "become", "remain"))

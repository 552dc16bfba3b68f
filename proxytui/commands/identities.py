"""Commands on who is who: two actors judged, what is decided and what is open, one actor split."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.commands.arguments import NAME
from proxytui.commands.call import Answer, Call, Done
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.errors import UsageError
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from proxytui.editing import identities as editing
    from proxytui.editing import splitting
    from proxytui.model import identities as model
    from proxytui.model.identities import Contradiction
    from proxytui.model.records import Decision, Json
    from proxytui.questions import candidates as questions
    from proxytui.questions.candidates import Candidate
    from proxytui.wording import identity as wording
    from proxytui.wording import phrases
    from proxytui.workspace import Workspace
else:
    editing = LazyModule("proxytui.editing.identities")
    model = LazyModule("proxytui.model.identities")
    questions = LazyModule("proxytui.questions.candidates")
    splitting = LazyModule("proxytui.editing.splitting")
    wording = LazyModule("proxytui.wording.identity")
    phrases = LazyModule("proxytui.wording.phrases")


class Who(Answer, frozen=True):
    """What is decided on who is who, newest first, where that contradicts itself, and the pairs
    that are open, the likeliest first."""

    decisions: tuple[Decision, ...]
    contradictions: tuple[Contradiction, ...]
    candidates: tuple[Candidate, ...]
    only_decided: bool = False

    def document(self, workspace: Workspace) -> Json:
        """The shape of `who`."""
        index = workspace.index
        name = index.namer(workspace.default_period)

        def actor(id_: str) -> Json:
            recorded = index.merged.recorded(id_, index.actors)
            return {"id": id_, "name": recorded.names[0].text if recorded else id_}

        return {
            "decisions": [
                {
                    "id": decision.id,
                    "a": actor(decision.a),
                    "b": actor(decision.b),
                    "judgement": decision.judgement,
                    "reason": decision.reason,
                    "made": decision.made,
                }
                for decision in self.decisions
            ],
            "contradictions": [
                {"different": odd.decision.id, "same": [step.id for step in odd.chain]}
                for odd in self.contradictions
            ],
            "candidates": [
                {
                    "a": actor(pair.a),
                    "b": actor(pair.b),
                    "points": pair.points,
                    "reasons": [
                        {"code": reason.code, "words": wording.reason_words(*reason, name)}
                        for reason in pair.reasons
                    ],
                }
                for pair in self.candidates
            ],
        }


def who(call: Call) -> Who:
    """What is decided on who is who, and which actors may be the same."""
    workspace = call.workspace
    index, name = workspace.index, call.text("name")
    decisions = model.newest_first(index.iter_decisions())
    pairs: list[Candidate] = []
    if name:
        actor = workspace.find(name).id
        standing = index.merged.standing
        decisions = [d for d in decisions if actor in (standing(d.a), standing(d.b))]
        pairs = questions.candidates_of(index, actor)
    elif not call.flag("decided"):
        pairs = list(questions.candidates(index))
    contradictions = model.Chains(index.iter_decisions()).contradictions()
    return Who(
        tuple(decisions),
        tuple(pair for pair in contradictions if pair.decision in decisions),
        tuple(pairs),
        call.flag("decided"),
    )


def decide(judgement: str, call: Call) -> Done:
    """Judge two actors, or take such a judgement back."""
    from proxytui.workspace import moment

    workspace = call.workspace
    a, b = (_recorded(workspace, call.text(name)) for name in ("name", "other"))
    words = f"{a} and {b}: {judgement}"
    if call.flag("off"):
        changes = editing.take_back(workspace.index, workspace, a, b, judgement)
        workspace.apply(changes, f"take back {words}")
        return Done((), f"took back {words}{_at_odds(workspace, a, b)}")
    decision = editing.Judgement(a, b, judgement, call.text("reason"), moment())
    changes = editing.decide(workspace.index, workspace, decision)
    workspace.apply(changes, words)
    standing = workspace.index.merged.standing(a)
    shown = f"; both show as {standing}" if judgement == model.SAME else ""
    return Done((changes[0].id,), f"{words}{shown}{_at_odds(workspace, a, b)}")


def _at_odds(workspace: Workspace, a: str, b: str) -> str:
    words = editing.at_odds(workspace.index, a, b)
    return f"; {words}" if words else ""


def split(call: Call) -> Done:
    """Move claims of an actor to a second one, or to another record that shows as it."""
    from proxytui.workspace import moment

    workspace = call.workspace
    index, name = workspace.index, call.text("name")
    actor = _recorded(workspace, name)
    members = index.merged.records(index.merged.standing(actor))
    if name.strip() == actor != members[0]:
        # The id of a record that another one stands for names just this one.
        members = (actor,)
    into = call.text("into").strip()
    claims = dict.fromkeys(call.values("claim"))
    if not into:
        raise UsageError("the second actor has no name", "give it with --into")
    if not claims:
        raise UsageError(
            "no claim is named, so nothing moves", "give the ids; `show NAME --json` lists them"
        )
    goal = into if workspace.record("actors", into) is not None else splitting.NEW
    moves = []
    for claim in claims:
        end = splitting.moved_end(workspace, claim, members, name.strip())
        moves.append(splitting.Move(claim, end, goal))
    changes, new = splitting.split(index, workspace, splitting.Split(into, moves, moment()))
    workspace.apply(changes, f"split {actor}")
    goal = goal or new
    return Done((goal,), f"{phrases.plural(len(claims), 'claim')} of {actor} moved to {goal}")


def _recorded(workspace: Workspace, name: str) -> str:
    """The recorded actor that a name means."""
    actor = workspace.find(name).id
    return editing.recorded_actor(workspace.index, workspace, name, actor)


_OTHER = Argument("OTHER", "the other actor, in the same way", Shape.REQUIRED, values=Values.ACTORS)
_REASON = Argument("--reason", "why that was decided", metavar="R")
_OFF = Argument("--off", "take that judgement back", Shape.FLAG)
_HELP = {
    "same": "judge two actors the same: they show as one; both records stay",
    "different": "judge two actors different: they are not proposed again",
    "unsure": "judge that nobody can say whether two actors are the same; nothing is joined",
}

COMMANDS = (
    Command(
        "who",
        "what is decided on who is who, and which actors may be the same, with reasons",
        (
            Argument("NAME", "only of this actor", values=Values.ACTORS),
            Argument("--decided", "only what is decided", Shape.FLAG),
        ),
        who,
        json=True,
    ),
    *(
        Command(judgement, help_, (NAME, _OTHER, _REASON, _OFF), partial(decide, judgement))
        for judgement, help_ in _HELP.items()
    ),
    Command(
        "split",
        "move claims of an actor to a new actor, or to another of the records that show as one",
        (
            NAME,
            Argument("CLAIM", "the ids of the claims to move", Shape.WORDS),
            Argument(
                "--into", "the name of a new actor, or the id of one", Shape.OPTIONAL, "OTHER"
            ),
        ),
        split,
    ),
)

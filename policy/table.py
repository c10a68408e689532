"""Every lawful move of a case and of a hand-over, as one table; what is not here does not happen."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from policy.events import Type
from policy.words import Stage, State

A = Stage
S = State


class Act(StrEnum):
    """What moves a hand-over: the holder's verbs, and what the sender or the unit does."""

    SEND = "KIRIM"
    ACCEPT = "TERIMA"
    DECLINE = "TOLAK"
    START = "MULAI"
    POSTPONE = "TUNDA"
    COMPLETE = "SELESAI"
    FAIL = "GAGAL"
    WITHDRAW = "CABUT"
    CORRECT = "SALAH_INPUT"
    UNDO = "BATAL"


class Move(NamedTuple):
    """One lawful move of a case: from, by which event, to."""

    source: Stage
    by: Type
    target: Stage


_CLOSABLE = (A.REPORTED, A.ASSESSMENT, A.REOPENED, A.PLANNING, A.REFERRED, A.MONITORING)

STAGES: tuple[Move, ...] = (
    Move(A.REPORTED, Type.TAKEN, A.ASSESSMENT),
    Move(A.ASSESSMENT, Type.ASSESSED, A.PLANNING),
    Move(A.REOPENED, Type.ASSESSED, A.PLANNING),
    Move(A.PLANNING, Type.PLANNED, A.REFERRED),
    Move(A.PLANNING, Type.PLANNED, A.MONITORING),
    Move(A.MONITORING, Type.OPENED, A.REFERRED),
    Move(A.REFERRED, Type.ANSWERED, A.MONITORING),
    *(Move(stage, Type.CLOSURE_ASKED, A.AWAITING_CLOSURE) for stage in _CLOSABLE),
    Move(A.AWAITING_CLOSURE, Type.CLOSURE_REFUSED, A.MONITORING),
    Move(A.AWAITING_CLOSURE, Type.CLOSURE_REFUSED, A.REFERRED),
    Move(A.AWAITING_CLOSURE, Type.CLOSURE_REFUSED, A.PLANNING),
    Move(A.AWAITING_CLOSURE, Type.CLOSURE_REFUSED, A.ASSESSMENT),
    Move(A.AWAITING_CLOSURE, Type.CLOSURE_REFUSED, A.REPORTED),
    Move(A.AWAITING_CLOSURE, Type.CLOSURE_APPROVED, A.TERMINATED),
    *(Move(stage, Type.SAME_CHILD, A.TERMINATED) for stage in (*_CLOSABLE, A.AWAITING_CLOSURE)),
    Move(A.TERMINATED, Type.REOPENED, A.REOPENED),
    Move(A.UNIT, Type.PROVED, A.TERMINATED),
    Move(A.UNIT, Type.FILLED, A.TERMINATED),
    Move(A.UNIT, Type.ANSWERED, A.TERMINATED),
    Move(A.TERMINATED, Type.BREACH, A.UNIT),
    Move(A.TERMINATED, Type.FORESEEN, A.UNIT),
)
LAWFUL = frozenset((move.source, move.target) for move in STAGES)

_HELD: Mapping[Act, State] = {
    Act.POSTPONE: S.ON_HOLD,
    Act.COMPLETE: S.COMPLETED,
    Act.FAIL: S.FAILED,
    Act.WITHDRAW: S.WITHDRAWN,
    Act.CORRECT: S.IN_ERROR,
}
STATES: Mapping[State, Mapping[Act, State]] = {
    S.DRAFT: {Act.SEND: S.REQUESTED, Act.WITHDRAW: S.WITHDRAWN, Act.CORRECT: S.IN_ERROR},
    S.REQUESTED: {
        Act.ACCEPT: S.ACCEPTED,
        Act.DECLINE: S.REJECTED,
        Act.POSTPONE: S.ON_HOLD,
        Act.WITHDRAW: S.WITHDRAWN,
        Act.CORRECT: S.IN_ERROR,
    },
    S.ACCEPTED: {Act.START: S.IN_PROGRESS, Act.UNDO: S.REQUESTED, **_HELD},
    S.IN_PROGRESS: _HELD,
    S.ON_HOLD: {Act.ACCEPT: S.ACCEPTED, Act.DECLINE: S.REJECTED, Act.START: S.IN_PROGRESS, **_HELD},
    S.REJECTED: {},
    S.COMPLETED: {},
    S.FAILED: {},
    S.WITHDRAWN: {},
    S.IN_ERROR: {},
}
IMPLIES_ACCEPTANCE = frozenset({Act.START, Act.COMPLETE, Act.FAIL})

FHIR: Mapping[State, str] = {
    S.DRAFT: "draft",
    S.REQUESTED: "requested",
    S.ACCEPTED: "accepted",
    S.REJECTED: "rejected",
    S.IN_PROGRESS: "in-progress",
    S.ON_HOLD: "on-hold",
    S.COMPLETED: "completed",
    S.FAILED: "failed",
    S.WITHDRAWN: "cancelled",
    S.IN_ERROR: "entered-in-error",
}
"""A referral's state as the status of a FHIR Task (domain.md §4)."""


def diagram() -> str:
    """The two tables as Mermaid state diagrams, for docs/states.md."""
    stages = dict.fromkeys(f"    {m.source} --> {m.target}: {m.by}" for m in STAGES)
    states = [f"    {s} --> {t}: {act}" for s, row in STATES.items() for act, t in row.items()]
    blocks = (
        ("stateDiagram-v2\n    [*] --> LAPORAN", *stages),
        ("stateDiagram-v2\n    [*] --> TERKIRIM\n    [*] --> DRAF", *states),
    )
    return "\n\n".join("```mermaid\n" + "\n".join(block) + "\n```" for block in blocks) + "\n"

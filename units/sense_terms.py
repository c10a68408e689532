"""Ladders are complete and rise, words match the rules' codes, clocks warn before they end, nothing is shared twice."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from policy.hard_words import Begun
from policy.ladder import LADDERS, Clock, Offset
from policy.words import Action, ClosureReason, Decline, Outcome
from units.files import CaseTypesFile, LaddersFile, SharingFile, StatutoryFile
from units.forms import CaseTypeForm, LadderForm
from units.material import Material
from units.problems import Loc, PackError

TOPS = (Action.MANAGE, Action.LAST)
"""A ladder ends with the manager, a manager's own with the last person."""

ENOUGH = 2
"""A refusal needs a second agency to go to."""

_WORDS: tuple[tuple[str, type[StrEnum]], ...] = (
    ("decline_reasons", Decline),
    ("closure_reasons", ClosureReason),
    ("outcomes", Outcome),
)


def ladders(pack: Material) -> Iterator[PackError]:
    """Every row the rules ask for, no other, each rising and ending with somebody who acts."""
    if not pack.has("ladders"):
        return
    written = next((each for _, each in pack.values("ladders", "ladders") if isinstance(each, dict)), {})
    for key in LADDERS:
        if key not in written:
            yield pack.problem(
                "ladders", ("ladders",), f"baris {key} belum ada; tambahkan", f"row {key} is missing; add it"
            )
    for key in written:
        if key not in LADDERS:
            yield pack.problem(
                "ladders", ("ladders", key), f"baris {key} tidak dipakai; hapus", f"row {key} is not used; remove it"
            )
    file: LaddersFile | None = pack.file("ladders")
    for key, form in file.ladders.items() if file else ():
        yield from _ladder(pack, ("ladders", key, "steps"), form)


def _ladder(pack: Material, loc: Loc, form: LadderForm) -> Iterator[PackError]:
    rungs = [(action, after) for rung in form.steps for action, after in rung.items()]
    for n, ((_, before), (action, after)) in enumerate(pairwise(rungs), start=1):
        if _family(before) == _family(after) and _rank(after) < _rank(before):
            yield pack.problem(
                "ladders",
                (*loc, n),
                f"tahap {action.value} lebih awal dari tahap sebelumnya; tulis urut waktu",
                f"rung {action.value} comes before the rung above it; write them in time",
            )
    if rungs[-1][0] not in TOPS:
        tops = ", ".join(top.value for top in TOPS)
        yield pack.problem(
            "ladders", (*loc, len(rungs) - 1), f"tahap terakhir harus {tops}", f"the last rung must be one of {tops}"
        )
    for field, offset in (("due", form.due), ("repeat", form.repeat)):
        if offset.n <= 0:
            yield pack.problem(
                "ladders", (*loc[:-1], field), f"{field} harus lebih dari 0", f"{field} must be more than 0"
            )


def _family(offset: Offset) -> str:
    """Offsets that can be put in order without a calendar."""
    return {Clock.OPENING: Clock.WORK_DAYS, Clock.DAYS: Clock.HOURS}.get(offset.clock, offset.clock)


def _rank(offset: Offset) -> float:
    """The opening of a day is before its end; a day has 24 clock hours."""
    if offset.clock is Clock.OPENING:
        return offset.n - 0.5
    return offset.n * 24 if offset.clock is Clock.DAYS else offset.n


def case_types(pack: Material) -> Iterator[PackError]:
    """Somebody can serve every type; better two."""
    file: CaseTypesFile | None = pack.file("case_types")
    for n, each in enumerate(file.lists if file else ()):
        place = pack.place("case_types", "lists * version", each.version) or ("lists", n)
        for form in each.types:
            yield from _served(pack, (*place, "types"), form)


def _served(pack: Material, loc: Loc, form: CaseTypeForm) -> Iterator[PackError]:
    current = (agency for agency in pack.agencies().values() if not agency.valid_to)
    fit = [agency.code for agency in current if set(agency.services) & set(form.services)]
    if len(fit) < ENOUGH:
        yield pack.problem(
            "case_types",
            loc,
            f"{form.code}: {len(fit)} instansi cocok; tambahkan layanan yang ditawarkan dua instansi",
            f"{form.code}: {len(fit)} agencies fit; add a service that two agencies offer",
            warning=bool(fit),
        )


def words(pack: Material) -> Iterator[PackError]:
    """The words of exactly the codes the rules know."""
    for section, known in _WORDS if pack.has("words") else ():
        written = {text: loc for loc, text in pack.texts("words", f"{section} * code")}
        codes = [member.value for member in known]
        for code in codes:
            if code not in written:
                yield pack.problem("words", (section,), f"{section}: {code} belum ada", f"{section}: {code} is missing")
        for code, loc in written.items():
            if code not in codes:
                choice = ", ".join(codes)
                yield pack.problem(
                    "words", loc, f"{code} tidak dikenal; tulis {choice}", f"{code} is not known; write {choice}"
                )


def statutory(pack: Material) -> Iterator[PackError]:
    """Warnings come in order and before the end; every happening the rules know starts a clock."""
    file: StatutoryFile | None = pack.file("statutory")
    for begun in Begun if file else ():
        if file and begun not in {form.begun_by for form in file.statutory}:
            yield pack.problem(
                "statutory",
                ("statutory",),
                f"tidak ada jam yang dimulai oleh {begun}; tambahkan barisnya",
                f"no clock is started by {begun}; add its row",
                warning=True,
            )
    for form in file.statutory if file else ():
        if form.warn_hours != sorted({*form.warn_hours}) or any(each >= form.hours for each in form.warn_hours):
            yield pack.problem(
                "statutory",
                (*pack.place("statutory", "statutory * code", form.code), "warn_hours"),
                f"{form.warn_hours}: tulis urut naik, semuanya di bawah {form.hours}",
                f"{form.warn_hours}: write them rising, all below {form.hours}",
            )


def sharing(pack: Material) -> Iterator[PackError]:
    """A field that needs a tick of its own is not shared by default."""
    file: SharingFile | None = pack.file("sharing")
    if file is None:
        return
    for field in file.never:
        places: list[Loc] = [("every",)] if field in file.every else []
        places += [("groups", group.value) for group, fields in file.groups.items() if field in fields]
        for loc in places:
            yield pack.problem(
                "sharing", loc, f"{field} ada di never; hapus di sini", f"{field} is in never; remove it here"
            )

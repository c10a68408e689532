"""What may be asked beside the hard days; as in `workflows.handlers`."""

from temporalio import workflow

from policy.later_commands import AddConsent, Filled, Foreseen, NotArrived, SuspectConsented
from workflows.messages import Answer
from workflows.names import UPDATES
from workflows.run import CaseRun


class LaterHandlers:
    """The Updates of gaps in the unit's data, of consent added and of an arrival that was none."""

    _run: CaseRun

    @workflow.update(name=UPDATES[Foreseen], description="Data unit kurang: tugas manajer")
    def foreseen(self, given: Foreseen) -> Answer:
        """A gap in the unit's data."""
        return self._run.apply(given)

    @foreseen.validator
    def _foreseen(self, given: Foreseen) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Filled], description="Kekosongan data unit terisi")
    def filled(self, given: Filled) -> Answer:
        """The gap is filled."""
        return self._run.apply(given)

    @filled.validator
    def _filled(self, given: Filled) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[AddConsent], description="Persetujuan ditambahkan pada rujukan")
    def add_consent(self, given: AddConsent) -> Answer:
        """Consent for a referral that stood on something else."""
        return self._run.apply(given)

    @add_consent.validator
    def _add_consent(self, given: AddConsent) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[SuspectConsented], description="Seorang terduga hendak memberi persetujuan")
    def suspect_consented(self, given: SuspectConsented) -> Answer:
        """A suspect wanted to consent."""
        return self._run.apply(given)

    @suspect_consented.validator
    def _suspect_consented(self, given: SuspectConsented) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[NotArrived], description="Kedatangan anak dikoreksi")
    def not_arrived(self, given: NotArrived) -> Answer:
        """An arrival was recorded by mistake."""
        return self._run.apply(given)

    @not_arrived.validator
    def _not_arrived(self, given: NotArrived) -> None:
        self._run.check(given)

"""What may be asked of a case on a hard day; as in `workflows.handlers`."""

from temporalio import workflow

from policy.hard_commands import (
    AddReport,
    Arrived,
    Attempt,
    Bar,
    Breach,
    Choose,
    DecideBasis,
    Follow,
    Heard,
    Prove,
    Restrict,
    SameChild,
    Send,
    StartClocks,
    Transfer,
    TransferAnswer,
    Unbar,
    WhereIs,
    WithdrawConsent,
)
from workflows.later_handlers import LaterHandlers
from workflows.messages import Answer
from workflows.names import UPDATES
from workflows.run import CaseRun


class HardHandlers(LaterHandlers):
    """The Updates of withdrawal, suspects, clocks of the law, transfers, second reports."""

    _run: CaseRun

    @workflow.update(name=UPDATES[Choose], description="Pilihan saat instansi tutup")
    def choose(self, given: Choose) -> Answer:
        """The choice before a closed door."""
        return self._run.apply(given)

    @choose.validator
    def _choose(self, given: Choose) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Attempt], description="Upaya menemui anak dicatat")
    def attempt(self, given: Attempt) -> Answer:
        """An attempt to find the child."""
        return self._run.apply(given)

    @attempt.validator
    def _attempt(self, given: Attempt) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Transfer], description="Kasus dilimpahkan ke unit lain")
    def transfer(self, given: Transfer) -> Answer:
        """A transfer to a person of another unit."""
        return self._run.apply(given)

    @transfer.validator
    def _transfer(self, given: Transfer) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[TransferAnswer], description="Jawaban unit lain atas pelimpahan")
    def transfer_answer(self, given: TransferAnswer) -> Answer:
        """What the other unit said to a transfer."""
        return self._run.apply(given)

    @transfer_answer.validator
    def _transfer_answer(self, given: TransferAnswer) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[WhereIs], description="Lokasi anak dipastikan")
    def where_is(self, given: WhereIs) -> Answer:
        """Where the child is, and who saw it."""
        return self._run.apply(given)

    @where_is.validator
    def _where_is(self, given: WhereIs) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Arrived], description="Anak sudah tiba di tempat penempatan")
    def arrived(self, given: Arrived) -> Answer:
        """The arrival that ends a placement."""
        return self._run.apply(given)

    @arrived.validator
    def _arrived(self, given: Arrived) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[WithdrawConsent], description="Persetujuan dicabut, atau seorang terduga memintanya")
    def withdraw_consent(self, given: WithdrawConsent) -> Answer:
        """Somebody takes consent back."""
        return self._run.apply(given)

    @withdraw_consent.validator
    def _withdraw_consent(self, given: WithdrawConsent) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[DecideBasis], description="Supervisor memutuskan dasar rujukan atau pencabutan")
    def decide_basis(self, given: DecideBasis) -> Answer:
        """The supervisor's word on a basis or a withdrawal."""
        return self._run.apply(given)

    @decide_basis.validator
    def _decide_basis(self, given: DecideBasis) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Send], description="Rujukan yang menunggu dikirim atau menunggu yang lain")
    def send(self, given: Send) -> Answer:
        """A waiting referral is sent, or waits for another."""
        return self._run.apply(given)

    @send.validator
    def _send(self, given: Send) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Follow], description="Instansi berakhir: tugas ke penggantinya")
    def follow(self, given: Follow) -> Answer:
        """A referral goes to the agency that follows its own."""
        return self._run.apply(given)

    @follow.validator
    def _follow(self, given: Follow) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Bar], description="Orang atau nomor dikecualikan dari kasus")
    def bar(self, given: Bar) -> Answer:
        """Somebody is suspect or household: never holder, decider or recipient."""
        return self._run.apply(given)

    @bar.validator
    def _bar(self, given: Bar) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Unbar], description="Pengecualian dicabut")
    def unbar(self, given: Unbar) -> Answer:
        """Somebody was kept out by mistake."""
        return self._run.apply(given)

    @unbar.validator
    def _unbar(self, given: Unbar) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Restrict], description="Kasus terbatas: siapa yang membukanya")
    def restrict(self, given: Restrict) -> Answer:
        """Only named staff open the case, or everybody again."""
        return self._run.apply(given)

    @restrict.validator
    def _restrict(self, given: Restrict) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[StartClocks], description="Jam hukum atau kesehatan mulai")
    def start_clocks(self, given: StartClocks) -> Answer:
        """Statutory and health clocks start."""
        return self._run.apply(given)

    @start_clocks.validator
    def _start_clocks(self, given: StartClocks) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Prove], description="Bukti dicatat: jam hukum selesai")
    def prove(self, given: Prove) -> Answer:
        """The proof that ends a clock."""
        return self._run.apply(given)

    @prove.validator
    def _prove(self, given: Prove) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Heard], description="Pemegang tugas sudah dihubungi")
    def heard(self, given: Heard) -> Answer:
        """The holder was spoken to."""
        return self._run.apply(given)

    @heard.validator
    def _heard(self, given: Heard) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[AddReport], description="Laporan tambahan pada kasus ini")
    def add_report(self, given: AddReport) -> Answer:
        """A second report on the same child."""
        return self._run.apply(given)

    @add_report.validator
    def _add_report(self, given: AddReport) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[SameChild], description="Keputusan: anak yang sama atau bukan")
    def same_child(self, given: SameChild) -> Answer:
        """A person's decision whether two cases are one child."""
        return self._run.apply(given)

    @same_child.validator
    def _same_child(self, given: SameChild) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Breach], description="Kebocoran data diketahui: tugas unit")
    def breach(self, given: Breach) -> Answer:
        """A data breach: the unit's own clock."""
        return self._run.apply(given)

    @breach.validator
    def _breach(self, given: Breach) -> None:
        self._run.check(given)

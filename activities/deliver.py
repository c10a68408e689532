"""Sending: intent is committed before the request leaves, the result is written by whoever sent it."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from sqlmodel import Session

from activities import breaking, remedies
from activities.calls import taken_over
from activities.ids import NewId, opaque_id
from activities.watch import NOT_SET_UP, Watch, held_back
from models import access, channel_states, outbox
from models.db import Database
from models.tables import Outbox
from notifications import links, prices
from notifications.channels import Accepted, Askable, DeliveryError, Outgoing, Remedy
from notifications.channels import Channel as Way
from notifications.prices import Prices
from policy import patience
from policy.words import Channel

LOG = structlog.get_logger()
Clock = Callable[[], datetime]
Done = TypeVar("Done")
LONGEST_VALIDITY = timedelta(hours=10)
NO_CHANNEL = DeliveryError(
    "no-channel", permanent=True, ambiguous=False, meaning="no such channel here", remedy=Remedy.OURS
)


class Sender:
    """Sends outbox rows by their channel. Safe in threads and processes: a row is claimed in the database.

    `prices` estimate the cost until the provider names it; `pace` (seconds of an hour / 3600) shrinks the wait for
    a final status in a rehearsal.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what a sender is made of
        self,
        db: Database,
        ways: Mapping[Channel, Way],
        clock: Clock,
        callback_base: str,
        threads: int = 16,
        link_key: str = "",
        *,
        rates: Prices | None = None,
        pace: float = 1,
        new_id: NewId = opaque_id,
    ) -> None:
        self._db = db
        self._ways = ways
        self._clock = clock
        self._callback_base = callback_base
        self._link_key = link_key
        self._rates = rates or {}
        self._pace = pace
        self._new_id = new_id
        self.watch = Watch(db, clock)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="kirim")

    def introduced(self, unit: str) -> dict[str, str]:
        """Ask each provider whether it knows us; channels that it refuses, and the code, are down from now on.

        One that does not answer says nothing of our account: its messages will find out.
        """
        strange: dict[str, str] = {}
        for channel in self._ways:
            try:
                if way := self.askable(channel):
                    way.probe()
            except DeliveryError as error:
                if error.remedy is Remedy.OURS and error.code not in NOT_SET_UP:
                    strange[channel.value] = error.code
                    self._is_down(unit, channel.value, error.code, tripped=self.watch.refused_us(channel, error.code))
        return strange

    def close(self) -> None:
        """Let requests under way end, and take no more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def askable(self, channel: str) -> Askable | None:
        """The channel, if its provider can be asked."""
        way: object = self._ways.get(Channel(channel))
        return way if isinstance(way, Askable) else None

    def try_all(self, rows: Iterable[Outbox], seconds: float, beat: Callable[[], None]) -> set[int]:
        """Send rows, waiting at most `seconds` for all together: the ids of those the provider has by then.

        A slower one goes on in its thread. Those to one address leave in their order, one after the other.
        """
        in_turn: dict[str, list[int]] = {}
        for row in rows:
            in_turn.setdefault(row.address, []).append(row.id or 0)
        pending: set[Future[set[int]]] = {self._pool.submit(self._send_in_turn, ids) for ids in in_turn.values()}
        gone: set[int] = set()
        left = seconds
        while pending and left > 0:
            done, pending = wait(pending, timeout=min(1, left))
            gone = gone.union(*(future.result() for future in done))
            left -= 1
            if pending:
                beat()
        return gone

    def apart(self, work: Callable[[], Done], seconds: float, beat: Callable[[], None]) -> Done | None:
        """Do something slow in a thread of the sender's, beating; None if it is not done by then (it goes on)."""
        future = self._pool.submit(work)
        left = seconds
        while left > 0 and not wait([future], timeout=min(1, left)).done:
            left -= 1
            beat()
        return future.result() if future.done() else None

    def _send_in_turn(self, ids: Iterable[int]) -> set[int]:
        return {row_id for row_id in ids if self.send(row_id)}

    def send(self, row_id: int) -> bool:
        """Claim one READY row, send it, and write what happened; whether the provider has it now.

        A row that is not READY is left alone; one that may not leave now is put aside with its reason.
        """
        seen = self.watch.look()
        with self._db.write() as session:
            row = outbox.take(session, row_id, self._clock())
            if taken_over(session, row, self._clock()):
                return True
            if row is None or self._put_aside(session, row, held_back(seen, row)):
                return False
            outgoing = self.outgoing(row)
            if self._link_key and links.has_link(row.text):  # what leaves can be opened, and nothing else
                row.link_hash = links.hash_of(links.token_of(self._link_key, row.notification_id))
        began = self._clock()
        try:
            accepted = self._handed_over(row.channel, outgoing)
        except DeliveryError as error:
            LOG.warning("pesan", lewat=row.channel, nasib="gagal", kode=error.code, alasan=error.meaning)
            self._failed(row, error, began)
            return False
        LOG.info("pesan", lewat=row.channel, nasib="diserahkan ke penyedia")
        with self._db.write() as session:
            outbox.accepted(session, row_id, accepted.provider_id, self._clock(), self._taken(row, outgoing))
        self.watch.served(row.channel)
        return True

    def _handed_over(self, channel: str, outgoing: Outgoing) -> Accepted:
        way = self._ways.get(Channel(channel))
        if way is None:
            raise NO_CHANNEL
        return way.send(outgoing)

    def _put_aside(self, session: Session, row: Outbox, why: str) -> bool:
        """Whether a message does not leave now: its channel is down (but for one a minute), or its words must not."""
        now = self._clock()
        if not why or (why == "channel-down" and channel_states.claim_probe(session, row.channel, now)):
            return False
        if why == "channel-down" and not row.channels:
            outbox.put_back(session, row, now + channel_states.PROBE, why)
        else:
            row.state, row.error_code, row.settled_at = "CANCELLED" if why == "loop" else "REFUSED", why, now
        return True

    def outgoing(self, row: Outbox) -> Outgoing:
        """A message as it leaves, with the true token of its link."""
        left = min(row.deadline - self._clock(), LONGEST_VALIDITY)
        text = links.completed(row.text, self._link_key, row.notification_id, access.code_name(row))
        return Outgoing(
            notification_id=row.notification_id,
            to=row.address,
            text=text,
            subject=row.subject,
            validity_seconds=max(int(left.total_seconds()), 60),
            callback_url=f"{self._callback_base}/twilio/status?n={row.notification_id}",
            template=row.template,
            language=row.language,
            filled=row.filled or {},
            as_template=outbox.is_template(row),
        )

    def _taken(self, row: Outbox, outgoing: Outgoing) -> outbox.Taken:
        parts = prices.parts(outgoing.text) if row.channel not in patience.NO_LAST_WORD else 0
        cost, currency = prices.estimate(self._rates, row.channel, parts)
        return outbox.Taken(parts, cost, currency, self.fate_by(row, self._clock()))

    def fate_by(self, row: Outbox, accepted: datetime) -> datetime | None:
        """Until when a final status is waited for."""
        return patience.fate_by(row.urgency, row.channel, accepted, row.deadline, self._pace)

    def _failed(self, row: Outbox, error: DeliveryError, began: datetime) -> None:
        now, row_id = self._clock(), row.id or 0
        with self._db.write() as session:
            if error.ambiguous:
                outbox.ambiguous(session, row_id, now, error.code)
            else:
                refusal = outbox.Refusal(error.code, error.meaning, error.permanent, error.tries, error.pause)
                outbox.refused(session, row_id, refusal, now)
                remedies.follow(session, outbox.locked(session, row_id), error.remedy, now, self._new_id)
        self.suffered(row, error, began)

    def suffered(self, row: Outbox, error: DeliveryError, began: datetime) -> None:
        """What an error says of its channel; if it is down from now on, the manager hears of it."""
        if error.remedy in remedies.SEEN_BY_THE_NEXT:
            self.watch.forget()
        self._is_down(row.unit, row.channel, error.code, tripped=self.watch.failed(row.channel, error, began))

    def _is_down(self, unit: str, channel: str, code: str, *, tripped: bool) -> None:
        if tripped:
            breaking.tell_manager(self._db, (unit, channel, code), self._clock(), self._new_id)

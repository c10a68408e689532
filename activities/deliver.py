"""Sending: intent is committed before the request leaves, the result is written by whoever sent it."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta

import structlog

from models import outbox
from models.db import Database
from models.tables import Outbox
from notifications import links
from notifications.channels import Channel as Way
from notifications.channels import DeliveryError, Outgoing
from policy.words import Channel

LOG = structlog.get_logger()
Clock = Callable[[], datetime]
LONGEST_VALIDITY = timedelta(hours=10)


class Sender:
    """Sends outbox rows by their channel. Safe in threads and processes: a row is claimed in the database."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a composition root has read
        self,
        db: Database,
        ways: Mapping[Channel, Way],
        clock: Clock,
        callback_base: str,
        threads: int = 16,
        link_key: str = "",
    ) -> None:
        self._db = db
        self._ways = ways
        self._clock = clock
        self._callback_base = callback_base
        self._link_key = link_key
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="kirim")

    def close(self) -> None:
        """Let requests under way end, and take no more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

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

    def _send_in_turn(self, ids: Iterable[int]) -> set[int]:
        return {row_id for row_id in ids if self.send(row_id)}

    def send(self, row_id: int) -> bool:
        """Claim one READY row, send it, and write what happened; whether the provider has it now.

        A row that is not READY is left alone.
        """
        with self._db.write() as session:
            row = outbox.take(session, row_id, self._clock())
            outgoing = self._outgoing(row) if row else None
            if row and self._link_key and links.has_link(row.text):  # what leaves can be opened, and nothing else
                row.link_hash = links.hash_of(links.token_of(self._link_key, row.notification_id))
            channel = Channel(row.channel) if row else Channel.PHONE
        if outgoing is None:
            return False
        try:
            accepted = self._ways[channel].send(outgoing)
        except DeliveryError as error:
            LOG.warning("pesan", lewat=channel, nasib="gagal", kode=error.code, alasan=error.meaning)
            self._failed(row_id, error)
            return False
        LOG.info("pesan", lewat=channel, nasib="diserahkan ke penyedia")
        with self._db.write() as session:
            outbox.accepted(session, row_id, accepted.provider_id, self._clock())
        return True

    def _outgoing(self, row: Outbox) -> Outgoing:
        left = min(row.deadline - self._clock(), LONGEST_VALIDITY)
        return Outgoing(
            notification_id=row.notification_id,
            to=row.address,
            text=links.completed(row.text, self._link_key, row.notification_id),
            subject=row.subject,
            validity_seconds=max(int(left.total_seconds()), 60),
            callback_url=f"{self._callback_base}/twilio/status?n={row.notification_id}",
        )

    def _failed(self, row_id: int, error: DeliveryError) -> None:
        now = self._clock()
        with self._db.write() as session:
            if error.ambiguous:
                outbox.ambiguous(session, row_id, now, error.code)
            else:
                refusal = outbox.Refusal(error.code, error.meaning, error.permanent)
                outbox.refused(session, row_id, refusal, now)

"""Logs: JSON lines on standard output with allowed keys only; nothing personal can slip through (law 6)."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event",
        "level",
        "kasus",
        "seq",
        "isi",
        "pesan",
        "ke",
        "lewat",
        "templat",
        "nasib",
        "kode",
        "alasan",
        "isian",
        "sama_dengan",
        "jumlah",
    }
)
"""Keys that may be logged: codes, counts and words of ours. A key that is not here is dropped, not printed."""


def _only_allowed(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:  # noqa: ANN401
    return {key: value for key, value in event.items() if key in ALLOWED}


class _Bare(logging.Formatter):
    """A foreign log record as its logger, level and place: its text may hold what an exception held."""

    def format(self, record: logging.LogRecord) -> str:
        return f'{{"event": "{record.name} {record.levelname}", "alasan": "{record.module}:{record.lineno}"}}'


def configure() -> None:
    """Set up logging of this process, once, in a composition root."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            _only_allowed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_Bare())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)

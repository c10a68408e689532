"""The simulator as a process: `python -m simulator`. Its composition root: options, else the environment."""

import argparse
import os
import signal
import socket
import sys
from datetime import datetime
from pathlib import Path

import uvicorn

from simulator.app import create_app
from simulator.clock import faster, real
from simulator.config import Config
from simulator.cut import Cuttable
from simulator.embedded import open_book

_STOP_SECONDS = 2
_BUSY = 2


def main() -> int:
    """Serve until SIGTERM or Ctrl-C (0); a port that cannot be used is a sentence and 2."""
    given = _parser().parse_args()
    for port in (given.port, given.smtp_port):
        if sentence := _taken(given.host, port):
            sys.stderr.write(sentence)
            return _BUSY
    config = Config(
        account_sid=given.account_sid,
        auth_token=_token(),
        sender=given.sender,
        inbound_url=given.inbound_url,
        data=given.data,
        directory=given.directory,
        smtp_host=given.host,
        smtp_port=given.smtp_port,
        receipt_delay_seconds=given.receipt_delay if given.receipt_delay >= 0 else None,
        whatsapp_window=not given.no_whatsapp_window,
        retry_seconds=given.retry,
        gateway_url=given.gateway_url,
        clock=faster(datetime.fromisoformat(given.clock_since), given.clock_times) if given.clock_since else real,
    )
    app = create_app(open_book(config), config)
    signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn raises it again after its shutdown: leave with 0
    uvicorn.run(
        Cuttable(app),
        host=given.host,
        port=given.port,
        access_log=False,
        log_level="warning",
        ws="none",
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    env = os.environ.get
    add = parser.add_argument
    add("--host", default=env("RUJUKAN_SIMULATOR_HOST", "127.0.0.1"))
    add("--port", type=int, default=int(env("RUJUKAN_SIMULATOR_PORT", "8402")))
    add("--smtp-port", type=int, default=int(env("RUJUKAN_SMTP_PORT", "2525")))
    add("--data", type=Path, default=Path(env("RUJUKAN_DATA", "var")), help="keeps simulator.jsonl")
    add("--directory", type=Path, help="JSON list of address, label, role, agency")
    add("--account-sid", default=env("RUJUKAN_TWILIO_ACCOUNT_SID") or "AC" + "0" * 32)
    add("--sender", default=env("RUJUKAN_TWILIO_SENDER", "+6281100000000"))
    add("--inbound-url", default=env("RUJUKAN_SIMULATOR_INBOUND_URL"), help="where answers are posted")
    add("--receipt-delay", type=float, default=0.5, help="seconds before each receipt; below 0 none is sent")
    add("--retry", type=float, help="seconds after which an answer that was not taken is posted again")
    add("--no-whatsapp-window", action="store_true", help="take free text by WhatsApp at any time")
    add("--gateway-url", default=env("RUJUKAN_SIMULATOR_GATEWAY_URL"), help="where the local SIM's events are posted")
    add("--clock-since", help="an instant from which the clock runs `--clock-times` as fast")
    add("--clock-times", type=float, default=1)
    return parser


def _taken(host: str, port: int) -> str:
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        return (
            f"Port {host}:{port} tidak dapat dipakai; hentikan pemakainya atau pilih yang lain.\n"
            f"Port {host}:{port} cannot be used ({error.strerror}); stop its user or choose another one.\n"
        )
    return ""


def _token() -> str:
    if path := os.environ.get("RUJUKAN_TWILIO_AUTH_TOKEN_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get("RUJUKAN_TWILIO_AUTH_TOKEN", "simulator")


if __name__ == "__main__":
    sys.exit(main())

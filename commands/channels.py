"""`rujukan channels`: is each channel up, how much goes by it, what is lost, how fast it is, what it costs."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from commands import options
from commands.answers import when
from commands.context import Context
from models import channel_figures, channel_states
from models.channel_figures import Figures
from models.reach import ChannelState
from notifications.prices import money
from policy.words import Channel

SPANS = {"today": 1, "7": 7, "30": 30}
"""Spans in local days, today included."""
KNOWN = (Channel.SMS, Channel.GATEWAY, Channel.WHATSAPP, Channel.EMAIL, Channel.PHONE)


def channels(data: options.Data = None, json: options.Json = False, english: options.English = False) -> None:
    """Keadaan tiap saluran: hidup, banyaknya, galat, kecepatan, biaya. / Each channel: up, volume, errors, spend.

    Contoh: rujukan channels; rujukan channels --json
    """
    context = options.context(data, json=json, english=english)
    starts = {name: _start(context, days) for name, days in SPANS.items()}
    with context.db.read() as session:
        rows = channel_figures.since(session, starts["30"])
        states = {state.channel: state for state in channel_states.every(session)}
    spans = {name: {each.channel: each for each in channel_figures.figures(rows, at)} for name, at in starts.items()}
    names = _names(context, states, spans["30"])
    values = [_values(name, states.get(name), {span: spans[span].get(name) for span in SPANS}) for name in names]
    if json:
        ok = not any(state.down_since for state in states.values())
        context.speaker.result({"ok": ok, "channels": values, "prices": context.unit.prices_label})
        return
    _show(context, names, states, spans)


def _start(context: Context, days: int) -> datetime:
    """The beginning of the local day from which a span counts."""
    today = context.unit.local(context.now).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=days - 1)


def _names(context: Context, states: Mapping[str, ChannelState], used: Mapping[str, Figures]) -> list[str]:
    """Channels that anybody here has, that were used or of which something is known."""
    listed = {contact.channel for person in context.unit.people.values() for contact in person.channels}
    return [each.value for each in KNOWN if each in listed or each.value in states or each.value in used]


def _values(name: str, state: ChannelState | None, spans: Mapping[str, Figures | None]) -> dict[str, Any]:
    known = state or ChannelState(channel=name)
    return {
        "channel": name,
        "up": known.down_since is None,
        "down_since": _iso(known.down_since),
        "reason": known.reason or "",
        "failures": known.failures or 0,
        "last_probe": _iso(known.probed_at),
        "heartbeat": _iso(known.beat_at),
        "spans": {span: _figures(found) for span, found in spans.items()},
    }


def _figures(found: Figures | None) -> dict[str, Any] | None:
    return {name: value for name, value in vars(found).items() if name != "channel"} if found else None


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _show(
    context: Context,
    names: list[str],
    states: Mapping[str, ChannelState],
    spans: Mapping[str, Mapping[str, Figures]],
) -> None:
    health = [(name, *_health(context, states.get(name))) for name in names]
    columns = ("Saluran", "Keadaan", "Sebab", "Diperiksa", "Terdengar")
    context.speaker.table("Saluran / channels", columns, health)
    words = {"today": "hari ini", "7": "7 hari", "30": "30 hari"}
    rows = [(name, words[span], *_cells(found)) for name in names for span in SPANS if (found := spans[span].get(name))]
    counted = ("Saluran", "Selama", "Keluar", "Sampai", "Gagal", "Belum tahu", "Galat", "Median", "Biaya", "Kode")
    context.speaker.table("Pesan / messages", counted, rows)
    if context.unit.prices_label:
        context.speaker.result({}, f"Harga / prices: {context.unit.prices_label}")


def _health(context: Context, state: ChannelState | None) -> tuple[str, str, str, str]:
    shown = when(context)
    if state is None:
        return "baik", "-", "-", "-"
    up = f"PUTUS sejak {shown(state.down_since)}" if state.down_since else "baik"
    probed, beat = (shown(at) if at else "-" for at in (state.probed_at, state.beat_at))
    return up, state.reason or "-", probed, beat


def _cells(found: Figures) -> tuple[str, ...]:
    rate = "-" if found.error_rate is None else f"{found.error_rate:.1%}"
    speed = "-" if found.seconds_to_delivered is None else f"{found.seconds_to_delivered:g} s"
    spend = ", ".join(money(micros, currency) for currency, micros in sorted(found.spend.items())) or "-"
    codes = ", ".join(f"{code} x{count}" for code, count in found.codes.items()) or "-"
    return (
        str(found.left),
        str(found.delivered),
        str(found.lost),
        str(found.unknown),
        rate,
        speed,
        spend,
        codes,
    )

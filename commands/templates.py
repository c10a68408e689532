"""`rujukan templates`: every message as people read it, its parts and its cost; what is over is said and is exit 1."""

from typing import Annotated, Any

import typer

from commands import options
from commands.context import Context, unknown
from notifications.catalogue import BY_NAME, CATALOGUE
from notifications.contents import faults
from notifications.gallery import LONGEST_VALUES, Shown, gallery
from notifications.prices import cost, money
from policy.words import Channel

PAID = (Channel.SMS, Channel.GATEWAY, Channel.WHATSAPP, Channel.EMAIL)


def templates(
    name: Annotated[str, typer.Argument(help="Satu pesan saja, mis. task_referral / one message")] = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Semua pesan seperti yang dibaca orang, jumlah bagian dan biayanya. / Every message, its parts and its cost.

    Contoh: rujukan templates; rujukan templates task_referral; rujukan templates --json
    """
    context = options.context(data, json=json, english=english)
    if name and name not in BY_NAME:
        unknown("pesan", "message", name, list(BY_NAME))
    rows = [BY_NAME[name]] if name else CATALOGUE
    shown = list(gallery(context.unit.whatsapp, rows))
    odd = [each for each in faults(context.unit.whatsapp) if not name or each.template == name]
    over = [each for each in shown if each.fault]
    values = [_values(context, each) for each in shown]
    wrong = [each._asdict() for each in odd]
    label = context.unit.prices_label
    found = {"ok": not over and not odd, "rows": values, "over": len(over), "whatsapp": wrong, "prices": label}
    context.speaker.result(found, *_lines(context, shown), *_whatsapp(context, odd), _summary(context, shown, over))
    raise typer.Exit(1 if over or odd else 0)


def _values(context: Context, shown: Shown) -> dict[str, Any]:
    costs = {channel.value: _cost(context, channel, shown.segments) for channel in PAID}
    return vars(shown) | {"costs": {channel: value for channel, value in costs.items() if value}}


def _cost(context: Context, channel: Channel, segments: int) -> dict[str, Any] | None:
    micros, currency = cost(context.unit.prices, channel, segments)
    return None if micros is None else {"micros": micros, "currency": currency}


def _lines(context: Context, shown: list[Shown]) -> list[str]:
    found: list[str] = []
    head = ""
    for each in shown:
        if (now := f"{each.template}  [{each.language}]") != head:
            found += ["", now] if head else [now]
            head = now
        found += _line(context, each)
    return found


def _line(context: Context, shown: Shown) -> list[str]:
    words = context.speaker.pick("terpanjang", "longest") if shown.values == LONGEST_VALUES else "contoh"
    kind = f"{words}{', ' + shown.variant if shown.variant else ''}"
    if shown.fault:
        return [f"  {kind}: {context.speaker.pick('TIDAK BOLEH KELUAR', 'MAY NOT LEAVE')}: {shown.fault}"]
    prices = (f"{channel.value} {money(*cost(context.unit.prices, channel, shown.segments))}" for channel in PAID)
    lines = [f"  {kind}: {len(shown.text)} huruf, {shown.segments} bagian; {'; '.join(prices)}", f"    {shown.text}"]
    return [*lines, f"    WhatsApp > 24 jam: {shown.approved}"] if shown.approved else lines


def _whatsapp(context: Context, odd: list[Any]) -> list[str]:
    pick = context.speaker.pick
    return [f"whatsapp.yaml: {each.template}: {pick(each.id, each.en)}" for each in odd]


def _summary(context: Context, shown: list[Shown], over: list[Shown]) -> str:
    names = {each.template for each in shown}
    said = {each.template for each in shown if each.approved}
    missing = len(names - said)
    label = context.unit.prices_label or "-"
    return context.speaker.pick(
        f"\n{len(names)} pesan, {len(over)} terlalu panjang atau rusak; "
        f"{missing} tanpa templat WhatsApp (di luar 24 jam: saluran berikutnya). Harga: {label}.",
        f"\n{len(names)} messages, {len(over)} over or broken; {missing} without a WhatsApp template "
        f"(outside 24 h: the next channel). Prices: {label}.",
    )

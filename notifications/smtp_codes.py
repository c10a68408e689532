"""What a mail server's answers mean (RFC 3463): 4.x passes, 5.x is for good but for the few that a day may mend."""

import re
from collections.abc import Mapping

from notifications.channels import DeliveryError, Remedy

_ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_PASSING_AFTER_ALL = frozenset({"5.4.4", "5.2.2", "5.3.2", "5.4.1", "5.4.5", "5.4.7"})
"""No route, mailbox full, not taking mail now, no answer, congestion, too long on its way: a day may mend them."""
_OURS = frozenset({"5.7.8", "5.7.9"})
"""Authentication."""
_BY_SUBJECT: Mapping[str, Remedy] = {
    "1": Remedy.BAD_ADDRESS,
    "2": Remedy.BAD_ADDRESS,
    "3": Remedy.OURS,
    "4": Remedy.PASSING,
    "5": Remedy.OURS,
    "6": Remedy.BUG,
    "7": Remedy.FILTERED,
}
"""The middle figure: address, mailbox, system, network, protocol, content, policy."""
_BY_CODE: Mapping[str, Remedy] = {
    "530": Remedy.OURS,
    "535": Remedy.OURS,
    "550": Remedy.BAD_ADDRESS,
    "551": Remedy.BAD_ADDRESS,
    "552": Remedy.PASSING,
    "553": Remedy.BAD_ADDRESS,
    "554": Remedy.FILTERED,
}
_MEANINGS: Mapping[Remedy, str] = {
    Remedy.OURS: "the mail server refused us",
    Remedy.BAD_ADDRESS: "the mail server does not know the address",
    Remedy.PASSING: "the mail server asks to try again later",
    Remedy.FILTERED: "the mail server refused the message by its policy",
    Remedy.BUG: "the mail server cannot read the message",
}


def remedy_of_smtp(code: str, words: str = "") -> Remedy:
    """What `smtp-550`, `5.1.1` or a status with the server's words asks for. An enhanced code says most."""
    if found := _ENHANCED.search(f"{code} {words}"):
        return _enhanced(found)
    plain = code.removeprefix("smtp-")
    return Remedy.PASSING if plain.startswith("4") else _BY_CODE.get(plain, Remedy.OURS)


def refused(status: int, words: str, *, recipient: bool = False) -> DeliveryError:
    """The error of a server's refusal; `recipient`: it was the answer to the address. Its words are not kept."""
    remedy = remedy_of_smtp(str(status), words)
    if recipient and remedy is Remedy.OURS and not _ENHANCED.search(words):
        remedy = Remedy.BAD_ADDRESS
    permanent = remedy is not Remedy.PASSING
    meaning = _MEANINGS[remedy]
    return DeliveryError(f"smtp-{status}", permanent=permanent, ambiguous=False, meaning=meaning, remedy=remedy)


def _enhanced(found: re.Match[str]) -> Remedy:
    if found.group() in _PASSING_AFTER_ALL or found.group(1) != "5":
        return Remedy.PASSING
    if found.group() in _OURS:
        return Remedy.OURS
    return _BY_SUBJECT.get(found.group(2), Remedy.BAD_ADDRESS)

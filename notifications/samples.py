"""Values as a message of an ordinary day has them, for whoever looks at the templates. All invented."""

from collections.abc import Mapping

from notifications.catalogue import LONGEST, Template

SAMPLE: Mapping[str, object] = {
    "unit": "ULT PSAI",
    "code": "K7M4",
    "case": "K7M4Q2X",
    "due": "Sel 24/11 10.00 WIB",
    "until": "Jum 27/11 16.00 WIB",
    "holder": "DINSOS",
    "by": "PS-01",
    "phone": "+62355000001",
    "agency": "DINSOS",
    "report": "L-1A2B3C4D/1",
    "other": "S8M3R4T",
    "days": 2,
    "count": 3,
    "kind": "RUJUKAN",
    "state": "DITERIMA",
    "reason": "2",
    "outcome": "A",
    "verb": "TERIMA",
    "agencies": ("LPA", "UPTD-PPA"),
    "codes": ("K7M4", "S8M3"),
    "sentence": "Tugas K7M4 sudah selesai.",
}


def sample(template: Template) -> dict[str, object]:
    """The values of an ordinary day; for a name that is not listed, the longest it may have."""
    return {name: SAMPLE.get(name, LONGEST[name]) for name in template.needs}

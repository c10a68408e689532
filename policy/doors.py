"""What a sender may choose before a closed door (domain.md §5); going to another agency is another referral."""

from enum import StrEnum

from policy.people import Person
from policy.refusals import Refused, refuse


class Way(StrEnum):
    """How a referral goes to an agency that is closed."""

    CONTACT = "KONTAK_24_7"
    WAIT = "MENUNGGU"


class WaitReason(StrEnum):
    """Why it may wait until the agency opens."""

    NO_OTHER = "TANPA_PILIHAN_LAIN"
    SAFE = "AMAN_SAMPAI_BUKA"
    SPOKEN = "SUDAH_DIHUBUNGI"
    OTHER = "LAINNYA"


def wait_refused(way: Way | None, reason: WaitReason | None) -> Refused | None:
    """Waiting has a reason."""
    return refuse("wait_reason_missing") if way is Way.WAIT and reason is None else None


def round_the_clock(way: str, person: Person | None) -> bool:
    """Whether a referral's clock runs day and night: it went to the agency's 24/7 contact, and is there still."""
    return way == Way.CONTACT and person is not None and person.always_on

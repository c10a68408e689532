"""A shelter's address (domain.md §4 rule 8): to no recipient but the one who brings the child."""

from policy.case import Case

SHELTER_ADDRESS = "alamat_rumah_aman"


def sees_shelter(case: Case, recipient: str, brings: str) -> bool:
    """Whether this person may be told where the shelter is: only who brings the child, named, and not kept out."""
    return brings != "" and recipient == brings and recipient not in case.kept_out


def shown(case: Case, fields: tuple[str, ...], recipient: str, brings: str = "") -> tuple[str, ...]:
    """The fields that may be shown to a recipient; a tick for "where the child is" does not open the shelter's."""
    open_ = sees_shelter(case, recipient, brings)
    return tuple(name for name in fields if name != SHELTER_ADDRESS or open_)

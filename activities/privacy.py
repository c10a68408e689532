"""Nothing personal leaves: values of a text are held against what is stored of the case, once for a change.

A value that would tell something is hidden and the rest of the text leaves: nobody loses a task, a due time or a link
because of a name. The desk hears which value told which field; what it said stands nowhere.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property

import structlog
from sqlmodel import Session

from models import desk
from models.personal import personal
from models.reach import DeskItem
from notifications.catalogue import BY_NAME
from policy.desk import DeskKind
from policy.fixing import Cases
from policy.privacy import Secrets, secrets, veiled
from policy.unit import Unit

LOG = structlog.get_logger()


class Veil:
    """Hides values of one change's texts. Reads the record when the first text is made, and not again."""

    def __init__(self, session: Session, cases: Cases) -> None:
        self._session = session
        self._cases = cases
        self._hidden: dict[tuple[str, str], str] = {}

    def __call__(self, template: str, values: Mapping[str, object]) -> dict[str, object]:
        """The values with which a template may be filled."""
        found = veiled(self._secrets, values, BY_NAME[template].needs)
        self._hidden |= dict.fromkeys(found.hidden, template)
        return dict(found.values)

    @cached_property
    def _secrets(self) -> Secrets:
        rows = personal(self._session, self._cases.after.code)
        types = {name for code, _ in rows for name in _names(self._cases.unit, code)}
        return secrets((facts for _, facts in rows), types, _public(self._cases.unit))

    def tell(self, now: datetime) -> None:
        """What was hidden, to the log and once to the desk: the names of value and field, never what they held."""
        code, unit = self._cases.after.code, self._cases.unit.code
        for (value, field), template in self._hidden.items():
            LOG.warning("privasi", kasus=code, templat=template, isian=value, sama_dengan=field)
            said = f"{template}: {value} = {field}"
            key = f"{DeskKind.PRIVACY}/{code}/{value}/{field}"
            item = DeskItem(key=key, unit=unit, kind=DeskKind.PRIVACY, case_code=code, words=said, made_at=now, due=now)
            desk.put(self._session, item)


def _names(unit: Unit, code: str) -> Iterator[str]:
    """A type by its code and by its words, of whichever list it is."""
    if code:
        yield code
        for listed in unit.case_types:
            for each in listed.types:
                if each.code == code:
                    yield from (each.id, each.en)


def _public(unit: Unit) -> tuple[str, ...]:
    """What every text of the unit may say: its name, its telephone, and agencies of one word (DINSOS)."""
    return (unit.sender, unit.desk_phone, *(code for code in unit.agencies if code.isalnum()))

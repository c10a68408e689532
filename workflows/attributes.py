"""The registry of search attributes, used by the server's start, the bootstrap, the workflow and tests."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from temporalio.common import SearchAttributeKey, SearchAttributePair, SearchAttributeUpdate

from policy.view import Attributes

STAGE = SearchAttributeKey.for_keyword("Stage")
RISK = SearchAttributeKey.for_keyword("Risk")
UNIT = SearchAttributeKey.for_keyword("Unit")
CASE_WORKER = SearchAttributeKey.for_keyword("CaseWorker")
STUCK_REASON = SearchAttributeKey.for_keyword("StuckReason")
WAITING_ON = SearchAttributeKey.for_keyword_list("WaitingOn")
OVERDUE_BY = SearchAttributeKey.for_keyword_list("OverdueBy")
OVERDUE = SearchAttributeKey.for_bool("Overdue")
NEEDS_MANAGER = SearchAttributeKey.for_bool("NeedsManager")
ESCALATION_LEVEL = SearchAttributeKey.for_int("EscalationLevel")
OPEN_HANDOVERS = SearchAttributeKey.for_int("OpenHandovers")
DUE_AT = SearchAttributeKey.for_datetime("DueAt")
STAGE_SINCE = SearchAttributeKey.for_datetime("StageSince")

KEYS: tuple[SearchAttributeKey[Any], ...] = (
    STAGE,
    RISK,
    UNIT,
    CASE_WORKER,
    STUCK_REASON,
    WAITING_ON,
    OVERDUE_BY,
    OVERDUE,
    NEEDS_MANAGER,
    ESCALATION_LEVEL,
    OPEN_HANDOVERS,
    DUE_AT,
    STAGE_SINCE,
)
TYPE_NAMES: Mapping[str, str] = {
    "KEYWORD": "Keyword",
    "KEYWORD_LIST": "KeywordList",
    "BOOL": "Bool",
    "INT": "Int",
    "DATETIME": "Datetime",
}
SEARCH_ATTRIBUTES: Mapping[str, str] = {key.name: TYPE_NAMES[key.indexed_value_type.name] for key in KEYS}
"""Name and type as `temporal operator search-attribute create` wants them."""

Values = dict[str, Any]


def values(shown: Attributes) -> Values:
    """The value of each attribute by name; empty ones are None (the attribute is then absent)."""
    return {
        STAGE.name: shown.stage,
        RISK.name: shown.risk,
        UNIT.name: shown.unit,
        CASE_WORKER.name: shown.worker or None,
        STUCK_REASON.name: shown.stuck or None,
        WAITING_ON.name: list(shown.waiting_on) or None,
        OVERDUE_BY.name: list(shown.overdue_by) or None,
        OVERDUE.name: shown.overdue,
        NEEDS_MANAGER.name: shown.needs_manager,
        ESCALATION_LEVEL.name: shown.level,
        OPEN_HANDOVERS.name: shown.open_handovers,
        DUE_AT.name: _whole(shown.due),
        STAGE_SINCE.name: _whole(shown.stage_since),
    }


def _whole(at: datetime | None) -> datetime | None:
    """The server keeps less than microseconds; a whole second compares equal after a round trip."""
    return at.replace(microsecond=0) if at else None


def changes(before: Values, after: Values) -> Iterator[SearchAttributeUpdate[Any]]:
    """Updates for the attributes that differ, in the registry's order."""
    for key in KEYS:
        if before.get(key.name) != after[key.name]:
            value = after[key.name]
            yield key.value_unset() if value is None else key.value_set(value)


def pairs(shown: Values) -> list[SearchAttributePair[Any]]:
    """All attributes that have a value, as a start wants them."""
    return [SearchAttributePair(key, shown[key.name]) for key in KEYS if shown[key.name] is not None]

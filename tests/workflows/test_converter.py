"""The wire is exact: whatever may travel comes back equal, however much of it was left out."""

import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.case import Case, Rung
from policy.commands import MessageFailed, Reply
from policy.events import Change, Data, Recorded, Settled, Unsettled
from policy.words import Audience, Role, Verb, Via
from workflows.converter import data_converter
from workflows.messages import Answer, Start
from workflows.names import UPDATES

TRAVELLERS = (*UPDATES, Case, Change, Recorded, Unsettled, Settled, Start, Answer)
INSTANTS = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds
SPANS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400))
PLAIN: Mapping[object, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    int: st.integers(0, 9),
    float: st.floats(0, 1e6),
    bool: st.booleans(),
    datetime: INSTANTS,
    timedelta: SPANS,
    types.NoneType: st.none(),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that travels: dataclasses, named tuples, enumerations, tuples and plain values."""
    if kind in PLAIN:
        return PLAIN[kind]
    if get_origin(kind) in {Union, types.UnionType}:
        return st.one_of([values(each) for each in get_args(kind)])
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2).map(tuple)
    if kind is Data:
        return event_data()
    return st.sampled_from(kind) if issubclass(kind, StrEnum) else built(kind)


def built(kind: Callable[..., Any]) -> st.SearchStrategy[Any]:
    """A dataclass or named tuple with any values in all its fields."""
    return st.builds(kind, **{name: values(hint) for name, hint in get_type_hints(kind).items()})


def event_data() -> st.SearchStrategy[Any]:
    """What an event may carry, of each sort one."""
    return st.fixed_dictionaries(
        {},
        optional={
            "due": INSTANTS,
            "until": INSTANTS,
            "rungs": st.lists(values(Rung), max_size=2),
            "days": PLAIN[int],
            "parent": PLAIN[int],
            "hour": PLAIN[float],
            "party": PLAIN[str],
            "alike": st.lists(PLAIN[str], max_size=2),
            "new": PLAIN[bool],
        },
    )


def there_and_back(value: Any, kind: type) -> Any:
    """Over the wire and decoded as what the other side expects."""
    converter = data_converter().payload_converter
    return converter.from_payloads(converter.to_payloads([value]), [kind])[0]


@pytest.mark.parametrize("kind", TRAVELLERS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_what_travels_comes_back_equal(kind: type, data: st.DataObject) -> None:
    value = data.draw(values(kind))
    assert there_and_back(value, kind) == value


def test_what_a_default_says_does_not_travel() -> None:
    reply = Reply(id="a1", by="PS-01", role=Role.WORKER, n=3, verb=Verb.ACCEPT)
    payload = data_converter().payload_converter.to_payloads([reply])[0]
    assert payload.data == b'{"id":"a1","by":"PS-01","role":"peksos","n":3,"verb":"TERIMA"}'


def test_an_empty_value_that_is_no_default_travels() -> None:
    """A message that the program itself reports has nobody as its author; nought days are not "no days"."""
    failed = MessageFailed(id="a1", by="", role=Role.DESK, via=Via.SYSTEM, n=0, audience=Audience.HOLDER)
    assert there_and_back(failed, MessageFailed) == failed
    asked = Reply(id="a2", by="PS-01", role=Role.WORKER, n=3, verb=Verb.POSTPONE, days=0)
    assert there_and_back(asked, Reply) == asked


def test_every_message_of_the_wire_is_one_frozen_dataclass() -> None:
    assert all(dataclasses.is_dataclass(kind) for kind in (*UPDATES, Answer, Start, Change, Recorded, Settled))

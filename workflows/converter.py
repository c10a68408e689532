"""The wire: JSON by pydantic without what says nothing (null, false, 0, empty); defaults bring it back."""

from dataclasses import replace
from typing import Any

from pydantic_core import to_json, to_jsonable_python
from temporalio.api.common.v1 import Payload
from temporalio.contrib.pydantic import PydanticJSONPlainPayloadConverter, pydantic_data_converter
from temporalio.converter import (
    CompositePayloadConverter,
    DataConverter,
    DefaultPayloadConverter,
    JSONPlainPayloadConverter,
)

ENCODING = b"json/plain"


class CompactJson(PydanticJSONPlainPayloadConverter):
    """Shorter history for the same values: a field that may be null, false, 0 or empty has that as default."""

    def to_payload(self, value: Any) -> Payload | None:  # noqa: ANN401 - Temporal's signature
        """The value as compact JSON."""
        return Payload(metadata={"encoding": ENCODING}, data=to_json(compact(to_jsonable_python(value))))


def compact(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The same JSON value without members that say nothing."""
    if isinstance(value, dict):
        return {key: compact(each) for key, each in value.items() if each}
    return [compact(each) for each in value] if isinstance(value, list) else value


class CompactPayloads(CompositePayloadConverter):
    """The default converters with ours in the place of plain JSON."""

    def __init__(self) -> None:
        others = DefaultPayloadConverter.default_encoding_payload_converters
        ours = (CompactJson() if isinstance(each, JSONPlainPayloadConverter) else each for each in others)
        super().__init__(*ours)


def data_converter() -> DataConverter:
    """The converter of client, worker, Replayer and tests alike."""
    return replace(pydantic_data_converter, payload_converter_class=CompactPayloads)

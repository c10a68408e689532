"""The wire: JSON by pydantic without fields that have their default; decoding brings exactly them back."""

from dataclasses import is_dataclass, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from temporalio.api.common.v1 import Payload
from temporalio.contrib.pydantic import PydanticJSONPlainPayloadConverter, pydantic_data_converter
from temporalio.converter import (
    CompositePayloadConverter,
    DataConverter,
    DefaultPayloadConverter,
    JSONPlainPayloadConverter,
)

ENCODING = b"json/plain"


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


class CompactJson(PydanticJSONPlainPayloadConverter):
    """Shorter history for the same values: a dataclass travels without what its defaults say."""

    def to_payload(self, value: Any) -> Payload | None:  # noqa: ANN401 - Temporal's signature
        """The value as compact JSON."""
        if not is_dataclass(value):
            return super().to_payload(value)
        data = _adapter(value.__class__).dump_json(value, exclude_defaults=True, warnings=False)
        return Payload(metadata={"encoding": ENCODING}, data=data)


_OTHERS = DefaultPayloadConverter.default_encoding_payload_converters
_SHARED = tuple(CompactJson() if isinstance(each, JSONPlainPayloadConverter) else each for each in _OTHERS)
"""One set for the process: the SDK makes a converter per activation, and each would build its type adapters anew."""


class CompactPayloads(CompositePayloadConverter):
    """The default converters with ours in the place of plain JSON."""

    def __init__(self) -> None:
        super().__init__(*_SHARED)


def data_converter() -> DataConverter:
    """The converter of client, worker, Replayer and tests alike."""
    return replace(pydantic_data_converter, payload_converter_class=CompactPayloads)

"""Namespace and search attributes on a Temporal server: made once, checked often, repeatable."""

import asyncio
from datetime import timedelta

from google.protobuf.duration_pb2 import Duration
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import RegisterNamespaceRequest, UpdateNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from workflows import periodic
from workflows.attributes import KEYS, SEARCH_ATTRIBUTES, TYPE_NAMES

NAMES = {getattr(IndexedValueType, f"INDEXED_VALUE_TYPE_{name}"): shown for name, shown in TYPE_NAMES.items()}


async def registered(client: Client) -> dict[str, str]:
    """Our search attributes as the server has them: name to type. RPCError if there is no such namespace."""
    request = ListSearchAttributesRequest(namespace=client.namespace)
    answer = await client.operator_service.list_search_attributes(request)
    found = {name: NAMES.get(kind, str(kind)) for name, kind in answer.custom_attributes.items()}
    return {name: kind for name, kind in found.items() if name in SEARCH_ATTRIBUTES}


async def bootstrap(client: Client, retention_days: int) -> None:
    """Make or update the namespace, its search attributes and schedules. RPCError."""
    await _namespace(client, retention_days)
    missing = set(SEARCH_ATTRIBUTES) - set(await _registered_soon(client))
    wanted = {key.name: key.indexed_value_type for key in KEYS if key.name in missing}
    if wanted:
        request = AddSearchAttributesRequest(namespace=client.namespace)
        for name, kind in wanted.items():
            request.search_attributes[name] = kind.value  # type: ignore[assignment]
        await client.operator_service.add_search_attributes(request)
    await periodic.ensure(client)


async def _registered_soon(client: Client) -> dict[str, str]:
    """A namespace that was just made is known everywhere only after some seconds."""
    for _ in range(30):
        try:
            return await registered(client)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            await asyncio.sleep(1)
    return await registered(client)


async def _namespace(client: Client, retention_days: int) -> None:
    retention = Duration()
    retention.FromTimedelta(timedelta(days=retention_days))
    request = RegisterNamespaceRequest(namespace=client.namespace, workflow_execution_retention_period=retention)
    try:
        await client.workflow_service.register_namespace(request)
    except RPCError as error:
        if error.status is not RPCStatusCode.ALREADY_EXISTS:
            raise
        config = NamespaceConfig(workflow_execution_retention_ttl=retention)
        change = UpdateNamespaceRequest(namespace=client.namespace, config=config)
        await client.workflow_service.update_namespace(change)

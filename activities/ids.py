"""Opaque names for what leaves the house."""

import secrets
from collections.abc import Callable

NewId = Callable[[], str]


def opaque_id() -> str:
    """A random id for addresses and provider calls (128 bits, URL-safe)."""
    return secrets.token_urlsafe(16)

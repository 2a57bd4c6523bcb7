"""What a request brings: its token, its body, and nothing that is too long or malformed."""

from __future__ import annotations

import json
from typing import Any, TypeGuard
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from quizengine.classroom.guard import MOST_BYTES
from quizengine.classroom.room import RefusedError


def bearer(request: Request) -> str:
    """Return the token of a request, "" without one."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


async def read_body(request: Request, most: int = MOST_BYTES) -> bytes:
    """Return a body that is not too long; one that is too slow is dropped (see `patience`).

    Raises:
        RefusedError: 413, or 408 to nobody: it broke off.
    """
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise RefusedError(413, "not-usable")
    except ClientDisconnect:
        raise RefusedError(408, "not-usable") from None
    return bytes(body)


async def read_json(request: Request) -> dict[str, Any]:
    """Return a JSON object.

    Raises:
        RefusedError: 422 it is none.
    """
    try:
        body = json.loads(await read_body(request))
        # Half a letter cannot be written anywhere, nor is NaN or 1e999 a number that JSON knows.
        json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        raise RefusedError(422, "not-usable") from None
    if not isinstance(body, dict):
        raise RefusedError(422, "not-usable")
    return body


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form; those of one name are joined by a space, as choices are."""
    try:
        pairs = parse_qsl((await read_body(request)).decode(), keep_blank_values=True, max_num_fields=100)
    except ValueError:
        raise RefusedError(422, "not-usable") from None
    fields: dict[str, str] = {}
    for name, value in pairs:
        fields[name] = f"{fields[name]} {value}" if name in fields else value
    return fields


def is_counts(counts: object) -> TypeGuard[dict[str, int]]:
    """Whether these are counts by choice."""
    return isinstance(counts, dict) and all(type(one) is int for one in counts.values())

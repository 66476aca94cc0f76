"""The server: each question of ``tools`` as a tool of the Model Context Protocol, on standard input and output."""

from __future__ import annotations

import functools
import inspect
import json
from typing import TYPE_CHECKING, Any

import anyio
from django.db import connections
from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.types import ToolAnnotations

from waylight.cli.assistant.calls import NotAnswered, Reader
from waylight.cli.assistant.tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Callable

SAYS = (
    "This is the record of one coaching engagement, to be read. It shows evidence: what was said, chosen and counted, "
    "how sure each figure is, and which rows stand behind it. It never advises the client and never grades her; "
    "neither should an answer that is made of it. Say where something stands, and say what is not known. What has "
    "stopped because the client does not agree to it is said in “stopped”."
)
CODED = " Names are replaced: “person 12” is the person with that number."
READS = ToolAnnotations(readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False)
BROKEN = "This could not be read just now ({}). Nothing was changed."


def serve(engagement: int, *, names: bool) -> None:
    """Answer until standard input ends."""
    made(Reader(engagement, names)).run("stdio")


def made(reader: Reader) -> FastMCP:
    """The server of one reader."""
    server = FastMCP("Waylight", instructions=SAYS if reader.names else SAYS + CODED, log_level="ERROR")
    for name, tool in TOOLS.items():
        server.add_tool(_asking(reader, name, tool), name=name, description=_says(tool), annotations=READS)
    opening = _asking(reader, "opening", TOOLS["opening"])
    server.resource(
        "waylight://opening", name="opening", description=_says(TOOLS["opening"]), mime_type="application/json"
    )(_without_arguments(opening))
    return server


def _asking(reader: Reader, name: str, tool: Callable[..., dict[str, Any]]) -> Callable[..., Any]:
    """A tool with the arguments of its question; it reads in a thread, as Django does not read in a loop of events."""

    async def ask(**given: Any) -> str:
        return await anyio.to_thread.run_sync(functools.partial(_answer, reader, name, given))

    asked = inspect.signature(tool, eval_str=True)
    ask.__signature__ = inspect.Signature(list(asked.parameters.values())[1:], return_annotation=str)  # type: ignore[attr-defined]
    ask.__name__ = name
    return ask


def _without_arguments(ask: Callable[..., Any]) -> Callable[[], Any]:
    async def read() -> str:
        return str(await ask())

    return read


def _answer(reader: Reader, name: str, given: dict[str, Any]) -> str:
    try:
        return json.dumps(reader.ask(name, given), ensure_ascii=False)
    except NotAnswered as reason:
        raise ToolError(str(reason)) from None
    except Exception as failure:
        raise ToolError(BROKEN.format(type(failure).__name__)) from None  # its words could hold content
    finally:
        connections.close_all()


def _says(tool: Callable[..., Any]) -> str:
    return " ".join((tool.__doc__ or "").split())

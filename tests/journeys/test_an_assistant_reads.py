"""An assistant reads the sample over the protocol's own client: once the coach lets it, until the client ends it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

ENDS = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waylight.settings")
import django
django.setup()
from waylight.record.assistant import let_no_more
from waylight.record.engagement import Engagement
one = Engagement.objects.select_related("client").get(pk=1)
let_no_more(one, by=one.client.user)
"""
NAMES = ("Ines", "Calder", "Priya", "Maren")


def session(served, do, *options: str):
    """Do something with a server of the first engagement, as an assistant's program starts one."""
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "waylight", "mcp", "--engagement", "1", *options], env=served.environment
    )

    async def whole():
        async with stdio_client(command) as (reads, writes), ClientSession(reads, writes) as one:
            greeted = await one.initialize()
            return await do(one, greeted)

    async def in_time():
        return await asyncio.wait_for(whole(), 240)

    with ThreadPoolExecutor(1) as thread:  # the browser's own loop runs in this one
        return thread.submit(asyncio.run, in_time()).result()


def turn(open_at, part: str, button: str) -> str:
    page = open_at(390, as_=part)
    page.goto("/engagements/1/assistant/")
    page.get_by_role("button", name=button).click()
    page.get_by_role("heading", name="May an assistant read this?").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    return page.locator("main").inner_text()


def ended_by_the_client(served) -> None:
    """As she does on her page, from another process while the server runs."""
    subprocess.run([sys.executable, "-c", ENDS], env=served.environment, check=True, timeout=120)


def test_an_assistant_reads_while_it_may_and_no_longer(open_at, served):
    refused = served.command("mcp", "--engagement", "1")
    assert (refused.returncode, "has not turned it on" in refused.stderr) == (2, True)
    turn(open_at, "coach", "Turn it on")

    async def reads(one: ClientSession, greeted):
        assert "never advises" in greeted.instructions
        tools = (await one.list_tools()).tools
        assert all(tool.annotations.readOnlyHint for tool in tools)
        said = {}
        for tool in tools:
            given = {"meeting": 5} if tool.name == "meeting" else {}
            given |= {"what": "contact"} if tool.name == "rows" else {}
            given |= {"words": "priya"} if tool.name == "search" else {}
            answer = await one.call_tool(tool.name, given)
            assert not answer.isError, (tool.name, answer.content)
            said[tool.name] = answer.content[0].text
        wrong = await one.call_tool("meeting", {"meeting": 10**6})
        assert (wrong.isError, "not there" in wrong.content[0].text) == (True, True)
        opening = await one.read_resource("waylight://opening")
        assert json.loads(opening.contents[0].text)["found"]["commitments"]
        await asyncio.to_thread(ended_by_the_client, served)
        gone = await one.call_tool("commitments", {})
        assert (gone.isError, "turned it off" in gone.content[0].text) == (True, True)
        return said

    said = session(served, reads)
    for name, answer in said.items():
        assert not [who for who in NAMES if who in answer], name
    figure = json.loads(said["path"])["found"]["series"][0]["values"][-1]["figure"]
    assert set(figure) >= {"value", "low", "high", "rows", "why_not"}
    page = open_at(390, as_="client")
    page.goto("/engagements/1/opened/")
    page.get_by_text("let an assistant read: opening").first.wait_for()
    assert "It is on" in turn(open_at, "client", "Turn it on")
    assert "It is off" in turn(open_at, "client", "Turn it off")

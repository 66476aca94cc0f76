"""A real server with the sample, and a real browser, for what a person does from end to end."""

from __future__ import annotations

import contextlib
import queue
import re
import subprocess
import sys
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiosmtpd.controller import Controller

from tests.factories import code_now
from tests.journeys.as_it_was import Moments
from tests.servers import CHROMIUM, CHROMIUM_ARGS, free_port, serving
from tests.stores import Store

if TYPE_CHECKING:
    from email.message import EmailMessage

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """Journeys take longest, so they begin first; without a browser they are left out."""
    items.sort(key=lambda item: HERE not in item.path.parents)
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium: apt-get install chromium-headless-shell"))


@dataclass(frozen=True)
class Served:
    """A running Waylight: where it is, what it printed, and its store."""

    address: str
    said: str
    store: Store

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to find its store."""
        return self.store.environment

    def command(self, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        """Run a ``waylight`` command on the same store."""
        return subprocess.run(
            [sys.executable, "-m", "waylight", *arguments],
            capture_output=True,
            text=True,
            env=self.environment,
            check=False,
            **options,
        )


class Mailbox:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: queue.Queue = queue.Queue()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.put(message_from_bytes(envelope.content, policy=default))
        return "250 kept"

    def mail_to(self, address: str) -> EmailMessage:
        """The next mail to an address; waits until it is there."""
        while (mail := self.mails.get(timeout=15))["To"] != address:
            pass
        return mail

    def text_to(self, address: str) -> str:
        """The text of the next mail to an address."""
        return self.mail_to(address).get_body(["plain"]).get_content()

    def empty(self) -> None:
        """Throw away what came until now."""
        with contextlib.suppress(queue.Empty):
            while True:
                self.mails.get_nowait()


@pytest.fixture(scope="package")
def mail_server():
    """A real mail server on the loopback address; its URL is ``url``."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    box.url = f"smtp://127.0.0.1:{controller.port}"
    yield box
    controller.stop()


@pytest.fixture
def mailbox(mail_server, served):
    """The mails that come during a test."""
    return mail_server


@pytest.fixture(scope="package")
def running(tmp_path_factory, mail_server):
    """``waylight run`` on an empty store: it loads the sample and serves it. One for each process that runs tests."""
    store = Store.made(
        tmp_path_factory.mktemp("var"),
        WAYLIGHT_SMTP_URL=mail_server.url,
        WAYLIGHT_PRIVATE_HOSTS="127.0.0.1",  # where a program that is told of events listens
    )
    port = free_port()
    with serving(port=port, environment=store.environment) as said:
        yield Served(f"http://127.0.0.1:{port}", said, store)


@pytest.fixture(scope="package")
def browser():
    """One headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def signed_in(browser, running):
    """What a browser keeps of coach and client of the sample, who have signed in once, as a person does."""
    kept = {}
    for part, lands_on in (("coach", "Engagements"), ("client", "Today")):
        with browser.new_context(base_url=running.address) as context:
            sign_in(context.new_page(), *sample_account(running, part), lands_on=lands_on)
            kept[part] = context.storage_state()
    return kept


@pytest.fixture(scope="package")
def moments(running, signed_in):
    """What journeys begin with: the sample after its first start, and what some of them make of it."""
    return Moments(running.store.var)


@pytest.fixture
def served(running, moments, mail_server):
    """The sample, served, as it was after its first start: what other journeys did is not there."""
    moments.first.again()
    mail_server.empty()
    return running


@pytest.fixture
def made(served, moments):
    """Have Python make more in the store, once for all who begin with it; gives what it printed."""
    return lambda code: moments.after(code, lambda: served.store.says(code))


@pytest.fixture
def new_coach_account(served, moments):
    """Address and password of a coach whose account was made on the command line."""
    email = "ada@brook.example"
    said = moments.after(email, lambda: served.command("coach", email, "--name", "Ada Brook").stdout)
    return email, said.rpartition(" ")[2].strip()


@pytest.fixture
def open_at(browser, served, signed_in):
    """Open pages at a width, as somebody: ``open_at(390, as_="coach")``."""
    contexts = []

    def open_(width: int = 1280, as_: str = "coach", **options):
        given = {"base_url": served.address, "viewport": {"width": width, "height": 900}, **options}
        kept = {"storage_state": signed_in[as_]} if as_ else {}
        context = browser.new_context(timezone_id="Europe/Lisbon", **kept, **given)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if as_:
            page.goto("/")
            page.get_by_role("heading", level=1).wait_for()
        return page

    yield open_
    for context in contexts:
        context.close()


def sample_account(served: Served, part: str) -> tuple[str, str]:
    """Address and password as ``waylight run`` printed them."""
    line = next(line for line in served.said.splitlines() if line.strip().startswith(f"sample {part}:"))
    address, _, password = line.partition(":")[2].partition("password:")
    return address.strip(), password.strip()


def sign_in(page, email: str, password: str, lands_on: str = "Engagements") -> None:
    """Sign in as a person does."""
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name=lands_on, exact=True).wait_for()


def set_up_app(page, password: str) -> str:
    """Set up an authenticator app, as who works in a practice has to before anything opens; returns the app's key."""
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="It is me").click()
    key = page.locator("#key").inner_text()
    page.get_by_label("Code that the app shows").fill(code_now(key))
    page.get_by_role("button", name="Set it up").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    return key


def sign_in_new(page, email: str, password: str) -> str:
    """Sign in for the first time as somebody who works in a practice; returns the key of the app that was set up."""
    sign_in(page, email, password, lands_on="Second factor")
    key = set_up_app(page, password)
    page.get_by_role("link", name="They are safe").click()
    page.get_by_role("heading", name="Engagements").wait_for()
    return key


def open_page(page, menu: str, name: str) -> None:
    """Open a page of an engagement by the menu that it stands in."""
    navigation = page.get_by_role("navigation", name="Engagement")
    navigation.locator("summary").filter(has_text=re.compile(rf"^{menu}\b")).click()
    navigation.get_by_role("link", name=name, exact=True).click()


def record_what_was_agreed(page) -> None:
    """The client has no account yet: what she agreed to by word is recorded before any of it can come in."""
    open_page(page, "Record", "Consent")
    for use in ("Transcripts of meetings", "Mail headers", "Calendars"):
        page.get_by_text(f"Record an agreement: {use}").click()
        section = page.get_by_role("region", name=use)
        section.get_by_label("by word of mouth").check()
        section.get_by_role("button", name=f"Record it: {use}").click()
        page.get_by_text(f"{use}: recorded as agreed.").wait_for()
    open_page(page, "Record", "Files")


@pytest.fixture
def sample_pages(served):
    """The addresses of every page of the first sample engagement, found by following its navigation."""
    return ["/", *[f"/engagements/1/{part}" for part in ("", *PARTS)]]


PARTS = (
    "brief/",
    "path/",
    "map/",
    "movement/",
    "meetings/",
    "journal/",
    "people/",
    "files/",
    "files/table/",
    "consent/",
    "evidence/reach-out/",
)
PARTS += (
    "report/",
    "goals/",
    "goals/?deviation=2&reliability=0.8&source=a+study",
    "search/",
    "search/?q=plant",
    "stakeholders/",
    "initiatives/",
    "initiatives/1/",
)
PARTS += ("packages/", "papers/", "sponsor-report/")
PARTS += ("stories/",)
PARTS += ("pulse/", "pulse/plan/", "pulse/1/", "pulse/2/")

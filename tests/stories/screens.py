"""Every screen there is: one address for each page of the app, found by following links as a person would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from starlette.routing import compile_path

from app.main import PAGES

#: Addresses that are no screens: files, and what machines ask for.
_FILES = re.compile(
    r"\.(csv|json|ics|zip|xlsx|js|webmanifest|ico|png|svg|pdf|txt)$|^/(healthz|readyz|static/|open/)|^/you/tokens/$"
)


#: Screens that are there only while something goes on; the stories of it look at them (test_timer_screens). And what
#: is left of addresses that are no links: its page is looked at by test_sharing. And what leads on to another screen.
#: And what is there only for whoever is asked into a campaign, which the demo account cannot join (test_joining), or
#: comes back to it with another log.
_PASSING = {
    *("/timer/{timer_id}/stop", "/s/{rest:path}", "/e/{rest:path}", "/share/links/{share_id}/embed"),
    *("/join/{token}", "/sign-in/join/{token}", "/campaign/{enrolment_id}/log"),
    *("/sign-in/campaigns", "/sign-in/campaigns/{rest:path}"),
    "/campaigns/{campaign_id}/releases/{starts_on}/{number}/{name}",
}
#: A link that shows all there is, and a frame of it: no page leads there.
SHARED = """async () => {
  const sent = async (address, body) => (await (await fetch(address, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  })).json());
  const parts = [...document.querySelectorAll("input[name=part]")].map(one => one.value);
  const link = await sent("/api/v1/shares", { parts, amounts: "exact", own_names: true, days: true, titles: true });
  const frame = await sent(`/api/v1/shares/${link.id}/embed`, { origins: ["https://news.example.org"] });
  return { "/s/{token}": link.address, "/e/{token}": frame.address };
}"""


def patterns() -> dict[str, re.Pattern[str]]:
    """Path of each page that can be looked at -> what its addresses look like; the first that fits is the one."""
    paths = [route.path for part in PAGES for route in part.router.routes if "GET" in route.methods]
    return {path: compile_path(path)[0] for path in paths if not _FILES.search(path) and path not in _PASSING}


#: Rows of one kind that are looked at for links: not every contract has a review, or terms that changed.
ROWS = 4


def follow(page, start: tuple[str, ...] = ("/", "/today", "/sample")) -> dict[str, str]:
    """Path of each screen -> an address of it; a path with a row in it is found only where a link leads there."""
    known = patterns()
    page.goto("/share")
    shared = page.evaluate(SHARED)
    found = {path: path for path in known if "{" not in path} | shared
    looked_at: dict[str, set[str]] = {}
    waiting, seen = [*start, *found.values()], set()
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        for target in _links(page):
            path = next((path for path, pattern in known.items() if pattern.match(target)), None)
            others = looked_at.setdefault(path or "", set())
            if path is not None and "{" in path and len(others) < ROWS and target not in others:
                others.add(target)
                found.setdefault(path, target)
                waiting.append(target)
    return found


def _links(page) -> Iterator[str]:
    hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.href)")
    origin = page.evaluate("location.origin")
    for href in hrefs:
        if href.startswith(origin) and not _FILES.search(urlsplit(href).path):
            yield urlsplit(href).path

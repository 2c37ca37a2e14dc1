"""Bad input in every field of every form: 422, the summary with a link to the field, the same words at the field.

The forms are read from the pages of somebody who has a row of every noun. A field that is new is swept from its
first day, and a form that has no entry here fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from app import clock
from app.main import create_app
from app.settings import Settings
from app.web.realpay import ENOUGH_ENTRIES
from tests.app.conftest import ADDRESS, NOW, OURS, app, browser  # noqa: F401 - fixtures
from tests.app.form_fields import Field, Forms
from tests.attacks.test_ownership import (  # noqa: F401 - fixtures
    LEAST,
    ROUTES,
    Hers,
    hers,
    ids,
    owner,
    sqlite_url,
)

TEMPLATES = Path(__file__).parents[2] / "app" / "web" / "templates"
TOO_LONG = "x" * 5001
#: What cannot be, by kind of field.
BAD = {
    "text": (TOO_LONG,),
    "search": (TOO_LONG,),
    "lines": (TOO_LONG,),
    "decimal": ("about 40", "-1", "9" * 400, TOO_LONG),
    "numeric": ("1.5x", "-1", "9" * 400, TOO_LONG),
    "date": ("2026-02-30", "1600-01-01", "12/11/2026", TOO_LONG),
    "datetime-local": ("2026-11-12T25:00", "tomorrow", TOO_LONG),
}
#: And by name, where the kind does not say what it is.
ALSO_BAD = {
    "currency": ("QQQ", "€"),
    "received_currency": ("QQQ", "€"),
    "zone": ("Nowhere/Atlantis",),
    "pay_zone": ("Nowhere/Atlantis",),
    **dict.fromkeys(("typed_duration", "duration", "credited", "promised_time"), ("soon", "-5", "1.5")),
}

#: Every form one types into, and what else it has to say so that each of its fields is read.
FORMS: dict[str, dict[str, str]] = {
    "/campaigns": {
        "name": "What scenes pay",
        "organization": "A guild",
        "question": "How much?",
        "language": "en",
    },
    "/campaigns/*/delete": {},
    "/campaigns/*/hand-over": {},
    "/campaigns/*/invite/sheets": {},
    "/campaigns/*/team": {},
    "/campaigns/*/words": {"language": "en"},
    "/today": {"like": "other", "kind": "Scenes", "duration": "typed", "typed_duration": "5", "day": "other"},
    "/timer": {},
    "/timer/*": {},
    "/timer/*/stop": {},
    "/work": {"name": "Contract 20", "platform": "Quillbase", "rate": "3"},
    "/work/bulk": {},
    "/work/entries/*": {},
    "/work/paste": {},
    "/work/platforms/*": {},
    "/work/reviews/*": {},
    "/work/states/*": {},
    "/work/terms/*": {},
    "/work/*/edit": {},
    "/work/*/end": {},
    "/work/*/life": {},
    "/work/*/terms": {"rate": "3"},
    "/join": {},
    "/payments": {
        "amount": "120",
        "platform": "Northlight",
        "earned_on": "2026-11-02",
        "arrived_on": "2026-11-03",
        "received_currency": "EUR",
        "rate": "0.9",
        "rate_source": "A bank",
    },
    "/payments/*": {},
    "/payments/costs": {"amount": "120", "category": "Desk"},
    "/payments/costs/*": {},
    "/payments/payouts": {"amount": "120", "platform": "Northlight"},
    "/payments/payouts/*/edit": {},
    "/payments/payouts/*/matches": {},
    "/share": {"part": "hero"},
    "/share/links/*": {"part": "hero"},
    "/sign-in": {},
    "/you": {},
    "/you/data/erase": {},
    "/you/situation": {},
    "/you/situation/covered": {"covered": "100"},
    "/you/situation/instalments": {"paid": "100"},
    "/you/tokens": {},
    "GET /real-pay": {},
    "GET /real-pay/what-if?ask=need": {"wanted_per": "month", "wanted": "3000", "month_hours": "100"},
    "GET /real-pay/what-if?ask=offer": {"per": "piece", "rate": "4", "pieces": "9"},
    "GET /work": {},
    "GET /work/copy": {},
}
#: Fields that nothing typed into them is wrong for, and why.
TAKEN = {
    ("/timer", "kind"): "A start is never refused: time runs. What is too long for it is cut.",
    (
        "GET /real-pay/what-if?ask=offer",
        "hours",
    ): "The hours of a whole job are not asked of pay by the piece.",
    **{
        (form, "consent_text"): "What people say yes to may be twice as long (test_campaign_pages)."
        for form in ("/campaigns", "/campaigns/*/words")
    },
    ("/work/paste", "text"): "A table may be long; what cannot be read of it is said of its columns.",
}
#: Fields that stand on a page with others of their name.
PLACES = {("/timer/*", name): f"run-{name}" for name in ("kind", "platform")}
#: Shown again as far as words to open a log can be long.
CUT = {("/sign-in", "words")}


@dataclass(frozen=True)
class Shown:
    """A form as a page shows it: where it is sent, how, and what it asks."""

    action: str
    fields: dict[str, Field]
    method: str = "post"

    @property
    def name(self) -> str:
        """Its entry in the table."""
        path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "*", urlsplit(self.action).path)
        question = f"?ask={self.fields['ask'].value}" if "ask" in self.fields else ""
        return path if self.method == "post" else f"GET {path}{question}"

    @property
    def typed(self) -> list[str]:
        """The fields one types into."""
        return [name for name, one in self.fields.items() if one.kind in BAD]


def shown_forms(client: TestClient, ids: dict[str, str]) -> Iterator[Shown]:  # noqa: F811
    """Every form of every page that she can open, and of those that a button leads to."""
    named = {**ids, "noun": "tasks", "row_id": ids["task_id"]}
    # Share asks for days only where those of its address cannot be read.
    yield from forms_on(client.get("/share?period=own").text)
    for name in sorted(ROUTES):
        method, path = name.split(" ")
        if method == "GET" and not path.startswith(("/api/", "/static/")):
            answer = client.get(re.sub(r"{(\w+)(:\w+)?}", lambda found: named.get(found[1], "x"), path))
            if "html" in answer.headers.get("Content-Type", ""):
                yield from forms_on(answer.text)
    yield from forms_on(client.get("/real-pay/what-if?ask=need").text)
    yield from forms_on(client.post("/work/bulk", data={"task": ids["task_id"]}).text)
    free_match(client, ids)
    yield from forms_on(client.get(f"/payments/payouts/{ids['payout_id']}").text)


def log_enough(client: TestClient, _: dict[str, str]) -> None:
    """There are as many entries as Real pay needs."""
    for _turn in range(ENOUGH_ENTRIES):
        client.post("/today", data=LEAST)


def free_match(client: TestClient, ids: dict[str, str]) -> None:  # noqa: F811
    """Something is left of the payout to be matched."""
    client.post(f"/payments/matches/{ids['match_id']}/withdraw")


#: What has to be so that a form is there.
BEFORE = {
    "/payments/payouts/*/matches": free_match,
    "GET /real-pay": log_enough,
    "GET /real-pay/what-if?ask=need": log_enough,
    "GET /real-pay/what-if?ask=offer": log_enough,
}


def forms_on(page: str) -> Iterator[Shown]:
    for method in ("post", "get"):
        for action, fields in Forms(page, method).found.items():
            yield Shown(action, fields, method)


@pytest.fixture(scope="module")
def shown(hers: Hers, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shown]:  # noqa: F811
    """The forms one types into, by name."""
    file = tmp_path_factory.mktemp("shown") / "pagerate.db"
    file.write_bytes(hers.file.read_bytes())
    made = create_app(Settings(database_url=f"sqlite:///{file}"))
    found: dict[str, Shown] = {}
    with clock.frozen(NOW):
        for cookies in ({"session": hers.cookie}, {}):
            client = TestClient(made, base_url=ADDRESS, headers=OURS, cookies=cookies)
            log_enough(client, hers.ids)
            for form in shown_forms(client, hers.ids):
                if form.typed:
                    found.setdefault(form.name, form)
    made.state.engine.dispose()
    return found


def test_every_form_one_types_into_is_swept(shown: dict[str, Shown]) -> None:
    assert set(shown) == set(FORMS)


def test_every_field_of_the_templates_is_on_one_of_these_forms(shown: dict[str, Shown]) -> None:
    """A form that no page of hers shows would not be swept."""
    in_templates = {name for file in TEMPLATES.rglob("*.html") for name in typed_names(file.read_text())}
    assert {"kind", "note", "amount"} <= in_templates
    assert in_templates - {name for form in shown.values() for name in form.typed} == set()


def typed_names(template: str) -> Iterator[str]:
    """The fields one types into, by our macros or written out."""
    yield from re.findall(r'\b(?:text|amount|day|note|lines|moment)\([\w.]+, "(\w+)"', template)
    for tag in re.findall(r"<(?:input|textarea)\b[^>]*>", template):
        is_typed = not re.search(r'type="(?:hidden|radio|checkbox|file)"', tag)
        name = re.search(r' name="(\w+)"', tag)
        if is_typed and name:
            yield name[1]


@pytest.mark.parametrize("is_all", [pytest.param(True, marks=pytest.mark.long, id="all"), False])
@pytest.mark.parametrize("name", FORMS)
def test_what_cannot_be_is_said_at_the_top_and_at_its_field(
    owner: TestClient,  # noqa: F811
    ids: dict[str, str],  # noqa: F811
    shown: dict[str, Shown],
    name: str,
    *,
    is_all: bool,
) -> None:
    form, wrong = shown[name], set()
    if name in BEFORE:
        BEFORE[name](owner, ids)
    for field in form.typed:
        for value in bad_values(form, field, is_all=is_all):
            sent = sent_by(form) | {field: value}
            found = mistakes(answer_to(owner, form, sent), form, field, sent)
            if found:
                wrong.add((field, *found))
    assert wrong == set()


def bad_values(form: Shown, field: str, *, is_all: bool) -> list[str]:
    """What cannot be in a field: one of each table, or all."""
    if (form.name, field) in TAKEN:
        return []
    amount = "amount" in field and form.fields[field].kind == "text"
    tables = [("about 40",) if amount else (), ALSO_BAD.get(field, ()), BAD[form.fields[field].kind]]
    return [value for table in tables for value in (table if is_all else table[:1])]


def sent_by(form: Shown) -> dict[str, str]:
    ticked = {name.replace("amount-", "take-"): "yes" for name in form.fields if name.startswith("amount-")}
    return {name: one.value for name, one in form.fields.items()} | FORMS[form.name] | ticked


def answer_to(client: TestClient, form: Shown, sent: dict[str, str]) -> Any:
    if form.method == "get":
        return client.get(form.action, params=sent, follow_redirects=False)
    return client.post(form.action, data=sent, follow_redirects=False)


def mistakes(answer: Any, form: Shown, field: str, sent: dict[str, str]) -> list[str]:
    """What the answer to a bad value lacks."""
    if answer.status_code != 422:
        return [f"answered {answer.status_code}"]
    page, found = answer.text, []
    place = PLACES.get((form.name, field), field)
    summary = {at: unescape(words) for at, words in re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', page)}
    at_field = re.search(rf'id="{re.escape(place)}-wrong">([^<]+)<', page)
    if "There is a problem" not in page or place not in summary:
        found.append("no link in the summary")
    # The summary says the name of the field first, and then goes on in small letters.
    says_so = at_field is not None and summary.get(place, "").endswith(unescape(at_field[1])[1:])
    if f'id="{place}"' not in page or not says_so:
        found.append("other words at the field")
    if "<title>Error: " not in page:
        found.append("no error in the title")
    shown = Forms(page, form.method).found.get(form.action, {})
    for name, value in sent.items():
        is_shown = name in form.fields and (form.name, name) not in CUT
        if is_shown and (name not in shown or shown[name].value.strip() != value.strip()):
            found.append(f"lost {name}")
    return found

"""Scripts typed into every text field, shown on every page: none runs, and no page breaks its own policy."""

import re
from uuid import UUID, uuid5

import pytest
from sqlalchemy import select

from app.database import open_engine, transaction
from app.records import NOUNS, table_of
from app.store import imports, writers
from tests.app.every_table import DAY
from tests.attacks.test_ownership import ROUTES

pytestmark = pytest.mark.browser

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</option></select><script>alert(1)</script>",
    "</svg><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    '" autofocus onfocus=alert(1) x="',
    "' autofocus onfocus=alert(1) x='",
    '" onmouseover=alert(1) style=position:fixed;inset:0 x="',
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><script>alert&#40;1)</script></svg>",
    "<body onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<math><mtext></mtext><script>alert(1)</script></math>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button autofocus>x",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href='data:text/css,*{color:red}'>",
    "<base href='https://evil.example/'>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--<img src='--><img src=x onerror=alert(1)>'>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "{{constructor.constructor('alert(1)')()}}",
    "{0.__class__} %s ${alert(1)} #{7*7}",
    "\u2028</script><script>alert(1)</script>",
]  # fmt: skip
SAMPLE = PAYLOADS[::16]
#: Not pages: files, what has no row, and what would end the session.
NO_PAGES = re.compile(
    r"/static|/favicon|/healthz|/readyz|/open/|/api/|\.(csv|json|zip|ics|js|webmanifest|xlsx|pdf|png|svg)$"
)
TYPED_INTO = ("/today", "/work/new", "/payments/new", "/payments/costs/new", "/you", "/you/data")
WATCH = """
window.__violations = [];
document.addEventListener('securitypolicyviolation', e => window.__violations.push(
  `${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
"""
FORMS = "[...document.forms].filter(f => f.querySelector('main input:not([type]), main input[type=text], main textarea'))"
COUNT = f"() => {FORMS}.length"
TYPE = f"""([number, payload]) => {{
  const form = {FORMS}[number];
  for (const field of form.querySelectorAll('input:not([type]), input[type=text], textarea')) field.value = payload;
  HTMLFormElement.prototype.submit.call(form);
}}"""


SHARE = """async label => {
  const body = { parts: ["hero", "timeline", "platforms"], own_names: true, titles: true, previews: true, label: label.slice(0, 100) };
  const sent = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  return (await (await fetch("/api/v1/shares", sent)).json()).address;
}"""


def ledger_of(payload, number):
    """A row of every noun with the payload in every text a row may hold."""

    def names(noun):
        table = table_of(NOUNS[noun])
        free = {"name", "title", "kind", "note", "category", "task_kind", "bonus_rule", "rights_given_up", "rate_source"}  # fmt: skip
        return dict.fromkeys(free & set(table.c.keys()), payload[:100])

    money = {"currency": "USD"}
    n = number
    rows = {
        "platforms": {"id": f"p{n}"},
        "contracts": {"id": f"c{n}", "platform_id": f"p{n}", "state": "active", "started_on": DAY},
        "contract_states": {"id": f"s{n}", "contract_id": f"c{n}", "state": "active", "entered_on": DAY},
        "terms": {"id": f"t{n}", "contract_id": f"c{n}", "effective_on": DAY, "pay_model": "hourly", "rate_minor": 2000,
                  **money},
        "tasks": {"id": f"k{n}", "contract_id": f"c{n}", "worked_on": DAY, "seconds": 1800, "is_paid": True,
                  "outcome": "approved", "expected_minor": 1000, **money},
        "payments": {"id": f"y{n}", "contract_id": f"c{n}", "kind": "task_pay", "earned_on": DAY, "amount_minor": 1000,
                     **money},
        "payouts": {"id": f"o{n}", "platform_id": f"p{n}", "arrived_on": DAY, "gross_minor": 900, "fee_minor": 0,
                    "net_minor": 900, **money},
        "payout_matches": {"id": f"m{n}", "payout_id": f"o{n}", "payment_id": f"y{n}", "amount_minor": 900},
        "expenses": {"id": f"e{n}", "spent_on": DAY, "amount_minor": 1500, "months": 12, **money},
        "contract_reviews": {"id": f"r{n}", "contract_id": f"c{n}", "reviewed_on": DAY, "appeal_possible": "no"},
        "gap_notes": {"id": f"g{n}", "starts_on": DAY, "cause": "queue_empty"},
    }  # fmt: skip
    return {noun: [{**names(noun), **row}] for noun, row in rows.items()}


@pytest.fixture
def watched(open_page):
    page = open_page()
    page.ran = []
    page.on("dialog", lambda dialog: (page.ran.append(dialog.message), dialog.dismiss()))
    page.add_init_script(WATCH)
    page.goto("/")
    page.get_by_role("button", name="Start logging").click()
    page.wait_for_url("**/today")
    page.goto("/you")
    page.handle = page.locator(".facts dd").first.inner_text()
    return page


def plant(database, handle, payloads):
    """Keep the rows as an import would, and give back the ids of the last ones by their name in addresses."""
    engine = open_engine(database)
    with transaction(engine) as connection:
        viewer = writers.by_handle(connection, handle).id
        for number, payload in enumerate(payloads):
            imports.record(connection, viewer, ledger_of(payload, number), "test", "x.json")
        found = {}
        for record in NOUNS.values():
            table = table_of(record)
            query = select(table.c.id).where(table.c.writer_id == viewer)
            found[f"{table.name}_id"] = connection.execute(query).scalars().all()
    engine.dispose()
    return found


def pages(ids, payload):
    for name in sorted(ROUTES):
        method, path = name.split(" ", 1)
        if method != "GET" or NO_PAGES.search(path):
            continue
        row = next((found for found in re.findall(r"{(\w+_id)}", path)), None)
        for one in ids.get(row, [uuid5(UUID(int=0), path)])[
            : None if row in {"contract_id", "task_id"} else 1
        ]:
            yield re.sub(r"{\w+_id}", str(one), path).replace("{key}", "hours").replace("{topic}", "toll")
    yield from (
        f"{path}?saved={payload}&like={payload}&x={payload}" for path in ("/today", "/work", "/real-pay")
    )


def look(page, address):
    page.goto(address)
    said = page.evaluate("window.__violations")
    return [(address, said)] if said else []


@pytest.mark.parametrize(
    "payloads", [SAMPLE, pytest.param(PAYLOADS, marks=pytest.mark.long)], ids=["a sample", "all of them"]
)
def test_no_script_that_was_typed_runs_on_any_page(watched, server, database, payloads):
    ids = plant(database, watched.handle, payloads)
    broken = []
    for payload in payloads:
        broken += look(watched, watched.evaluate(SHARE, payload))
        assert "alert(1)" in watched.content()
    for address in dict.fromkeys(pages(ids, "%22%3E%3Cscript%3Ealert(1)%3C/script%3E")):
        broken += look(watched, address)
    assert watched.ran == []
    assert broken == []
    assert "alert(1)" in watched.request.get(f"{server}/work").text()  # they are there, as text
    assert [url for url in watched.requested if not url.startswith((server, "data:", "blob:"))] == []


@pytest.mark.parametrize(
    "payloads", [SAMPLE[1:2], pytest.param(PAYLOADS, marks=pytest.mark.long)], ids=["a sample", "all of them"]
)
def test_no_script_runs_where_a_form_gives_back_what_was_typed(watched, server, payloads):
    for payload in payloads:
        for path in TYPED_INTO:
            watched.goto(path)
            for number in range(watched.evaluate(COUNT)):
                watched.goto(path)
                with watched.expect_navigation():
                    watched.evaluate(TYPE, [number, payload])
                assert watched.evaluate("window.__violations") == [], (path, payload)
    assert watched.ran == []


def test_there_are_forty_of_them():
    assert len(set(PAYLOADS)) == 40

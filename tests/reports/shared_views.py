"""Shared dashboards as whoever is not meant to know more could look at them, and the ledgers they are made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product

from reports.charts.card import card, draw
from reports.frames import Ledger, ledger
from reports.frames.schema import REFERENCES, SCHEMAS
from reports.personal import PersonalReport, report
from reports.sharing import Amounts, Choices, SharedDashboard, public_json, shared_dashboard, to_json
from tests.reports import factories as make
from tests.reports.plain_words import PlainWords

WORDS = PlainWords()
AS_OF = date(2026, 5, 27)
MADE_ON = date(2026, 5, 28)

AS_IT_COMES = Choices()
#: Every way of sharing.
WAYS = [
    Choices(amounts=amounts, own_names=own, days=days, titles=titles)
    for amounts, own, days, titles in product(Amounts, *[(False, True)] * 3)
]


def shared(found: PersonalReport, choices: Choices = AS_IT_COMES) -> SharedDashboard:
    """The dashboard of a report."""
    return shared_dashboard(found, choices, WORDS, MADE_ON)


def views(dashboard: SharedDashboard) -> dict[str, str]:
    """Every form in which others may get hold of it."""
    return {
        "kept": json.dumps(to_json(dashboard), ensure_ascii=False),
        "public": json.dumps(public_json(dashboard), ensure_ascii=False),
        "html": "\n".join(str(card(chart, WORDS, {})) for chart in dashboard.charts),
        "drawn": "\n".join(str(draw(chart)) for chart in dashboard.charts),
        "csv": "\n".join(
            ",".join(cell.plain for cell in row) for chart in dashboard.charts for row in chart.table.rows
        ),
    }


def report_of(rows: dict, **options) -> PersonalReport:
    """The report of a ledger's rows."""
    return report(rows if isinstance(rows, Ledger) else ledger(rows), **{"as_of": AS_OF, **options})


def _work(contract: str, first: date, days: int, cents: int, **more) -> Iterator[dict]:
    for number in range(days):
        day = first + timedelta(days=number)
        yield make.task(
            contract_id=contract,
            worked_on=day,
            seconds=5400,
            expected_minor=cents,
            outcome="approved",
            **more,
        )


def some_rows() -> dict[str, list[dict]]:
    """Four months of a writer who has something to say for every chart; no row is of the first of a month."""
    tasks = [
        make.unpaid(contract_id="one", worked_on=date(2026, 1, 12), seconds=9000, unpaid_category="onboarding"),
        *_work("one", date(2026, 1, 13), 14, 4211, kind="ranking", toll=2),
        make.unpaid(contract_id="one", worked_on=date(2026, 1, 28), seconds=20000),
        *_work("one", date(2026, 2, 12), 12, 3137, kind="ranking", toll=5),
        make.unpaid(contract_id="two", worked_on=date(2026, 2, 14), seconds=7000, unpaid_category="training"),
        *_work("two", date(2026, 2, 15), 9, 2777, kind="my own kind", toll=1),
        *_work("two", date(2026, 3, 17), 10, 2423, kind="my own kind", toll=4),
        *_work("three", date(2026, 4, 15), 13, 5119, kind="another kind", toll=3),
        make.unpaid(contract_id=None, platform_id="wren", worked_on=date(2026, 4, 22), unpaid_category="searching"),
    ]  # fmt: skip
    return {
        "platforms": [
            make.platform(id="heron", name="Heron", catalogue_key="heron"),
            make.platform(id="wren", name="Wren", catalogue_key="wren"),
        ],
        "contracts": [
            make.contract(id="one", platform_id="heron", name="Endings", started_on=date(2026, 1, 12), ended_on=date(2026, 2, 24), state="ended_by_me"),
            make.contract(id="two", platform_id="wren", name="Labels", task_kind="my own kind"),
            make.contract(id="three", platform_id="heron", name="Endings again", previous_contract_id="one"),
        ],
        "contract_states": [
            {"id": "state", "contract_id": "one", "state": "active", "entered_on": date(2026, 1, 12)}
        ],
        "terms": [
            make.terms(contract_id="one", rate_minor=3300, effective_on=date(2026, 1, 11), unit_name="pair", bonus_rule="weekly", rights_given_up="all", pay_zone="UTC"),
            make.terms(contract_id="one", rate_minor=2600, effective_on=date(2026, 2, 11)),
            make.terms(contract_id="two", rate_minor=2900, effective_on=date(2026, 2, 11)),
            make.terms(contract_id="two", rate_minor=2500, effective_on=date(2026, 3, 16)),
            make.terms(contract_id="three", rate_minor=4100, effective_on=date(2026, 4, 14), pay_lag_days=20),
        ],
        "tasks": tasks,
        "payments": [
            make.payment(id="bonus", contract_id="one", kind="bonus", amount_minor=7321, earned_on=date(2026, 2, 18), expected_on=date(2026, 3, 12)),
            make.payment(id="late", contract_id="two", kind="bonus", amount_minor=9177, earned_on=date(2026, 3, 24), expected_on=date(2026, 4, 16)),
        ],
        "payouts": [
            make.payout(id="first", platform_id="heron", arrived_on=date(2026, 2, 26), gross_minor=58954, fee_minor=1213),
            make.payout(id="second", platform_id="wren", arrived_on=date(2026, 4, 17), gross_minor=31877, fee_minor=777),
        ],
        "payout_matches": [make.payout_match(payout_id="first", payment_id="bonus", amount_minor=7321)],
        "expenses": [make.expense(platform_id="wren", spent_on=date(2026, 3, 19), amount_minor=2359, category="a desk")],
        "situations": [
            make.situation(starts_on=date(2026, 1, 12), value="US-CA"),
            make.situation(starts_on=date(2026, 1, 12), fact="health_cover", value="none"),
            make.situation(starts_on=date(2026, 1, 12), fact="hours_wanted", value="37.5"),
        ],
        "contract_reviews": [
            {"id": "review", "contract_id": "one", "reviewed_on": date(2026, 2, 25), "appeal_possible": "no"}
        ],
        "gap_notes": [make.gap_note(starts_on=date(2026, 3, 27), ends_on=date(2026, 4, 14))],
        "check_ins": [make.check_in(checked_on=date(2026, 5, 25))],
    }  # fmt: skip


#: Texts that mean something to a report and could not be any other text.
MEANT = {("situations", "value"), ("terms", "pay_zone")}


def canaries(rows: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """The same rows with a word of its own in every id and in every text, whatever columns a noun has."""
    made = {}
    for noun, listed in rows.items():
        made[noun] = []
        for number, row in enumerate(listed):
            changed = dict(row)
            for name, column in SCHEMAS[noun].items():
                if column.kind == "id" and changed.get(name) is not None:
                    changed[name] = f"CANARY-{REFERENCES.get((noun, name), noun)}-{changed[name]}"
                elif (
                    column.kind == "text"
                    and not column.choices
                    and name != "currency"
                    and (noun, name) not in MEANT
                ):
                    changed[name] = f"CANARY {noun} {name} {number % 3}"
            made[noun].append(changed)
    return made  # fmt: skip


def unmarked(rows: dict[str, list[dict]]) -> set[tuple[str, str]]:
    """Texts and ids of a ledger in which no row has a word of its own."""
    return {
        (noun, name)
        for noun, columns in SCHEMAS.items()
        for name, column in columns.items()
        if column.kind in ("id", "text")
        and not column.choices
        and (noun, name) not in REFERENCES
        and name != "currency"
        and not any("CANARY" in (row.get(name) or "") for row in rows[noun])
    }


def changed_rows(rows: dict[str, list[dict]], kind: str, change) -> dict[str, list[dict]]:
    """The rows with every value of one kind of column changed."""
    return {
        noun: [
            {
                name: change(value) if value is not None and SCHEMAS[noun][name].kind == kind else value
                for name, value in row.items()
            }
            for row in listed
        ]
        for noun, listed in rows.items()
    }


def days_in(rows: dict[str, list[dict]]) -> set[date]:
    """Every day that stands in a ledger."""
    return {
        value.date() if isinstance(value, datetime) else value
        for listed in rows.values()
        for row in listed
        for value in row.values()
        if isinstance(value, date)
    }

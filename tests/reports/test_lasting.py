"""Gaps, contracts and waits by platform, and gaps by cause."""

from __future__ import annotations

from datetime import date, timedelta

from reports.personal import report
from tests.reports import factories as make

FIRST, AS_OF = date(2026, 3, 1), date(2026, 4, 20)  # 50 days later


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def two_platforms():
    """Heron works on days 0 and 20 and is paid late; Egret on days 10 and 25, with a contract that never ended."""
    return make.ledger_of(
        platforms=[make.platform(id=key, name=key.title()) for key in ("egret", "heron", "unused")],
        contracts=[
            make.contract(
                id="h", platform_id="heron", state="ended_by_me", started_on=day(0), ended_on=day(20)
            ),
            make.contract(id="e", platform_id="egret", started_on=day(10)),
        ],
        tasks=[
            make.task(id=f"{key}{number}", contract_id=key, worked_on=day(number), expected_minor=1000)
            for key, number in (("h", 0), ("h", 20), ("e", 10), ("e", 25))
        ],
        payouts=[make.payout(platform_id="heron", arrived_on=day(35), gross_minor=2000)],
        gap_notes=[
            make.gap_note(starts_on=day(1), ends_on=day(9), cause="queue_empty"),
            make.gap_note(starts_on=day(11), ends_on=day(19), cause="my_choice"),
        ],
    )


def values(figures, *keys):
    return tuple(figures[key].value for key in keys)


def test_each_platform_has_its_own_gaps_contracts_and_waits() -> None:
    found = report(two_platforms(), as_of=AS_OF)
    figures = {part.label: part.figures for part in found.lasting_by_platform}
    assert list(figures) == ["Egret", "Heron"]
    assert values(figures["Heron"], "gap_count", "gap_days") == (2, 19 + 30)
    assert values(figures["Egret"], "gap_count", "gap_days") == (2, 14 + 25)
    assert values(figures["Heron"], "median_contract_length", "days_to_be_paid") == (21, 15)
    assert values(figures["Egret"], "median_contract_length", "days_to_be_paid") == (None, None)
    assert figures["Egret"]["median_contract_length"].reason == "not_reached"
    assert figures["Egret"]["days_to_be_paid"].reason == "no_finished_work"
    assert figures["Heron"]["gap_count"].rows == {"tasks": ("h0", "h20")}


def test_who_logs_elsewhere_has_not_fallen_silent() -> None:
    ledger = make.ledger_of(
        platforms=[make.platform(id=key, name=key.title()) for key in ("egret", "heron")],
        tasks=[
            make.task(contract_id=None, platform_id="heron", worked_on=day(0)),
            *(make.task(contract_id=None, platform_id="egret", worked_on=day(5 * n)) for n in range(10)),
        ],
        contracts=[],
    )
    figures = {part.label: part.figures for part in report(ledger, as_of=AS_OF).lasting_by_platform}
    assert figures["Heron"]["gap_days"].value == 50
    assert figures["Heron"]["days_since_last_work"].value == 50
    alone = make.ledger_of(tasks=[make.task(worked_on=day(0))])
    (part,) = report(alone, as_of=AS_OF).lasting_by_platform
    assert part.figures["days_since_last_work"].reason == "no_recent_log"


def test_gaps_across_platforms_have_causes_and_those_without_one_stand_apart() -> None:
    found = report(two_platforms(), as_of=AS_OF)
    assert found.figures["gap_count"].value == 3
    causes = [
        (part.id, part.label, *values(part.figures, "gap_count", "gap_days")) for part in found.gaps_by_cause
    ]
    assert causes == [
        ("queue_empty", "The queue was empty", 1, 9),
        ("my_choice", "My own choice", 1, 9),
        ("", "No cause given", 1, 25),
    ]
    assert {key for part in found.gaps_by_cause for key in part.figures} == {
        "gap_count",
        "gap_days",
        "longest_gap",
        "median_gap",
    }
    assert found.gaps_by_cause[2].figures["median_gap"].reason == "not_reached"


def test_no_work_lasts_nowhere() -> None:
    found = report(make.ledger_of(contracts=[]), as_of=AS_OF)
    assert (list(found.lasting_by_platform), list(found.gaps_by_cause)) == ([], [])

"""Parts of a log side by side: who has more, by how much, and how sure it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from app.language import for_code
from reports.charts.compare import compared
from reports.comparing import MEASURES, REAL, Side, lead
from reports.narrowing import narrowed
from reports.only import Only
from reports.periods import Period
from reports.personal import report
from tests.reports import factories as make
from tests.reports.sample_report import figure, with_figures
from tests.reports.some_writer import AS_OF
from tests.reports.test_narrowing import HERON, WREN, two_platforms

ENGLISH = for_code("en")
BASE = report(two_platforms(), as_of=AS_OF)


def paid(name, rate, **more):
    """A side whose real hourly pay is `rate`."""
    real = figure(REAL, rate, "money_per_hour", reason=None if rate is not None else "no_hours", **more)
    return Side(name, with_figures(BASE, **{REAL: real}))


def finding(*sides):
    return compared(sides, ENGLISH).finding


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("22.10", "18", "Scribe paid $4.10 an hour more than Quill, or 23% more"),
        ("18", "22.10", "Quill paid $4.10 an hour more than Scribe, or 23% more"),
        ("18", "18", "Scribe and Quill paid the same an hour"),
        ("18", "0", "Scribe paid $18.00 an hour more than Quill"),
        ("18", "-2", "Scribe paid $20.00 an hour more than Quill"),
        ("-3", "-2", "Quill paid $1.00 an hour more than Scribe"),
        ("18", None, "Real hourly pay is not known for two of these yet"),
        (None, None, "Real hourly pay is not known for two of these yet"),
        ("20.001", "20.002", "Scribe and Quill paid the same an hour"),
        ("20.004", "20.005", "Quill paid $0.01 an hour more than Scribe, or under 1% more"),
        ("20", "20.05", "Quill paid $0.05 an hour more than Scribe, or under 1% more"),
        ("0.02", "0.001", "Scribe paid $0.02 an hour more than Quill"),
    ],
)
def test_the_finding_is_true_for_every_two_sides(first, second, says):
    assert finding(paid("Scribe", first), paid("Quill", second)) == says


def test_of_several_the_most_is_named_beside_the_least():
    sides = [paid(name, rate) for name, rate in (("A", "20"), ("B", "30"), ("C", None), ("D", "10"))]
    found = lead(sides, REAL)
    assert (found.first.name, found.second.name, found.more, found.share) == ("B", "D", 20, Fraction(2))


def test_numbers_are_those_of_the_reports():
    whole = report(two_platforms(payouts=[make.payout(platform_id="heron", gross_minor=900)]), as_of=AS_OF)
    sides = [Side(name, narrowed(whole, only)) for name, only in (("Heron", HERON), ("Wren", WREN))]
    said = compared(sides, ENGLISH)
    assert [measure.key for measure in said.measures] == list(MEASURES)
    shown = {m.key: [entry.shown for entry in m.entries] for m in said.measures}
    assert shown[REAL] == ["$20.00", "$10.00"]
    assert shown["hours"] == ["3 h", "3 h"]
    assert shown["settled_rate"] == ["$9.00", "$0.00"]
    assert shown["outstanding"] == ["$51.00", "$30.00"]
    differences = {m.key: m.difference for m in said.measures}
    assert differences[REAL] == "Heron: $10.00 more than Wren, or 100%"
    assert differences["hours"] == ""
    assert differences["outstanding"] == "Heron: $21.00 more than Wren"
    assert [row[0].plain for row in said.table.rows][-1] == "Entries"


def test_a_kind_of_work_has_no_money_that_arrived():
    whole = report(two_platforms(), as_of=AS_OF)
    side = Side("Ranking", narrowed(whole, Only(kind="ranking")))
    assert (side.figure("settled_rate").value, side.figure("settled_rate").unit) == (None, "money")
    said = compared([side, Side("All", whole)], ENGLISH)
    entry = next(m for m in said.measures if m.key == "settled_rate").entries[0]
    assert (entry.is_missing, entry.bar) == (True, "")
    assert "does not say for which kind of work" in entry.shown


def test_too_little_is_said_with_its_counts():
    whole = report(two_platforms(), as_of=AS_OF)
    said = compared([Side("Heron", narrowed(whole, HERON)), paid("All", "20")], ENGLISH)
    assert said.cautions == (
        "Careful with Heron: only 3 entries and 3 h. One long task weighs more there than the pay does.",
    )


def test_what_is_owed_is_not_compared_between_days():
    ledger = two_platforms()
    march, april = (Period(date(2026, m, 1), date(2026, m + 1, 1)) for m in (3, 4))
    sides = [Side(f"{days.start:%B}", report(ledger, as_of=AS_OF, period=days)) for days in (march, april)]
    said = compared(sides, ENGLISH)
    assert "outstanding" not in {measure.key for measure in said.measures}
    mixed = compared([sides[0], Side("Heron", narrowed(sides[0].report, HERON))], ENGLISH)
    owed = next(measure for measure in mixed.measures if measure.key == "outstanding")
    assert [entry.caveat for entry in owed.entries] == ["of all days", ""]
    assert owed.difference == ""  # all that is owed is more than a part of it, and says nothing of the days


def test_bars_of_pay_share_a_scale_and_less_than_nothing_goes_the_other_way():
    said = compared([paid("A", "20"), paid("B", "-20")], ENGLISH)
    up, down = next(measure for measure in said.measures if measure.is_real).entries
    assert 'class="kept"' in up.bar
    assert "hatch-lost" in down.bar
    assert 'class="zero"' in down.bar


def test_shares_of_unpaid_hours_differ_in_hours_of_every_hundred():
    def unpaid(name, share):
        return Side(name, with_figures(BASE, unpaid_share=figure("unpaid_share", share, "share")))

    def said(one, two):
        found = compared([unpaid("A", one), unpaid("B", two)], ENGLISH)
        return next(measure for measure in found.measures if measure.key == "unpaid_share").difference

    assert said("0.32", "0.28") == "A: 4 more unpaid hours in every 100 than B"
    assert said("0.32", "0.312") == "A: 1 more unpaid hour in every 100 than B"
    assert said("0.3", "0.30001") == ""
    assert said("0.3", "0.304") == ""
    assert said("0.006", "0") == ""  # “under 1%” beside “0%” says it


@pytest.mark.parametrize(
    ("key", "unit", "one", "two", "says"),
    [
        ("hours", "hours", "30.001", "30", ""),
        ("hours", "hours", "30.06", "30.04", "A: 0.1 h more than B"),
        ("hours", "hours", "0.05", "0.04", "A: 0.6 min more than B"),
        ("days_to_be_paid", "days", "12.04", "12", ""),
        ("days_to_be_paid", "days", "13.04", "12", "A: 1 day longer than B"),
        ("outstanding", "money", "9.004", "9.001", ""),
        ("all_hours_rate", "money_per_hour", "9.004", "9.001", ""),
        ("all_hours_rate", "money_per_hour", "9.02", "9.01", "A: $0.01 more than B, or under 1%"),
    ],
)
def test_a_difference_is_one_of_what_is_shown(key, unit, one, two, says):
    base = narrowed(report(two_platforms(), as_of=AS_OF), HERON)
    sides = [
        Side(name, with_figures(base, **{key: figure(key, value, unit)}))
        for name, value in (("A", one), ("B", two))
    ]
    said = next(measure for measure in compared(sides, ENGLISH).measures if measure.key == key)
    assert said.difference == says


def test_a_name_of_ours_begins_small_inside_a_sentence():
    none = replace(paid("Work on no platform", "18"), name_inside="work on no platform")
    other = paid("Scribe", "38")
    said = compared([none, other], ENGLISH)
    assert said.finding == "Scribe paid $20.00 an hour more than work on no platform, or 111% more"
    assert (
        finding(none, paid("Quill", "9"))
        == "Work on no platform paid $9.00 an hour more than Quill, or 100% more"
    )


def test_a_file_has_rates_with_their_places_and_no_empty_zeros():
    sides = [paid("A", "20"), paid("B", "18.07691")]
    rows = {row[0].plain: [cell.plain for cell in row[1:]] for row in compared(sides, ENGLISH).table.rows}
    assert rows["Real hourly pay, after fees and costs"] == ["20.00", "18.0769"]
    assert rows["Hours you worked"] == ["6", "6"]

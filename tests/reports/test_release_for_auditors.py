"""What auditors get: every table and measure, the true sums that add up, and blanks where cells are hidden."""

from reports.cohorts import Measure
from reports.release import audit_tables, made_up_cells, protected
from reports.release.made_up import made_up_writers
from tests.reports.released_cohorts import alike, bare, frame, worked, writer

TABLES = bare(("platform", "kind"), ("place",))


def tables(cells):
    return {table.name: table for table in audit_tables(cells)}


def test_every_table_has_pay_hours_and_writers_cell_by_cell():
    both = [writer(worked(kind="rating"), worked(kind="ranking")) for _ in range(6)]
    found = tables(protected([*both, *alike(6, platform="quill")], TABLES, frame()))
    assert list(found) == [
        f"{name}_{measure}"
        for name in ("platform_by_kind", "place")
        for measure in ("pay", "hours", "writers")
    ]
    of = {name: {row.values: row.amount for row in table.rows} for name, table in found.items()}
    assert found["platform_by_kind_pay"].dimensions == ("platform", "kind")
    assert of["platform_by_kind_pay"][("annex", "Total")] == 24_000
    assert of["platform_by_kind_hours"][("Total", "Total")] == 18 * 3600
    # Six writers in two kinds each count twice in the table with kinds, and once by place.
    assert of["platform_by_kind_writers"][("annex", "Total")] == 12
    assert of["platform_by_kind_writers"][("Total", "Total")] == 18
    assert of["place_writers"] == {("US-CA",): 12, ("Total",): 12}


def test_cells_are_hidden_in_all_measures_alike():
    crowds = [*alike(12), *alike(12, kind="ranking"), *alike(12, platform="quill")]
    cells = protected([*crowds, *alike(3, platform="quill", kind="ranking")], TABLES, frame())
    found = tables(cells)
    hidden = {row.values for row in found["platform_by_kind_pay"].rows if row.is_hidden}
    assert ("quill", "ranking") in hidden
    for measure in Measure:
        if f"platform_by_kind_{measure}" in found:
            rows = found[f"platform_by_kind_{measure}"].rows
            assert {row.values for row in rows if row.is_hidden} == hidden


def test_a_made_up_campaign_adds_up_and_has_secrets():
    found = tables(made_up_cells(3))
    assert any(row.is_hidden for row in found["platform_by_kind_pay"].rows)
    for table in found.values():
        amounts = {row.values: row.amount for row in table.rows}
        whole = ("Total",) * len(table.dimensions)
        inner = [amount for values, amount in amounts.items() if "Total" not in values]
        assert sum(inner) == amounts[whole]


def test_a_seed_is_a_campaign():
    assert made_up_writers(3) == made_up_writers(3) != made_up_writers(4)

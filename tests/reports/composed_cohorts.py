"""Cohorts made up for tests: skewed pay, writers in several cells, linked tables of two and three dimensions."""

import numpy as np

from reports.cohorts import Cohort, Contribution, Layout, Measure, cohort
from reports.definitions import TASK_KINDS

PLATFORM_BY_KIND = "platform_by_kind"


def named(prefix, count):
    return tuple(f"{prefix}{number}" for number in range(count))


def table(rows, measure=Measure.PAY, name="table"):
    """A cohort of one table in which each number is the pay of one writer, or a list of those of several.

    `table({"A": {"X": [50, 49, 1], "Y": 30}})` has the dimensions row and column.
    """
    columns = tuple(dict.fromkeys(column for row in rows.values() for column in row))
    layout = Layout(name, {"row": tuple(rows), "column": columns})
    made, writer = [], 0
    for row, cells in rows.items():
        for column, amounts in cells.items():
            for amount in amounts if isinstance(amounts, list) else [amounts]:
                if amount:
                    made.append(Contribution(writer, {"row": row, "column": column}, {measure: amount}))
                    writer += 1
    return cohort([layout], {name: made}, writer)


def campaign(seed, writers) -> Cohort:
    """Writers of a campaign of eight platforms, all kinds of work, four pay models and twenty places, one for each writer."""
    chance = np.random.default_rng(seed)
    values = {
        "platform": (*named("P", 7), "other"),
        "kind": (*TASK_KINDS, "other"),
        "pay_model": named("M", 4),
        "place": named("L", 20),
    }
    weights = {name: 1 / np.arange(1, len(words) + 1) for name, words in values.items()}

    def drawn(name):
        return str(chance.choice(values[name], p=weights[name] / weights[name].sum()))

    contributions = []
    for writer in range(writers):
        place = drawn("place")
        for _ in range(int(chance.integers(1, 5))):
            worked = {name: drawn(name) for name in values} | {"place": place}
            seconds = int(chance.lognormal(10.5, 1.0))
            pay = int(seconds * chance.lognormal(0, 0.5) * 25 * 100 / 3600)
            amounts = {
                Measure.PAY: pay,
                Measure.HOURS: seconds,
                Measure.PAID_HOURS: int(seconds * chance.choice([0, 0.6, 0.8, 0.9, 1])),
            }
            contributions.append(Contribution(writer, worked, amounts))
    tables = {PLATFORM_BY_KIND: ("platform", "kind"), "pay_model": ("pay_model",), "place": ("place",)}
    layouts = [Layout(name, {one: values[one] for one in dimensions}) for name, dimensions in tables.items()]
    return cohort(layouts, dict.fromkeys(tables, contributions), writers)


def composed(seed, writers, *, platforms=4, kinds=5, places=0, pay_models=2) -> Cohort:
    """Writers with a log-normal pay on few platforms and kinds; with `places` above 0 the main table has three dimensions."""
    chance, paid = np.random.default_rng(seed), np.random.default_rng([seed, 1])
    main = {"platform": named("P", platforms), "kind": named("K", kinds)}
    if places:
        main["place"] = named("L", places)
    by_model = {"pay_model": named("M", pay_models)}
    weights = {name: 1 / np.arange(1, len(values) + 1) for name, values in {**main, **by_model}.items()}

    def drawn(name, values):
        return str(chance.choice(values, p=weights[name] / weights[name].sum()))

    contributions = []
    for writer in range(writers):
        place = drawn("place", main["place"]) if places else None
        for _ in range(int(chance.integers(1, 5))):
            values = {name: drawn(name, main[name]) for name in ("platform", "kind")} | {
                "pay_model": drawn("pay_model", by_model["pay_model"])
            }
            if place:
                values["place"] = place
            seconds = int(chance.lognormal(10.5, 1.0))
            pay = int(seconds * chance.lognormal(0, 0.5) * 25 * 100 / 3600)
            amounts = {
                Measure.PAY: pay,
                Measure.HOURS: seconds,
                Measure.PAID_HOURS: int(seconds * paid.choice([0, 0.6, 0.8, 0.9, 1])),
            }
            contributions.append(Contribution(writer, values, amounts))
    layouts = [Layout(PLATFORM_BY_KIND, main), Layout("pay_model", by_model)]
    return cohort(layouts, {layout.name: contributions for layout in layouts}, writers)

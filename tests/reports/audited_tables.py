"""Tables for attacks: small grids of pay, whose cells are named by row and column."""

from reports.audit import attacks, intervals
from reports.cohorts import Measure
from tests.reports.composed_cohorts import table


def crowd(total, writers=10):
    """So many writers with nearly the same pay: a cell that is safe by itself."""
    return [total // writers + (place < total % writers) for place in range(writers)]


def grid(text, *, alone=()):
    """Rows like `A X=20 Y=30`; every cell a crowd, except those in `alone`, which are one writer's."""
    rows = {}
    for line in text.strip().splitlines():
        row, *cells = line.split()
        rows[row] = {}
        for column, amount in (cell.split("=") for cell in cells):
            rows[row][column] = int(amount) if row + column in alone else crowd(int(amount))
    return table(rows)


def cells(cohort, names):
    """The numbers of cells: `AX` is inner, `A.` a row's margin, `.X` a column's."""
    return frozenset(_cell(cohort, name) for name in names.split())


def _cell(cohort, name):
    values = {"row": name[0], "column": name[1]}
    return cohort.number(**{dimension: value for dimension, value in values.items() if value != "."})


def name_of(place):
    values = dict(place)
    return values.get("row", ".") + values.get("column", ".")


def learned(cohort, hidden, measure=Measure.PAY):
    """What the public learns of each hidden cell."""
    attack = next(one for one in attacks(cohort, hidden) if one.measure is measure)
    return {name_of(cohort.cells[cell]): ends for cell, ends in intervals(attack, hidden).items()}


def found(findings, *kinds, measure=Measure.PAY):
    """The names of the cells in findings of some kinds."""
    return {name_of(one.place) for one in findings if one.kind in kinds and one.measure is measure}


def possible(sums, hidden):
    """The slow twin of an interval: every table of whole numbers that would have been shown just the same."""
    secret = [place for place, cell in enumerate(sums.cells) if int(cell) in hidden]
    left = {
        parts: sum(int(sums.values[part]) for part in parts if part in secret)
        for _, parts in sums.equations
        if not set(parts).isdisjoint(secret)
    }
    tables = list(_filled(secret, left))
    return {
        int(sums.cells[place]): (min(column), max(column))
        for place, column in zip(secret, zip(*tables, strict=True), strict=True)
    }


def _filled(places, left):
    """Whole numbers for the places, so that those of each equation add up to what is left of it; margins are shown."""
    if not places:
        yield ()
        return
    first, *others = places
    mine = [parts for parts in left if first in parts]
    most = min(left[parts] for parts in mine)
    full = {left[parts] for parts in mine if set(parts).isdisjoint(others)}
    for value in full or range(most + 1):
        if value <= most and full <= {value}:
            rest = {parts: amount - value * (parts in mine) for parts, amount in left.items()}
            yield from ((value, *more) for more in _filled(others, rest))

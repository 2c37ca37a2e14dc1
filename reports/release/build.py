"""From the answers of a cohort to its release."""

from __future__ import annotations

from collections.abc import Sequence

from reports.disclosure import band
from reports.programme import TablePlan, WriterAnswers
from reports.release.alone import none_alone
from reports.release.cells import WHOLE, protected
from reports.release.deductions import deductions_kept
from reports.release.document import Protection, Release
from reports.release.drafts import drafted
from reports.release.frame import Frame
from reports.release.platforms import few_of_each_platform
from reports.release.tables import names_in, released_table, withheld_in


def build(answers: Sequence[WriterAnswers], programme: Sequence[TablePlan], frame: Frame) -> Release:
    """Everything that may be told of a cohort and a period.

    Cells are protected and attacked first; figures are made of what withstood. The same writers, in whatever order,
    give the same release, as long as the seconds of the frame suffice.

    Parameters
    ----------
    answers
        Of each writer who counts, also of those without work in the period.
    programme
        All tables; keys of tables, and of the columns of one table, are unique.
    frame
        The campaign's words, values, rules and seed.

    Raises
    ------
    TooFewWriters
        When fewer than k writers have work in the period.
    NoPattern, NotReleasable
        When the cells cannot be protected, or do not withstand the attack.
    SumOfCells
        When a table with dimensions asks for a sum.
    """
    cells = protected(answers, programme, frame)
    kept = deductions_kept(drafted(cells, programme, frame), cells, frame.rules)
    drafts = none_alone(kept, cells.lines())
    few = few_of_each_platform(drafts, cells, programme, frame.rules)
    tables = tuple(released_table(table, cells, few.drafts) for table in programme)
    return Release(
        frame.campaign,
        frame.organization,
        frame.question,
        frame.period,
        frame.currency,
        frame.released_on,
        band(cells.counts[WHOLE]),
        _protection(withheld_in(tables), few.dropped, frame),
        names_in(tables, frame.names),
        tables,
    )


def _protection(hidden: int, dropped: int, frame: Frame) -> Protection:
    """How many cells were attacked is not among it: that would tell how many of the hidden ones are empty."""
    return Protection(
        smallest_group=frame.rules.k,
        rules_version=frame.rules.version,
        programme_version=frame.programme_version,
        code_version=frame.code_version,
        cells_hidden=hidden,
        columns_dropped=dropped,
    )

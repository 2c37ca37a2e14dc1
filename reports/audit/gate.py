"""The last question before a release: does it withstand the attack."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from reports.audit.demands import Demands
from reports.audit.differences import Released, differences
from reports.audit.findings import Audit, Finding, NotReleasable
from reports.audit.insider import insider
from reports.audit.outsider import open_cells, outsider
from reports.audit.published import EXACT, Published
from reports.cohorts import Cohort


def audit(
    cohort: Cohort,
    hidden: AbstractSet[int],
    demands: Demands,
    published: Published = EXACT,
    *,
    is_over: Callable[[], bool] = lambda: False,
) -> Audit:
    """Attack the tables of a cohort as the public and as each of its writers.

    Parameters
    ----------
    cohort
        All tables of one period.
    hidden
        The numbers of the cells that are not shown; they are hidden in every measure.
    demands
        What they must withstand.
    published
        What is shown less than exactly; by default all else is known to the last cent.
    is_over
        Whether the time of the attack is over, by the clock of whoever asks.

    Raises
    ------
    Unproved
        When the time was over before the attack was.
    NotTheTruth
        When a published interval leaves out its sum.

    References
    ----------
    Handbook on Statistical Disclosure Control, chapter 4 (github.com/sdcTools/HandbookSDC): the p per cent rule, its
    protection levels, and the audit of a pattern of hidden cells by linear programming.
    """
    findings: tuple[Finding, ...] = (
        *open_cells(cohort, hidden, demands),
        *outsider(cohort, hidden, demands, published, is_over=is_over),
        *insider(cohort, hidden, demands, published, is_over=is_over),
    )
    return Audit(sum(bool(cohort.writers[cell]) for cell in hidden), findings)


def check_releasable(
    cohort: Cohort,
    hidden: AbstractSet[int],
    demands: Demands,
    published: Published = EXACT,
    *,
    is_over: Callable[[], bool] = lambda: False,
) -> Audit:
    """The audit of tables that may be released.

    Raises
    ------
    NotReleasable
        When anything was found; `Unproved` when the time was over before. Its sentence has no cell and no amount in it.
    """
    done = audit(cohort, hidden, demands, published, is_over=is_over)
    if not done.is_releasable:
        raise NotReleasable(done.findings)
    return done


def check_difference(before: Released, after: Released, demands: Demands) -> None:
    """Nothing, where two releases tell no more together than each by itself.

    Raises
    ------
    NotReleasable
        When a cell that both show changed by too few writers, or mostly by one.
    """
    findings = tuple(differences(before, after, demands))
    if findings:
        raise NotReleasable(findings)

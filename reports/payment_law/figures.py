"""The numbers of one contract beside one law, each with its sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from reports.figures import Figure, Step, Unit, figure_of
from reports.payment_law.checks import NOT_FINISHED, LawCheck
from reports.payment_law.due import Part
from reports.payment_law.laws import Law
from reports.payment_law.worth import Worth
from reports.periods import Period
from reports.row_ids import together
from reports.wording import N_


def check_figures(check: LawCheck, period: Period) -> dict[str, Figure]:
    """The numbers of one contract beside one law.

    Parameters
    ----------
    check
        The contract beside the law.
    period
        The days the page is about; the numbers are those of `check.as_of`.

    Returns
    -------
    dict
        contract_worth (dollars, “at least” where the worth of another contract is not known),
        statutory_late_days (0 or more) and statutory_unpaid (dollars).
    """
    worth = check.worth if check.worth is not None and check.worth.says_something else None
    listed = [
        law_figure(
            "contract_worth",
            None if worth is None else worth.known,
            "money",
            () if worth is None or check.law is None else _worth_steps(worth, check.law),
            checks=[check],
            period=period,
            reason=check.reason,
            at_least=worth is not None and worth.unknown_count > 0,
        ),
        law_figure(
            "statutory_late_days",
            None if check.due_on is None else check.late_days,
            "days",
            late_steps(check),
            checks=[check],
            period=period,
            reason=check.reason,
        ),
        law_figure(
            "statutory_unpaid",
            check.unpaid if check.applies else None,
            "money",
            _unpaid_steps(check),
            checks=[check],
            period=period,
            reason=check.reason,
        ),
    ]
    return {figure.key: figure for figure in listed}


def law_figure(
    key: str,
    value: Fraction | int | None,
    unit: Unit,
    steps: tuple[Step, ...],
    *,
    checks: Sequence[LawCheck],
    period: Period,
    reason: str | None,
    at_least: bool = False,
) -> Figure:
    """A figure that rests on some checks: their laws are its parameters, their contracts its rows."""
    shown = figure_of(
        key,
        value,
        unit,
        period=period,
        reason=reason or NOT_FINISHED,
        currency="USD" if unit == "money" else None,
        at_least=at_least,
        steps=steps,
        rows=together(check.contract.all_rows() for check in checks),
    )
    laws = [row for check in checks if check.law is not None for row in check.law.parameters]
    return replace(shown, parameters=tuple(dict.fromkeys(laws)))


def _worth_steps(worth: Worth, law: Law) -> tuple[Step, ...]:
    """What the contract counts with, beside what the law asks for."""
    days = {"first": worth.window.start, "last": worth.window.last}
    label = N_("This contract and others with the same platform, {first} to {last}")
    return (
        Step("", label, worth.known, "money", days),
        Step("", N_("The law holds from"), law.threshold, "money"),
    )


def late_steps(check: LawCheck) -> tuple[Step, ...]:
    """From the agreed day, or from the end of the work less the law's days, to the day the last part came."""
    if check.law is None or check.due_on is None:
        return ()
    result = Step("=", N_("Days past the due date, never below 0"), Fraction(check.late_days), "days")
    if not check.parts:
        return (result,)
    end = check.parts[-1].paid_on or check.as_of
    past = Fraction((end - check.due_on).days)
    if check.contract.agreed_on is not None:
        label = N_("From {due}, the day agreed for pay, to {end}")
        return (Step("", label, past, "days", {"due": check.due_on, "end": end}), result)
    given = Fraction(check.law.due_days)
    label = N_("From {completed}, the day the work was finished, to {end}")
    values = {"completed": check.contract.completed_on, "end": end}
    return (
        Step("", label, past + given, "days", values),
        Step("-", N_("Days the law gives for paying"), given, "days"),
        result,
    )


def _unpaid_steps(check: LawCheck) -> tuple[Step, ...]:
    if not check.applies:
        return ()
    come = [part for part in check.parts if part.paid_on is not None]
    return (
        Step("", N_("What the contract is worth"), check.contract.amount, "money"),
        *map(_part_step, come),
        Step("=", N_("Not paid yet"), check.unpaid, "money"),
    )


def _part_step(part: Part) -> Step:
    return Step("-", N_("Came on {day}"), part.amount, "money", {"day": part.paid_on})

"""One writer's answers to every question of the programme, from one reading of her log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from reports.cohorts import Place, contributions_in, inner_cells
from reports.comparisons import Comparisons
from reports.frames import Fact, Ledger
from reports.ladder import ladder
from reports.log import Log, read_log
from reports.programme.arrears import say_arrears
from reports.programme.asking import Asking
from reports.programme.bearing import with_costs_borne
from reports.programme.cell_sums import cell_sums
from reports.programme.lasting import say_contracts, say_gaps, say_waits
from reports.programme.person import say_benefits, say_cover, say_covered_pay, say_minimum_wage
from reports.programme.plan import Answer, WriterAnswers
from reports.programme.promises import say_credit, say_pay_changes, say_reviews
from reports.programme.rates import say_rates
from reports.programme.said import Said, dimensions_by_question
from reports.programme.starting import say_onboarding
from reports.programme.tables import ANY, MOST, PROGRAMME
from reports.slices import parts_of
from reports.sums import select
from reports.topics import Material

_ASKED = dimensions_by_question(PROGRAMME)
_NOTHING = WriterAnswers((), {}, {})


def answers_of(writer: int, ledger: Ledger, asking: Asking) -> WriterAnswers:
    """What one writer brings to a release.

    Parameters
    ----------
    writer
        Her number in the cohort.
    ledger
        Her records, in any currencies.
    asking
        What every writer of the release is asked alike.

    Returns
    -------
    WriterAnswers
        Exact; empty for a writer without any work or pay in the period. A figure that has no value for her leaves its
        place out: missing is never zero.
    """
    log = read_log(
        replace(ledger, currency=asking.currency),
        as_of=asking.as_of,
        gap_threshold_days=asking.gap_threshold_days,
        rates=asking.rates,
    )
    selection = with_costs_borne(select(log.books, asking.period), log)
    if not len(selection.hours) and not len(selection.accruals):
        return _NOTHING
    cells = inner_cells(log, selection, asking.known)
    said = Said(_ASKED)
    wanted = dict.fromkeys(names for sets in _ASKED.values() for names in sets)
    say_rates(said, cell_sums(selection, cells, log.books.advertised, wanted), asking.currency)
    _say_the_rest(said, log, asking)
    return WriterAnswers(
        contributions_in(cells, writer, selection),
        {question: _told(question, answers) for question, answers in said.answers().items()},
        said.times(),
    )


def _say_the_rest(said: Said, log: Log, asking: Asking) -> None:
    """What is not made of the sums of cells."""
    material = _material(log, asking)
    say_gaps(said, log, asking, material.known)
    say_contracts(said, log, asking)
    say_waits(said, log, asking)
    say_arrears(said, log, asking)
    say_pay_changes(said, log, asking)
    say_credit(said, log, asking)
    say_reviews(said, log, asking)
    say_onboarding(said, log, asking, material)
    say_minimum_wage(said, asking, material)
    say_benefits(said, asking, material)
    say_cover(said, log, asking)
    say_covered_pay(said, log, asking, material)


def _material(log: Log, asking: Asking) -> Material:
    """What the measures of topics start from."""
    whole = ladder(select(log.books, asking.period), asking.currency, log.books.advertised)
    platforms = parts_of(whole.selection, "platform", asking.currency)
    compared = Comparisons(
        whole,
        platforms,
        log.books,
        log.situation,
        asking.parameters,
        log.situation.text_on(Fact.PLACE_OF_WORK, asking.period.last),
        asking.as_of,
    )
    return Material(
        *(log.ledger, log.books, whole, platforms, compared),
        *(log.gaps, log.spans, log.accounts, log.arrived, log.logged),
    )


def _told(question: str, answers: Mapping[Place, Answer]) -> Mapping[Place, Answer]:
    """Her voice as one of the writers, where a question is about them: yes or no."""
    if question in ANY:
        return {place: _voice(is_yes=one.over > 0) for place, one in answers.items()}
    if question in MOST:
        return {place: _voice(is_yes=2 * one.over > one.under) for place, one in answers.items()}
    return answers


def _voice(*, is_yes: bool) -> Answer:
    return Answer(Fraction(int(is_yes)))

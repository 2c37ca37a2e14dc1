"""The report in a few words: promised beside real hourly pay, one sentence, and four facts.

Which sentence is true is decided here alone. Others are told the same one through a `Saying`, so a message that speaks
to the writer, or that rounding could make untrue, has its other words there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from reports.charts.model import digits_of, money_of, reason_of, share_text
from reports.charts.scope import scoped
from reports.definitions import LEFT_OUT
from reports.figures import ENOUGH_COVERAGE, Figure
from reports.narrowing import OF_ALL_WORK
from reports.personal import PersonalReport
from reports.wording import N_, Wording


@dataclass(frozen=True, slots=True)
class HeadWords:
    """Promised beside real hourly pay, one sentence, and what has to be said of how firm it is.

    `promised` is empty where there is none to compare with; `caveat` is empty where the rate is firm.
    """

    promised: str
    real: str
    sentence: str
    caveat: str = ""
    is_struck: bool = False  # the promise was more than the real pay: draw it struck out
    is_missing: bool = False  # `real` is a reason, not an amount
    is_negative: bool = False


@dataclass(frozen=True, slots=True)
class FactWords:
    """One figure by its key, and the sentence that explains it."""

    key: str
    amount: str
    unit: str
    sentence: str
    is_loss: bool = False
    is_missing: bool = False  # `amount` is a reason


def head_words(report: PersonalReport, words: Wording) -> HeadWords:
    """The head of a report."""
    promised, real = report.figures["advertised_rate"], report.figures["effective_hourly_rate"]
    is_known = promised.value is not None and real.value is not None and not promised.provisional
    return HeadWords(
        promised=words.money(promised.value, report.currency) if is_known and promised.value else "",
        real=money_of(real, report.currency, words),
        sentence=_of_kind(_sentence(promised, real, words), report, words),
        caveat=_caveat(report, words),
        is_struck=is_known and (real.value or 0) < (promised.value or 0),
        is_missing=real.value is None,
        is_negative=real.value is not None and real.value < 0,
    )


def _of_kind(sentence: str, report: PersonalReport, words: Wording) -> str:
    """The sentence; of a kind of work also what it leaves out, since waiting and tests are kinds of their own."""
    if report.only.kind is None:
        return sentence
    apart = words(N_("Unpaid time that is logged apart, such as waiting and tests, is not in it."))
    return f"{sentence} {apart}"


def _sentence(promised: Figure, real: Figure, words: Wording) -> str:
    if real.value is None and real.reason == "no_yardstick":
        return words(N_("Without a promised rate for the work there is nothing to compare the pay with."))
    if real.value is None:
        return words(N_("A rate needs hours and pay that belong together. Log both, and it stands here."))
    if real.value < 0:
        return words(N_("Fees, costs and money taken back were more than your pay."))
    if not promised.value or promised.value < 0:
        return words(
            N_("This is what an hour left you, once unpaid time, fees and costs are counted. "
               "No promised rate is logged to compare it with.")
        )  # fmt: skip
    if promised.provisional:
        return words(
            N_("This is what an hour left you, once unpaid time, fees and costs are counted. "
               "Too few of your paid hours had a promised rate to compare it with.")
        )  # fmt: skip
    return _kept(real.value / promised.value, words)


def _kept(share: Fraction, words: Wording) -> str:
    if share == 1:
        return words(
            N_("You got the hourly rate you were offered, even with unpaid time, fees and costs counted.")
        )
    if share > 1:
        return words(
            N_("You got more than the hourly rate you were offered, even with unpaid time, fees and costs "
               "counted.")
        )  # fmt: skip
    return words(
        N_("You kept {share} of the hourly rate you were offered, once unpaid time, fees and costs are "
           "counted."),
        share=share_text(share, words),
    )  # fmt: skip


def _caveat(report: PersonalReport, words: Wording) -> str:
    real = report.figures["effective_hourly_rate"]
    if not real.provisional:
        return ""
    coverage = real.coverage
    if coverage is None or coverage.enough:
        return words(N_("Provisional: some pay in another currency has not been paid yet."))
    pay, time = (
        words.share(share) if share is not None and share < ENOUGH_COVERAGE else ""
        for share in (coverage.pay_with_time, coverage.time_priced)
    )
    if pay and time:
        return words(
            N_("Provisional: only {pay} of your pay has logged hours, and only {time} of your hours have a price."),
            pay=pay,
            time=time,
        )  # fmt: skip
    if pay:
        return words(
            N_("Provisional: only {pay} of your pay has logged hours. It is firm once the rest has hours too."),
            pay=pay,
        )  # fmt: skip
    return words(
        N_("Provisional: only {time} of your hours have a price. It is firm once the rest has a price or is marked unpaid."),
        time=time,
    )  # fmt: skip


def left_out_words(report: PersonalReport, words: Wording) -> tuple[str, ...]:
    """What of the log the report does not count or show, and why: one sentence for each reason."""
    counted = tuple(
        words.plural(
            N_("{count} row is not counted: {reason}."),
            N_("{count} rows are not counted: {reason}."),
            count,
            reason=words(LEFT_OUT[reason]),
        )
        for reason, count in sorted(report.left_out.items())
    )
    if report.only.kind is None:
        return counted
    no_months = words(
        N_("What was earned and what arrived by month is left out: money that arrives does not say for which "
           "kind of work.")
    )  # fmt: skip
    return (*counted, no_months)


def fact_words(report: PersonalReport, words: Wording) -> tuple[FactWords, ...]:
    """Unpaid hours, days in gaps, money owed, days to be paid."""
    facts = (
        _unpaid(report, words, "unpaid_hours"),
        _gap_days(report, words, "gap_days"),
        _owed(report, words, "outstanding"),
        _to_be_paid(report, words, "days_to_be_paid"),
    )
    return tuple(
        replace(fact, sentence=scoped(fact.sentence, report, words, is_of_all=fact.key in OF_ALL_WORK))
        for fact in facts
    )


def _missing(figure: Figure, sentence: str, words: Wording, key: str) -> FactWords:
    return FactWords(key, reason_of(figure, words), "", sentence, is_missing=True)


def _unpaid(report: PersonalReport, words: Wording, key: str) -> FactWords:
    unpaid, hours = report.figures["unpaid_hours"], report.figures["hours"]
    if unpaid.value is None or not hours.value:
        return _missing(unpaid if unpaid.value is None else hours, words(N_("unpaid time")), words, key)
    whole = words.number(hours.value, digits_of(hours.value))
    if report.figures["unpaid_share"].value is None:  # too few rounded hours for a per cent of them
        sentence = words(N_("of your {hours} hours were unpaid"), hours=whole)
    else:
        share = share_text(unpaid.value / hours.value, words)
        sentence = words(N_("of your {hours} hours were unpaid, {share}"), hours=whole, share=share)
    amount = words.number(unpaid.value, digits_of(unpaid.value))
    unit = words.plural(N_("hour"), N_("hours"), _count(unpaid.value))
    return FactWords(key, amount, unit, sentence, is_loss=unpaid.value > 0)


def _gap_days(report: PersonalReport, words: Wording, key: str) -> FactWords:
    days, count = report.figures["gap_days"], report.figures["gap_count"]
    longest, limit = report.figures["longest_gap"].value, report.gap_threshold_days
    if not days.value:
        sentence = words(N_("gaps of more than {days} days with no work"), days=limit)
        if days.value is None:
            return _missing(days, sentence, words, key)
        return FactWords(key, words.number(0), words(N_("days")), sentence)
    sentence = words.plural(
        N_("in {count} gap of more than {days} days with no work. It was {longest} days"),
        N_("in {count} gaps, each more than {days} days with no work. The longest was {longest}"),
        int(count.value or 0),
        days=limit,
        longest=words.number(longest or days.value),
    )
    amount, unit = words.number(days.value), words(N_("days"))
    return FactWords(key, amount, unit, sentence, is_loss=True)


def _owed(report: PersonalReport, words: Wording, key: str) -> FactWords:
    owed = report.figures["outstanding"]
    if owed.value is None:
        return _missing(owed, words(N_("owed to you now")), words, key)
    amount = words.money(owed.value, report.currency, whole=True)
    return FactWords(key, amount, "", _how_late(owed.value, report, words))


def _how_late(owed: Fraction, report: PersonalReport, words: Wording) -> str:
    late, oldest = (report.figures[key].value for key in ("outstanding_late", "oldest_late_days"))
    if not owed:
        return words(N_("Nothing is owed to you"))
    if not late:
        return words(N_("owed to you now. None of it is known to be late"))
    amount = words.money(late, report.currency, whole=True)
    if not oldest:  # how old is not known, or not told
        return words(N_("owed to you now. {late} of it is late"), late=amount)
    return words.plural(
        N_("owed to you now. {late} of it is late, the oldest by {count} day"),
        N_("owed to you now. {late} of it is late, the oldest by {count} days"),
        int(oldest),
        late=amount,
    )


def _to_be_paid(report: PersonalReport, words: Wording, key: str) -> FactWords:
    days = report.figures["days_to_be_paid"]
    sentence = words(N_("from the end of a job to its pay: the median, with unpaid jobs counted"))
    if days.value is None:
        return _missing(days, sentence, words, key)
    amount = words.number(days.value, digits_of(days.value))
    unit = words.plural(N_("day"), N_("days"), _count(days.value))
    return FactWords(key, amount, unit, sentence)


def _count(value: Fraction) -> int:
    """For the choice between one and many: 1.5 is many."""
    return int(value) if value.denominator == 1 else 2

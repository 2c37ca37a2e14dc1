"""What a shared dashboard says around its charts, of the writer and never to her."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from reports.charts.model import money_of, reason_of
from reports.definitions import LEFT_OUT, METHOD_VERSION
from reports.figures import Figure
from reports.personal import PersonalReport
from reports.sharing.choices import Amounts, Choices
from reports.sharing.dashboard import SharedFact, SharedHero
from reports.sharing.figuring import PROMISED, REAL
from reports.wording import N_, Wording


def title_of(words: Wording) -> str:
    """The heading."""
    return words(N_("What an hour of AI-training work paid"))


def period_of(report: PersonalReport, words: Wording) -> str:
    """“March to October 2026, 20 contracts on 5 platforms”."""
    period = report.period
    days = words.days(period.start, max(period.last, period.start))
    if not report.contracts:
        return days
    platforms = len({bar.platform_id for bar in report.contracts})
    contracts = words.plural(N_("{count} contract"), N_("{count} contracts"), len(report.contracts))
    return words.plural(
        N_("{days}, {contracts} on {count} platform"),
        N_("{days}, {contracts} on {count} platforms"),
        platforms,
        days=days,
        contracts=contracts,
    )


def hero_of(report: PersonalReport, amounts: Amounts, words: Wording) -> SharedHero:
    """Promised beside real."""
    promised, real = report.figures[PROMISED], report.figures[REAL]
    is_known = bool(promised.value and real.value is not None and not promised.provisional)
    return SharedHero(
        promised=words.money(promised.value, report.currency) if is_known and promised.value else "",
        real=money_of(real, report.currency, words),
        sentence=_hero_sentence(promised, real, amounts, words),
        caveat=_caveat(real, words),
        is_struck=is_known and (real.value or 0) < (promised.value or 0),
        is_missing=real.value is None,
        is_negative=real.value is not None and real.value < 0,
    )


def _hero_sentence(promised: Figure, real: Figure, amounts: Amounts, words: Wording) -> str:
    if real.value is None and real.reason == "no_yardstick":
        return words(N_("Without a promised rate for the work there is nothing to compare the pay with."))
    if real.value is None:
        return words(N_("The log has no hours and pay yet that belong together."))
    if real.value < 0:
        return words(N_("Fees, costs and money taken back were more than the pay."))
    if not promised.value or promised.value < 0:
        return words(
            N_("This is what an hour left, once unpaid time, fees and costs are counted. "
               "No promised rate is logged to compare it with.")
        )  # fmt: skip
    if promised.provisional:
        return words(
            N_("This is what an hour left, once unpaid time, fees and costs are counted. "
               "Too few of the paid hours had a promised rate to compare it with.")
        )  # fmt: skip
    return _share_sentence(real.value / promised.value, amounts, words)


def _share_sentence(share: Fraction, amounts: Amounts, words: Wording) -> str:
    if share == 1 and amounts is not Amounts.EXACT:
        return words(N_("About the rate promised, once unpaid time, fees and costs are counted."))
    if share >= 1:
        return words(N_("The rate promised or more, even with unpaid time, fees and costs counted."))
    message = N_("{share} of the rate promised, once unpaid time, fees and costs are counted.")
    if amounts is Amounts.BANDS:
        message = N_("About {share} of the rate promised, once unpaid time, fees and costs are counted.")
    return words(message, share=words.share(share))


def _caveat(real: Figure, words: Wording) -> str:
    if not real.provisional:
        return ""
    return words(N_("Provisional: for part of the work the hours or the pay are not known yet."))


def facts_of(report: PersonalReport, words: Wording, *, is_part: bool = False) -> tuple[SharedFact, ...]:
    """Unpaid hours, days in gaps, money owed (not of a part of the log), days to be paid."""
    owed = () if is_part else (_owed(report, words),)
    return _unpaid(report, words), _gap_days(report, words), *owed, _to_be_paid(report, words)


def _missing(figure: Figure, sentence: str, words: Wording) -> SharedFact:
    return SharedFact(reason_of(figure, words), "", sentence, is_missing=True)


def _unpaid(report: PersonalReport, words: Wording) -> SharedFact:
    unpaid, hours = report.figures["unpaid_hours"], report.figures["hours"]
    if unpaid.value is None or not hours.value:
        return _missing(unpaid if unpaid.value is None else hours, words(N_("unpaid time")), words)
    sentence = words(
        N_("of {hours} hours were unpaid, {share}"),
        hours=_number(hours.value, words),
        share=words.share(unpaid.value / hours.value),
    )
    unit = words.plural(N_("hour"), N_("hours"), _count(unpaid.value))
    return SharedFact(_number(unpaid.value, words), unit, sentence, is_loss=unpaid.value > 0)


def _gap_days(report: PersonalReport, words: Wording) -> SharedFact:
    days, count = report.figures["gap_days"], report.figures["gap_count"]
    longest, limit = report.figures["longest_gap"].value, report.gap_threshold_days
    if not days.value:
        sentence = words(N_("gaps of more than {days} days with no work"), days=limit)
        if days.value is None:
            return _missing(days, sentence, words)
        return SharedFact(words.number(0), words(N_("days")), sentence)
    sentence = words.plural(
        N_("in {count} gap of more than {days} days with no work. It was {longest} days"),
        N_("in {count} gaps, each more than {days} days with no work. The longest was {longest}"),
        int(count.value or 0),
        days=limit,
        longest=words.number(longest or days.value),
    )
    return SharedFact(words.number(days.value), words(N_("days")), sentence, is_loss=True)


def _owed(report: PersonalReport, words: Wording) -> SharedFact:
    owed, late = report.figures["outstanding"], report.figures["outstanding_late"].value
    if owed.value is None:
        return _missing(owed, words(N_("earned and not paid yet")), words)
    if not owed.value:
        sentence = words(N_("Nothing that was earned is still to be paid"))
    elif late:
        amount = words.money(late, report.currency, whole=True)
        sentence = words(N_("earned and not paid yet. {late} of it is late"), late=amount)
    else:
        sentence = words(N_("earned and not paid yet"))
    return SharedFact(words.money(owed.value, report.currency, whole=True), "", sentence)


def _to_be_paid(report: PersonalReport, words: Wording) -> SharedFact:
    days = report.figures["days_to_be_paid"]
    sentence = words(N_("from the end of a job to its pay: the median, with unpaid jobs counted"))
    if days.value is None:
        return _missing(days, sentence, words)
    unit = words.plural(N_("day"), N_("days"), _count(days.value))
    return SharedFact(_number(days.value, words), unit, sentence)


def _count(value: Fraction) -> int:
    """For the choice between one and many: 1.5 is many."""
    return int(value) if value.denominator == 1 else 2


def _number(value: Fraction, words: Wording) -> str:
    """Small numbers need a place after the point, large ones do not."""
    return words.number(value, 1 if abs(value) < 100 else 0)


def notes_of(report: PersonalReport, choices: Choices, words: Wording) -> tuple[str, ...]:
    """What a reader has to know of the figures."""
    notes = []
    if choices.amounts is Amounts.BANDS:
        notes.append(
            words(
                N_("All figures are rounded first, and only then counted and drawn. Pay for an hour is in whole "
                   "{currency}. Other sums are in tens, and large ones keep two digits. Hours are whole, and large "
                   "numbers of them keep two digits. Totals add up the rounded parts."),
                currency=report.currency,
            )
        )  # fmt: skip
    elif choices.amounts is Amounts.RATIOS:
        notes.append(
            words(
                N_("No amounts of money are shown. 100 per cent is the rate that was promised for an hour of all "
                   "the work. For sums of money it is all that was earned. Per cent and hours are rounded.")
            )
        )  # fmt: skip
    if not choices.days:
        notes.append(words(N_("Months are shown, and no days.")))
    if not choices.own_names:
        notes.append(words(N_("Platforms have code names.")))
    return tuple(notes)


def left_out_of(report: PersonalReport, words: Wording) -> tuple[str, ...]:
    """What of the log is not counted, and why."""
    return tuple(
        words.plural(
            N_("{count} row is not counted: {reason}."),
            N_("{count} rows are not counted: {reason}."),
            count,
            reason=words(LEFT_OUT[reason]),
        )
        for reason, count in sorted(report.left_out.items())
    )


def source_of(made_on: date, words: Wording) -> str:
    """Who says so, when, and by which measures."""
    return words(
        N_("As logged by the writer, {day}. Computed by version {version} of the method."),
        day=words.day(made_on),
        version=METHOD_VERSION,
    )

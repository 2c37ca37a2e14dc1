"""What only a shared dashboard says: its heading, its period, what was done to its figures, and whose they are."""

from __future__ import annotations

from datetime import date

from reports.definitions import METHOD_VERSION
from reports.personal import PersonalReport
from reports.sharing.choices import Amounts, Choices
from reports.wording import N_, Wording


def title_of(words: Wording) -> str:
    """The heading."""
    return words(N_("What an hour of AI-training work paid"))


#: Parts that show how many contracts and platforms there are.
_THAT_COUNT = frozenset({"timeline", "platforms"})


def period_of(report: PersonalReport, choices: Choices, words: Wording) -> str:
    """“March to October 2026, 20 contracts on 5 platforms”; no counts where no part that was chosen shows them."""
    period = report.period
    days = words.days(period.start, max(period.last, period.start))
    if not report.contracts or not _THAT_COUNT & set(choices.parts):
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


def notes_of(report: PersonalReport, choices: Choices, words: Wording) -> tuple[str, ...]:
    """What a reader has to know of the figures."""
    notes = []
    if choices.amounts is Amounts.BANDS:
        notes.append(
            words(
                N_("All figures are rounded first, and only then counted and drawn. Pay for an hour is in whole "
                   "{currency}. Other sums are in tens, and large ones keep two digits. Sums side by side, such as "
                   "months, are rounded to the same step, that of the largest. What a staff job would have added is "
                   "counted in whole per cent of the pay. Hours are whole, and large numbers of them keep two "
                   "digits. Totals of money add up the rounded parts."),
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
        notes.append(
            words(
                N_(
                    "Months are shown, and no days. Gaps that go on, what is late, and waits for pay that has not "
                    "come are as of the first of the month."
                )
            )
        )
    if not choices.own_names:
        notes.append(words(N_("Platforms have code names.")))
    return tuple(notes)


def source_of(made_on: date, words: Wording) -> str:
    """Who says so, when, and by which measures."""
    return words(
        N_("As logged by the writer, {day}. Computed by version {version} of the method."),
        day=words.day(made_on),
        version=METHOD_VERSION,
    )

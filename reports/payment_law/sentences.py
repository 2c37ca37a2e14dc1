"""What the late-payment check says in words: information, no advice, and no finding that a law was broken."""

from __future__ import annotations

from reports.payment_law.checks import LawCheck
from reports.sentences import Sentence
from reports.wording import N_

#: Stands under every result of the check.
NOT_ADVICE = N_("This is information, not legal advice.")

#: What to ask where no pay date is known: terms that were clicked through may name one.
ASK_FOR_PAY_DATE = N_(
    "Do the terms name a day for pay? Look also at terms you only clicked through. That day counts then."
)

#: What goes with a law for some kinds of work while the writer was not asked about hers.
ONLY_LISTED_WORK = N_(
    "This law is for writers, editors and other kinds of work that it lists. We take it that your work is one."
)


def late_sentence(check: LawCheck) -> Sentence | None:
    """The sentence of a contract that is past its due date or was paid past it; None for any other.

    It has the values law, due and, where one is on file, multiple; {count} are the days.
    """
    if check.law is None or not (check.is_past_due or check.was_paid_late):
        return None
    multiple = check.law.multiple
    one, many = _forms(has_multiple=multiple is not None, is_unpaid=check.is_past_due)
    values: dict[str, object] = {"law": check.name, "due": check.due_on}
    if multiple is not None:
        values["multiple"] = multiple
    return Sentence(one, values, many, check.late_days)


def _forms(*, has_multiple: bool, is_unpaid: bool) -> tuple[str, str]:
    """The sentence for one day and for more."""
    if is_unpaid and has_multiple:
        return (
            N_(
                "{law}, due {due}: past the statutory due date by {count} day; the law provides for up to"
                " {multiple}x the unpaid amount"
            ),
            N_(
                "{law}, due {due}: past the statutory due date by {count} days; the law provides for up to"
                " {multiple}x the unpaid amount"
            ),
        )
    if is_unpaid:
        return (
            N_("{law}, due {due}: past the statutory due date by {count} day"),
            N_("{law}, due {due}: past the statutory due date by {count} days"),
        )
    if has_multiple:
        return (
            N_(
                "{law}, due {due}: paid {count} day past the statutory due date; the law provides for up to"
                " {multiple}x the amount unpaid on that date"
            ),
            N_(
                "{law}, due {due}: paid {count} days past the statutory due date; the law provides for up to"
                " {multiple}x the amount unpaid on that date"
            ),
        )
    return (
        N_("{law}, due {due}: paid {count} day past the statutory due date"),
        N_("{law}, due {due}: paid {count} days past the statutory due date"),
    )

"""What of a cohort's cells may be shown: rules, the cheapest pattern of hidden cells, rounding, and what platforms know."""

from reports.disclosure.books import Books, UnusableBooks
from reports.disclosure.computable import Figure, What
from reports.disclosure.fitting import fitting
from reports.disclosure.pattern import NoPattern, Pattern
from reports.disclosure.protect import SECONDS_OF_A_CALL, protect
from reports.disclosure.rounding import Band, NoBand, Step, band, rounded
from reports.disclosure.rules import (
    WRITERS_OF_A_SUM,
    KTooSmall,
    Rules,
    UnusableRule,
    Vague,
    may_show_quantile,
    primary,
    share_shown,
)
from reports.disclosure.subsets import chosen

__all__ = [
    "SECONDS_OF_A_CALL",
    "WRITERS_OF_A_SUM",
    "Band",
    "Books",
    "Figure",
    "KTooSmall",
    "NoBand",
    "NoPattern",
    "Pattern",
    "Rules",
    "Step",
    "UnusableBooks",
    "UnusableRule",
    "Vague",
    "What",
    "band",
    "chosen",
    "fitting",
    "may_show_quantile",
    "primary",
    "protect",
    "rounded",
    "share_shown",
]

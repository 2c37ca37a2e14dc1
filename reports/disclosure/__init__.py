"""What of a cohort's cells may be shown: rules, the cheapest pattern of hidden cells, and rounding."""

from reports.disclosure.pattern import NoPattern, Pattern
from reports.disclosure.protect import protect
from reports.disclosure.rounding import Band, NoBand, Step, band, rounded
from reports.disclosure.rules import (
    KTooSmall,
    Rules,
    Vague,
    may_show,
    may_show_quantile,
    primary,
    share_shown,
)

__all__ = [
    "Band",
    "KTooSmall",
    "NoBand",
    "NoPattern",
    "Pattern",
    "Rules",
    "Step",
    "Vague",
    "band",
    "may_show",
    "may_show_quantile",
    "primary",
    "protect",
    "rounded",
    "share_shown",
]

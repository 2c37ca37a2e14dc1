"""Ups and downs of monthly pay, and how much of it hangs on few platforms."""

from __future__ import annotations

from collections.abc import Mapping

from reports.definitions.definition import BY_ARRIVAL, BY_CALENDAR, COUNT, MONEY, SHARE, Definition
from reports.wording import N_

VOLATILITY: Mapping[str, Definition] = {
    "complete_months": Definition(
        N_("Complete months"),
        N_(
            "Calendar months that lie whole in this period and in your log. Your ups and downs are measured on them."
        ),
        N_("months of the period − months that are not complete"),
        "10",
        COUNT,
        BY_CALENDAR,
    ),
    "received": Definition(
        N_("Received"),
        N_("Money that arrived, before fees, by the day of its arrival."),
        N_("sum of what arrived"),
        "10",
        MONEY,
        BY_ARRIVAL,
    ),
    "average_month_earned": Definition(
        N_("Average month, earned"),
        N_("What you earned in a complete month on average, before fees, by the day of the work."),
        N_("earned in complete months ÷ complete months"),
        "10",
        MONEY,
    ),
    "average_month_received": Definition(
        N_("Average month, received"),
        N_("What arrived in a complete month on average, before fees, by the day of its arrival."),
        N_("received in complete months ÷ complete months"),
        "10",
        MONEY,
        BY_ARRIVAL,
    ),
    "coefficient_of_variation_earned": Definition(
        N_("Ups and downs of what you earned"),
        N_("How far your months usually lie from your average month. At 0% every month is the same."),
        N_("standard deviation of the months ÷ average month; at least 6 complete months"),
        "10",
        SHARE,
    ),
    "coefficient_of_variation_received": Definition(
        N_("Ups and downs of what arrived"),
        N_(
            "How far your months usually lie from your average month, by the day the money came. At 0% every month "
            "is the same. Paydays alone make some of it: see steady pay."
        ),
        N_("standard deviation of the months ÷ average month; at least 6 complete months"),
        "10",
        SHARE,
        BY_ARRIVAL,
    ),
    "dips_earned": Definition(
        N_("Low months, earned"),
        N_("Complete months in which you earned over a quarter less than in your average month."),
        N_("months more than 25% below the average month"),
        "10",
        COUNT,
    ),
    "dips_received": Definition(
        N_("Low months, received"),
        N_("Complete months in which over a quarter less arrived than in your average month."),
        N_("months more than 25% below the average month"),
        "10",
        COUNT,
        BY_ARRIVAL,
    ),
    "spikes_earned": Definition(
        N_("High months, earned"),
        N_("Complete months in which you earned over a quarter more than in your average month."),
        N_("months more than 25% above the average month"),
        "10",
        COUNT,
    ),
    "spikes_received": Definition(
        N_("High months, received"),
        N_("Complete months in which over a quarter more arrived than in your average month."),
        N_("months more than 25% above the average month"),
        "10",
        COUNT,
        BY_ARRIVAL,
    ),
    "mean_arc_change_earned": Definition(
        N_("Change from month to month, earned"),
        N_(
            "How much a month’s pay differs from the month before, on average, up or down. 200% is all or nothing."
        ),
        N_("average of 200% × difference ÷ sum, of two months in a row"),
        "10",
        SHARE,
    ),
    "mean_arc_change_received": Definition(
        N_("Change from month to month, received"),
        N_(
            "How much the money of a month differs from the month before, on average, up or down. 200% is all or "
            "nothing."
        ),
        N_("average of 200% × difference ÷ sum, of two months in a row"),
        "10",
        SHARE,
        BY_ARRIVAL,
    ),
    "share_of_large_changes_earned": Definition(
        N_("Large changes, earned"),
        N_("How often a month’s pay differs from the month before by more than 30%, up or down."),
        N_("changes over 30% ÷ all changes"),
        "10",
        SHARE,
    ),
    "share_of_large_changes_received": Definition(
        N_("Large changes, received"),
        N_("How often the money of a month differs from the month before by more than 30%, up or down."),
        N_("changes over 30% ÷ all changes"),
        "10",
        SHARE,
        BY_ARRIVAL,
    ),
    "payday_artefact_weekly": Definition(
        N_("Steady pay every week"),
        N_(
            "The ups and downs that the very same pay every week would have in these months, because some months "
            "hold more paydays than others. Compare yours with it."
        ),
        N_("standard deviation of the paydays ÷ average, over every possible first payday"),
        "10",
        SHARE,
        BY_CALENDAR,
    ),
    "payday_artefact_biweekly": Definition(
        N_("Steady pay every two weeks"),
        N_(
            "The ups and downs that the very same pay every two weeks would have in these months, because some "
            "months hold more paydays than others. Compare yours with it."
        ),
        N_("standard deviation of the paydays ÷ average, over every possible first payday"),
        "10",
        SHARE,
        BY_CALENDAR,
    ),
    "platform_concentration": Definition(
        N_("Concentration on platforms"),
        N_(
            "How much your pay hangs on few platforms. 100% is a single platform; the same pay from four platforms "
            "is 25%."
        ),
        N_("sum of each platform’s share of your pay, times itself"),
        "10",
        SHARE,
    ),
}

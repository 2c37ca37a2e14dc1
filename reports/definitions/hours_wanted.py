"""Hours wanted beside hours had: how much work was missing."""

from __future__ import annotations

from collections.abc import Mapping

from reports.definitions.definition import BY_CALENDAR, COUNT, DAYS, HOURS, PER_HOUR, SHARE, Definition
from reports.wording import N_

HOURS_WANTED: Mapping[str, Definition] = {
    "hours_wanted": Definition(
        N_("Hours you want"),
        N_("Hours a week that you said you want. A change within a week counts by its days."),
        N_("sum over the seven days of hours wanted ÷ 7"),
        "8",
        HOURS,
        BY_CALENDAR,
    ),
    "hours_gap": Definition(
        N_("Hours you wanted and did not have"),
        N_(
            "Hours missing in this period’s complete weeks to the hours you said you want. A week with more does not make up for another."
        ),
        N_("sum over the weeks of hours wanted − all hours, where that is above zero"),
        "8",
        HOURS,
    ),
    "hours_gap_per_week": Definition(
        N_("Hours missing in a week"),
        N_(
            "How many of the hours you want you did not have in a week, on average. Weeks run from Monday to Sunday."
        ),
        N_("hours you wanted and did not have ÷ complete weeks"),
        "8",
        HOURS,
    ),
    "utilisation": Definition(
        N_("Wanted hours that were paid"),
        N_("How much of the hours you want was paid work."),
        N_("paid hours ÷ hours wanted, over complete weeks"),
        "8",
        SHARE,
    ),
    "idle_share": Definition(
        N_("Share of waiting"),
        N_("How much of your working time went into waiting for tasks and looking for work."),
        N_("waiting and looking for work ÷ all hours, over complete weeks"),
        "8",
        SHARE,
    ),
    "involuntary_part_time_weeks": Definition(
        N_("Weeks short for lack of work"),
        N_(
            "Complete weeks with fewer than 35 hours in which you wanted 35 or more and said that there was no work. "
            "Time off you planned or chose is not counted."
        ),
        N_(
            "weeks under 35 hours, 35 or more wanted, with a “no work” check-in, a gap note, or time spent waiting"
        ),
        "8",
        COUNT,
    ),
    "pay_with_waiting": Definition(
        N_("Pay per hour with waiting"),
        N_(
            "What you earned for each hour that was paid or spent waiting and looking for work, before fees and costs."
        ),
        N_("earned ÷ (paid hours + waiting and looking for work), over complete weeks"),
        "8",
        PER_HOUR,
    ),
    "days_since_last_paid_time": Definition(
        N_("Days since your last paid work"),
        N_("Days that have passed since the last paid work you logged."),
        N_("today − last day with paid work"),
        "8",
        DAYS,
    ),
}

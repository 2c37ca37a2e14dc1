"""The hours a writer wants beside the hours she had, week by week (METHOD section 8). What she wants is never assumed."""

from reports.hours_wanted.by_week import week_figures
from reports.hours_wanted.figures import hours_wanted_figures
from reports.hours_wanted.no_work_said import CheckIn, GapNote, NoWorkSaid, no_work_said
from reports.hours_wanted.paid_time import days_since_last_paid_time
from reports.hours_wanted.wanted import WantedHours
from reports.hours_wanted.weeks import Week, WeekWork, weeks_of

__all__ = [
    "CheckIn",
    "GapNote",
    "NoWorkSaid",
    "WantedHours",
    "Week",
    "WeekWork",
    "days_since_last_paid_time",
    "hours_wanted_figures",
    "no_work_said",
    "week_figures",
    "weeks_of",
]

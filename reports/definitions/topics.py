"""What the topics of a report are called, and what each tells in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.wording import N_


@dataclass(frozen=True, slots=True)
class TopicWords:
    """Title, sentence, and what its parts are (the heading of their column); all message ids."""

    title: str
    sentence: str
    part: str


TOPICS: Mapping[str, TopicWords] = {
    "pay_changes": TopicWords(
        N_("Changes of pay"), N_("What the same work paid before and after its terms changed."), N_("Change")
    ),
    "promises": TopicWords(
        N_("Promised and real"),
        N_("What platforms promised for an hour, and what an hour paid."),
        N_("Platform"),
    ),
    "onboarding": TopicWords(
        N_("Getting started"),
        N_("Unpaid hours before the first paid work, and how long it takes to earn them back."),
        N_("Contract"),
    ),
    "credited_time": TopicWords(
        N_("Time they did not count"),
        N_("Your time beside the time that platforms credited."),
        N_("Contract"),
    ),
    "late_by_law": TopicWords(
        N_("Late pay and the law"),
        N_(
            "Laws that set a day for pay to freelancers, and which days have passed. It is information, not advice."
        ),
        N_("Contract"),
    ),
    "minimum_wage": TopicWords(
        N_("Beside the minimum wage"),
        N_("Your pay beside the minimum wage that an employee would get for the same hours."),
        N_("Week"),
    ),
    "line_by_line": TopicWords(
        N_("What a staff job would have added, line by line"),
        N_("The sum of the lines, with health cover counted in each of three ways."),
        N_("Health cover counted as"),
    ),
    "average_cost": TopicWords(
        N_("What a staff job would have added, at the average cost"),
        N_(
            "What benefits cost employers, and what your pay is worth as a staff wage, for each group of staff "
            "you may be compared with."
        ),
        N_("Staff"),
    ),
    "volatility": TopicWords(
        N_("Ups and downs"), N_("How much your pay changes from month to month."), N_("Month")
    ),
    "hours_wanted": TopicWords(
        N_("Hours you want"), N_("The hours you want beside the hours you had."), N_("Week")
    ),
    "toll": TopicWords(
        N_("What the work takes"), N_("How heavy the work is, by your own marks."), N_("Work")
    ),
    "conditions": TopicWords(
        N_("Conditions"),
        N_("Your answers about contracts, under the five Fairwork principles."),
        N_("Question"),
    ),
    "credit": TopicWords(
        N_("Credit and rights"), N_("What contracts said of credit, purpose and rights."), N_("Rights")
    ),
    "contributions": TopicWords(
        N_("Your contribution"),
        N_(
            "What you did for AI models, month by month: hours, units, pay for a unit, and whether credit was promised."
        ),
        N_("Work"),
    ),
    "guild": TopicWords(
        N_("Guild health cover"),
        N_(
            "How far covered earnings are from guild health cover. Work that trains AI models does not count."
        ),
        N_("Year"),
    ),
    "tax_year": TopicWords(
        N_("Tax year"),
        N_(
            "Money that arrived in the year, costs, and the tax on self-employment. Income tax is not estimated."
        ),
        N_("Platform"),
    ),
    "instalments": TopicWords(
        N_("Instalments of the year’s tax"),
        N_("An even share of the year’s self-employment tax on each of four days, and what you paid of it."),
        N_("Instalment"),
    ),
}

"""What a writer reads before she says yes to a campaign: who asks, what is counted, what never leaves, until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.database import Connection
from app.http.enrolling import Ending, Preview
from app.language import LANGUAGES, Language, for_code
from app.records.campaign import CampaignPublic, PeriodLength
from app.store import platforms
from reports.parameters import Parameters
from reports.periods import ONE_DAY
from reports.wording import N_

NEVER = (
    N_("Your handle or anything of your account"),
    N_("Notes, task names, contract names"),
    N_("Names you made up for platforms or kinds of work"),
    N_("Single jobs, rows or exact days"),
)
#: Neither limits what is counted: also said at the form of a campaign.
OTHER_PLATFORMS = N_("Work on other platforms counts too, under “other”.")
OTHER_PLACES = N_("This says for whom it is meant; work elsewhere counts too.")
CLOSED_WORK: Mapping[str, str] = {
    PeriodLength.MONTH: N_("Work from months already closed"),
    PeriodLength.QUARTER: N_("Work from quarters already closed"),
    PeriodLength.HALF_YEAR: N_("Work from half-years already closed"),
    PeriodLength.YEAR: N_("Work from years already closed"),
}
SEEN_AFTER: Mapping[str, str] = {
    PeriodLength.MONTH: N_("Its organizers see reports only, after each month closes."),
    PeriodLength.QUARTER: N_("Its organizers see reports only, after each quarter closes."),
    PeriodLength.HALF_YEAR: N_("Its organizers see reports only, after each half-year closes."),
    PeriodLength.YEAR: N_("Its organizers see reports only, after each year closes."),
}
BY_ITSELF: Mapping[str, str] = {
    PeriodLength.MONTH: N_("Each month is counted by itself, once. No two of them overlap."),
    PeriodLength.QUARTER: N_("Each quarter is counted by itself, once. No two of them overlap."),
    PeriodLength.HALF_YEAR: N_("Each half-year is counted by itself, once. No two of them overlap."),
    PeriodLength.YEAR: N_("Each year is counted by itself, once. No two of them overlap."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A campaign in words."""

    asked: str
    seen_after: str
    about: tuple[tuple[str, str], ...]
    counted: tuple[str, ...]
    never: tuple[str, ...]
    periods: tuple[str, ...]


def said_of(
    database: Connection, campaign: CampaignPublic, seen: Preview, on_file: Parameters, words: Language
) -> Said:
    """A campaign in words, and from which period on a yes would count."""
    length = campaign.period_length
    return Said(
        asked=campaign.question,
        seen_after=words(SEEN_AFTER[length]),
        about=about_words(database, campaign, on_file, words),
        counted=counted_words(words),
        never=never_words(campaign, words),
        periods=(words(BY_ITSELF[length]), *_from(seen, words)),
    )


def counted_words(words: Language) -> tuple[str, ...]:
    """All that a campaign's tables are made of."""
    from reports.programme.asked_of import ASKED  # with the programme, which nothing at a start needs

    return tuple(words(one.sentence) for one in ASKED)


def never_words(campaign: CampaignPublic, words: Language) -> tuple[str, ...]:
    """What no table of a campaign is made of."""
    return (*map(words, NEVER), words(CLOSED_WORK[campaign.period_length]))


def ending_words(ending: Ending, campaign: CampaignPublic, seen: Preview, words: Language) -> str:
    """Which campaign a yes to another ends, on which day, and from when on the other counts."""
    names = {"other": ending.campaign.name, "campaign": campaign.name}
    if ending.stops_on is None:
        return words(
            N_(
                "You are in “{other}” and do not count in it yet. A yes takes you out of it at once, and into “{campaign}”."
            ),
            **names,
        )
    return words(
        N_(
            "You are in “{other}”. A yes ends that: it counts you up to {last} and no longer. “{campaign}” can count you from {first} on."
        ),
        **names,
        last=words.day(ending.stops_on - ONE_DAY),
        first=words.day(seen.period.start),
    )


def about_words(
    database: Connection, campaign: CampaignPublic, on_file: Parameters, words: Language
) -> tuple[tuple[str, str], ...]:
    """Who asks whom for what, as it was fixed."""
    names, places = dict(platforms.catalogue(database)), dict(on_file.places())
    chosen = ", ".join(names.get(key, key) for key in campaign.platforms)
    found = {
        words(N_("Campaign")): campaign.name,
        words(N_("For")): campaign.audience,
        words(N_("Platforms")): f"{chosen}. {words(OTHER_PLATFORMS)}"
        if chosen
        else words(N_("All platforms")),
        words(N_("Place")): f"{places.get(campaign.place, campaign.place)}. {words(OTHER_PLACES)}"
        if campaign.place
        else "",
        words(N_("Amounts in")): words.currency_name(campaign.currency),
        words(N_("Languages")): ", ".join(_name_of(code) for code in campaign.languages),
    }
    return tuple((label, value) for label, value in found.items() if value)


def _name_of(code: str) -> str:
    return for_code(code).name if code in LANGUAGES else code


def _from(seen: Preview, words: Language) -> tuple[str, ...]:
    days = words.days(seen.period.start, seen.period.last)
    return (
        words(N_("The first that would count you is {days}."), days=days),
        words(N_("All your work of that time counts, also what you logged before you joined.")),
        words(
            N_(
                "It closes as {day} begins, in UTC. What you log after that does not count in it; what you change or take "
                "back counts as it is when its report is made."
            ),
            day=words.day(seen.closes_on),
        ),
    )

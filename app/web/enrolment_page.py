"""What stands of campaigns under You: the one she is in and the words of her yes, those before, what was just done."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app import clock
from app.database import Connection
from app.language import Language
from app.records.campaign import CampaignPublic, State
from app.records.enrolment import EnrolmentPublic
from app.records.release import ReleasePublic
from app.records.writer import WriterPublic
from app.store import campaigns, enrolments, platforms, releases
from app.web.forms import uuid_of
from app.web.join_words import about_words, counted_words, never_words
from reports.parameters import Parameters
from reports.periods import ONE_DAY
from reports.wording import N_

JOINED = N_("You are in. You can leave here at any time.")
LEFT, LEFT_ONE = N_("You have left."), N_("You have left “{name}”.")
NONE_COUNTS, STILL = N_("Nothing that is still open counts you."), N_("“{name}” still counts you.")
NOT_YET = N_("You do not count yet: you came by a link. A member code changes that.")


@dataclass(frozen=True, slots=True)
class Agreed:
    """What she said yes to, to be read again."""

    campaign: CampaignPublic
    version: int
    """Of the words she has read."""
    has_new_words: bool
    counted: tuple[str, ...]
    never: tuple[str, ...]
    about: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """The campaign she is in."""

    id: UUID
    agreed: Agreed
    since: str
    is_counted: bool
    counted: str
    counts: str
    unsaid: str
    """How many of her platforms reports cannot name, while she has not said which ones they are."""
    reports: tuple[tuple[str, str], ...]
    """Periods that were released, and when with how many tables."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """One she was in, and until when it counts her: with what she said yes to while it does."""

    id: UUID
    name: str
    counted: str
    is_closed: bool
    agreed: Agreed | None


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """The one she is in, and those before."""

    joined: Joined | None
    earlier: tuple[Earlier, ...]
    status: str


def campaign_page(
    database: Connection, on_file: Parameters, me: WriterPublic, words: Language, *, saved: str, left: str
) -> CampaignPage:
    """The page of a writer; `saved` says what she has just done, and `left` is the campaign that she has left."""
    mine = enrolments.list_all(database, me.id)
    present = next((one for one in mine if one.ends_on is None), None)
    joined = _joined(database, on_file, me, present, words) if present else None
    earlier = tuple(_earlier(database, on_file, one, words) for one in mine if one.ends_on and one.is_vouched)
    still = [joined.agreed.campaign.name] if joined and joined.is_counted else []
    still += [one.name for one in earlier if one.agreed]
    status = words(JOINED) if saved == "joined" else ""
    # An old address where she is in it, again or still.
    if saved == "left" and not (present and present.campaign_id == uuid_of(left)):
        status = _left(_name_of(database, mine, left), still, words)
    return CampaignPage(joined, earlier, status)


def _left(name: str, still: list[str], words: Language) -> str:
    """What she has left, and which others count her all the same."""
    first = words(LEFT_ONE, name=name) if name else words(LEFT)
    others = [words(STILL, name=other) for other in still] or [words(NONE_COUNTS)]
    return " ".join((first, *others))


def _name_of(database: Connection, mine: list[EnrolmentPublic], left: str) -> str:
    """The name of the campaign she has left; nothing where no enrolment of hers names it, as it never counted her."""
    campaign_id = uuid_of(left)
    if campaign_id is None or all(one.campaign_id != campaign_id for one in mine):
        return ""
    return campaigns.by_id(database, campaign_id).name


def _joined(
    database: Connection, on_file: Parameters, me: WriterPublic, mine: EnrolmentPublic, words: Language
) -> Joined:
    day = words.day(mine.starts_on)
    is_later = mine.starts_on > clock.today(me.zone)
    return Joined(
        id=mine.id,
        agreed=_agreed(database, on_file, mine, words),
        since=words.day(mine.consented_on),
        is_counted=mine.is_vouched,
        counted=words(N_("Not yet"))
        if not mine.is_vouched
        else words(N_("From {day} on"), day=day)
        if is_later
        else words(N_("Yes")),
        counts=words(N_("You count from {day} on."), day=day) if mine.is_vouched else words(NOT_YET),
        unsaid=_unsaid(database, me, words),
        reports=tuple(_report(one, words) for one in releases.of_enrolled(database, me.id, mine.campaign_id)),
    )


def _unsaid(database: Connection, me: WriterPublic, words: Language) -> str:
    count = platforms.count_unsaid(database, me.id)
    return (
        words.plural(
            "Of {count} platform of yours you have not said which one it is. Reports count work on it under “other”.",
            "Of {count} platforms of yours you have not said which ones they are. Reports count work on them under “other”.",
            count,
        )
        if count
        else ""
    )


def _agreed(database: Connection, on_file: Parameters, mine: EnrolmentPublic, words: Language) -> Agreed:
    campaign = campaigns.by_id(database, mine.campaign_id)
    return Agreed(
        campaign=campaign,
        version=mine.consent_version,
        has_new_words=mine.consent_version != campaign.consent_version,
        counted=counted_words(words),
        never=never_words(campaign, words),
        about=about_words(database, campaign, on_file, words),
    )


def _report(release: ReleasePublic, words: Language) -> tuple[str, str]:
    tables = words.plural("{count} table", "{count} tables", len(release.tables))
    said = words(N_("Released {day}, {tables}"), day=words.day(release.released_on), tables=tables)
    return words.days(release.starts_on, release.ends_on - ONE_DAY), said


def _earlier(database: Connection, on_file: Parameters, mine: EnrolmentPublic, words: Language) -> Earlier:
    agreed = _agreed(database, on_file, mine, words)
    end = mine.ends_on or mine.starts_on
    days = words.days(mine.starts_on, end - ONE_DAY)
    still_counts = campaigns.periods_of(agreed.campaign).oldest_open(clock.now()).start < end
    said = N_("Counts your work of {days}") if still_counts else N_("Counted your work of {days}")
    return Earlier(
        id=mine.id,
        name=agreed.campaign.name,
        counted=words(said, days=days),
        is_closed=agreed.campaign.state is State.CLOSED,
        agreed=agreed if still_counts else None,
    )

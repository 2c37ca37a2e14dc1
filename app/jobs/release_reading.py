"""What a release is made of: the answers of everybody whom the campaign counts in the period, and its frame."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from app import clock
from app.access import Viewer
from app.database import Connection
from app.records.campaign import CampaignPublic
from app.records.platform import SAMPLE_PREFIX
from app.records.release import BuildState
from app.settings import Settings
from app.store import campaigns, contributors, frames, platforms
from app.store.release_builds import Build
from reports.definitions import PAY_MODELS, TASK_KINDS
from reports.disclosure import Rules
from reports.exchange import EcbRates
from reports.fixed_periods import closes_at
from reports.parameters import Parameters
from reports.programme import VERSION, Asking, Known, WriterAnswers, answers_of
from reports.release import Frame

#: So many times a build says how far it is, and below so many writers not at all: they cannot be counted by it.
_STEPS, FEWEST_TOLD = 10, 50
#: So many fit the column that keeps it.
_SEED_BITS = 62


@dataclass(frozen=True, slots=True)
class Read:
    """All that is read for a release, of one moment."""

    campaign: CampaignPublic
    frame: Frame
    answers: list[WriterAnswers]


def read(
    connection: Connection, taken: Build, on_file: Parameters, say: Callable[[BuildState, int], None]
) -> Read:
    """Ask every writer who counts, of what she had logged when the period was closed.

    Parameters
    ----------
    connection
        A transaction of `app.database.one_moment`.
    taken
        The campaign and its period.
    on_file
        Public figures.
    say
        Told ten by ten per cent how far it is, of many writers only.

    Raises
    ------
    Invalid
        When the campaign has no such period, or it is not closed yet.
    """
    campaign = campaigns.by_id(connection, taken.campaign_id)
    catalogue, places = dict(platforms.catalogue(connection)), dict(on_file.places())
    real = tuple(key for key in catalogue if not key.startswith(SAMPLE_PREFIX))  # a sample names its own
    known = Known(platforms=campaign.platforms or real, places=tuple(places))
    closing = closes_at(taken.period)
    asking = Asking(
        period=taken.period,
        known=known,
        currency=campaign.currency,
        as_of=(closing - timedelta(days=1)).date(),
        parameters=on_file,
        rates=EcbRates.on_file(),
    )
    writers = contributors.of_period(connection, campaign.id, taken.period)
    answers = []
    for number, viewer in enumerate(_telling(writers, say)):
        answers.append(answers_of(number, frames.ledger_of(connection, viewer, closing), asking))
    frame = Frame(
        campaign=campaign.name,
        organization=campaign.organization,
        question=campaign.question,
        period=taken.period,
        currency=campaign.currency,
        released_on=clock.now().date(),
        known=known,
        names={"platform": catalogue, "kind": TASK_KINDS, "pay_model": PAY_MODELS, "place": places},
        rules=Rules(k=campaign.smallest_group),
        # Nobody may know what the made-up workers of a platform look like; kept with the result.
        seed=secrets.randbits(_SEED_BITS),
        programme_version=VERSION,
        code_version=Settings().code_version,
    )
    return Read(campaign, frame, answers)


def _telling(writers: list[Viewer], say: Callable[[BuildState, int], None]) -> Iterator[Viewer]:
    told = 0
    for done, viewer in enumerate(writers):
        if len(writers) >= FEWEST_TOLD and (step := _STEPS * done // len(writers)) > told:
            told = step
            say(BuildState.READING, 100 // _STEPS * step)
        yield viewer

"""The first release of a period: read each log that counts, protect, attack, store.

What is imported here takes a second, so no page imports it.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from app import clock, errors
from app.access import Viewer
from app.database import Connection, Engine, read_only, transaction
from app.jobs.release_files import files_of_version
from app.records.campaign import CampaignPublic
from app.records.release import BuildState, ReleasePublic
from app.settings import VERSION as CODE_VERSION
from app.store import campaigns, contributors, frames, platforms, release_builds, releases
from app.store.release_builds import Build
from app.store.releases import Result, Version
from reports.audit import NotReleasable
from reports.definitions import PAY_MODELS, TASK_KINDS
from reports.disclosure import NoPattern, Rules
from reports.exchange import EcbRates
from reports.fixed_periods import closes_at
from reports.parameters import Parameters
from reports.programme import PROGRAMME, VERSION, Asking, Known, WriterAnswers, answers_of
from reports.release import Frame, Release, TooFewWriters, build, encoded

logger = logging.getLogger(__name__)

#: So many times a build says how far it is: how many writers there are cannot be told from it.
_STEPS = 10


@dataclass(frozen=True, slots=True)
class Read:
    """All that is read for a release, of one moment."""

    campaign: CampaignPublic
    frame: Frame
    answers: list[WriterAnswers]


def build_waiting(engine: Engine, on_file: Parameters) -> int:
    """Make every release that is asked for; how many were."""
    made = 0
    while True:
        with transaction(engine) as connection:
            taken = release_builds.take(connection)
        if taken is None:
            return made
        build_one(engine, taken, on_file)
        made += 1


def build_one(engine: Engine, taken: Build, on_file: Parameters) -> BuildState | ReleasePublic:
    """Make one release; what there is now, or how it ended."""
    try:
        return _build(engine, taken, on_file)
    except TooFewWriters:
        state = BuildState.TOO_FEW
    except (NotReleasable, NoPattern):
        state = BuildState.REFUSED
    except Exception as error:  # noqa: BLE001 - it is said on the page, and may be asked for again
        logger.warning("A release failed: %s.", type(error).__name__)
        state = BuildState.FAILED
    with transaction(engine) as connection:
        release_builds.move(connection, taken, state)
    return state


def _build(engine: Engine, taken: Build, on_file: Parameters) -> ReleasePublic:
    def say(state: BuildState, percent: int) -> None:
        with transaction(engine) as connection:
            release_builds.move(connection, taken, state, percent)

    with transaction(read_only(engine)) as connection:
        if not release_builds.is_allowed(connection, taken):
            raise errors.NotAllowed
        read = _read(connection, taken, on_file, say)
    say(BuildState.PROTECTING, 100)
    whole = build(read.answers, PROGRAMME, read.frame)
    tables = [table.key for table in whole.tables if table.key in taken.tables]
    files = files_of_version(whole, tables, whole.released_on, read.campaign.languages)
    with transaction(engine) as connection:
        result = Result(encoded(whole), read.frame.seed)
        return releases.keep(connection, taken, result, _version(whole, tables), files)


def _read(
    connection: Connection, taken: Build, on_file: Parameters, say: Callable[[BuildState, int], None]
) -> Read:
    campaign = campaigns.by_id(connection, taken.campaign_id)
    catalogue, places = dict(platforms.catalogue(connection)), dict(on_file.places())
    known = Known(platforms=campaign.platforms or tuple(catalogue), places=tuple(places))
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
        seed=secrets.randbits(62),
        programme_version=VERSION,
        code_version=CODE_VERSION,
    )
    return Read(campaign, frame, answers)


def _telling(writers: list[Viewer], say: Callable[[BuildState, int], None]) -> Iterator[Viewer]:
    told = 0
    for done, viewer in enumerate(writers):
        if (step := _STEPS * done // len(writers)) > told:
            told = step
            say(BuildState.READING, 100 // _STEPS * step)
        yield viewer


def _version(whole: Release, tables: list[str]) -> Version:
    told = whole.protection
    return Version(
        tables=tables,
        writers_band=str(whole.writers),
        smallest_group=told.smallest_group,
        rules_version=told.rules_version,
        programme_version=told.programme_version,
        code_version=told.code_version,
        cells_attacked=told.cells_attacked,
        cells_hidden=told.cells_hidden,
        columns_dropped=told.columns_dropped,
    )

"""A campaign of composed writers in one year, whose quarters are released the way the app does it."""

from __future__ import annotations

import importlib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import text

from app import clock
from app.access import Viewer
from app.database import Connection, Engine, read_only, transaction
from app.intake.sample_platforms import PLATFORMS
from app.intake.sample_writers import composed
from app.jobs import release_reading, releases
from app.records.campaign import CampaignPublic
from app.store import catalogue, contributors, enrolments, release_builds, whole
from app.store.release_builds import Build
from reports.audit import Released
from reports.cohorts import OTHER, cohort
from reports.fixed_periods import closes_at
from reports.parameters import Parameters
from reports.periods import Period
from reports.programme import PROGRAMME
from tests.app.campaign_factories import a_campaign, an_organizer, codes
from tests.app.store_factories import a_writer

ON_FILE = Parameters.on_file()
ALL = [plan.key for plan in PROGRAMME]
FIRST = date(2025, 10, 1)
LAST = date(2026, 10, 1)
STARTS = (FIRST, date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1))
QUARTERS = tuple(Period(start, end) for start, end in zip(STARTS, (*STARTS[1:], LAST), strict=True))
SHEET = 40
_DAY = timedelta(days=1)
_BUILD = importlib.import_module("reports.release.build")
_CELLS = importlib.import_module("reports.release.cells")


def after(period: Period) -> datetime:
    """A day on which a quarter is closed and its release is asked for."""
    return closes_at(period) + 3 * _DAY


@dataclass
class Campaign:
    """The campaign, its organizer and writers, and what was protected in each release that was made."""

    engine: Engine
    organizer: Viewer
    public: CampaignPublic
    writers: list[Viewer]
    released: dict[date, Released] = field(default_factory=dict)

    def join(self, *joining: Viewer) -> None:
        """Enrol writers by codes."""
        with transaction(self.engine) as connection:
            sheet = codes(connection, self.organizer, self.public, SHEET)
            for viewer, code in zip(joining, sheet, strict=False):
                enrolments.enrol_by_code(connection, viewer, code, self.public.consent_version)

    def counted(self, period: Period) -> list[Viewer]:
        """Whom a closed quarter counts, asked now."""
        with transaction(self.engine) as connection:
            return contributors.of_period(connection, self.public.id, period)

    def release(self, period: Period, tables: list[str]) -> int:
        """Ask for a quarter and have it made; how many releases were."""
        made = _BUILD.protected

        def seen(answers, *rest):
            found = made(answers, *rest)
            hers = defaultdict(list)  # those without work have one answer in common
            for viewer, one in zip(self.counted(period), answers, strict=True):
                hers[id(one)].append(viewer)
            # What a release counts is folded, and in an order of its own.
            who = [hers[id(one)].pop() for one in sorted(answers, key=_CELLS._order)]
            self.released[period.start] = Released(found.cohort, found.pattern.hidden, who)
            return found

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(_BUILD, "protected", seen)
            with transaction(self.engine) as connection:
                release_builds.ask(connection, self.organizer, self.public.id, period.start, tables)
            return releases.build_waiting(self.engine, ON_FILE)

    def computed_anew(self, period: Period, *more: Viewer) -> Released:
        """What a quarter would be of if it were computed now, in the cells of its release; perhaps with more writers."""
        then, who = self.released[period.start], [*self.counted(period), *more]
        build = Build(self.public.id, period, tuple(ALL), None, clock.now())
        with pytest.MonkeyPatch.context() as patch, transaction(read_only(self.engine)) as connection:
            patch.setattr(contributors, "of_period", lambda *_: who)
            read = release_reading.read(connection, build, ON_FILE, lambda *_: None)
        layouts = then.cohort.layouts
        rows = {name: values for layout in layouts for name, values in layout.dimensions.items()}
        held = [
            one._replace(
                values={name: one.values[name] if one.values[name] in rows[name] else OTHER for name in rows}
            )
            for writer in read.answers
            for one in writer.contributions
        ]
        return Released(
            cohort(layouts, {layout.name: held for layout in layouts}, len(who)), then.hidden, who
        )

    def stored(self) -> dict[str, set[tuple[object, ...]]]:
        """Every byte that is kept of results, versions and files."""
        with self.engine.connect() as connection:
            return {
                name: {tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))}
                for name in ("period_result", "release", "release_file")
            }


def begun(engine: Engine, enrolled: int, others: int) -> Campaign:
    """A campaign on its first day: composed writers with the log of their whole year, of whom some are enrolled.

    Everything is logged in time, so that only an enrolment decides who counts.
    """
    with clock.frozen(datetime.combine(FIRST, time(12), UTC)):
        with transaction(engine) as connection:
            for platform in PLATFORMS:
                catalogue.put(connection, platform.key, platform.shown)
            organizer = an_organizer(connection)
            said = {"platforms": [one.key for one in PLATFORMS], "first_on": FIRST, "smallest_group": 5}
            made = a_campaign(connection, organizer, **said)
            writers = [_logged(connection, number) for number in range(enrolled + others)]
        campaign = Campaign(engine, organizer, made, writers)
        campaign.join(*writers[:enrolled])
    return campaign


def _logged(connection: Connection, number: int) -> Viewer:
    viewer = a_writer(connection)
    whole.import_rows(connection, viewer, composed(number, FIRST, LAST).rows, "sample")
    return viewer

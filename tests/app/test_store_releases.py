"""Releases: asked for once, stored once, never changed; later versions show more of the same result."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from app import clock, errors
from app.database import transaction
from app.records import PeriodResult, Release, ReleaseBuild, ReleaseFile, table_of
from app.records.audit_event import Action
from app.records.release import BuildState
from app.records.team_membership import Role
from app.store import audit_events, campaigns, organizers, release_builds, releases, teams
from app.store.releases import MadeBy
from reports.disclosure import Rules
from reports.release import decoded, encoded
from tests.app.campaign_factories import a_campaign, an_organizer, handle_of, join_vouched
from tests.app.store_factories import a_writer
from tests.attacks.test_races import at_once
from tests.reports.composed_releases import release

NOW = datetime(2026, 5, 20, 15, tzinfo=UTC)
Q1, Q2 = date(2026, 1, 1), date(2026, 4, 1)
TABLES = ("rates", "conditions")
WHOLE = replace(release(), released_on=NOW.date())
MADE_BY = MadeBy(seed=1, rules=Rules(k=7, p=20), parameters_digest="ab" * 32)
FILES = {"en": {"release.zip": b"zip", "release.xlsx": b"sheets"}, "es": {"release.zip": b"zip in Spanish"}}


@pytest.fixture(autouse=True)
def _stopped_clock():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def organizer(connection):
    return an_organizer(connection)


@pytest.fixture
def campaign(connection, organizer):
    return a_campaign(connection, organizer)


def a_release(connection, viewer, campaign, starts_on=Q1):
    release_builds.ask(connection, viewer, campaign.id, starts_on, TABLES)
    return releases.keep(connection, release_builds.take(connection), WHOLE, MADE_BY, FILES)


def states(connection, viewer, campaign):
    return [build.state for build in release_builds.list_all(connection, viewer, campaign.id)]


def actions(connection, viewer, campaign):
    return [event.action for event in audit_events.page(connection, viewer, campaign.id)]


def with_role(connection, organizer, campaign, role):
    other = an_organizer(connection)
    teams.set_role(connection, organizer, campaign.id, handle_of(connection, other), role)
    return other


# Asking


def test_a_closed_period_is_asked_for_and_taken_by_one(connection, organizer, campaign):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    assert states(connection, organizer, campaign) == [BuildState.WAITING]
    build = release_builds.take(connection)
    assert (build.campaign_id, build.period.start, build.period.end) == (campaign.id, Q1, Q2)
    assert (build.tables, build.actor_id) == (TABLES, organizers.find(connection, organizer))
    assert release_builds.take(connection) is None
    assert states(connection, organizer, campaign) == [BuildState.READING]


@pytest.mark.parametrize("starts_on", [Q2, date(2026, 7, 1), date(2026, 2, 1), date(2025, 10, 1)])
def test_a_period_that_is_open_or_none_cannot_be_asked_for(connection, organizer, campaign, starts_on):
    with pytest.raises(errors.Invalid):
        release_builds.ask(connection, organizer, campaign.id, starts_on, TABLES)
    assert states(connection, organizer, campaign) == []


def test_a_period_is_closed_fourteen_days_after_its_last(connection, organizer, campaign):
    for moment, is_closed in (
        (datetime(2026, 4, 13, 23, 59, tzinfo=UTC), False),
        (datetime(2026, 4, 14, tzinfo=UTC), True),
    ):
        with clock.frozen(moment):
            if is_closed:
                release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
            else:
                with pytest.raises(errors.Invalid, match="not closed"):
                    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)


def test_asking_twice_is_asking_once(connection, organizer, campaign):
    for _ in range(2):
        release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    assert actions(connection, organizer, campaign).count(Action.ASK_FOR_RELEASE) == 1
    assert len(states(connection, organizer, campaign)) == 1


@pytest.mark.parametrize(
    "state", [BuildState.TOO_FEW, BuildState.REFUSED, BuildState.NOT_ALLOWED, BuildState.FAILED]
)
def test_what_came_to_nothing_may_be_asked_for_again(connection, organizer, campaign, state):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    release_builds.move(connection, release_builds.take(connection), state)
    assert release_builds.take(connection) is None
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    assert states(connection, organizer, campaign) == [BuildState.WAITING]
    assert release_builds.take(connection) is not None


def test_who_died_over_a_build_loses_it_after_half_an_hour(connection, organizer, campaign):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    first = release_builds.take(connection)
    release_builds.move(connection, first, BuildState.PROTECTING, 100)
    with clock.frozen(NOW + release_builds.LONGEST - timedelta(seconds=1)):
        assert release_builds.take(connection) is None
    with clock.frozen(NOW + release_builds.LONGEST):
        second = release_builds.take(connection)
    assert (second.campaign_id, second.period, second.tables) == (first.campaign_id, first.period, TABLES)


def test_who_lost_a_build_neither_moves_nor_ends_it(connection, organizer, campaign):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    first = release_builds.take(connection)
    with clock.frozen(NOW + release_builds.LONGEST):
        second = release_builds.take(connection)
    release_builds.move(connection, first, BuildState.FAILED)
    assert states(connection, organizer, campaign) == [BuildState.READING]
    with pytest.raises(errors.Stale), connection.begin_nested():
        releases.keep(connection, first, WHOLE, MADE_BY, FILES)
    assert states(connection, organizer, campaign) == [BuildState.READING]
    assert releases.list_all(connection, organizer, campaign.id) == []
    assert releases.keep(connection, second, WHOLE, MADE_BY, FILES).number == 1


def test_nothing_is_stored_for_who_does_not_decide_any_more(connection, organizer, campaign):
    other = with_role(connection, organizer, campaign, Role.PUBLISH)
    release_builds.ask(connection, other, campaign.id, Q1, TABLES)
    build = release_builds.take(connection)
    teams.set_role(connection, organizer, campaign.id, handle_of(connection, other), Role.EDIT)
    with pytest.raises(errors.NotAllowed):
        releases.keep(connection, build, WHOLE, MADE_BY, FILES)
    assert releases.list_all(connection, organizer, campaign.id) == []


def test_of_a_campaign_that_is_gone_nothing_is_stored(connection, organizer, campaign):
    release_builds.ask_as_operator(connection, campaign.id, Q1, TABLES)
    build = release_builds.take(connection)
    campaigns.delete_one(connection, organizer, campaign.id)
    with pytest.raises(errors.NotFound):
        releases.keep(connection, build, WHOLE, MADE_BY, FILES)


@pytest.mark.parametrize("role", [Role.VIEW, Role.EDIT])
def test_only_who_decides_asks_for_a_release(connection, organizer, campaign, role):
    other = with_role(connection, organizer, campaign, role)
    with pytest.raises(errors.NotAllowed):
        release_builds.ask(connection, other, campaign.id, Q1, TABLES)
    with pytest.raises(errors.NotFound):
        release_builds.ask(connection, an_organizer(connection), campaign.id, Q1, TABLES)


def test_a_build_of_one_who_left_the_team_is_not_allowed_any_more(connection, organizer, campaign):
    other = with_role(connection, organizer, campaign, Role.PUBLISH)
    release_builds.ask(connection, other, campaign.id, Q1, TABLES)
    build = release_builds.take(connection)
    assert release_builds.is_allowed(connection, build)
    teams.remove(connection, organizer, campaign.id, organizers.find(connection, other))
    assert not release_builds.is_allowed(connection, build)


def test_what_the_operator_asks_for_is_allowed(connection, organizer, campaign):
    release_builds.ask_as_operator(connection, campaign.id, Q1, TABLES)
    assert release_builds.is_allowed(connection, release_builds.take(connection))
    assert actions(connection, organizer, campaign).count(Action.ASK_FOR_RELEASE) == 1


# Storing


def test_a_result_is_stored_with_its_first_version_and_its_build_is_gone(connection, organizer, campaign):
    made = a_release(connection, organizer, campaign)
    assert (made.number, made.tables, made.writers_band) == (1, ["rates", "conditions"], "100+")
    assert releases.list_all(connection, organizer, campaign.id) == [made]
    assert releases.get(connection, organizer, campaign.id, Q1, 1) == made
    assert states(connection, organizer, campaign) == []
    assert releases.content(connection, organizer, campaign.id, Q1) == encoded(WHOLE)
    assert Action.RELEASE in actions(connection, organizer, campaign)


def test_what_is_stored_is_the_release_itself_and_how_it_was_protected(connection, organizer, campaign):
    made = a_release(connection, organizer, campaign)
    assert decoded(releases.content(connection, organizer, campaign.id, Q1)) == WHOLE
    assert {name: getattr(made, name) for name in asdict(WHOLE.protection)} == asdict(WHOLE.protection)
    assert made.released_on == WHOLE.released_on


def test_a_first_version_shows_what_was_asked_for_and_is_in_the_result_in_its_order(
    connection, organizer, campaign
):
    asked = ["conditions", "minutes", "rates"]
    release_builds.ask(connection, organizer, campaign.id, Q1, asked)
    made = releases.keep(connection, release_builds.take(connection), WHOLE, MADE_BY, FILES)
    assert made.tables == ["rates", "conditions"]


def test_what_it_was_made_by_is_kept_beside_the_result_and_told_to_nobody(connection, organizer, campaign):
    made = a_release(connection, organizer, campaign)
    [kept] = connection.execute(select(table_of(PeriodResult))).mappings()
    assert (kept["seed"], kept["parameters_digest"]) == (1, "ab" * 32)
    assert kept["rules"] == {"k": 7, "p": 20, "coalition": None, "version": "1-own"}
    assert not {"seed", "rules", "parameters_digest"} & set(made.model_dump())


def test_files_come_back_byte_by_byte(connection, organizer, campaign):
    made = a_release(connection, organizer, campaign)
    assert releases.file_names(connection, made) == {
        "en": ["release.xlsx", "release.zip"],
        "es": ["release.zip"],
    }
    for language, named in FILES.items():
        for name, content in named.items():
            assert releases.file_of(connection, made, language, name) == content
    with pytest.raises(errors.NotFound):
        releases.file_of(connection, made, "es", "release.xlsx")


def test_a_period_has_one_result_for_ever(connection, organizer, campaign):
    made = a_release(connection, organizer, campaign)
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    assert states(connection, organizer, campaign) == []
    period = campaigns.closed_period(campaign, Q1)
    build = release_builds.Build(campaign.id, period, TABLES, None, NOW)
    with pytest.raises(errors.Immutable):
        releases.keep(connection, build, replace(WHOLE, currency="EUR"), replace(MADE_BY, seed=2), FILES)
    assert releases.content(connection, organizer, campaign.id, Q1) == encoded(WHOLE)
    assert releases.list_all(connection, organizer, campaign.id) == [made]


def test_a_later_version_shows_more_of_the_same_result(connection, organizer, campaign):
    first = a_release(connection, organizer, campaign)
    known = ("rates", "unpaid", "conditions", "toll")
    tables = releases.check_shows_more(first, {"toll"}, known)
    assert tables == ["rates", "conditions", "toll"]
    second = releases.show_more(
        connection, organizer, first, tables, NOW.date(), files={"en": {"release.zip": b"more"}}
    )
    assert (second.number, second.tables) == (2, tables)
    assert releases.file_of(connection, first, "en", "release.zip") == b"zip"
    assert releases.file_of(connection, second, "en", "release.zip") == b"more"
    with pytest.raises(errors.Stale):
        releases.show_more(connection, organizer, first, tables, NOW.date(), files={})


def test_a_version_that_shows_nothing_more_is_refused(connection, organizer, campaign):
    first = a_release(connection, organizer, campaign)
    for chosen, sentence in (({"conditions"}, "already"), ({"minutes"}, "no such table")):
        with pytest.raises(errors.Invalid, match=sentence):
            releases.check_shows_more(first, chosen, ("rates", "conditions", "toll"))


def test_no_row_of_a_release_is_ever_changed_or_removed(connection, organizer, campaign):
    made = a_release(connection, organizer, campaign)
    attacks = [
        *(delete(table_of(record)) for record in (ReleaseFile, Release, PeriodResult)),
        update(table_of(PeriodResult)).values(content=b"other"),
        update(table_of(Release)).values(cells_hidden=0),
        update(table_of(ReleaseFile)).values(content=b"other"),
    ]
    if connection.dialect.name == "sqlite":
        attacks += [
            text(f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}")
            for name in ("period_result", "release", "release_file")
        ]
    for attack in attacks:
        with pytest.raises(DBAPIError, match="never changed"), connection.begin_nested():
            connection.execute(attack)
    assert releases.get(connection, organizer, campaign.id, Q1, 1) == made
    assert releases.file_of(connection, made, "en", "release.zip") == b"zip"


def test_who_is_enrolled_is_told_the_newest_version_of_each_period(connection, organizer, campaign):
    mine = a_writer(connection)
    for nobody in (mine, organizer):
        with pytest.raises(errors.NotFound):
            releases.of_enrolled(connection, nobody, campaign.id)
    join_vouched(connection, organizer, campaign, mine)
    assert releases.of_enrolled(connection, mine, campaign.id) == []
    first = a_release(connection, organizer, campaign)
    assert releases.of_enrolled(connection, mine, campaign.id) == [first]
    newest = releases.show_more(
        connection, organizer, first, ["rates", "conditions", "toll"], NOW.date(), files=FILES
    )
    assert releases.of_enrolled(connection, mine, campaign.id) == [newest]


def test_a_release_of_others_is_not_there(connection, organizer, campaign):
    made = a_release(connection, organizer, campaign)
    other = an_organizer(connection)
    for look in (
        lambda: releases.list_all(connection, other, campaign.id),
        lambda: releases.get(connection, other, campaign.id, Q1, 1),
        lambda: releases.content(connection, other, campaign.id, Q1),
        lambda: release_builds.list_all(connection, other, campaign.id),
        lambda: releases.note_download(connection, other, made, "release.zip"),
        lambda: releases.get(connection, organizer, campaign.id, Q1, 2),
        lambda: releases.get(connection, organizer, campaign.id, Q2, 1),
        lambda: releases.content(connection, organizer, campaign.id, Q2),
        lambda: releases.list_all(connection, organizer, uuid4()),
    ):
        with pytest.raises(errors.NotFound):
            look()


def test_a_download_is_one_event_a_day_for_each_of_the_team_each_version_and_file(
    connection, organizer, campaign
):
    other = with_role(connection, organizer, campaign, Role.VIEW)
    first = a_release(connection, organizer, campaign)
    second = releases.show_more(connection, organizer, first, ["rates"], NOW.date(), files=FILES)
    taken = [
        (organizer, first, "release.zip"),
        (organizer, first, "release.xlsx"),
        (organizer, second, "release.zip"),
        (other, first, "release.zip"),
    ]
    for moment in (NOW, NOW + timedelta(days=1), NOW + timedelta(days=1, hours=2)):
        with clock.frozen(moment):
            for viewer, version, name in (*taken, *taken):
                releases.note_download(connection, viewer, version, name)
    ids = {one: organizers.find(connection, one) for one in (organizer, other)}
    events = audit_events.page(connection, organizer, campaign.id)
    noted = [event for event in events if event.action is Action.DOWNLOAD_RELEASE]
    assert sorted(
        (event.happened_on.day, event.actor_id, event.starts_on, event.number, event.file_name)
        for event in noted
    ) == sorted(
        (day, ids[viewer], Q1, version.number, name)
        for day in (NOW.day, NOW.day + 1)
        for viewer, version, name in taken
    )


def test_the_log_says_which_period_was_asked_for_and_which_version_came(connection, organizer, campaign):
    first = a_release(connection, organizer, campaign)
    releases.show_more(connection, organizer, first, [*TABLES, "toll"], NOW.date(), files=FILES)
    events = audit_events.page(connection, organizer, campaign.id)
    assert {
        (event.action, event.starts_on, event.number, event.file_name)
        for event in events
        if event.action is not Action.CREATE_CAMPAIGN
    } == {
        (Action.ASK_FOR_RELEASE, Q1, None, None),
        (Action.RELEASE, Q1, 1, None),
        (Action.RELEASE, Q1, 2, None),
    }
    [made] = [event for event in events if event.action is Action.CREATE_CAMPAIGN]
    assert (made.starts_on, made.number, made.file_name) == (None, None, None)


def test_who_asks_again_and_again_waits_behind_who_has_asked_meanwhile(connection, organizer, campaign):
    other = an_organizer(connection)
    theirs = a_campaign(connection, other, first_on=Q2, period_length="month")
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    first = release_builds.take(connection)
    with clock.frozen(NOW + timedelta(minutes=1)):
        release_builds.ask(connection, other, theirs.id, Q2, TABLES)
    with clock.frozen(NOW + timedelta(minutes=2)):
        release_builds.move(connection, first, BuildState.REFUSED)
        release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
        taken = [release_builds.take(connection).campaign_id for _ in range(2)]
    assert taken == [theirs.id, campaign.id]


def test_two_who_take_at_once_do_not_take_the_same(engine):
    with transaction(engine) as connection:
        organizer = an_organizer(connection)
        campaign = a_campaign(connection, organizer)
        release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)

    def take():
        with clock.frozen(NOW), transaction(engine) as connection:
            return release_builds.take(connection)

    assert sum(build is not None for build in at_once(take, take)) == 1
    with transaction(engine) as connection:
        assert connection.execute(select(table_of(ReleaseBuild).c.state)).scalars().all() == ["reading"]
        assert campaigns.get(connection, organizer, campaign.id) == campaign


def test_who_loses_a_race_takes_the_next_one(engine):
    with transaction(engine) as connection:
        organizer = an_organizer(connection)
        campaign = a_campaign(connection, organizer)

        with clock.frozen(NOW + timedelta(days=100)):
            for starts_on in (Q1, Q2):
                release_builds.ask(connection, organizer, campaign.id, starts_on, TABLES)

    def take():
        with transaction(engine) as connection:
            return release_builds.take(connection)

    assert {build.period.start for build in at_once(take, take)} == {Q1, Q2}

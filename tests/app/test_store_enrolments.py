"""Joining and leaving campaigns, and whom one counts, on both databases."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app import clock, errors
from app.database import transaction
from app.records import Enrolment, table_of
from app.store import campaigns, contributors, enrolments, everything, writers
from reports.periods import Period
from tests.app.campaign_factories import (
    a_campaign,
    a_link,
    an_organizer,
    codes,
    join_vouched,
    while_open,
    words,
)
from tests.app.store_factories import a_writer
from tests.attacks.test_races import at_once

MAY = datetime(2026, 5, 20, 15, tzinfo=UTC)
LATER = datetime(2028, 1, 1, tzinfo=UTC)
Q1, Q2 = Period(date(2026, 1, 1), date(2026, 4, 1)), Period(date(2026, 4, 1), date(2026, 7, 1))
Q3 = Period(date(2026, 7, 1), date(2026, 10, 1))
MOMENT = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _stopped_clock():
    with clock.frozen(MAY):
        yield


@pytest.fixture
def organizer(connection):
    return an_organizer(connection)


@pytest.fixture
def campaign(connection, organizer):
    return a_campaign(connection, organizer)


def counted(connection, campaign, period):
    """Whom the campaign counts, asked long after the period was closed."""
    with clock.frozen(LATER):
        return contributors.of_period(connection, campaign.id, period)


def at(*numbers):
    return clock.frozen(datetime(*numbers, tzinfo=UTC))


# Who counts


def test_one_enrolled_by_a_code_counts_in_the_open_period_and_all_later_ones(connection, organizer, campaign):
    mine = a_writer(connection)
    join_vouched(connection, organizer, campaign, mine)
    assert [counted(connection, campaign, period) for period in (Q1, Q2, Q3)] == [[], [mine], [mine]]
    [hers] = enrolments.list_all(connection, mine)
    assert (hers.starts_on, hers.consented_on, hers.consent_version) == (Q2.start, MAY.date(), 1)


def test_puppets_through_an_open_link_never_count_beside_one_real_writer(connection, organizer, campaign):
    """T46: k - 1 accounts from an open link or poster."""
    real, puppets = a_writer(connection), [a_writer(connection) for _ in range(campaign.smallest_group - 1)]
    secret = a_link(connection, organizer, campaign)
    join_vouched(connection, organizer, campaign, real)
    for puppet in puppets:
        assert not enrolments.enrol_by_link(connection, puppet, secret, 1).is_vouched
    assert counted(connection, campaign, Q2) == [real]


def test_puppets_in_a_second_campaign_never_count_in_the_first(connection, organizer, campaign):
    """T46: k - 1 accounts in a second campaign."""
    second = a_campaign(connection, organizer)
    real, puppets = a_writer(connection), [a_writer(connection) for _ in range(campaign.smallest_group - 1)]
    join_vouched(connection, organizer, campaign, real)
    join_vouched(connection, organizer, second, *puppets)
    assert counted(connection, campaign, Q2) == [real]
    secret = a_link(connection, organizer, campaign)
    for puppet in puppets:
        enrolments.enrol_by_link(connection, puppet, secret, 1)
    for period in (Q2, Q3):
        assert counted(connection, campaign, period) == [real]


def test_a_code_after_a_link_counts_from_the_oldest_period_not_closed(connection, organizer, campaign):
    mine = a_writer(connection)
    with at(2026, 2, 1):
        enrolments.enrol_by_link(connection, mine, a_link(connection, organizer, campaign), 1)
    join_vouched(connection, organizer, campaign, mine)
    assert [counted(connection, campaign, period) for period in (Q1, Q2)] == [[], [mine]]
    assert [one.is_vouched for one in enrolments.list_all(connection, mine)] == [True, False]


@pytest.mark.parametrize(
    ("moment", "counts"),
    [(datetime(2026, 7, 14, tzinfo=UTC) - MOMENT, True), (datetime(2026, 7, 14, tzinfo=UTC), False)],
)
def test_one_counts_who_is_enrolled_when_the_period_is_closed(
    connection, organizer, campaign, moment, counts
):
    early, late = a_writer(connection), a_writer(connection)
    join_vouched(connection, organizer, campaign, early)
    with clock.frozen(moment):
        join_vouched(connection, organizer, campaign, late)
        enrolments.leave(connection, early, campaign.id)
    assert counted(connection, campaign, Q2) == [late if counts else early]


def test_whom_a_period_counts_is_asked_only_when_it_is_closed(connection, campaign):
    with (
        clock.frozen(datetime(2026, 7, 14, tzinfo=UTC) - MOMENT),
        pytest.raises(errors.Invalid, match="not closed"),
    ):
        contributors.of_period(connection, campaign.id, Q2)
    with pytest.raises(errors.Invalid, match="no such period"):
        contributors.of_period(connection, campaign.id, Period(Q1.start, Q2.end))


# Codes


def test_a_code_works_once_and_all_that_open_nothing_sound_alike(connection, organizer, campaign):
    code, unused = codes(connection, organizer, campaign)[:2]
    enrolments.enrol_by_code(connection, a_writer(connection), f" {code.lower().replace('-', ' ')} ", 1)
    said = set()
    for wrong in (code, unused[:-1], "0000", "", "Z" * 20):
        with pytest.raises(errors.Invalid) as refusal:
            enrolments.enrol_by_code(connection, a_writer(connection), wrong, 1)
        said.add((str(refusal.value), refusal.value.status, str(refusal.value.fields)))
    assert len(said) == 1
    assert enrolments.enrol_by_code(connection, a_writer(connection), unused, 1).is_vouched


def test_one_who_counts_already_learns_nothing_of_another_code(connection, organizer, campaign):
    mine, [first, second, *_] = a_writer(connection), codes(connection, organizer, campaign)
    enrolled = enrolments.enrol_by_code(connection, mine, first, 1)
    assert enrolments.enrol_by_code(connection, mine, second, 1) == enrolled
    assert enrolments.enrol_by_code(connection, mine, first, 1) == enrolled
    assert enrolments.enrol_by_code(connection, a_writer(connection), second, 1).is_vouched


def test_no_enrolment_says_by_which_code_it_came_or_at_what_time(connection, organizer, campaign):
    join_vouched(connection, organizer, campaign, a_writer(connection))
    [row] = connection.execute(select(table_of(Enrolment))).mappings()
    assert not [value for value in row.values() if isinstance(value, datetime)]
    assert set(row) == {
        *("writer_id", "id", "campaign_id", "starts_on", "ends_on"),
        *("consented_on", "consent_version", "is_vouched"),
    }


def test_one_code_used_by_two_at_once_enrols_one(engine):
    with transaction(engine) as connection:
        organizer = an_organizer(connection)
        campaign = a_campaign(connection, organizer)
        both, [code, *_] = (
            [a_writer(connection), a_writer(connection)],
            codes(connection, organizer, campaign),
        )

    def join(viewer):
        try:
            with transaction(engine) as connection:
                return enrolments.enrol_by_code(connection, viewer, code, 1).is_vouched
        except errors.Invalid:
            return False

    assert sorted(at_once(*(lambda viewer=viewer: join(viewer) for viewer in both))) == [False, True]
    with transaction(engine) as connection:
        assert len(counted(connection, campaign, Q2)) == 1


def test_whoever_joins_while_the_last_organizer_is_erased_is_not_left_in_a_closed_campaign(engine):
    with transaction(engine) as connection:
        organizer, mine = an_organizer(connection), a_writer(connection)
        secret = a_link(connection, organizer, a_campaign(connection, organizer))
    while_open(
        engine,
        lambda connection: enrolments.enrol_by_link(connection, mine, secret, 1),
        lambda connection: everything.erase(connection, organizer),
    )
    with transaction(engine) as connection:
        assert [hers.ends_on for hers in enrolments.list_all(connection, mine)] == [Q3.start]


def test_an_erasure_takes_along_what_is_joined_meanwhile(engine):
    with transaction(engine) as connection:
        organizer, mine = an_organizer(connection), a_writer(connection)
        secret = a_link(connection, organizer, a_campaign(connection, organizer))
    while_open(
        engine,
        lambda connection: enrolments.enrol_by_link(connection, mine, secret, 1),
        lambda connection: everything.erase(connection, mine),
    )
    with transaction(engine) as connection:
        assert enrolments.list_all(connection, mine) == []


def test_two_campaigns_joined_at_once_leave_one_open_enrolment(engine):
    with transaction(engine) as connection:
        organizer, mine = an_organizer(connection), a_writer(connection)
        pair = [a_campaign(connection, organizer), a_campaign(connection, organizer)]
        codes_of_both = [codes(connection, organizer, campaign)[0] for campaign in pair]

    def join(code):
        with transaction(engine) as connection:
            enrolments.enrol_by_code(connection, mine, code, 1)

    at_once(*(lambda code=code: join(code) for code in codes_of_both))
    with transaction(engine) as connection:
        for period in (Q2, Q3):
            assert sum(len(counted(connection, campaign, period)) for campaign in pair) == 1


def test_a_made_up_log_joins_nothing_and_learns_nothing_of_a_code(connection, organizer, campaign):
    demo = writers.create(connection, zone="UTC", currency="USD", language="en", is_demo=True).id
    secret, code = a_link(connection, organizer, campaign), codes(connection, organizer, campaign)[0]
    ways_in = (
        (enrolments.enrol_by_link, secret),
        *((enrolments.enrol_by_code, one) for one in (code, code[:-1])),
    )
    for join, opening in ways_in:
        with pytest.raises(errors.NotAllowed, match="made-up log"):
            join(connection, demo, opening, 1)
    assert enrolments.list_all(connection, demo) == []
    assert enrolments.enrol_by_code(connection, a_writer(connection), code, 1).is_vouched


# One campaign at any time


@pytest.mark.parametrize(
    ("length", "starts_on"),
    [("month", date(2026, 7, 1)), ("half_year", date(2026, 7, 1)), ("year", date(2027, 1, 1))],
)
def test_joining_another_ends_the_first_from_its_next_period(
    connection, organizer, campaign, length, starts_on
):
    mine = a_writer(connection)
    another = a_campaign(connection, organizer, period_length=length)
    join_vouched(connection, organizer, campaign, mine)
    join_vouched(connection, organizer, another, mine)
    now, before = enrolments.list_all(connection, mine)
    assert (before.campaign_id, before.starts_on, before.ends_on) == (campaign.id, Q2.start, Q3.start)
    assert (now.campaign_id, now.starts_on, now.ends_on) == (another.id, starts_on, None)
    assert [counted(connection, campaign, period) for period in (Q2, Q3)] == [[mine], []]


def test_going_back_and_forth_counts_her_once_on_every_day(connection, organizer, campaign):
    mine = a_writer(connection)
    another = a_campaign(connection, organizer, period_length="month", first_on=date(2025, 9, 1))
    for month in range(1, 12):
        with at(2026, month, 5):
            join_vouched(connection, organizer, (campaign, another)[month % 2], mine)
    rows = sorted(enrolments.list_all(connection, mine), key=lambda row: row.starts_on)
    assert [row.ends_on for row in rows].count(None) == 1
    assert all(row.ends_on <= following.starts_on for row, following in itertools.pairwise(rows))


def test_leaving_is_at_once_and_of_closed_periods_nothing_changes(connection, organizer, campaign):
    mine = a_writer(connection)
    with at(2026, 2, 1):
        join_vouched(connection, organizer, campaign, mine)
    enrolments.leave(connection, mine, campaign.id)
    assert [counted(connection, campaign, period) for period in (Q1, Q2)] == [[mine], []]
    assert enrolments.current(connection, mine) is None


def test_one_leaves_only_what_one_has_joined(connection, organizer, campaign):
    mine, other = a_writer(connection), a_writer(connection)
    join_vouched(connection, organizer, campaign, mine)
    with pytest.raises(errors.NotFound):
        enrolments.leave(connection, other, campaign.id)
    assert enrolments.list_all(connection, other) == []
    assert counted(connection, campaign, Q2) == [mine]


def test_after_leaving_one_joins_again_with_a_new_code_and_is_counted_once(connection, organizer, campaign):
    mine = a_writer(connection)
    join_vouched(connection, organizer, campaign, mine)
    enrolments.leave(connection, mine, campaign.id)
    assert enrolments.list_all(connection, mine) == []
    join_vouched(connection, organizer, campaign, mine)
    assert counted(connection, campaign, Q2) == [mine]


def test_a_yes_to_words_that_have_changed_is_refused_and_the_code_stays_good(connection, organizer, campaign):
    secret, [code, *_] = a_link(connection, organizer, campaign), codes(connection, organizer, campaign)
    campaigns.amend(connection, organizer, campaign.id, 1, words(question="Who pays?"))
    mine = a_writer(connection)
    for join, opening in ((enrolments.enrol_by_link, secret), (enrolments.enrol_by_code, code)):
        with pytest.raises(errors.Stale):
            join(connection, mine, opening, 1)
    assert enrolments.enrol_by_code(connection, mine, code, 2).consent_version == 2


def test_a_closed_campaign_counts_to_the_end_of_its_running_period(connection, organizer, campaign):
    mine = a_writer(connection)
    join_vouched(connection, organizer, campaign, mine)
    campaigns.close(connection, organizer, campaign.id)
    assert [counted(connection, campaign, period) for period in (Q2, Q3)] == [[mine], []]


def test_a_link_that_opens_nothing_enrols_nobody(connection):
    with pytest.raises(errors.NotFound):
        enrolments.enrol_by_link(connection, a_writer(connection), "x" * 43, 1)


def test_her_enrolments_leave_with_her_log_and_are_erased_with_it(connection, organizer, campaign):
    mine = a_writer(connection)
    join_vouched(connection, organizer, campaign, mine)
    [exported] = everything.export(connection, mine)["enrolment"]
    assert (exported["campaign_id"], exported["is_vouched"]) == (campaign.id, True)
    everything.erase(connection, mine)
    assert counted(connection, campaign, Q2) == []

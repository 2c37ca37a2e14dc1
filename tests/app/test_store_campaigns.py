"""Campaigns, their teams, ways in and audit log, on both databases: nobody, then somebody else, then the owner."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from app import clock, errors
from app.database import transaction
from app.records import AuditEvent, Campaign, CodeSheet, Invite, MemberCode, table_of
from app.records.audit_event import Action
from app.records.campaign import CampaignCreate, State
from app.records.team_membership import Role
from app.store import (
    audit_events,
    campaigns,
    enrolments,
    everything,
    invites,
    member_codes,
    organizers,
    teams,
)
from tests.app.campaign_factories import (
    WORDS,
    a_campaign,
    a_link,
    an_organizer,
    codes,
    give_passkey,
    handle_of,
    join_vouched,
    while_open,
    words,
)
from tests.app.store_factories import a_writer
from tests.attacks.test_races import at_once

NOW = datetime(2026, 5, 20, 15, tzinfo=UTC)


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


def actions(connection, viewer, campaign_id):
    return sorted(event.action for event in audit_events.page(connection, viewer, campaign_id))


def everything_said(connection):
    return [tuple(row) for row in connection.execute(select(table_of(AuditEvent)))]


# Organizers


def test_the_operator_makes_an_organizer_of_a_writer_with_a_passkey(connection):
    mine = a_writer(connection)
    with pytest.raises(errors.Invalid, match="passkey"):
        organizers.make(connection, None, handle_of(connection, mine))
    give_passkey(connection, mine)
    made = organizers.make(connection, None, handle_of(connection, mine))
    assert organizers.find(connection, mine) == made
    assert organizers.make(connection, None, handle_of(connection, mine)) == made
    assert len(everything_said(connection)) == 1


def test_an_organizer_makes_another_and_a_writer_makes_none(connection, organizer):
    mine, other = a_writer(connection), a_writer(connection)
    give_passkey(connection, other)
    with pytest.raises(errors.NotAllowed):
        organizers.make(connection, mine, handle_of(connection, other))
    organizers.make(connection, organizer, handle_of(connection, other))
    assert organizers.find(connection, other) is not None
    assert organizers.find(connection, mine) is None


# Campaigns


def test_only_an_organizer_makes_a_campaign(connection):
    with pytest.raises(errors.NotAllowed):
        a_campaign(connection, a_writer(connection))


def test_a_campaign_has_quarters_and_groups_of_ten_unless_told_otherwise(campaign):
    assert (campaign.period_length, campaign.smallest_group, campaign.consent_version) == ("quarter", 10, 1)
    assert campaign.id.version == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"smallest_group": 4},
        {"first_on": date(2026, 1, 2)},
        {"period_length": "week"},
        {"currency": "XYZ"},
        {"languages": []},
        {"name": " "},
        {"consent_text": " "},
        {"question": " "},
    ],
)
def test_what_makes_no_campaign_is_refused(connection, organizer, wrong):
    with pytest.raises(ValidationError):
        a_campaign(connection, organizer, **wrong)


def test_a_campaign_of_others_is_not_there(connection, campaign):
    reads = (campaigns.get, teams.list_all, invites.list_all, member_codes.list_all, audit_events.page)
    for viewer in (a_writer(connection), an_organizer(connection)):
        for read in (*reads, campaigns.close, campaigns.delete_one, member_codes.make_sheet):
            with pytest.raises(errors.NotFound):
                read(connection, viewer, campaign.id)
        with pytest.raises(errors.NotFound):
            campaigns.amend(connection, viewer, campaign.id, 1, words())
        with pytest.raises(errors.NotFound):
            invites.make(connection, viewer, campaign.id, 30)
        with pytest.raises(errors.NotFound):
            teams.hand_over(connection, viewer, campaign.id, handle_of(connection, viewer))
        assert campaigns.list_all(connection, viewer) == []


def test_other_words_are_another_version_and_a_late_change_is_refused(connection, organizer, campaign):
    changed = campaigns.amend(connection, organizer, campaign.id, 1, words(question="Who pays?"))
    assert (changed.question, changed.consent_version) == ("Who pays?", 2)
    with pytest.raises(errors.Stale):
        campaigns.amend(connection, organizer, campaign.id, 1, words(question="Who else?"))
    assert campaigns.get(connection, organizer, campaign.id) == changed


def test_what_figures_stand_on_is_no_word_that_changes():
    for fixed in ("currency", "first_on", "period_length", "smallest_group", "platforms", "place"):
        with pytest.raises(ValidationError, match="Extra inputs"):
            words(**{fixed: "x"})


ROLES = [(None, "not there"), (Role.VIEW, "looks"), (Role.EDIT, "edits"), (Role.PUBLISH, "decides")]
DEEDS = {
    "looks": [campaigns.get, teams.list_all],
    "edits": [
        lambda c, v, i: campaigns.amend(c, v, i, campaigns.by_id(c, i).consent_version, words()),
        lambda c, v, i: invites.make(c, v, i, 30),
        member_codes.make_sheet,
    ],
    "decides": [
        lambda c, v, i: teams.set_role(c, v, i, handle_of(c, v), Role.PUBLISH),
        campaigns.close,
        campaigns.delete_one,
    ],
}


@pytest.mark.parametrize(("role", "most"), ROLES)
def test_each_role_may_do_what_it_may_and_no_more(connection, organizer, campaign, role, most):
    member = an_organizer(connection)
    if role:
        teams.set_role(connection, organizer, campaign.id, handle_of(connection, member), role)
    steps = ["not there", "looks", "edits", "decides"]
    for deed, calls in DEEDS.items():
        for call in calls:
            if steps.index(deed) <= steps.index(most):
                call(connection, member, campaign.id)
            else:
                refusal = errors.NotAllowed if role else errors.NotFound
                with pytest.raises(refusal):
                    call(connection, member, campaign.id)


def test_a_campaign_is_handed_over_to_an_organizer_and_never_to_nobody(connection, organizer, campaign):
    writer = a_writer(connection)
    with pytest.raises(errors.NotFound):
        teams.hand_over(connection, organizer, campaign.id, handle_of(connection, writer))
    with pytest.raises(errors.Invalid, match="Hand it over"):
        teams.remove(connection, organizer, campaign.id, organizers.get(connection, organizer))


@pytest.mark.parametrize("role", list(Role))
def test_each_leaves_a_team_herself_and_takes_out_nobody_else_without_deciding(
    connection, organizer, campaign, role
):
    leaver, other = an_organizer(connection), an_organizer(connection)
    for member in (leaver, other):
        teams.set_role(connection, organizer, campaign.id, handle_of(connection, member), role)
    if role is not Role.PUBLISH:
        with pytest.raises(errors.NotAllowed):
            teams.remove(connection, leaver, campaign.id, organizers.get(connection, other))
    teams.remove(connection, leaver, campaign.id, organizers.get(connection, leaver))
    assert campaigns.list_all(connection, leaver) == []
    with pytest.raises(errors.NotFound):
        teams.remove(connection, leaver, campaign.id, organizers.get(connection, leaver))
    assert campaigns.list_all(connection, other) == [campaign]


def test_after_handing_over_only_the_heir_decides(connection, organizer, campaign):
    heir = an_organizer(connection)
    teams.hand_over(connection, organizer, campaign.id, handle_of(connection, heir))
    with pytest.raises(errors.NotFound):
        campaigns.get(connection, organizer, campaign.id)
    assert [member.role for member in teams.list_all(connection, heir, campaign.id)] == [Role.PUBLISH]


def test_closing_ends_the_ways_in_and_is_done_once(connection, organizer, campaign):
    secret, [code, *_] = a_link(connection, organizer, campaign), codes(connection, organizer, campaign)
    assert campaigns.close(connection, organizer, campaign.id).state is State.CLOSED
    campaigns.close(connection, organizer, campaign.id)
    assert invites.campaign_of(connection, secret) is None
    assert member_codes.campaign_of(connection, code) is None
    assert not member_codes.use(connection, code)
    assert actions(connection, organizer, campaign.id).count(Action.CLOSE_CAMPAIGN) == 1
    with pytest.raises(errors.Invalid, match="closed"):
        invites.make(connection, organizer, campaign.id, 30)


def test_a_deleted_campaign_is_gone_with_all_but_its_audit_log(connection, organizer, campaign):
    secret = a_link(connection, organizer, campaign)
    writer = a_writer(connection)
    enrolments.enrol_by_link(connection, writer, secret, 1)
    campaigns.delete_one(connection, organizer, campaign.id)
    assert campaigns.list_all(connection, organizer) == []
    assert enrolments.list_all(connection, writer) == []
    said = str(everything_said(connection))
    assert "delete_campaign" in said
    assert "make_invite" in said


@pytest.mark.parametrize(
    ("moment", "is_closed"),
    [(datetime(2026, 7, 13, 23, tzinfo=UTC), False), (datetime(2026, 7, 14, tzinfo=UTC), True)],
)
def test_a_campaign_that_has_counted_in_a_closed_period_is_not_deleted(
    connection, organizer, campaign, moment, is_closed
):
    writer, another = a_writer(connection), a_campaign(connection, organizer)
    join_vouched(connection, organizer, campaign, writer)
    with clock.frozen(moment):
        if is_closed:
            with pytest.raises(errors.Invalid, match="Close it instead"):
                campaigns.delete_one(connection, organizer, campaign.id)
        else:
            campaigns.delete_one(connection, organizer, campaign.id)
        join_vouched(connection, organizer, another, writer)
        newest = enrolments.current(connection, writer)
    assert newest.starts_on == (date(2026, 10, 1) if is_closed else date(2026, 4, 1))


def test_a_campaign_whose_people_left_after_a_closed_period_is_not_deleted_either(
    connection, organizer, campaign
):
    writer = a_writer(connection)
    join_vouched(connection, organizer, campaign, writer)
    with clock.frozen(datetime(2026, 8, 1, tzinfo=UTC)):
        enrolments.leave(connection, writer, campaign.id)
        with pytest.raises(errors.Invalid, match="Close it instead"):
            campaigns.delete_one(connection, organizer, campaign.id)


def test_whoever_never_counts_keeps_no_campaign(connection, organizer, campaign):
    enrolments.enrol_by_link(connection, a_writer(connection), a_link(connection, organizer, campaign), 1)
    with clock.frozen(datetime(2026, 8, 1, tzinfo=UTC)):
        campaigns.delete_one(connection, organizer, campaign.id)
    assert campaigns.list_all(connection, organizer) == []


# Ways in


def test_a_link_opens_its_campaign_until_it_is_paused_revoked_or_past_its_day(
    connection, organizer, campaign
):
    made = invites.make(connection, organizer, campaign.id, days=2)
    assert invites.campaign_of(connection, made.secret) == campaign
    invites.pause(connection, organizer, campaign.id, made.invite.id, paused=True)
    assert invites.campaign_of(connection, made.secret) is None
    invites.pause(connection, organizer, campaign.id, made.invite.id, paused=False)
    with clock.frozen(datetime(2026, 5, 23, tzinfo=UTC) - timedelta(seconds=1)):
        assert invites.campaign_of(connection, made.secret) == campaign
    with clock.frozen(datetime(2026, 5, 23, tzinfo=UTC)):
        assert invites.campaign_of(connection, made.secret) is None
    invites.revoke(connection, organizer, campaign.id, made.invite.id)
    assert invites.campaign_of(connection, made.secret) is None
    assert invites.list_all(connection, organizer, campaign.id) == []


def test_a_way_into_another_campaign_is_not_there(connection, organizer, campaign):
    another = a_campaign(connection, organizer)
    link = invites.make(connection, organizer, campaign.id, 30).invite
    sheet = member_codes.make_sheet(connection, organizer, campaign.id).sheet
    with pytest.raises(errors.NotFound):
        invites.pause(connection, organizer, another.id, link.id, paused=True)
    with pytest.raises(errors.NotFound):
        invites.revoke(connection, organizer, another.id, link.id)
    with pytest.raises(errors.NotFound):
        member_codes.revoke_sheet(connection, organizer, another.id, sheet.id)


@pytest.mark.parametrize("size", [24, 501])
def test_a_sheet_has_at_least_25_codes(connection, organizer, campaign, size):
    with pytest.raises(errors.Invalid, match="25 to 500"):
        member_codes.make_sheet(connection, organizer, campaign.id, size)


def test_no_table_holds_a_secret_or_a_code_as_it_is(connection, organizer, campaign):
    secret, printed = a_link(connection, organizer, campaign), codes(connection, organizer, campaign)
    held = str(
        [
            tuple(row)
            for record in (Invite, CodeSheet, MemberCode)
            for row in connection.execute(select(table_of(record)))
        ]
    )
    assert len(set(printed)) == 25
    for opening in (secret, *printed, *(code.replace("-", "") for code in printed)):
        assert opening not in held


def test_the_page_of_a_code_never_looks_whether_the_code_is_there(connection, organizer, campaign):
    code = codes(connection, organizer, campaign)[0]
    assert member_codes.use(connection, code)
    for typed in (code, code.lower().replace("-", " "), code[:9] + "0000-0000-0000"):
        assert member_codes.campaign_of(connection, typed) == campaign
    assert member_codes.campaign_of(connection, "0000-0000") is None


def test_a_sheet_looks_the_same_whether_its_codes_are_used_or_not(connection, organizer, campaign):
    printed = member_codes.make_sheet(connection, organizer, campaign.id)
    before = member_codes.list_all(connection, organizer, campaign.id)
    assert all(member_codes.use(connection, code) for code in printed.codes)
    assert member_codes.list_all(connection, organizer, campaign.id) == before == [printed.sheet]


def test_a_revoked_sheet_enrols_nobody(connection, organizer, campaign):
    printed = member_codes.make_sheet(connection, organizer, campaign.id)
    member_codes.revoke_sheet(connection, organizer, campaign.id, printed.sheet.id)
    assert not any(member_codes.use(connection, code) for code in printed.codes)


# The audit log


def test_every_change_of_an_organizer_stands_in_the_log_once(connection, organizer, campaign):
    member = an_organizer(connection)
    campaigns.amend(connection, organizer, campaign.id, 1, words())
    link = invites.make(connection, organizer, campaign.id, 30).invite
    for paused in (True, False):
        invites.pause(connection, organizer, campaign.id, link.id, paused=paused)
    invites.revoke(connection, organizer, campaign.id, link.id)
    sheet = member_codes.make_sheet(connection, organizer, campaign.id).sheet
    member_codes.revoke_sheet(connection, organizer, campaign.id, sheet.id)
    teams.set_role(connection, organizer, campaign.id, handle_of(connection, member), Role.VIEW)
    teams.remove(connection, organizer, campaign.id, organizers.get(connection, member))
    campaigns.close(connection, organizer, campaign.id)
    teams.hand_over(connection, organizer, campaign.id, handle_of(connection, member))
    of_releases = {Action.ASK_FOR_RELEASE, Action.RELEASE, Action.DOWNLOAD_RELEASE}
    once = (
        set(Action) - {Action.MAKE_ORGANIZER, Action.REMOVE_ORGANIZER, Action.DELETE_CAMPAIGN} - of_releases
    )
    assert actions(connection, member, campaign.id) == sorted([*once, Action.REMOVE_MEMBER])
    events = audit_events.page(connection, member, campaign.id)
    assert {event.actor_id for event in events} == {organizers.get(connection, organizer)}
    assert {event.happened_on for event in events} == {NOW.date()}


def test_what_writers_do_stands_in_no_log_and_enrolled_writers_read_it(connection, organizer, campaign):
    secret, code = a_link(connection, organizer, campaign), codes(connection, organizer, campaign)[0]
    before = everything_said(connection)
    first, second = a_writer(connection), a_writer(connection)
    enrolments.enrol_by_link(connection, first, secret, 1)
    enrolments.enrol_by_code(connection, second, code, 1)
    enrolments.leave(connection, second, campaign.id)
    assert everything_said(connection) == before
    assert actions(connection, first, campaign.id) == ["create_campaign", "make_codes", "make_invite"]


ROW = "INTO audit_event (id, action, happened_on) SELECT id, 'make_codes', happened_on FROM audit_event"
NEW_ID = """INTO audit_event (rowid, id, action, happened_on)
    SELECT rowid, hex(randomblob(16)), 'make_codes', happened_on FROM audit_event"""
AMENDING = "WHERE true ON CONFLICT (id) DO UPDATE SET action = 'make_codes'"
CHANGES = [
    "UPDATE audit_event SET action = 'make_codes'",
    "DELETE FROM audit_event",
    f"INSERT {ROW} {AMENDING}",
]
CHANGES_OF = {
    "sqlite": [
        f"INSERT OR REPLACE {ROW}",
        f"REPLACE {ROW}",
        f"REPLACE {NEW_ID}",
        f"UPDATE OR REPLACE{CHANGES[0][6:]}",
    ],
    "postgresql": ["TRUNCATE audit_event"],
}


def test_the_database_refuses_to_change_the_audit_log(connection, organizer, campaign):
    before = everything_said(connection)
    for change in [*CHANGES, *CHANGES_OF[connection.dialect.name]]:
        with pytest.raises(DBAPIError, match="never changed"), connection.begin_nested():
            connection.execute(text(change))
    assert everything_said(connection) == before
    campaigns.close(connection, organizer, campaign.id)
    assert len(everything_said(connection)) == len(before) + 1


def test_an_erased_organizer_leaves_her_deeds_without_her_and_her_campaign_closed(
    connection, organizer, campaign
):
    writer = a_writer(connection)
    enrolments.enrol_by_link(connection, writer, a_link(connection, organizer, campaign), 1)
    everything.erase(connection, organizer)
    said = str(everything_said(connection))
    assert str(organizer) not in said
    assert organizer.hex not in said
    assert campaigns.by_id(connection, campaign.id).state is State.CLOSED
    events = audit_events.page(connection, writer, campaign.id)
    assert [event.actor_id for event in events if event.action is Action.CLOSE_CAMPAIGN] == [None]


@pytest.mark.parametrize(
    ("role", "state"), [(Role.PUBLISH, State.OPEN), (Role.EDIT, State.CLOSED), (Role.VIEW, State.CLOSED)]
)
def test_a_campaign_stays_open_when_one_who_decides_about_it_is_left(
    connection, organizer, campaign, role, state
):
    member = an_organizer(connection)
    teams.set_role(connection, organizer, campaign.id, handle_of(connection, member), role)
    everything.erase(connection, organizer)
    assert campaigns.get(connection, member, campaign.id).state is state


def test_a_campaign_that_cannot_be_read_does_not_keep_an_account(connection, organizer, campaign):
    table = table_of(Campaign)
    connection.execute(update(table).values(languages=["?"]))
    everything.erase(connection, organizer)
    assert connection.execute(select(table.c.state)).scalar() == State.CLOSED


def test_of_two_who_decide_and_are_erased_at_once_the_last_closes_the_campaign(engine):
    with transaction(engine) as connection:
        first, second = an_organizer(connection), an_organizer(connection)
        campaign = a_campaign(connection, first)
        teams.set_role(connection, first, campaign.id, handle_of(connection, second), Role.PUBLISH)
    while_open(
        engine,
        lambda connection: everything.erase(connection, first),
        lambda connection: everything.erase(connection, second),
    )
    with transaction(engine) as connection:
        assert campaigns.by_id(connection, campaign.id).state is State.CLOSED


def test_two_forms_at_once_make_one_campaign(engine):
    wanted = CampaignCreate(**WORDS, platforms=[], currency="USD", first_on=date(2026, 1, 1))
    with transaction(engine) as connection:
        organizer = an_organizer(connection)

    def make(connection):
        if campaigns.made_before(connection, organizer, wanted) is None:
            campaigns.create(connection, organizer, wanted)

    while_open(engine, make, make)
    with transaction(engine) as connection:
        [made] = campaigns.list_all(connection, organizer)
        other = wanted.model_copy(update={"smallest_group": 20})
        assert campaigns.made_before(connection, organizer, wanted) == made
        assert campaigns.made_before(connection, organizer, other) is None


def test_whoever_is_let_decide_while_the_last_is_erased_keeps_the_campaign_open(engine):
    with transaction(engine) as connection:
        first, second = an_organizer(connection), an_organizer(connection)
        campaign, handle = a_campaign(connection, first), handle_of(connection, second)
    while_open(
        engine,
        lambda connection: teams.set_role(connection, first, campaign.id, handle, Role.PUBLISH),
        lambda connection: everything.erase(connection, first),
    )
    with transaction(engine) as connection:
        assert campaigns.get(connection, second, campaign.id).state is State.OPEN


def test_who_is_in_several_teams_is_erased_beside_another_of_the_same_teams(engine):
    with transaction(engine) as connection:
        first, second = an_organizer(connection), an_organizer(connection)
        several = [a_campaign(connection, (first, second)[n % 2]) for n in range(6)]
        for n, campaign in enumerate(several):
            mine, other = (first, second) if n % 2 == 0 else (second, first)
            teams.set_role(connection, mine, campaign.id, handle_of(connection, other), Role.PUBLISH)

    def erase(viewer):
        with transaction(engine) as connection:
            everything.erase(connection, viewer)

    at_once(lambda: erase(first), lambda: erase(second))
    with transaction(engine) as connection:
        assert {campaigns.by_id(connection, campaign.id).state for campaign in several} == {State.CLOSED}


def test_whoever_is_no_organizer_is_in_no_team(connection, campaign):
    from app.store.rows import refused_by_the_database

    writer = a_writer(connection)
    with pytest.raises(errors.Invalid), connection.begin_nested(), refused_by_the_database():
        connection.execute(teams.joining(writer, uuid4(), campaign.id, Role.PUBLISH))

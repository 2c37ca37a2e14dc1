"""What organizers do on pages: make a campaign, invite, look at coverage, work as a team, end it."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from app import clock
from app.database import transaction
from app.language import for_code
from app.records.audit_event import Action
from app.records.campaign import GROUPS
from app.records.member_code import FEWEST_CODES, MOST_CODES
from app.records.team_membership import Role
from app.store import campaigns, enrolments, invites, member_codes, organizers, writers
from app.store.audit_events import ROWS_OF_A_PAGE, Event, carry_out
from app.web.campaign_form import consent_in
from app.web.invite import WRONG_SIZE
from app.web.labels import ACTIONS, NO_ACTOR
from app.web.team import ROLES
from reports.disclosure import band
from reports.programme.asked_of import ASKED
from tests.app.conftest import NOW
from tests.app.organizing import (
    CAMPAIGN,
    codes_in,
    give_key,
    link_in,
    make_campaign,
    me_of,
    organize,
    start,
)

#: What the log begins with.
EARLIEST = ("Made the campaign", "Made an open link", "Made a sheet of member codes")


@pytest.fixture
def organizer(browser):
    return organize(start(browser))


@pytest.fixture
def campaign(organizer):
    return make_campaign(organizer)


def text_of(page):
    """What a page says, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2]).split())


def test_the_sentences_name_the_limits_that_hold():
    assert f"Write a whole number from {FEWEST_CODES} to {MOST_CODES}." == WRONG_SIZE


def test_a_smallest_group_begins_a_band_so_that_no_band_tells_a_number():
    assert [band(count).least for count in GROUPS] == [*GROUPS]
    assert band(GROUPS[-1]).most is None
    assert all(band(count - 1).least == before for before, count in pairwise(GROUPS))


# A session that has ended


def sent_signed_out(nobody, **fields):
    return nobody.post("/campaigns", data={**CAMPAIGN, "once": "4e1c", **fields})


def test_what_was_typed_is_on_the_page_that_says_the_session_has_ended_and_what_was_chosen_only_in_its_form(
    browser,
):
    page = sent_signed_out(browser())
    assert page.status_code == 401
    typed = re.findall(r'<p class="kept">([^<]*)</p>', page.text)
    said = ("name", "organization", "audience", "question", "consent_text")
    assert sorted(typed) == sorted(CAMPAIGN[name] for name in said)
    assert '<input type="hidden" name="once" value="4e1c">' in page.text
    assert "nothing you typed is lost" in page.text
    assert "lang=es" not in page.text, "a link to another language would lose it"
    nothing = browser().post(f"/campaigns/{uuid4()}/close")
    assert "Nothing was done." in nothing.text


@pytest.mark.parametrize(
    "spaced", [{"first_on": " 2027-01-01"}, {"period_length": "quarter\n"}, {"smallest_group": " 10 "}]
)
def test_spaces_around_a_choice_do_not_matter(organizer, spaced):
    assert organizer.post("/campaigns", data={**CAMPAIGN, **spaced}).status_code == 200


def test_handles_of_nobody_make_the_next_one_wait_so_that_nobody_tries_them_all(organizer, campaign):
    tries = [
        organizer.post(f"{campaign}/team", data={"handle": f"nobody-{number}", "role": "view"})
        for number in range(7)
    ]
    assert {one.status_code for one in tries} == {422}
    asked = ["Nobody with a passkey has this handle" in one.text for one in tries]
    assert asked == [True] * 5 + [False] * 2
    assert "Please wait a second and try again." in tries[-1].text
    assert 'value="nobody-6"' in tries[-1].text
    body = {"handle": "nobody-8", "may": "view"}
    assert organizer.put(f"/api/v1{campaign}/team", json=body).status_code == 429


@pytest.mark.parametrize(("length", "is_sent_back"), [(150_000, True), (250_000, False)])
def test_nothing_longer_than_a_form_of_ours_is_sent_back(browser, length, is_sent_back):
    assert ("x" * length in sent_signed_out(browser(), consent_text="x" * length).text) is is_sent_back


# Becoming an organizer


def test_a_writer_learns_how_one_becomes_an_organizer(writer):
    for address in ("/campaigns", "/campaigns/new"):
        page = writer.get(address)
        assert "You are no organizer yet" in page.text
        assert me_of(writer).handle in page.text
        assert "You need a passkey first." in page.text
    assert "/campaigns" not in writer.get("/you").text
    assert writer.post("/campaigns", data=CAMPAIGN).status_code == 403


def test_an_organizer_finds_campaigns_under_you(organizer):
    assert 'href="/campaigns"' in organizer.get("/you").text
    assert "No campaign yet." in organizer.get("/campaigns").text


# Making one


def test_three_fields_make_a_campaign_and_its_code_to_scan(organizer):
    form = organizer.get("/campaigns/new").text
    filled = dict(re.findall(r'name="(\w+)" type="text" value="([^"]+)"', form))
    assert filled.keys() == {"audience"}
    usual = {
        **filled,
        "smallest_group": re.search(r'name="smallest_group" value="(\w+)"[^>]* checked', form)[1],
        "language": re.search(r'name="language" value="(\w+)" checked', form)[1],
        "period_length": re.search(r'name="period_length" value="(\w+)"[^>]* checked', form)[1],
        "first_on": re.search(r'value="([\d-]+)" selected>January 2027', form)[1],
        "currency": re.search(r'value="(\w+)" selected>USD', form)[1],
        "consent_text": re.search(r"<textarea id=\"consent_text\"[^>]*>\n(.*?)</textarea>", form, re.DOTALL)[
            1
        ],
    }
    said = {name: CAMPAIGN[name] for name in ("name", "organization", "question")}
    page = organizer.post("/campaigns", data={**usual, **said})
    assert page.status_code == 200
    assert "<svg" in page.text.partition('class="qr"')[2]
    assert link_in(page)
    address = re.search(r"/campaigns/[0-9a-f-]{36}", page.text)[0]
    shown = text_of(organizer.get(address))
    for fact in ("Quarters", "January 2027", "10 writers", "US dollars", "English", "Anywhere"):
        assert fact in shown


def test_what_is_missing_is_named_and_the_rest_is_kept(organizer):
    page = organizer.post(
        "/campaigns", data={**CAMPAIGN, "name": " ", "smallest_group": "4", "place": "US-CA"}
    )
    assert page.status_code == 422
    assert "There is a problem" in page.text
    assert 'id="smallest_group-wrong">Please choose one of these.' in page.text
    assert f'value="{CAMPAIGN["question"]}"' in page.text
    assert '<option value="US-CA" selected>' in page.text
    assert "No campaign yet." in organizer.get("/campaigns").text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("organization", "", "Who asks?"),
        ("question", "x" * 501, "At most 500 characters."),
        ("language", "", "Choose a language."),
        ("consent_text", " ", "Write what people say yes to."),
        ("consent_text", "x" * 10_001, "At most 10,000 characters."),
        ("period_length", "week", "Please choose one of these."),
        ("first_on", "2026-01-01", "Please choose one of these."),
        ("first_on", "", "Choose a first month."),
        ("smallest_group", "12", "Please choose one of these."),
        ("smallest_group", "ten", "Please choose one of these."),
        ("smallest_group", "", "Choose a smallest group."),
        ("currency", "XAU", "Please choose one of these."),
    ],
)
def test_what_makes_no_campaign_is_said_beside_its_field(organizer, field, value, sentence):
    page = organizer.post("/campaigns", data={**CAMPAIGN, field: value})
    assert page.status_code == 422
    assert f'id="{field}-wrong">{sentence}' in page.text


@pytest.mark.parametrize(
    ("length", "first", "is_over"), [("month", "2026-10-01", True), ("quarter", "2026-10-01", False)]
)
def test_a_first_period_that_nobody_can_join_is_refused(organizer, length, first, is_over):
    with clock.frozen(datetime(2026, 11, 20, 18, tzinfo=UTC)):
        page = organizer.post("/campaigns", data={**CAMPAIGN, "period_length": length, "first_on": first})
    assert page.status_code == (422 if is_over else 200)
    assert ('id="first_on-wrong">This period is closed already' in page.text) == is_over


@pytest.mark.parametrize("languages", [["en"], ["es"], ["en", "es"]])
def test_the_usual_words_come_in_each_language_and_words_of_ones_own_as_they_are(organizer, languages):
    usual = {code: consent_in(for_code(code)) for code in ("en", "es")}
    organizer.post(
        "/campaigns",
        data={**CAMPAIGN, "language": languages, "consent_text": usual["en"].replace("\n", "\r\n")},
    )
    address = re.search(r"/campaigns/[0-9a-f-]{36}", organizer.get("/campaigns").text)[0]
    form = organizer.get(f"{address}/words").text
    kept = re.search(r"<textarea id=\"consent_text\"[^>]*>\n(.*?)</textarea>", form, re.DOTALL)[1]
    assert kept == "\n\n".join(usual[code] for code in languages)
    organizer.post(
        f"{address}/words", data={**CAMPAIGN, "version": "1", "language": languages, "consent_text": "Ours."}
    )
    assert ">\nOurs.</textarea>" in organizer.get(f"{address}/words").text


def test_pages_of_two_campaigns_side_by_side_are_told_apart_by_their_titles(organizer, campaign):
    for path in ("/invite", "/coverage", "/releases", "/team", "/account", "/log"):
        title = re.search("<title>(.*?)</title>", organizer.get(f"{campaign}{path}").text)[1]
        assert title.startswith("What a scene pays: "), path
    assert "<title>What a scene pays - Pagerate</title>" in organizer.get(campaign).text


def test_the_same_form_twice_makes_one_campaign(organizer, campaign):
    again = organizer.post("/campaigns", data=CAMPAIGN)
    assert again.url.path == f"{campaign}/invite"
    assert "You made this campaign before." in again.text
    assert organizer.get("/campaigns").text.count("<b>What a scene pays</b>") == 1


def test_a_poster_and_a_text_come_in_each_language(organizer):
    page = organizer.post("/campaigns", data={**CAMPAIGN, "language": ["en", "es"]})
    secret = link_in(page)
    for code in ("en", "es"):
        assert f'class="poster" lang="{code}"' in page.text
        message = re.search(rf'<textarea id="text-{code}"[^>]*>(.*?)</textarea>', page.text, re.DOTALL)[1]
        assert f"http://pagerate.test/join/{secret}" in message
        assert CAMPAIGN["question"] in message
    assert "No name and no e-mail." in page.text
    assert "Sin nombre" in page.text


# Its words and its end


def test_other_words_are_for_whoever_joins_from_then_on(organizer, campaign):
    form = organizer.get(f"{campaign}/words")
    assert 'name="version" value="1"' in form.text
    changed = {**CAMPAIGN, "question": "Who pays late?", "version": "1"}
    assert "Whoever joins from now on" in organizer.post(f"{campaign}/words", data=changed).text
    assert "Who pays late?" in organizer.get(campaign).text
    assert 'name="version" value="2"' in organizer.get(f"{campaign}/words").text


def test_words_changed_meanwhile_are_not_overwritten_unseen(organizer, campaign):
    organizer.post(f"{campaign}/words", data={**CAMPAIGN, "question": "First?", "version": "1"})
    late = organizer.post(f"{campaign}/words", data={**CAMPAIGN, "question": "Second?", "version": "1"})
    assert late.status_code == 409
    assert "changed elsewhere" in late.text
    assert 'value="Second?"' in late.text
    assert "First?" in organizer.get(campaign).text
    again = {
        **CAMPAIGN,
        "question": "Second?",
        "version": re.search(r'name="version" value="(\d)"', late.text)[1],
    }
    organizer.post(f"{campaign}/words", data=again)
    assert "Second?" in organizer.get(campaign).text


def test_words_that_a_late_change_would_undo_stand_beside_those_it_asks_for(organizer, campaign):
    theirs = {**CAMPAIGN, "question": "Who pays late?", "version": "1"}
    organizer.post(f"{campaign}/words", data=theirs)
    late = text_of(organizer.post(f"{campaign}/words", data={**CAMPAIGN, "audience": "All", "version": "1"}))
    assert "Field You typed The campaign says now" in late
    assert f"Question {CAMPAIGN['question']} Who pays late? Who is asked All {CAMPAIGN['audience']}" in late
    assert "Languages" not in late.partition("Save mine")[0]
    same = organizer.post(f"{campaign}/words", data=theirs)
    assert (same.status_code, same.url.path) == (200, campaign)


def test_the_same_words_again_make_no_new_version(organizer, campaign):
    organizer.post(f"{campaign}/words", data={**CAMPAIGN, "version": "1"})
    assert 'name="version" value="1"' in organizer.get(f"{campaign}/words").text


def test_words_that_are_missing_are_asked_for(organizer, campaign):
    page = organizer.post(f"{campaign}/words", data={**CAMPAIGN, "question": "", "version": "1"})
    assert (page.status_code, 'id="question-wrong"' in page.text) == (422, True)


def test_a_closed_campaign_says_so_and_has_no_way_in(organizer, campaign):
    page = organizer.post(f"{campaign}/close")
    assert "Closed. Nobody can join it any more." in page.text
    assert "Close it for good" not in page.text
    closed = organizer.get(f"{campaign}/invite")
    assert "This campaign is closed." in closed.text
    assert "Make a link" not in closed.text
    for form, data in (("links", {"days": "30"}), ("sheets", {"size": "25"})):
        refused = organizer.post(f"{campaign}/invite/{form}", data=data)
        assert refused.status_code == 422
        assert "This campaign is closed." in refused.text


def test_deleting_asks_for_a_word(organizer, campaign):
    wrong = organizer.post(f"{campaign}/delete", data={"word": "yes"})
    assert (wrong.status_code, "the word is not right" in wrong.text) == (422, True)
    assert organizer.get(campaign).status_code == 200
    assert "neither team nor writers can open it from then on" in organizer.get(campaign).text
    assert "Deleted." in organizer.post(f"{campaign}/delete", data={"word": " delete "}).text
    for page in ("", "/log"):
        assert organizer.get(f"{campaign}{page}").status_code == 404


def test_a_closed_campaign_offers_no_words_for_whoever_joins(organizer, campaign):
    assert f"{campaign}/words" in organizer.get(campaign).text
    organizer.post(f"{campaign}/close")
    assert f"{campaign}/words" not in organizer.get(campaign).text
    assert "Who joins from now on" not in organizer.get(f"{campaign}/words").text


def test_a_sample_says_that_nobody_can_join_it(organizer, campaign):
    assert "Open. Writers can join" in organizer.get(campaign).text
    with transaction(organizer.app.state.engine) as connection:
        her = writers.create(connection, zone="UTC", currency="USD", language="en", is_demo=True)
        found = campaigns.by_id(connection, UUID(campaign.rpartition("/")[2]))
        enrolments.enrol_composed(connection, her.id, found)
    page = organizer.get(campaign).text
    assert "A sample. Nobody can join" in page
    assert "Invite writers" not in page
    assert "Nobody can join it." in organizer.get(f"{campaign}/invite").text
    made = organizer.post(f"{campaign}/invite/links", data={"days": "30"}).text
    assert made.count("This campaign is a sample, made up from end to end. Nobody can join it.") == 2, (
        "on the page and on its poster"
    )
    assert "Let them be counted with those of others." not in made


def test_what_is_not_counted_yet_is_not_said_to_be_counted_now(organizer):
    shown = {
        first: text_of(organizer.get(make_campaign(organizer, name=first, first_on=first)))
        for first in ("2026-10-01", "2027-01-01")
    }
    assert "Counted now 1 October to 31 December 2026" in shown["2026-10-01"]
    assert "Counted first 1 January to 31 March 2027" in shown["2027-01-01"]
    assert "Counted now" not in shown["2027-01-01"]


def test_the_form_says_what_a_first_month_comes_to(organizer):
    page = text_of(organizer.get("/campaigns/new"))
    assert "Nothing before it is counted. One that has begun can be chosen too" in page
    as_it_is = "If you leave month and periods as they are"
    assert f"{as_it_is} (Quarters), the first report can be made from 14 April 2027 on." in page
    refused = {**CAMPAIGN, "name": "", "period_length": "month", "first_on": "2026-11-01"}
    page = text_of(organizer.post("/campaigns", data=refused))
    assert f"{as_it_is} (Months), the first report can be made from 14 December 2026 on." in page
    page = text_of(organizer.post("/campaigns", data={**refused, "first_on": "2020-01-01"}))
    assert "the first report" not in page


def test_no_day_of_a_first_report_stands_beside_a_period_that_is_refused(organizer):
    over = {**CAMPAIGN, "period_length": "month", "first_on": "2026-10-01"}
    with clock.frozen(datetime(2026, 11, 20, 18, tzinfo=UTC)):
        page = text_of(organizer.post("/campaigns", data=over))
    assert "This period is closed already" in page
    assert "the first report" not in page


# Inviting


def test_a_link_is_shown_once_and_leads_in_until_it_is_paused_or_ended(organizer, campaign):
    secret = link_in(organizer.post(f"{campaign}/invite/links", data={"days": "7"}))
    page = organizer.get(f"{campaign}/invite")
    assert secret not in page.text
    assert "Works until 19 November 2026" in page.text
    assert "never counts" in page.text
    row = re.search(r"/invite/links/([0-9a-f-]{36})/pause", page.text.partition("Works until 19")[2])[1]
    link = f"{campaign}/invite/links/{row}"

    def opens():
        with transaction(organizer.app.state.engine) as connection:
            return invites.campaign_of(connection, secret) is not None

    assert opens()
    assert "Paused." in organizer.post(f"{link}/pause").text
    assert not opens()
    assert "It works again." in organizer.post(f"{link}/resume").text
    assert opens()
    assert "Ended." in organizer.post(f"{link}/revoke").text
    assert not opens()
    for act in ("pause", "resume", "revoke"):
        gone = organizer.post(f"{link}/{act}")
        assert gone.status_code == 404
        assert "This link has been ended in the meantime." in gone.text
        assert "Make a link" in gone.text


def test_a_link_that_is_over_can_only_be_ended(organizer, campaign):
    with clock.frozen(NOW + timedelta(days=91)):
        page = organizer.get(f"{campaign}/invite").text
        assert "Over since 10 February 2027" in page
        assert "/pause" not in page


def once_in(page):
    """What keeps a form that is sent twice from making two."""
    return re.search(r'name="once" value="([0-9a-f-]{36})"', page.text)[1]


@pytest.mark.parametrize(
    ("form", "said"), [("links", {"days": "7"}), ("sheets", {"size": "25"})], ids=["link", "sheet"]
)
def test_a_reload_makes_no_second_one(organizer, campaign, form, said):
    before = organizer.get(f"{campaign}/invite")
    sent = {**said, "once": once_in(before)}
    for _ in range(2):
        page = organizer.post(f"{campaign}/invite/{form}", data=sent)
    assert page.url.path == f"{campaign}/invite"
    assert "You made this before. It was shown once; make another one if you need it." in page.text
    assert page.text.count("/revoke") == before.text.count("/revoke") + 1
    organizer.post(f"{campaign}/invite/{form}", data={**said, "once": once_in(page)})
    assert organizer.get(f"{campaign}/invite").text.count("/revoke") == before.text.count("/revoke") + 2


def test_two_of_a_day_are_told_apart_by_what_stands_on_the_paper(organizer, campaign):
    posters = [organizer.post(f"{campaign}/invite/links", data={"days": "7"}).text for _ in range(2)]
    sheets = [organizer.post(f"{campaign}/invite/sheets", data={"size": "25"}).text for _ in range(2)]
    links = {re.search(r'class="no" translate="no">(\w{3})<', poster)[1] for poster in posters}
    names = {re.search(r"Sheet (\w{3})</h2>", sheet)[1] for sheet in sheets}
    assert (len(links), len(names)) == (2, 2)
    listed = organizer.get(f"{campaign}/invite").text
    for name in links:
        assert f"<b>Link {name} of 12 November 2026</b>" in listed
    for name in names:
        assert f"<b>Sheet {name}</b>" in listed


def test_an_ended_sheet_ended_again_is_said_on_the_page(organizer, campaign):
    organizer.post(f"{campaign}/invite/sheets", data={"size": "25"})
    [end] = re.findall(r"/invite/sheets/[0-9a-f-]{36}/revoke", organizer.get(f"{campaign}/invite").text)
    organizer.post(f"{campaign}{end}")
    gone = organizer.post(f"{campaign}{end}")
    assert (gone.status_code, "This sheet has been ended in the meantime." in gone.text) == (404, True)


@pytest.mark.parametrize("size", ["24", "501", "", "many", "-25", "25,5"])
def test_a_sheet_has_25_codes_or_more(organizer, campaign, size):
    page = organizer.post(f"{campaign}/invite/sheets", data={"size": size})
    assert page.status_code == 422
    assert f'name="size" type="text" value="{size}"' in page.text
    assert f'id="size-wrong">{WRONG_SIZE}' in page.text
    assert "No sheet yet." in organizer.get(f"{campaign}/invite").text


def test_a_sheet_shows_its_codes_once_and_says_to_draw_them(organizer, campaign):
    page = organizer.post(f"{campaign}/invite/sheets", data={"size": "30"})
    codes = codes_in(page)
    assert len(set(codes)) == 30
    assert "Do not write down who got which" in page.text
    assert "http://pagerate.test/join." in page.text
    listed = organizer.get(f"{campaign}/invite")
    assert "30 codes" in listed.text
    assert codes_in(listed) == []
    with transaction(organizer.app.state.engine) as connection:
        assert member_codes.campaign_of(connection, codes[0]) is not None


def test_nothing_tells_that_a_way_in_was_used(browser, organizer, campaign):
    """Before and after, every page of the campaign is the same."""
    secret = link_in(organizer.post(f"{campaign}/invite/links", data={"days": "30"}))
    code = codes_in(organizer.post(f"{campaign}/invite/sheets", data={"size": "25"}))[0]
    pages = ("", "/invite", "/coverage", "/account", "/team", "/log", "/words")

    def said():
        return [text_of(organizer.get(f"{campaign}{page}")) for page in pages]

    before = said()
    for join, way in ((enrolments.enrol_by_link, secret), (enrolments.enrol_by_code, code)):
        other = me_of(start(browser))
        with transaction(organizer.app.state.engine) as connection:
            join(connection, other.id, way, 1)
    assert said() == before


def test_an_ended_sheet_enrols_nobody(organizer, campaign):
    code = codes_in(organizer.post(f"{campaign}/invite/sheets", data={"size": "25"}))[0]
    sheet = re.search(r"/invite/sheets/[0-9a-f-]{36}/revoke", organizer.get(f"{campaign}/invite").text)[0]
    assert "open nothing from now on" in organizer.post(f"{campaign}{sheet}").text
    with transaction(organizer.app.state.engine) as connection:
        assert member_codes.campaign_of(connection, code) is None


# The team


def test_another_one_is_taken_in_by_the_handle_she_tells(browser, organizer, campaign):
    other = start(browser)
    give_key(other)
    handle = me_of(other).handle
    assert other.get(campaign).status_code == 404
    page = organizer.post(f"{campaign}/team", data={"handle": handle, "role": "view"})
    assert f"{handle} is in the team now. She may do this: Look." in page.text
    assert other.get(campaign).status_code == 200
    invite = other.get(f"{campaign}/invite").text
    assert "Make a link" not in invite
    assert "Pause" not in invite
    words = other.get(f"{campaign}/words")
    assert (words.status_code, f'href="{campaign}"' in words.text) == (403, True)
    assert f"Its words are changed by {me_of(organizer).handle}." in words.text
    assert other.post(f"{campaign}/words", data={**CAMPAIGN, "version": "1"}).status_code == 403
    assert other.post(f"{campaign}/close").status_code == 403
    organizer.post(f"{campaign}/team", data={"handle": handle, "role": "edit"})
    assert "Make a link" in other.get(f"{campaign}/invite").text
    assert "Take one in" not in other.get(f"{campaign}/team").text


def test_a_handle_of_nobody_and_of_a_writer_without_a_passkey_sound_alike(browser, organizer, campaign):
    answers = []
    for handle in ("nobody-here", me_of(start(browser)).handle):
        page = organizer.post(f"{campaign}/team", data={"handle": handle, "role": "view"})
        assert page.status_code == 422
        assert f'value="{handle}"' in page.text
        answers.append(page.text.replace(handle, "it"))
    assert answers[0] == answers[1]
    assert "Nobody with a passkey has this handle." in answers[0]


def test_who_is_no_part_of_the_team_is_taken_out_and_somebody_always_decides(browser, organizer, campaign):
    other = organize(start(browser))
    mine = me_of(organizer).handle
    refused = organizer.post(f"{campaign}/team", data={"handle": mine, "role": "view"})
    assert refused.status_code == 422
    assert "Somebody has to decide" in refused.text
    organizer.post(f"{campaign}/team", data={"handle": me_of(other).handle, "role": "view"})
    page = organizer.get(f"{campaign}/team").text
    remove = dict(
        re.findall(r"(/team/[0-9a-f-]{36}/remove)(?:.*?)Take ([a-z-]+) out of the team", page, re.DOTALL)
    )
    gone = next(way for way, handle in remove.items() if handle == me_of(other).handle)
    assert "Taken out of the team." in organizer.post(f"{campaign}{gone}").text
    assert other.get(campaign).status_code == 404


def test_the_only_one_who_decides_stays_who_she_was_on_the_page_that_refuses(organizer, campaign):
    shown = organizer.get(f"{campaign}/team").text
    refused = organizer.post(f"{campaign}/team", data={"handle": me_of(organizer).handle, "role": "view"})
    assert refused.status_code == 422
    for said in ("Everything: team, end, releases<", "Take one in, or change", "Hand it over"):
        assert (said in shown, said in refused.text) == (True, True), said


def test_the_last_one_who_decides_is_told_on_the_page_of_the_team_that_she_cannot_leave(organizer, campaign):
    mine = re.search(r"<b>[a-z-]+</b> \(you\)", organizer.get(f"{campaign}/team").text)[0]
    with transaction(organizer.app.state.engine) as connection:
        organizer_id = organizers.find(connection, me_of(organizer).id)
    refused = organizer.post(f"{campaign}/team/{organizer_id}/remove")
    assert refused.status_code == 422
    assert "Somebody has to decide about this campaign. Hand it over first." in refused.text
    assert mine in refused.text
    assert organizer.get(campaign).status_code == 200


def test_no_role_is_chosen_for_her_and_a_change_says_what_she_could_before(browser, organizer, campaign):
    handle = me_of(organize(start(browser))).handle
    form = organizer.get(f"{campaign}/team").text.partition('id="role"')[2].partition("</select>")[0]
    assert '<option value="">Choose</option>' in form
    assert "selected" not in form
    organizer.post(f"{campaign}/team", data={"handle": handle, "role": "publish"})
    unsaid = organizer.post(f"{campaign}/team", data={"handle": handle, "role": ""})
    assert (unsaid.status_code, 'id="role-wrong">What may she do?' in unsaid.text) == (422, True)
    changed = organizer.post(f"{campaign}/team", data={"handle": f" {handle.upper()} ", "role": "view"})
    said = f"Saved. {handle} may do this from now on: Look. Before: Everything: team, end, releases."
    assert said in changed.text


def test_whoever_is_in_a_team_leaves_it_herself_but_for_the_last_who_decides(browser, organizer, campaign):
    other = organize(start(browser))
    organizer.post(f"{campaign}/team", data={"handle": me_of(other).handle, "role": "view"})
    assert "Leave the team now" not in organizer.get(f"{campaign}/team").text
    page = other.get(f"{campaign}/team").text
    [leave] = re.findall(r"/team/[0-9a-f-]{36}/remove", page)
    assert page.count("Leave the team now") == 1
    left = other.post(f"{campaign}{leave}")
    assert (left.url.path, "You left its team." in left.text) == ("/campaigns", True)
    assert other.get(campaign).status_code == 404
    assert me_of(other).handle not in text_of(organizer.get(f"{campaign}/team"))


def test_who_cannot_invite_is_not_told_to(browser, organizer, campaign):
    other = organize(start(browser))
    organizer.post(f"{campaign}/team", data={"handle": me_of(other).handle, "role": "view"})
    for address in (campaign, f"{campaign}/coverage"):
        assert "Invite writers" in organizer.get(address).text
        assert "Invite writers" not in other.get(address).text
    organizer.post(f"{campaign}/close")
    for address in (campaign, f"{campaign}/coverage"):
        assert "Invite writers" not in organizer.get(address).text


def test_handing_over_leaves_the_team(browser, organizer, campaign):
    other = organize(start(browser))
    assert organizer.post(f"{campaign}/hand-over", data={"successor": ""}).status_code == 422
    wrong = organizer.post(f"{campaign}/hand-over", data={"successor": "nobody-here"})
    assert (wrong.status_code, 'id="successor-wrong"' in wrong.text) == (422, True)
    own = organizer.post(f"{campaign}/hand-over", data={"successor": me_of(organizer).handle.upper()})
    assert (own.status_code, "This is your own handle." in own.text) == (422, True)
    page = organizer.post(f"{campaign}/hand-over", data={"successor": me_of(other).handle})
    assert "Handed over." in page.text
    assert organizer.get(campaign).status_code == 404
    assert "Close the campaign" in other.get(campaign).text


def test_the_log_is_for_the_team_by_handle_and_for_the_enrolled_under_you_without(
    browser, organizer, campaign
):
    code = codes_in(organizer.post(f"{campaign}/invite/sheets", data={"size": "25"}))[0]
    other = start(browser)
    assert other.get(f"{campaign}/log").status_code == 404
    with transaction(organizer.app.state.engine) as connection:
        enrolments.enrol_by_code(connection, me_of(other).id, code, 1)
    assert other.get(f"{campaign}/log").status_code == 404
    [log] = set(re.findall(r'href="(/campaign/[0-9a-f-]+/log)"', other.get("/campaign").text))
    mine, hers = organizer.get(f"{campaign}/log"), other.get(log)
    for page in (mine, hers):
        assert "Made a sheet of member codes" in page.text
        assert "12 November 2026" in page.text
        assert "Within a day the lines stand in no order." in page.text
    handle = me_of(organizer).handle
    assert (handle in mine.text, handle in hers.text) == (True, False)
    assert "Organizer 1" in hers.text
    operator = Event(Action.CLOSE_CAMPAIGN, None, UUID(campaign.rpartition("/")[2]))
    with transaction(organizer.app.state.engine) as connection:
        carry_out(connection, operator)
    for page in (organizer.get(f"{campaign}/log"), other.get(log)):
        assert NO_ACTOR in page.text
    assert other.get(campaign).status_code == 404


def test_the_whole_log_is_read_page_by_page_by_the_team_and_by_the_enrolled(browser, organizer, campaign):
    code = codes_in(organizer.post(f"{campaign}/invite/sheets", data={"size": "25"}))[0]
    reader, campaign_id = start(browser), UUID(campaign.rpartition("/")[2])
    with transaction(organizer.app.state.engine) as connection:
        enrolments.enrol_by_code(connection, me_of(reader).id, code, 1)
        actor = organizers.find(connection, me_of(organizer).id)
        for day in range(ROWS_OF_A_PAGE):
            with clock.frozen(NOW + timedelta(days=day)):
                carry_out(connection, Event(Action.PAUSE_INVITE, actor, campaign_id))
    [log] = set(re.findall(r'href="(/campaign/[0-9a-f-]+/log)"', reader.get("/campaign").text))
    for client, address, who in (
        (organizer, f"{campaign}/log", me_of(organizer).handle),
        (reader, log, "Organizer 1"),
    ):
        first = client.get(address)
        assert "To the start" not in first.text
        [older] = re.findall(rf'href="({address}\?after=[0-9a-f-]+)"', first.text)
        second = client.get(older)
        both = text_of(first) + text_of(second)
        assert both.count("Paused an open link") == ROWS_OF_A_PAGE
        assert [both.count(one) for one in EARLIEST] == [1, 1, 1]
        assert both.count(who) == ROWS_OF_A_PAGE + len(EARLIEST)
        assert (f'href="{address}">To the start' in second.text, ">Older<" in second.text) == (True, False)
        assert client.get(f"{address}?after=anything").text.count(">Older<") == 1, "the first page"
        assert client.get(f"{address}?after={uuid4()}").status_code == 404


def test_every_action_and_role_has_its_words():
    assert set(ACTIONS) == set(Action)
    assert set(ROLES) == set(Role)


def test_the_form_says_everything_that_is_counted_and_what_limits_nothing(organizer):
    page = organizer.get("/campaigns/new").text
    for one in ASKED:
        assert one.short in page
    assert "For whom it is meant; work elsewhere counts too." in page


def test_without_a_list_of_platforms_the_form_says_so(organizer):
    said = "The list of platforms is empty here"
    assert said in organizer.get("/campaigns/new").text
    with transaction(organizer.app.state.engine) as connection:
        connection.execute(text("INSERT INTO catalogue_platform VALUES ('quillmark', 'Quillmark')"))
    assert said not in organizer.get("/campaigns/new").text


# Coverage


def test_coverage_says_nothing_before_the_first_count(organizer, campaign):
    page = text_of(organizer.get(f"{campaign}/coverage"))
    assert "Not counted yet" in page
    assert "0 joined" not in page
    assert "Not counted yet" in text_of(organizer.get(campaign))
    assert "Invite writers" in page
    assert "The first count comes within a day." in page


def test_coverage_is_said_as_what_a_step_can_be(organizer, campaign):
    counted = "INSERT INTO coverage VALUES (:id, '2026-11-09', 25, 0)"
    with transaction(organizer.app.state.engine) as connection:
        connection.execute(text(counted), {"id": campaign.rpartition("/")[2].replace("-", "")})
    page = text_of(organizer.get(f"{campaign}/coverage"))
    assert "25 to 29 joined with a member code" in page
    assert "Fewer than 10 logged work" in page
    assert "Counted in the week of 9 November 2026" in page
    assert (
        "The first period, which starts on 1 January 2027, is counted when it has run for two weeks." in page
    )
    assert "25 to 29 joined" in text_of(organizer.get(campaign))
    assert "On no platform there were enough writers." in page


@pytest.mark.parametrize(
    ("week_on", "said"),
    [("2027-04-12", "1 January to 31 March 2027"), ("2027-04-19", "1 April to 30 June 2027")],
)
def test_coverage_says_which_period_its_week_has_counted(organizer, campaign, week_on, said):
    with transaction(organizer.app.state.engine) as connection:
        of_it = {"id": campaign.rpartition("/")[2].replace("-", ""), "on": week_on}
        connection.execute(text("INSERT INTO coverage VALUES (:id, :on, 25, 0)"), of_it)
    assert f"The period that is counted: {said}." in text_of(organizer.get(f"{campaign}/coverage"))


def test_coverage_by_platform_is_said_in_bands(organizer, campaign):
    of_it = {"id": campaign.rpartition("/")[2].replace("-", "")}
    with transaction(organizer.app.state.engine) as connection:
        connection.execute(text("INSERT INTO coverage VALUES (:id, '2026-11-09', 25, 0)"), of_it)
        connection.execute(text("INSERT INTO catalogue_platform VALUES ('quillmark', 'Quillmark')"))
        bands = "INSERT INTO platform_coverage VALUES (:id, 'quillmark', 10, 19), (:id, 'inkwell', 100, NULL)"
        connection.execute(text(bands), of_it)
    page = text_of(organizer.get(f"{campaign}/coverage"))
    assert "By platform" in page
    assert "Quillmark 10 to 19" in page
    assert "inkwell 100 or more" in page
    assert "A platform with fewer than 10 writers is not there." in page
    assert "Only platforms that the campaign names" not in page

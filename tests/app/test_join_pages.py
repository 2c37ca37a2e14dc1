"""An invite as its reader meets it: what it shows, whose yes it takes, and the campaign under You."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text

from app import clock
from app.database import transaction
from app.jobs import samples
from app.records import METADATA
from app.records.audit_event import Action
from app.records.platform import PlatformCreate
from app.store import campaigns, contributors, enrolments, invites, platforms, releases, sessions, writers
from app.web.coming_back import sign_in_from
from app.web.join_words import NEVER, OTHER_PLACES, OTHER_PLATFORMS
from app.web.labels import ACTIONS
from reports.periods import Period
from reports.programme.asked_of import ASKED
from tests.app.campaign_factories import a_campaign, a_link, an_organizer, codes, words
from tests.app.conftest import ADDRESS, NOW, OURS, app, browser, nobody, writer  # noqa: F401 - fixtures
from tests.app.releasing import a_stored_release

#: As long as a code, and none.
WRONG = "0000-0000-0000-0000-0000"
Q4 = Period(date(2026, 10, 1), date(2027, 1, 1))


class Asked:
    """A campaign, what opens it, and who decides about it."""

    def __init__(self, app, **said):  # noqa: F811
        self.app = app
        with clock.frozen(NOW), transaction(app.state.engine) as connection:
            self.organizer = an_organizer(connection)
            self.campaign = a_campaign(connection, self.organizer, **said)
            self.link = a_link(connection, self.organizer, self.campaign)
            self.codes = codes(connection, self.organizer, self.campaign)

    def change_words(self, **said):
        with transaction(self.app.state.engine) as connection:
            campaigns.amend(connection, self.organizer, self.campaign.id, 1, words(**said))

    def counted(self, period=Q4):
        with clock.frozen(datetime(2028, 1, 1, tzinfo=UTC)), transaction(self.app.state.engine) as connection:
            return len(contributors.of_period(connection, self.campaign.id, period))


@pytest.fixture
def asked(app):  # noqa: F811
    return Asked(app)


def yes(client, code="", link="", version=1):
    path = f"/join/{link}" if link else "/join"
    return client.post(path, data={"code": code, "version": version}, follow_redirects=False)


def writers_in(app):  # noqa: F811
    with app.state.read_engine.connect() as connection:
        return connection.execute(text("SELECT count(*) FROM writer")).scalar()


def mine(app, client):  # noqa: F811
    with transaction(app.state.engine) as connection:
        me = sessions.writer_of(connection, client.cookies["session"])
        return enrolments.list_all(connection, me.id)


def everything(app):  # noqa: F811
    with app.state.read_engine.connect() as connection:
        return {
            table.name: str(sorted(map(str, connection.execute(select(table)))))
            for table in METADATA.sorted_tables
        }


# What is shown


def test_an_invite_shows_who_asks_what_is_counted_and_until_when(nobody, asked):  # noqa: F811
    for page in (nobody.get(f"/join/{asked.link}"), nobody.post("/join", data={"code": asked.codes[0]})):
        assert page.status_code == 200
        for said in (
            *("Count my hours for Guild of Gig Writers?", "What is an hour worth?", "What a scene pays"),
            *("Whoever writes scenes by the piece", "Only what is counted leaves your log.", "English"),
            *(
                "Version 1 of this text",
                "The smallest group shown is 10 writers",
                "Work from quarters already closed",
            ),
            *("1 October to 31 December 2026", "14 January 2027", "Figures already published stay"),
            *(
                "also what you logged before you joined",
                "A link alone brings you here but does not count you",
            ),
            *(one.sentence for one in ASKED),
        ):
            assert said in page.text, said


def test_what_is_logged_or_changed_after_the_close_is_said_as_it_counts(nobody, asked):  # noqa: F811
    page = nobody.get(f"/join/{asked.link}").text
    assert "What you log after that does not count in it" in page
    assert "counts as it is when its report is made" in page
    assert "nothing in it changes" not in page


def test_platforms_and_place_of_a_campaign_are_not_told_as_limits(app, nobody, asked):  # noqa: F811
    everywhere = nobody.get(f"/join/{asked.link}").text
    narrow = Asked(app, platforms=["quillmark"], place="US-CA")
    page = nobody.get(f"/join/{narrow.link}").text
    for said in (OTHER_PLATFORMS, OTHER_PLACES):
        assert said in page
        assert said not in everywhere


def test_looking_changes_nothing_and_tells_no_cache_and_no_search_engine(app, nobody, asked):  # noqa: F811
    before = everything(app)
    answers = [nobody.get(f"/join/{asked.link}"), nobody.get("/join"), nobody.get("/join/none")]
    answers.append(nobody.post("/join", data={"code": asked.codes[0]}))
    for answer in answers:
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "set-cookie" not in answer.headers
    assert everything(app) == before


def test_no_link_leads_away_with_the_token_or_the_code_in_a_query(nobody, asked):  # noqa: F811
    for page in (nobody.get(f"/join/{asked.link}"), nobody.post("/join", data={"code": asked.codes[0]})):
        for address in re.findall(r'(?:href|action)="([^"]*)"', page.text):
            _, _, query = address.partition("?")
            assert asked.link not in query
            assert asked.codes[0] not in address


def test_links_that_open_nothing_are_one_page(app, nobody, asked):  # noqa: F811
    def made(days=30):
        with transaction(app.state.engine) as connection:
            return invites.make(connection, asked.organizer, asked.campaign.id, days)

    def end(what, link, **more):
        with transaction(app.state.engine) as connection:
            what(connection, asked.organizer, asked.campaign.id, link.invite.id, **more)

    paused, revoked = made(), made()
    end(invites.pause, paused, paused=True)
    end(invites.revoke, revoked)
    with clock.frozen(NOW - timedelta(days=60)):
        over = made(days=1)
    secrets = ["x" * 43, "x", paused.secret, revoked.secret, over.secret]
    pages = [nobody.get(f"/join/{secret}") for secret in secrets]
    pages += [yes(nobody, link=secret) for secret in secrets]
    pages += [yes(nobody, code=asked.codes[0], link=secret) for secret in secrets]
    bodies = {re.sub(r"/join/[\w-]+", "", page.text) for page in pages}
    assert {page.status_code for page in pages} == {404}
    assert len(bodies) == 1


def test_a_closed_campaign_opens_nothing(app, nobody, asked):  # noqa: F811
    with transaction(app.state.engine) as connection:
        campaigns.close(connection, asked.organizer, asked.campaign.id)
    assert nobody.get(f"/join/{asked.link}").status_code == 404
    assert nobody.post("/join", data={"code": asked.codes[0]}).status_code == 422


def test_the_other_language_keeps_the_code_and_has_it_in_no_address(nobody, asked):  # noqa: F811
    page = nobody.post("/join", data={"code": asked.codes[0]}).text
    other = page.partition("</header>")[0].rpartition("<form")[2]
    assert 'action="/join?lang=es"' in other
    [code] = re.findall(r'name="code" value="([^"]+)"', other)
    spanish = nobody.post("/join?lang=es", data={"code": code})
    assert '<html lang="es">' in spanish.text
    assert f'value="{asked.codes[0]}"' in spanish.text
    assert 'lang="en">English</button>' in spanish.text
    assert f'href="/join/{asked.link}?lang=es"' in nobody.get(f"/join/{asked.link}?lang=en").text


# Yes


@pytest.mark.parametrize(
    "write", [str, str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("0", "o")]
)
def test_a_code_is_read_as_people_write_it(app, writer, asked, write):  # noqa: F811
    assert yes(writer, write(asked.codes[0])).headers["Location"] == "/campaign?saved=joined"
    [joined] = mine(app, writer)
    assert (joined.is_vouched, joined.consent_version, joined.starts_on) == (True, 1, Q4.start)
    assert asked.counted() == 1


def test_whoever_has_no_log_starts_one_by_her_yes(app, nobody, asked):  # noqa: F811
    before = writers_in(app)
    joined = nobody.post(
        f"/join/{asked.link}", data={"code": asked.codes[0], "version": 1, "zone": "America/New_York"}
    )
    assert "You are in. You can leave here at any time." in joined.text
    assert writers_in(app) == before + 1
    [row] = mine(app, nobody)
    assert row.is_vouched
    assert "America/New_York" in nobody.get("/you").text


@pytest.mark.parametrize("version", ["", "2", "one"])
def test_a_yes_to_other_words_than_those_shown_enrols_nobody_and_starts_no_log(app, nobody, asked, version):  # noqa: F811
    before = everything(app)
    answer = yes(nobody, link=asked.link, version=version)
    assert answer.status_code == 409
    assert "The words of this campaign have changed" in answer.text
    assert everything(app) == before
    assert "session" not in nobody.cookies


def test_words_that_change_while_she_reads_are_read_again(app, writer, asked):  # noqa: F811
    asked.change_words(consent_text="We also count the weather.")
    answer = yes(writer, asked.codes[0])
    assert answer.status_code == 409
    assert "We also count the weather." in answer.text
    assert mine(app, writer) == []
    assert yes(writer, asked.codes[0], version=2).status_code == 303


def test_a_link_alone_joins_and_does_not_count_until_there_is_a_code(app, writer, asked):  # noqa: F811
    yes(writer, link=asked.link)
    assert not mine(app, writer)[0].is_vouched
    assert asked.counted() == 0
    page = writer.get("/campaign").text
    assert "You do not count yet" in page
    assert "With a code it counts you." in writer.post("/join", data={"code": asked.codes[0]}).text
    yes(writer, asked.codes[0])
    assert asked.counted() == 1
    assert "You count from 1 October 2026 on." in writer.get("/campaign").text


def test_a_used_code_still_shows_its_campaign_and_is_refused_as_a_wrong_one(app, writer, browser, asked):  # noqa: F811
    other = browser()
    yes(other, asked.codes[0])
    before = writers_in(app)
    read_first = browser().post("/join", data={"code": asked.codes[0]})
    fresh = browser().post("/join", data={"code": asked.codes[1]})
    assert read_first.text.replace(asked.codes[0], "") == fresh.text.replace(asked.codes[1], "")
    wrong = asked.codes[0][:-4] + "0000"
    used, unknown = (yes(writer, code) for code in (asked.codes[0], wrong))
    assert used.status_code == unknown.status_code == 422
    assert used.text.replace(asked.codes[0], "") == unknown.text.replace(wrong, "")
    assert "This code opens nothing" in used.text
    assert yes(browser(), asked.codes[0]).status_code == 422
    assert writers_in(app) == before


def test_a_code_of_another_campaign_beside_a_link_is_read_first(app, writer, asked):  # noqa: F811
    other = Asked(app, name="Waiting is work", organization="Gig Writers of the Valley")
    answer = yes(writer, other.codes[0], asked.link)
    assert answer.status_code == 409
    assert "Count my hours for Gig Writers of the Valley?" in answer.text
    assert 'action="/join"' in answer.text
    assert mine(app, writer) == []


def test_a_wrong_code_beside_a_good_link_enrols_nobody(app, writer, asked):  # noqa: F811
    answer = yes(writer, WRONG, asked.link)
    assert answer.status_code == 422
    assert f'action="/join/{asked.link}"' in answer.text
    assert mine(app, writer) == []


def test_a_second_tap_changes_nothing(app, writer, asked):  # noqa: F811
    for _ in range(2):
        assert yes(writer, asked.codes[0]).status_code == 303
    assert len(mine(app, writer)) == 1
    assert "You are in this campaign, and it counts you" in writer.get(f"/join/{asked.link}").text
    assert (
        "You are in this campaign, and it counts you"
        in writer.post("/join", data={"code": asked.codes[3]}).text
    )


def test_a_locked_browser_is_opened_first(app, nobody, writer, asked):  # noqa: F811
    with transaction(app.state.engine) as connection:
        sessions.lock(connection, writer.cookies["session"])
    before = writers_in(app)
    assert "This log is locked" in writer.get(f"/join/{asked.link}").text
    assert yes(writer, asked.codes[0]).headers["Location"] == sign_in_from("/join")
    assert writers_in(app) == before
    assert yes(nobody, asked.codes[0]).headers["Location"] == "/campaign?saved=joined"


def test_the_demo_account_cannot_join(app, nobody, asked):  # noqa: F811
    with transaction(app.state.engine) as connection:
        address = samples.open_once(connection, samples.load(connection), "")
    nobody.post(address)
    sentence = "This is a made-up log. It cannot join a campaign."
    for page in (nobody.get("/join"), nobody.get(f"/join/{asked.link}")):
        assert sentence in page.text
    assert "Yes, " not in nobody.get(f"/join/{asked.link}").text
    answer = yes(nobody, asked.codes[0])
    assert (answer.status_code, sentence in answer.text) == (403, True)
    assert mine(app, nobody) == []


def compose(app, asked):  # noqa: F811
    """Make a campaign a sample."""
    with transaction(app.state.engine) as connection:
        her = writers.create(connection, zone="UTC", currency="USD", language="en", is_demo=True)
        enrolments.enrol_composed(connection, her.id, asked.campaign)


def test_a_sample_says_that_nobody_can_join_it_and_no_good_code_counts_as_a_failure(
    app,  # noqa: F811
    browser,  # noqa: F811
    asked,
):
    compose(app, asked)
    before, sentence = (
        writers_in(app),
        "This campaign is a sample, made up from end to end. Nobody can join it.",
    )
    page = browser().get(f"/join/{asked.link}")
    assert sentence in page.text.partition("<h1>")[0], "said before anything is read"
    assert "Yes, " not in page.text
    for _ in range(6):
        answers = [yes(browser(), link=asked.link), yes(browser(), asked.codes[0])]
        assert [answer.status_code for answer in answers] == [422, 422]
        assert all(sentence in answer.text for answer in answers)
        assert "This code opens nothing" not in answers[1].text
    assert writers_in(app) == before


def test_a_good_code_of_a_campaign_that_closes_meanwhile_is_told_so_and_is_no_failure(app, writer, asked):  # noqa: F811
    with transaction(app.state.engine) as connection:  # closing takes the codes away: she is just before that
        connection.execute(text("UPDATE campaign SET state = 'closed'"))
    for _ in range(6):
        answer = yes(writer, asked.codes[0])
        assert answer.status_code == 422
        assert "This campaign is closed. Nobody can join it any more." in answer.text
        assert yes(writer, link=asked.link).status_code == 404
    assert mine(app, writer) == []


# One campaign at a time


@pytest.mark.parametrize("length", ["month", "quarter", "half_year", "year"])
@pytest.mark.parametrize("by_code", [True, False])
def test_what_is_said_of_another_campaign_is_what_happens(app, writer, asked, length, by_code):  # noqa: F811
    other = Asked(app, name="Waiting is work", period_length=length)
    yes(writer, asked.codes[0] if by_code else "", "" if by_code else asked.link)
    shown = writer.post("/join", data={"code": other.codes[0]}).text
    if by_code:
        assert "You are in “What a scene pays”." in shown
        assert "it counts you up to 31 December 2026 and no longer" in shown
        assert "“Waiting is work” can count you from 1 January 2027 on." in shown
    else:
        assert "You are in “What a scene pays” and do not count in it yet." in shown
    yes(writer, other.codes[0])
    now = next(one for one in mine(app, writer) if one.ends_on is None)
    first = re.search(r"The first that would count you is (\d+ \w+(?: \d{4})?) to", shown)[1]
    assert f"{now.starts_on.day} {now.starts_on:%B}" == " ".join(first.split()[:2])
    if by_code:
        [before] = [one for one in mine(app, writer) if one.ends_on]
        assert (before.campaign_id, before.ends_on) == (asked.campaign.id, date(2027, 1, 1))


def test_a_link_to_another_campaign_says_that_she_would_count_in_neither(writer, app, asked):  # noqa: F811
    other = Asked(app, name="Waiting is work")
    yes(writer, asked.codes[0])
    assert "Without a code you would then count in neither." in writer.get(f"/join/{other.link}").text


# Under You


def test_under_you_stands_the_campaign_she_is_in(writer, asked):  # noqa: F811
    assert "You are in none. Join by an invite" in writer.get("/you").text
    assert "You are in no campaign." in writer.get("/campaign").text
    yes(writer, asked.codes[0])
    assert "What a scene pays" in writer.get("/you").text
    page = writer.get("/campaign").text
    for said in (
        "12 November 2026",
        "Version 1",
        "Guild of Gig Writers",
        "Only what is counted leaves your log.",
    ):
        assert said in page
    assert "These words are new" not in page


def test_a_campaign_that_was_closed_and_counts_her_still_is_not_said_to_count_nothing(app, writer, asked):  # noqa: F811
    yes(writer, asked.codes[0])
    with clock.frozen(NOW), transaction(app.state.engine) as connection:
        campaigns.close(connection, asked.organizer, asked.campaign.id)
    page = writer.get("/campaign").text
    assert "Counts your work of 1 October to 31 December 2026" in page
    assert "One below still counts you" in page
    assert "Nothing of your log is counted anywhere." not in page
    with clock.frozen(datetime(2027, 2, 1, tzinfo=UTC)):
        page = writer.get("/campaign").text
    assert "Counted your work of 1 October to 31 December 2026" in page
    assert "Nothing of your log is counted anywhere." in page


def test_what_she_said_yes_to_stays_readable_while_a_closed_campaign_counts_her(app, writer, asked):  # noqa: F811
    yes(writer, asked.codes[0])
    with clock.frozen(NOW), transaction(app.state.engine) as connection:
        campaigns.close(connection, asked.organizer, asked.campaign.id)
    page = writer.get("/campaign").text
    for said in (
        *("What a scene pays", "Guild of Gig Writers", "What is an hour worth?", "This campaign is closed."),
        *("Only what is counted leaves your log.", "Version 1 of this text"),
        *(one.sentence for one in ASKED),
    ):
        assert said in page, said
    with clock.frozen(datetime(2027, 2, 1, tzinfo=UTC)):
        assert "Only what is counted leaves your log." not in writer.get("/campaign").text


def test_after_her_yes_she_reads_again_what_is_counted_and_what_never_leaves(writer, asked):  # noqa: F811
    yes(writer, asked.codes[0])
    page = writer.get("/campaign").text
    for said in (*(one.sentence for one in ASKED), *NEVER, "Work from quarters already closed"):
        assert said in page, said


def test_leaving_names_what_was_left_and_what_counts_her_all_the_same(app, writer, asked):  # noqa: F811
    other = Asked(app, name="Waiting is work")
    yes(writer, asked.codes[0])
    yes(writer, other.codes[0])

    def leave(name):
        page = writer.get("/campaign").text
        first = page.partition(f'aria-label="Leave {name}"')[2]
        return writer.post(re.search(r'action="(/campaign/[0-9a-f-]+/leave)"', first)[1])

    left = leave("Waiting is work")
    # It never counted her, so nothing of hers names it.
    assert "You have left. “What a scene pays” still counts you." in left.text
    assert "Nothing that is still open counts you." not in left.text
    assert "One below still counts you" in left.text
    left = leave("What a scene pays")
    assert "You have left. Nothing that is still open counts you." in left.text
    yes(writer, asked.codes[1])
    assert "You have left" not in writer.get(f"/campaign?saved=left&left={asked.campaign.id}").text
    for unknown in ("", "x", "0" * 32, other.campaign.id):
        assert "You have left. “What" in writer.get(f"/campaign?saved=left&left={unknown}").text


@pytest.mark.parametrize(
    ("first_on", "said"), [(date(2026, 1, 1), ">Yes<"), (date(2027, 4, 1), ">From 1 April 2027 on<")]
)
def test_whether_she_is_counted_says_from_when_on(app, writer, first_on, said):  # noqa: F811
    yes(writer, Asked(app, first_on=first_on).codes[0])
    assert said in writer.get("/campaign").text.partition("<dt>Counted</dt>")[2][:80]


def test_a_platform_of_hers_that_reports_cannot_name_is_said_until_she_says_which_one_it_is(
    app,  # noqa: F811
    writer,  # noqa: F811
    asked,
):
    with transaction(app.state.engine) as connection:
        me = sessions.writer_of(connection, writer.cookies["session"])
        typed = platforms.log(connection, me.id, PlatformCreate(name="Quillmark"))
    yes(writer, asked.codes[0])
    said = "Of 1 platform of yours you have not said which one it is."
    assert said not in writer.get("/campaign?saved=joined").text  # there is no list to say it of
    with transaction(app.state.engine) as connection:
        connection.execute(text("INSERT INTO catalogue_platform VALUES ('quillmark', 'Quillmark')"))
    page = writer.get("/campaign?saved=joined").text
    assert said in page
    assert 'href="/work/platforms"' in page
    assert "Which one is it?" in writer.get("/work/platforms").text
    change = {"name": "Quillmark", "catalogue_key": "quillmark", "revision": str(typed.revision)}
    writer.post(f"/work/platforms/{typed.id}", data=change)
    assert said not in writer.get("/campaign").text


def test_under_you_stand_the_periods_that_were_released_without_their_files(app, writer, asked):  # noqa: F811
    yes(writer, asked.codes[0])
    assert "Its organizers have these." not in writer.get("/campaign").text
    with clock.frozen(NOW), transaction(app.state.engine) as connection:
        made = a_stored_release(connection, asked.organizer, asked.campaign.id)
    page = writer.get("/campaign").text
    assert "1 January to 31 March 2026" in page
    assert f"Released 12 November 2026, {len(made.tables)} tables" in page
    assert "release.zip" not in page
    assert f"/campaigns/{asked.campaign.id}" not in page


def test_the_log_says_which_report_was_released_and_taken_and_by_whom(app, writer, asked):  # noqa: F811
    yes(writer, asked.codes[0])
    with clock.frozen(NOW), transaction(app.state.engine) as connection:
        made = a_stored_release(connection, asked.organizer, asked.campaign.id)
        releases.note_download(connection, asked.organizer, made, "release.json")
    [log] = set(re.findall(r'href="(/campaign/[0-9a-f-]+/log)"', writer.get("/campaign").text))
    said = re.sub(r"<[^>]+>", " ", writer.get(log).text)
    days = "1 January to 31 March 2026"
    for line in (
        f"Asked for a report: {days}",
        f"Released a report: {days}, version 1",
        f"Took a file of a report: {days}, version 1, JSON",
    ):
        assert re.search(rf"{line}\s+Organizer 1\s", said), line


def test_new_words_of_her_campaign_are_shown_and_her_yes_stays_what_it_was(app, writer, asked):  # noqa: F811
    yes(writer, asked.codes[0])
    asked.change_words(consent_text="We also count the weather.")
    page = writer.get("/campaign").text
    assert "These words are new, version 2. Your yes was to version 1, which is not kept here" in page
    assert "We also count the weather." in page
    assert mine(app, writer)[0].consent_version == 1


def test_words_she_never_read_are_not_headed_as_those_of_her_yes(app, writer, asked):  # noqa: F811
    yes(writer, asked.codes[0])
    yes(writer, Asked(app, name="Waiting is work").codes[0])
    assert "What you said yes to</summary>" in writer.get("/campaign").text
    asked.change_words(consent_text="We also count the weather.")
    page = writer.get("/campaign").text
    heading = "The words as they stand now, version 2"
    assert f'aria-label="{heading}: What a scene pays">{heading}</summary>' in page
    assert "What you said yes to</summary>" not in page


def test_what_is_read_on_the_button_that_leaves_begins_its_name(app, writer, asked):  # noqa: F811
    yes(writer, asked.codes[0])
    assert 'aria-label="Leave now: What a scene pays">Leave now</button>' in writer.get("/campaign").text


def test_leaving_is_two_taps_and_counts_in_nothing_that_is_open(app, writer, asked):  # noqa: F811
    yes(writer, asked.codes[0])
    [leave] = set(re.findall(r'action="(/campaign/[0-9a-f-]+/leave)"', writer.get("/campaign").text))
    assert "You have left. Nothing that is still open counts you." in writer.post(leave).text
    assert asked.counted() == 0
    assert mine(app, writer) == []


def test_what_a_closed_period_counted_stays_listed_and_cannot_be_left(app, writer, asked):  # noqa: F811
    with clock.frozen(datetime(2026, 3, 1, tzinfo=UTC)):
        yes(writer, asked.codes[0])
    [leave] = set(re.findall(r'action="(/campaign/[0-9a-f-]+/leave)"', writer.get("/campaign").text))
    page = writer.post(leave).text
    assert "Counted your work of 1 January to 30 September 2026" in page
    assert not re.search(r"/campaign/[0-9a-f-]+/leave", page)


def test_the_log_says_what_organizers_did_and_nothing_of_writers(app, writer, browser, asked):  # noqa: F811
    yes(browser(), asked.codes[1])
    yes(writer, asked.codes[0])
    [log] = set(re.findall(r'href="(/campaign/[0-9a-f-]+/log)"', writer.get("/campaign").text))
    page = writer.get(log).text
    for said in (
        "Made the campaign",
        "Made an open link",
        "Made a sheet of member codes",
        "Organizer 1",
    ):
        assert page.count(said) >= 1
    assert str(asked.organizer) not in page


def test_every_act_of_an_organizer_has_words():
    assert set(ACTIONS) == set(Action)


def test_what_is_said_of_her_code_once_she_counts_is_true_of_a_used_and_of_another_one(writer, asked):  # noqa: F811
    yes(writer, asked.codes[0])
    used, other = (writer.post("/join", data={"code": code}).text for code in asked.codes[:2])
    assert used.replace(asked.codes[0], "") == other.replace(asked.codes[1], "")
    assert "The code that counted you is used up." in used
    assert "Keep the code for somebody else" not in used


def test_an_address_names_no_campaign_to_whoever_was_never_in_it(writer, asked):  # noqa: F811
    page = writer.get(f"/campaign?saved=left&left={asked.campaign.id}").text
    assert "You have left. Nothing that is still open counts you." in page
    assert asked.campaign.name not in page


def test_who_is_in_a_campaign_by_a_link_has_not_left_it_whatever_an_address_says(writer, asked):  # noqa: F811
    yes(writer, link=asked.link)
    assert "You have left" not in writer.get(f"/campaign?saved=left&left={asked.campaign.id}").text


# Tries that fail


@pytest.mark.parametrize("typed", ["0000", "{code}0", "{short}", "nonsense"])
@pytest.mark.parametrize("address", ["/join", "/join/{link}"])
def test_a_code_of_another_length_is_refused_at_once_and_is_no_failure(nobody, asked, typed, address):  # noqa: F811
    code = typed.format(code=asked.codes[0], short=asked.codes[0][:-1])
    for _ in range(8):
        refused = nobody.post(address.format(link=asked.link), data={"code": code, "version": "1"})
        assert refused.status_code == 422
        assert 'id="code-wrong">A code has 20 letters and digits.' in refused.text
    assert nobody.post("/join", data={"code": asked.codes[0]}).status_code == 200


def test_from_the_fifth_wrong_code_on_each_try_waits_twice_as_long(nobody, writer, asked):  # noqa: F811
    for _ in range(5):
        assert nobody.post("/join", data={"code": WRONG}).status_code == 422
    moment = NOW
    for seconds in (1, 2, 4, 8):
        with clock.frozen(moment):
            for refused in (nobody.post("/join", data={"code": asked.codes[0]}), yes(writer, asked.codes[0])):
                assert (refused.status_code, refused.headers["Retry-After"]) == (429, str(seconds))
        moment += timedelta(seconds=seconds)
        with clock.frozen(moment):
            assert nobody.post("/join", data={"code": WRONG}).status_code == 422
    assert nobody.get(f"/join/{asked.link}").status_code == 200
    assert yes(writer, link=asked.link).status_code == 303


@pytest.mark.parametrize("address", ["/join", "/join/{link}"])
def test_whoever_has_to_wait_finds_the_code_she_typed(nobody, writer, asked, address):  # noqa: F811
    for _ in range(5):
        nobody.post("/join", data={"code": WRONG})
    refused = writer.post(address.format(link=asked.link), data={"code": asked.codes[0], "version": "1"})
    assert refused.status_code == 429
    assert f'value="{asked.codes[0]}"' in refused.text
    assert "Please wait a second and try again." in refused.text


def test_used_codes_are_counted_with_the_wrong_ones_and_no_wait_is_longer_than_a_quarter_of_an_hour(
    browser,  # noqa: F811
    writer,  # noqa: F811
    asked,
):
    yes(browser(), asked.codes[0])
    moment = NOW
    for _ in range(30):
        with clock.frozen(moment):
            assert yes(writer, asked.codes[0]).status_code == 422
            refused = yes(writer, asked.codes[0])
        if refused.status_code == 429:
            assert int(refused.headers["Retry-After"]) <= 900
            moment += timedelta(seconds=int(refused.headers["Retry-After"]))
    assert moment > NOW


def test_a_room_of_people_with_good_codes_waits_for_nobody(browser, asked):  # noqa: F811
    for code in asked.codes:
        client = browser()
        assert yes(client, WRONG).status_code == 422
        assert yes(client, code).status_code == 303


def test_a_code_that_is_not_used_up_clears_no_failures(writer, asked):  # noqa: F811
    yes(writer, asked.codes[0])
    for _ in range(5):
        yes(writer, WRONG)
        yes(writer, asked.codes[1])
    assert yes(writer, WRONG).status_code == 429


def test_another_source_never_waits(app, asked):  # noqa: F811
    with clock.frozen(NOW):
        here, there = (
            TestClient(app, base_url=ADDRESS, headers=OURS, client=(ip, 5))
            for ip in ("192.0.2.1", "192.0.2.2")
        )
        for _ in range(6):
            here.post("/join", data={"code": WRONG})
        assert here.post("/join", data={"code": asked.codes[0]}).status_code == 429
        assert there.post("/join", data={"code": asked.codes[0]}).status_code == 200

"""Reports of a campaign on its pages: asking, waiting, looking, taking files, showing more, and what nobody may."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app import clock
from app.database import transaction
from app.jobs import release_files, releases
from app.language import for_code
from app.records.audit_event import Action
from app.records.campaign import CampaignCreate
from app.records.release import BuildState
from app.records.team_membership import Role
from app.store import audit_events, campaigns, release_builds, teams
from app.web.assets import FOLDER
from app.web.release_words import writers_in_words
from reports.charts.released import band_text
from reports.disclosure import Band
from reports.documents.pictures.look import INKS, LOOKS
from reports.parameters import Parameters
from reports.programme import PROGRAMME
from reports.release.values import TOTAL
from tests.app.campaign_factories import WORDS
from tests.app.organizing import me_of, organize, start
from tests.app.releasing import FIRST, a_stored_release
from tests.reports.composed_releases import (
    BY_KIND,
    BY_PLATFORM,
    CANARY,
    HOSTILE,
    RATES,
    hidden_row,
    hostile_release,
    release,
    told,
)

ALL = [plan.key for plan in PROGRAMME]


@pytest.fixture
def organizer(browser):
    return organize(start(browser))


@pytest.fixture
def campaign(organizer):
    """A campaign with closed quarters, by its id."""
    return made_by(organizer)


def made_by(client, **said):
    asked = {
        **WORDS,
        "languages": ["en", "es"],
        "platforms": [],
        "currency": "USD",
        "first_on": FIRST,
        **said,
    }
    with transaction(client.app.state.engine) as connection:
        return campaigns.create(connection, me_of(client).id, CampaignCreate(**asked)).id


def released(client, campaign, **said):
    with transaction(client.app.state.engine) as connection:
        return a_stored_release(connection, me_of(client).id, campaign, **said)


def moved(client, campaign, state, percent=0):
    with transaction(client.app.state.engine) as connection:
        release_builds.ask(connection, me_of(client).id, campaign, FIRST, ALL)
        release_builds.move(connection, release_builds.take(connection), state, percent)


def make_what_waits(client):
    return releases.build_waiting(client.app.state.engine, Parameters.on_file())


def looking(organizer, browser, campaign):
    """Another one in the team, who may only look."""
    other = organize(start(browser))
    with transaction(organizer.app.state.engine) as connection:
        teams.set_role(connection, me_of(organizer).id, campaign, me_of(other).handle, Role.VIEW)
    return other


def main_of(page):
    assert page.status_code == 200, page.text
    return " ".join(re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2]).split())


def actions(client, campaign):
    with transaction(client.app.state.read_engine) as connection:
        return [event.action for event in audit_events.page(connection, me_of(client).id, campaign)]


def section_of(page, table):
    """The sheet of one table."""
    return page.partition(f'aria-labelledby="{table}"')[2].partition("</section>")[0]


# The list


def test_closed_periods_stand_with_the_newest_first_and_the_next_one_has_a_day(organizer, campaign):
    page = organizer.get(f"/campaigns/{campaign}/releases")
    said = main_of(page)
    days = ["1 July to 30 September 2026", "1 April to 30 June 2026", "1 January to 31 March 2026"]
    assert re.findall(r"<h2 id=\"of-[\d-]+\">([^<]+)</h2>", page.text) == days
    assert "1 October to 31 December 2026 can be made from 14 January 2027." in said
    assert said.count("Make the report of these days") == 3
    assert "http-equiv" not in page.text


def test_before_the_first_period_is_closed_there_is_nothing_and_the_page_says_why(organizer):
    later = made_by(organizer, first_on=date(2026, 10, 1))
    said = main_of(organizer.get(f"/campaigns/{later}/releases"))
    assert "No report yet" in said
    assert "can be made from 14 January 2027" in said


def test_a_report_is_asked_for_with_all_tables_ticked_and_is_then_on_its_way(organizer, campaign):
    form = organizer.get(f"/campaigns/{campaign}/releases").text
    assert len(re.findall(r'name="table" value="\w+" checked', form)) == 3 * len(ALL)
    page = organizer.post(f"/campaigns/{campaign}/releases/{FIRST}", data={"table": ALL})
    assert "It is being made." in main_of(page)
    assert "Waiting for its turn. It takes a few minutes at most. You can close this page" in main_of(page)
    assert "http-equiv" not in page.text, "two more quarters can be chosen, and ticks would be lost"
    assert f'href="/campaigns/{campaign}/releases" data-look-again>Look again</a>' in page.text
    assert "/static/waiting.js" in page.text
    assert actions(organizer, campaign).count(Action.ASK_FOR_RELEASE) == 1


@pytest.mark.parametrize(
    ("state", "percent", "said"),
    [
        (BuildState.READING, 0, "Adding up what writers logged.<"),
        (BuildState.READING, 30, "Adding up what writers logged: 30%."),
        (BuildState.PROTECTING, 100, "Hiding what would tell of one person, and trying to break it."),
        (BuildState.DRAWING, 100, "Drawing its tables and files."),
    ],
)
def test_a_report_on_its_way_says_how_far_it_is(organizer, campaign, state, percent, said):
    moved(organizer, campaign, state, percent)
    assert said in organizer.get(f"/campaigns/{campaign}/releases").text


@pytest.mark.parametrize("state", [BuildState.TOO_FEW, BuildState.FAILED])
def test_nothing_is_said_to_be_being_made_once_it_has_ended(organizer, campaign, state):
    address = f"/campaigns/{campaign}/releases"
    asked = organizer.post(f"{address}/{FIRST}", data={"table": ALL})
    assert str(asked.url).endswith("?asked=yes"), "the page comes again under this address"
    with transaction(organizer.app.state.engine) as connection:
        release_builds.move(connection, release_builds.take(connection), state)
    page = organizer.get(f"{address}?asked=yes")
    assert "It is being made." not in page.text
    assert "/static/waiting.js" not in page.text
    assert "Nothing was made" in main_of(page)


def test_a_page_with_nothing_to_choose_comes_again_by_itself(organizer):
    only_one = made_by(organizer, first_on=date(2026, 7, 1))
    organizer.post(f"/campaigns/{only_one}/releases/2026-07-01", data={"table": ALL})
    page = organizer.get(f"/campaigns/{only_one}/releases").text
    assert '<meta http-equiv="refresh" content="5">' in page
    assert "Look again" not in page


def test_who_may_only_look_has_a_page_that_comes_again_by_itself(organizer, browser, campaign):
    moved(organizer, campaign, BuildState.READING)
    page = looking(organizer, browser, campaign).get(f"/campaigns/{campaign}/releases").text
    assert '<meta http-equiv="refresh" content="5">' in page


def test_a_closed_campaign_has_no_periods_after_the_one_it_was_closed_in(organizer, campaign):
    address = f"/campaigns/{campaign}/releases"
    with transaction(organizer.app.state.engine) as connection:
        campaigns.close(connection, me_of(organizer).id, campaign)
    said = main_of(organizer.get(address))
    assert said.count("Make the report of these days") == 3
    assert "1 October to 31 December 2026 can be made from 14 January 2027." in said
    with clock.frozen(datetime(2027, 5, 1, tzinfo=UTC)):
        said = main_of(organizer.get(address))
    assert said.count("Make the report of these days") == 4
    assert "can be made from" not in said


def test_a_campaign_closed_before_its_first_period_has_nothing_to_report_ever(organizer):
    later = made_by(organizer, first_on=date(2027, 1, 1))
    with transaction(organizer.app.state.engine) as connection:
        campaigns.close(connection, me_of(organizer).id, later)
    said = main_of(organizer.get(f"/campaigns/{later}/releases"))
    assert "The campaign was closed before its first period began" in said
    assert "can be made from" not in said


@pytest.mark.parametrize("band", [Band(10, 19), Band(20, 49), Band(100, None)])
def test_a_band_of_writers_reads_as_it_does_in_the_report(band):
    for code in ("en", "es"):
        words = for_code(code)
        assert writers_in_words(str(band), words) == band_text(band, words)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (BuildState.TOO_FEW, "Too few writers count in these days"),
        (BuildState.REFUSED, "The audit could not rule out that something about one writer can be guessed"),
        (BuildState.NOT_ALLOWED, "Who asked for it may not decide any more."),
        (BuildState.FAILED, "Something went wrong on the way."),
    ],
)
def test_a_report_that_came_to_nothing_says_why_and_can_be_asked_for_again(organizer, campaign, state, said):
    moved(organizer, campaign, state)
    page = organizer.get(f"/campaigns/{campaign}/releases")
    assert said in page.text
    assert "http-equiv" not in page.text
    page = organizer.post(f"/campaigns/{campaign}/releases/{FIRST}", data={"table": ALL})
    assert "Waiting for its turn." in page.text


def test_a_report_without_tables_is_refused_at_its_field_and_the_rest_stays(organizer, campaign):
    page = organizer.post(f"/campaigns/{campaign}/releases/{FIRST}", data={})
    assert page.status_code == 422
    assert f'<a href="#table-{FIRST}">Choose at least one table.</a>' in page.text
    assert 'aria-labelledby="problem-title"' in page.text
    assert page.text.count('<details class="more" open>') == 1


@pytest.mark.parametrize("table", ["minutes", "rates' --", "<script>"])
def test_a_table_that_is_none_is_refused(organizer, campaign, table):
    page = organizer.post(f"/campaigns/{campaign}/releases/{FIRST}", data={"table": [table]})
    assert page.status_code == 422
    assert "This period has no such table." in page.text
    assert "<script>" not in page.text


@pytest.mark.parametrize("day", ["2026-10-01", "2026-02-01", "2020-01-01", "9999-12-31"])
def test_a_period_that_is_open_or_none_is_refused_in_words(organizer, campaign, day):
    page = organizer.post(f"/campaigns/{campaign}/releases/{day}", data={"table": ALL})
    assert page.status_code == 422
    assert "period" in page.text


@pytest.mark.parametrize(
    "day", ["2026-01-01T00:00:00", "1767225600", "1767225600.0", "20260101", "2026-W01-4", "٢٠٢٦-01-01"]
)
def test_a_day_in_an_address_is_written_in_one_way(organizer, browser, campaign, day):
    secret = organizer.post("/api/v1/tokens", json={"name": "x", "scope": "campaigns"}).json()["secret"]
    released(organizer, campaign)
    program = browser()
    program.headers = {"Authorization": f"Bearer {secret}"}
    page, api = (f"{start}/campaigns/{campaign}/releases" for start in ("", "/api/v1"))
    assert (
        organizer.get(f"{page}/{FIRST}/1").status_code == program.get(f"{api}/{FIRST}/1").status_code == 200
    )
    for name in ("1", "1/release.json"):
        assert organizer.get(f"{page}/{day}/{name}").status_code == 404
        assert program.get(f"{api}/{day}/{name}").status_code == 404
    assert organizer.post(f"{page}/{day}", data={"table": ALL}).status_code in {404, 422}
    assert program.post(f"{api}/{day}", json={}).status_code in {404, 422}


def test_a_day_that_is_none_is_not_there(organizer, campaign):
    assert organizer.post(f"/campaigns/{campaign}/releases/soon", data={"table": ALL}).status_code in {
        404,
        422,
    }


# A version


def test_a_version_shows_its_tables_and_says_what_is_hidden_and_why(organizer, campaign):
    made = released(organizer, campaign)
    listed = organizer.get(f"/campaigns/{campaign}/releases")
    assert "Read version 1<" in listed.text
    assert "100 or more writers, 9 groups of writers hidden in all" in listed.text
    page = organizer.get(f"/campaigns/{campaign}/releases/{FIRST}/1")
    said = main_of(page)
    for words in (
        "What is hidden, and why",
        "Groups of writers hidden in the whole result, each with all its figures 9",
        "Figures left out for platforms 2",
        "“few” where fewer than 10 writers, the smallest group, say yes or have it, or under 2.5%",
        "The range below a figure is its 95% interval, rounded like the figure.",
        "Fair management: Could appeal",
        "Smallest group 10",
        "c withheld: it would tell of a person, or help to What each figure means",
        "An hour really paid $19.50; the promise was $39.00",
        "$19.50",
        "100 or more",
    ):
        assert words in said
    assert len(
        re.findall(
            r'<h2 id="[\w-]+">', page.text.partition('id="tables"')[2].partition('aria-labelledby="why"')[0]
        )
    ) == len(made.tables)
    assert "Low and high" not in said, "words that only files use"
    digits = f"{float(CANARY):.2f}"
    assert digits not in page.text
    assert digits.replace("7717", "7,717") not in page.text


def test_tables_stand_with_their_charts_which_say_everything_in_words(organizer, campaign):
    released(organizer, campaign)
    page = organizer.get(f"/campaigns/{campaign}/releases/{FIRST}/1").text
    for table in ("rates", "rates-by-platform", "conditions"):
        section = section_of(page, table)
        assert section.count('<svg class="narrow"') == section.count('<svg class="wide"') == 1
        assert section.index('role="img" aria-label="') < section.index("<table")
    assert "All: promised $39.00, the middle writer really $19.50 an hour" in page
    assert page.count('id="hatch-lost"') == 1


def test_a_chart_without_any_figure_is_left_to_its_table(organizer, campaign):
    bare = replace(BY_PLATFORM, rows=tuple(hidden_row(row.values, RATES) for row in BY_PLATFORM.rows))
    released(organizer, campaign, made=release(tables=(bare,)))
    page = organizer.get(f"/campaigns/{campaign}/releases/{FIRST}/1").text
    assert '<figure class="drawn">' not in page
    assert "Annex &amp; Co" in section_of(page, bare.key)


def test_a_table_of_the_whole_cohort_has_a_row_for_each_figure(organizer, campaign):
    released(organizer, campaign)
    section = section_of(organizer.get(f"/campaigns/{campaign}/releases/{FIRST}/1").text, "conditions")
    assert re.findall(r'<th scope="row">([^<]+)</th>', section) == [
        "Writers",
        "Named as the author",
        "Got reasons for a refusal",
        "Paid less than the minimum wage",
        "Fair management: Could appeal",
    ]


def test_a_row_of_two_names_has_both_in_the_cell_that_stays(organizer, campaign):
    released(organizer, campaign)
    section = section_of(organizer.get(f"/campaigns/{campaign}/releases/{FIRST}/1").text, BY_KIND.key)
    both = "Annex &amp; Co", "Ranking answers"
    assert '<th scope="row">{}<span class="and">{}</span></th>'.format(*both) in section
    assert '<th scope="col">Platform<span class="and">Kind of work</span></th>' in section


def test_many_rows_that_are_withheld_are_one_line_that_opens_to_their_names(organizer, campaign):
    hidden = tuple(hidden_row({"platform": f"p{number}"}, RATES) for number in range(4))
    table = replace(BY_PLATFORM, rows=(BY_PLATFORM.rows[0], *hidden, hidden_row({"platform": TOTAL}, RATES)))
    released(organizer, campaign, made=release(tables=(table,)))
    section = section_of(organizer.get(f"/campaigns/{campaign}/releases/{FIRST}/1").text, table.key)
    assert re.findall(r'<th scope="row">([^<]+)</th>', section) == ["Annex &amp; Co", "All"]
    assert "<summary>4 more rows are not shown, to protect privacy</summary>" in section
    assert "<li>p0</li><li>p1</li><li>p2</li><li>p3</li>" in section


def test_a_broad_table_is_told_question_by_question(organizer, campaign):
    more = [replace(one, key=one.key.replace("advertised", "paid_time")) for one in RATES[-2:]]
    columns = (*RATES, *more, replace(RATES[0], key="alone", label="Alone"))
    row = replace(BY_PLATFORM.rows[0], figures=dict.fromkeys((one.key for one in columns), told(20)))
    table = replace(BY_PLATFORM, columns=columns, rows=(row,))
    released(organizer, campaign, made=release(tables=(table,)))
    section = section_of(organizer.get(f"/campaigns/{campaign}/releases/{FIRST}/1").text, table.key)
    assert section.count("<table") == 4
    assert "<summary>More figures</summary>" in section
    assert section.count('<th scope="row">Annex &amp; Co</th>') == 4


def test_every_colour_of_a_drawing_has_one_of_the_page():
    css = (FOLDER / "campaign.css").read_text()
    used = {
        (name, str(value))
        for look in LOOKS.values()
        for name, value in look.items()
        if str(value).startswith("#")
    } | {("fill", colour) for colour in INKS.values()}
    assert {(name, colour) for name, colour in used if f'.drawn [{name}="{colour}"]' not in css} == set()


def test_names_that_mean_harm_are_only_text(organizer, campaign):
    released(organizer, campaign, made=hostile_release())
    page = organizer.get(f"/campaigns/{campaign}/releases/{FIRST}/1").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert HOSTILE not in page


@pytest.mark.parametrize("name", ["release.xlsx", "release.csv.zip", "release.json", "charts.zip"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_file_comes_as_it_was_stored_every_time_and_the_log_names_it_once_a_day(
    organizer, campaign, name, language
):
    released(organizer, campaign)
    address = f"/campaigns/{campaign}/releases/{FIRST}/1/{name}?language={language}"
    first, again = organizer.get(address), organizer.get(address)
    assert first.status_code == 200
    assert first.content == again.content
    assert first.headers["content-disposition"] == f'attachment; filename="2026-01-v1-{language}-{name}"'
    assert (
        first.headers["cache-control"] == "no-store, private" or "no-store" in first.headers["cache-control"]
    )
    with transaction(organizer.app.state.read_engine) as connection:
        events = audit_events.page(connection, me_of(organizer).id, campaign)
    [noted] = [event for event in events if event.action is Action.DOWNLOAD_RELEASE]
    assert (noted.starts_on, noted.number, noted.file_name) == (FIRST, 1, name)


def test_the_log_says_which_report_was_asked_for_made_and_taken(organizer, campaign):
    released(organizer, campaign, tables=["rates"])
    address = f"/campaigns/{campaign}/releases/{FIRST}"
    organizer.post(address, data={"table": ["conditions"]})
    assert make_what_waits(organizer) == 1
    for name in ("1/release.xlsx", "2/charts.zip", "2/charts.zip"):
        assert organizer.get(f"{address}/{name}").status_code == 200
    said = main_of(organizer.get(f"/campaigns/{campaign}/log"))
    days = "1 January to 31 March 2026"
    for line, times in {
        f"Asked for a report: {days} ": 2,
        f"Released a report: {days}, version 1 ": 1,
        f"Released a report: {days}, version 2 ": 1,
        f"Took a file of a report: {days}, version 1, Excel ": 1,
        f"Took a file of a report: {days}, version 2, Charts ": 1,
    }.items():
        assert said.count(line) == times, line
    assert said.count("a report") == 6


def test_a_file_is_in_the_language_asked_for_else_in_ones_own(organizer, campaign):
    released(organizer, campaign)
    address = f"/campaigns/{campaign}/releases/{FIRST}/1/release.json"
    assert organizer.get(address).json()["language"] == "en"
    assert organizer.get(f"{address}?language=es").json()["language"] == "es"
    assert organizer.get(f"{address}?language=xx").json()["language"] == "en"
    organizer.post("/you", data={"language": "es", "zone": "UTC", "currency": "USD"})
    assert organizer.get(address).json()["language"] == "es"


def test_what_is_no_file_is_not_there_and_nothing_is_noted(organizer, campaign):
    released(organizer, campaign)
    for name in ("release.pdf", "release", "release.xlsx.bak", "%00"):
        assert organizer.get(f"/campaigns/{campaign}/releases/{FIRST}/1/{name}").status_code == 404
    for number in ("2", "0", "-1", "99999999999999999999"):
        assert organizer.get(f"/campaigns/{campaign}/releases/{FIRST}/{number}").status_code in {404, 422}
    assert Action.DOWNLOAD_RELEASE not in actions(organizer, campaign)


def test_another_version_shows_more_and_the_first_stays_as_it_was(organizer, campaign):
    released(organizer, campaign, tables=["rates"])
    address = f"/campaigns/{campaign}/releases/{FIRST}"
    before = organizer.get(f"{address}/1/release.csv.zip").content
    page = organizer.post(address, data={"table": ["conditions"]})
    assert "It is being made." in main_of(page)
    assert "Waiting for its turn." in main_of(page)
    assert "Read version 1<" in page.text, "what there is can be read meanwhile"
    assert "Show more of it" not in page.text
    assert make_what_waits(organizer) == 1
    page = organizer.get(f"/campaigns/{campaign}/releases?asked=yes")
    assert "It is being made." not in page.text
    assert "Read version 2<" in page.text
    assert "Earlier versions" in page.text
    assert organizer.get(f"{address}/1/release.csv.zip").content == before
    after = organizer.get(f"{address}/2/release.csv.zip").content
    names = [set(zipfile.ZipFile(io.BytesIO(content)).namelist()) for content in (before, after)]
    assert names[1] - names[0] == {"conditions.csv"}
    again = organizer.post(address, data={"table": ["conditions"]})
    assert again.status_code == 422
    assert "Every table you chose is in the newest version already." in again.text


def test_a_request_for_more_draws_nothing_itself(organizer, campaign, monkeypatch):
    released(organizer, campaign, tables=["rates"])
    monkeypatch.setattr(release_files, "files_of_version", lambda *_: pytest.fail("drawn in the request"))
    monkeypatch.setattr(release_files, "files_of", lambda *_: pytest.fail("drawn in the request"))
    address = f"/campaigns/{campaign}/releases/{FIRST}"
    assert organizer.post(address, data={"table": ["conditions"]}).status_code == 200
    assert actions(organizer, campaign).count(Action.ASK_FOR_RELEASE) == 2


def test_more_that_came_to_nothing_says_why_beside_the_versions_there_are(organizer, campaign):
    released(organizer, campaign, tables=["rates"])
    address = f"/campaigns/{campaign}/releases"
    organizer.post(f"{address}/{FIRST}", data={"table": ["conditions"]})
    with transaction(organizer.app.state.engine) as connection:
        release_builds.move(connection, release_builds.take(connection), BuildState.FAILED)
    page = organizer.get(address).text
    assert "Something went wrong on the way." in page
    assert "Read version 1<" in page
    assert "Show more of it" in page
    assert page.count("Make the report of these days") == 2, "of the other quarters"
    again = organizer.post(f"{address}/{FIRST}", data={"table": ["conditions"]})
    assert "Waiting for its turn." in again.text


def test_only_who_decides_has_more_shown_and_only_from_our_own_pages(organizer, browser, campaign):
    released(organizer, campaign, tables=["rates"])
    address, asked = f"/campaigns/{campaign}/releases/{FIRST}", {"table": ["conditions"]}
    other = looking(organizer, browser, campaign)
    assert other.post(address, data=asked).status_code == 403
    foreign = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    assert organizer.post(address, data=asked, headers=foreign).status_code == 403
    assert make_what_waits(organizer) == 0


def test_who_may_only_look_finds_the_files_and_no_button(organizer, browser, campaign):
    released(organizer, campaign)
    other = looking(organizer, browser, campaign)
    page = other.get(f"/campaigns/{campaign}/releases")
    assert "release.xlsx" in page.text
    assert "Make the report of these days" not in page.text
    assert "Who has “Everything: team, end, releases” in the team can make it." in page.text
    assert other.post(f"/campaigns/{campaign}/releases/2026-04-01", data={"table": ALL}).status_code == 403


def test_the_api_asks_looks_and_takes_files(organizer, browser, campaign):
    secret = organizer.post("/api/v1/tokens", json={"name": "x", "scope": "campaigns"}).json()["secret"]
    program = browser()
    program.headers = {"Authorization": f"Bearer {secret}"}
    address = f"/api/v1/campaigns/{campaign}/releases"
    assert program.get(address).json() == {"items": [], "builds": [], "tables": ALL}
    asked = program.post(f"{address}/2026-04-01", json={})
    assert asked.status_code == 202
    assert [build["state"] for build in asked.json()["builds"]] == ["waiting"]
    refused = program.post(f"{address}/2026-04-01", json={"tables": ["minutes"]})
    assert (refused.status_code, refused.json()["detail"]) == (422, "This period has no such table.")
    with transaction(organizer.app.state.engine) as connection:
        release_builds.take(connection)
    released(organizer, campaign, tables=["rates"])
    [made] = program.get(address).json()["items"]
    assert (made["number"], made["tables"], made["cells_hidden"]) == (1, ["rates"], 9)
    assert program.get(f"{address}/{FIRST}/1").json() == made
    told = program.get(f"{address}/{FIRST}/1/release.json?language=en").json()
    assert [table["key"] for table in told["tables"]] == ["rates"]
    more = program.post(f"{address}/{FIRST}", json={"tables": ["conditions"]})
    assert (more.status_code, more.json()["items"]) == (202, [made])
    assert [build["state"] for build in more.json()["builds"]] == ["reading", "waiting"]
    make_what_waits(organizer)
    assert [one["number"] for one in program.get(address).json()["items"]] == [2, 1]


def test_the_composed_release_has_tables_of_the_programme():
    assert {"rates", "conditions"} <= {table.key for table in release().tables} & set(ALL)

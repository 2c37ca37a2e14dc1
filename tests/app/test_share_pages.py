"""The pages of sharing: choose, look, make the link, and the list of links, all without script."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from app import clock
from app.web.share_form import PART_NAMES, USUAL_PARTS
from reports.sharing import PARTS
from tests.app.conftest import ADDRESS, NOW
from tests.app.form_fields import values_at
from tests.reports.paper_reader import png_size

WORK = {"like": "other", "duration": "typed", "typed_duration": "1:20", "is_paid": "yes", "day": "today"}
CHOSEN = {"part": ["hero", "ladder"], "amounts": "exact", "lasts": "30", "frozen": "no"}


@pytest.fixture
def sharer(writer):
    """A writer with enough work to share."""
    for number in range(3):
        writer.post("/today", data={**WORK, "kind": f"Kind {number}", "pay": "20", "platform": "Nightjar"})
    return writer


def make(client, **said):
    """Make a link by its form; its address, and the page that shows it."""
    asked = values_at(client.get("/share").text, "/share")
    answer = client.post("/share", data={**asked, **CHOSEN, **said})
    assert answer.status_code == 200, answer.text
    return re.search(r'data-made="([^"]+)"', answer.text)[1], answer.text


def row_id(client) -> str:
    return re.search(r"/share/links/([0-9a-f-]{36})", client.get("/share/links").text)[1]


def test_real_pay_leads_to_sharing_of_the_days_it_shows(sharer):
    assert 'href="/share"' in sharer.get("/real-pay").text
    page = sharer.get("/real-pay?period=own&start=2026-11-01&end=2026-11-12").text
    (address,) = re.findall(r'href="(/share\?[^"]+)"', page)
    shown = sharer.get(unescape(address)).text
    asked = values_at(shown, "/share")
    assert (asked["starts_on"], asked["ends_on"]) == ("2026-11-01", "2026-11-12")
    assert "1 November to 12 November 2026" in shown
    assert 'href="/share' not in sharer.get("/sample").text


def test_with_too_little_to_share_the_page_says_what_is_missing(writer):
    page = writer.get("/share").text
    assert "There is nothing to share yet." in page
    assert 'action="/share"' not in page


def test_every_part_has_a_name():
    assert set(PARTS) <= set(PART_NAMES)
    assert set(USUAL_PARTS) <= set(PARTS)


def test_the_form_begins_with_what_tells_little(sharer):
    page = sharer.get("/share").text
    asked = values_at(page, "/share")
    assert (asked["amounts"], asked["lasts"], asked["frozen"]) == ("bands", "30", "no")
    for name in ("own_names", "titles", "days", "previews"):
        assert re.search(rf'name="{name}" value="yes"(?! checked)', page)
    assert "Nightjar" not in page[page.find("data-preview") :]


def test_the_preview_is_what_others_see_and_keeps_nothing(sharer, nobody):
    said = {**CHOSEN, "own_names": "yes", "part": ["hero", "platforms"]}
    page = sharer.post("/share/preview", data={**said, "passphrase": "seven grey owls"}).text
    shown = page[page.find('<article class="dashboard"') : page.find("</article>")]
    address, _ = make(sharer, **said)
    theirs = nobody.get(address).text
    theirs = theirs[theirs.find('<article class="dashboard"') : theirs.find("</article>")]
    # The same but for the heading's place, the way to the files, and the last day of a link that is not made yet.
    plain = [
        re.sub(
            r'</?h[13]|<span class="files"><a href="[^"]*">CSV</a></span>|This page closes on [^.]*\. ',
            "",
            one,
        )
        for one in (shown, theirs)
    ]
    assert plain[0] == plain[1]
    assert "Nightjar" in theirs
    assert "seven grey owls" not in page
    assert len(re.findall("/share/links/[0-9a-f-]{36}/pause", sharer.get("/share/links").text)) == 1


def test_a_link_is_shown_once_and_a_second_sending_makes_none(sharer, nobody):
    asked = {**values_at(sharer.get("/share").text, "/share"), **CHOSEN}
    made = sharer.post("/share", data=asked)
    address = re.search(r'data-made="([^"]+)"', made.text)[1]
    assert f'value="{address}"' in made.text
    assert "12 December 2026" in made.text
    again = sharer.post("/share", data=asked, follow_redirects=False)
    assert (again.status_code, again.headers["Location"]) == (303, "/share/links")
    assert address not in sharer.get("/share/links").text
    assert nobody.get(address).status_code == 200


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"part": []}, "part", "Choose at least one thing to show."),
        ({"part": ["nothing-like-it"]}, "part", "Choose at least one thing to show."),
        ({"passphrase": "short"}, "passphrase", "Use at least 8 characters."),
        ({"lasts": "365"}, "lasts", "Please choose one of these."),
        ({"amounts": "some"}, "amounts", "Please choose one of these."),
        ({"label": "x" * 121}, "label", "At most 120 characters."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(sharer, said, field, sentence):
    asked = values_at(sharer.get("/share").text, "/share")
    answer = sharer.post("/share", data={**asked, **CHOSEN, "own_names": "yes", **said})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert sentence in answer.text
    assert re.search(r'name="own_names" value="yes" checked', answer.text)
    assert "You have not shared anything." in sharer.get("/share/links").text


def test_a_passphrase_that_is_too_short_leaves_the_preview_as_chosen(sharer):
    asked = values_at(sharer.get("/share").text, "/share")
    whole = sharer.post("/share/preview", data={**asked, **CHOSEN}).text
    answer = sharer.post("/share", data={**asked, **CHOSEN, "passphrase": "short"}).text
    preview = re.compile(r"<div class=\"frame\".*?</section>", re.DOTALL)
    assert "Nothing to show yet." not in answer
    assert preview.search(answer)[0] == preview.search(whole)[0]


def test_the_list_says_how_often_and_when_and_leads_on(sharer, nobody):
    assert "You have not shared anything." in sharer.get("/share/links").text
    address, _ = make(sharer, label="For the guild", passphrase="seven grey owls", frozen="yes")
    page = sharer.get("/share/links").text
    for words in (
        "For the guild",
        "Not opened yet",
        "Works until 12 December 2026",
        "Exact amounts, a passphrase, as it was that day",
        "as it was that day",
    ):
        assert words in page
    nobody.post(address, data={"passphrase": "seven grey owls"})
    with clock.frozen(NOW + timedelta(days=1)):
        nobody.get(address)
        assert "Opened 1 time, last on 12 November 2026" in sharer.get("/share/links").text
    with clock.frozen(NOW + timedelta(days=31)):
        page = sharer.get("/share/links").text
        assert "Over since 12 December 2026" in page
        assert "/pause" not in page


def test_pause_resume_and_end_work_at_once(sharer, nobody):
    address, _ = make(sharer)
    link = f"/share/links/{row_id(sharer)}"
    assert "Paused." in sharer.post(f"{link}/pause").text
    assert nobody.get(address).status_code == 404
    assert "It works again." in sharer.post(f"{link}/resume").text
    assert nobody.get(address).status_code == 200
    assert "Ended." in sharer.post(f"{link}/revoke").text
    assert nobody.get(address).status_code == 404
    assert sharer.get(link).status_code == 404
    assert "You have not shared anything." in sharer.get("/share/links").text


def test_a_link_is_changed_and_keeps_its_address_and_its_end(sharer, nobody):
    address, _ = make(sharer, lasts="7", own_names="yes", part=["hero", "platforms"])
    assert "Nightjar" in nobody.get(address).text
    link = f"/share/links/{row_id(sharer)}"
    shown = sharer.get(link).text
    asked = values_at(shown, link)
    assert asked["lasts"] == "stay"
    assert re.search(r'name="own_names" value="yes" checked', shown)
    answer = sharer.post(link, data={**asked, "part": ["platforms"], "amounts": "ratios", "label": "Named"})
    assert "Saved." in answer.text
    assert "Works until 19 November 2026" in answer.text
    page = nobody.get(address).text
    assert "Nightjar" not in page
    assert "$" not in page


def test_a_link_past_its_day_opens_again_when_it_is_given_more_days(sharer, nobody):
    address, _ = make(sharer, lasts="1")
    link = f"/share/links/{row_id(sharer)}"
    with clock.frozen(NOW + timedelta(days=2)):
        assert nobody.get(address).status_code == 404
        sharer.post(link, data={**values_at(sharer.get(link).text, link), **CHOSEN, "lasts": "7"})
        assert nobody.get(address).status_code == 200


def test_a_late_form_shows_the_link_as_it_is_and_changes_nothing(sharer):
    make(sharer)
    link = f"/share/links/{row_id(sharer)}"
    asked = values_at(sharer.get(link).text, link)
    sharer.post(link, data={**asked, "part": "hero", "label": "First"})
    late = sharer.post(link, data={**asked, "part": "hero", "label": "Second"})
    assert "changed elsewhere" in late.text
    assert 'value="First"' in late.text


def test_a_passphrase_is_added_and_taken_away_again(sharer, browser):
    address, _ = make(sharer)
    link = f"/share/links/{row_id(sharer)}"

    def change(**said):
        asked = values_at(sharer.get(link).text, link)
        assert sharer.post(link, data={**asked, "part": "hero", **said}).status_code == 200
        return 'name="passphrase"' in browser().get(address).text

    assert change(passphrase="seven grey owls")
    assert change()  # nothing said of it: it stays
    assert not change(unlock="yes")


def change(client, **said):
    """Send the form of the one link, with some of its fields filled in anew."""
    link = f"/share/links/{row_id(client)}"
    asked = values_at(client.get(link).text, link)
    return client.post(link, data={**asked, "part": ["hero", "ladder"], **said})


def frame_in(answer) -> str:
    """The address in the code for other sites."""
    return re.search(r'src="([^"]+)"', unescape(answer.text).partition("<iframe")[2])[1]


def test_sites_may_frame_a_link_and_no_more(sharer, nobody):
    make(sharer)
    wrong = change(sharer, origins="https://a.example\nhttp://b.example", label="Typed")
    assert wrong.status_code == 422
    assert "https://a.example" in wrong.text
    assert 'value="Typed"' in wrong.text
    address = frame_in(change(sharer, origins="https://a.example/x\n b.example "))
    policy = nobody.get(address).headers["Content-Security-Policy"]
    assert "frame-ancestors https://a.example https://b.example;" in policy
    assert "No site shows it any more." in change(sharer, origins="").text
    assert nobody.get(address).status_code == 404


def test_one_save_keeps_what_it_shows_and_the_sites(sharer, nobody):
    address, _ = make(sharer)
    embed = frame_in(change(sharer, origins="https://a.example", label="For the paper", amounts="ratios"))
    assert "$" not in nobody.get(address).text
    assert "$" not in nobody.get(embed).text
    page = sharer.get("/share/links").text
    assert "For the paper" in page
    assert "shown on other sites" in page
    # Sites that stay keep their code, until a new one is asked for.
    assert "Saved." in change(sharer, label="Named anew").text
    assert nobody.get(embed).status_code == 200
    newer = frame_in(change(sharer, do="frame"))
    assert (nobody.get(embed).status_code, nobody.get(newer).status_code) == (404, 200)


def test_a_link_with_a_passphrase_is_on_no_other_site(sharer):
    make(sharer, passphrase="seven grey owls")
    said = "Take away the passphrase or the sites."
    refused = change(sharer, origins="https://a.example")
    assert (refused.status_code, said in refused.text) == (422, True)
    assert frame_in(change(sharer, origins="https://a.example", unlock="yes"))
    refused = change(sharer, passphrase="seven grey owls")
    assert (refused.status_code, said in refused.text) == (422, True)
    assert "shown on other sites" in sharer.get("/share/links").text


def test_sites_that_are_taken_out_stay_out_in_the_preview(sharer):
    make(sharer)
    change(sharer, origins="https://a.example")
    share_id = row_id(sharer)
    link = f"/share/links/{share_id}"
    asked = values_at(sharer.get(link).text, link)
    assert asked["origins"] == "https://a.example"
    looked = sharer.post("/share/preview", data={**asked, "part": "hero", "origins": "", "share": share_id})
    assert values_at(looked.text, link)["origins"] == ""


def test_the_address_of_the_frame_form_leads_to_the_sites(sharer):
    make(sharer)
    link = f"/share/links/{row_id(sharer)}"
    answer = sharer.get(f"{link}/embed", follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{link}#origins")
    assert 'id="origins"' in sharer.get(link).text


def test_two_links_of_a_day_have_names_of_their_own_which_others_do_not_see(sharer, nobody):
    addresses = [make(sharer)[0] for _ in range(3)]
    sharer.post("/api/v1/shares", json={"parts": ["hero"]})

    def names():
        return re.findall(r'<span class="what"><b>(.*?)</b>', sharer.get("/share/links").text)

    day = "12 November 2026"
    assert sorted(names()) == sorted(
        [f"Link of {day}", f"Link 2 of {day}", f"Link 3 of {day}", f"Link 4 of {day}"]
    )
    for address in addresses:
        assert "Link " not in nobody.get(address).text
        assert "Link " not in nobody.get(f"{address}.json").text
    change(sharer, label="")  # a name that is taken away leaves none that another has
    assert len(set(names())) == 4
    make(sharer, label="For the guild")
    assert "For the guild" in names()


def names_in(client):
    return re.findall(r'<span class="what"><b>(.*?)</b>', client.get("/share/links").text)


def test_the_newest_link_is_the_first_of_the_list(sharer):
    for minute, label in enumerate(["", "", "For the guild", "", ""]):
        with clock.frozen(NOW + timedelta(minutes=minute)):
            make(sharer, label=label)
    first = ["Link 4 of", "Link 3 of", "For the guild", "Link 2 of", "Link of"]
    assert [name.replace(" 12 November 2026", "") for name in names_in(sharer)] == first
    labels = [one["label"] for one in sharer.get("/api/v1/shares").json()["items"]]
    assert labels[2] == "For the guild"
    assert labels[-1] is None


def test_links_of_one_minute_stand_by_their_numbers(sharer):
    for _ in range(4):
        make(sharer)
    day = "12 November 2026"
    assert names_in(sharer) == [f"Link {number} of {day}" for number in (4, 3, 2)] + [f"Link of {day}"]


def test_a_name_that_was_made_is_in_the_language_of_whoever_reads(sharer):
    for label in ("", "", "Link with 2"):
        make(sharer, label=label)
    sharer.put("/api/v1/me", json={"language": "es"})
    names = names_in(sharer)
    assert "Link with 2" in names
    assert len([name for name in names if "noviembre" in name]) == 2
    link = re.findall(r'href="(/share/links/[0-9a-f-]{36})"', sharer.get("/share/links").text)
    shown = [values_at(sharer.get(one).text, one)["label"] for one in dict.fromkeys(link)]
    assert not [name for name in shown if "November" in name]


def test_per_cent_go_without_names_in_the_list_too(sharer):
    make(sharer, amounts="ratios", own_names="yes")
    page = sharer.get("/share/links").text
    assert "No amounts" in page
    assert "platform names" not in page


def test_the_list_says_what_is_in_a_link(sharer):
    make(sharer, part=["hero", "facts", "ladder", "owed"])
    assert "Real hourly pay; unpaid hours, gaps and money owed; 2 more" in sharer.get("/share/links").text


@pytest.mark.parametrize("state", ["", "/pause"])
@pytest.mark.parametrize(("size", "pixels"), [("", (1200, 630)), ("?size=tall", (1080, 1350))])
def test_its_writer_has_the_picture_of_a_link_at_any_time(sharer, nobody, state, size, pixels):
    address, _ = make(sharer, passphrase="seven grey owls" if state else "")
    link = f"/share/links/{row_id(sharer)}"
    theirs = nobody.get(f"{address}.png{size}").content
    if state:
        sharer.post(link + state)
    picture = sharer.get(f"{link}.png{size}")
    assert picture.headers["Content-Type"] == "image/png"
    assert png_size(picture.content) == pixels
    if not state:
        assert picture.content == theirs
    for page in (sharer.get("/share/links").text, sharer.get(link).text):
        assert f'href="{link}.png{size}"' in page
    assert "Words for those who cannot see it" in sharer.get(link).text
    opened = sharer.get("/api/v1/shares").json()["items"][0]["opened_count"]
    assert opened == (0 if state else 1)  # theirs counts, hers does not


def test_the_picture_of_a_frozen_link_stays_as_it_was(sharer):
    make(sharer, frozen="yes")
    link = f"/share/links/{row_id(sharer)}"
    before = sharer.get(f"{link}.png").content
    sharer.post("/today", data={**WORK, "kind": "More", "pay": "900", "platform": "Nightjar"})
    assert sharer.get(f"{link}.png").content == before


def test_the_page_speaks_the_language_of_the_reader_or_the_one_chosen_on_it(sharer, nobody):
    address, _ = make(sharer)
    spanish = nobody.get(address, headers={"Accept-Language": "es-MX,es;q=0.9"}).text
    assert '<html lang="es">' in spanish
    assert 'href="?lang=en"' in spanish
    chosen = nobody.get(f"{address}?lang=en", headers={"Accept-Language": "es"})
    assert '<html lang="en">' in chosen.text
    assert "set-cookie" not in chosen.headers


def test_hidden_amounts_are_hidden_in_the_preview_too(sharer):
    sharer.post("/you/amounts", data={"back": "/share"})
    page = sharer.post("/share/preview", data=CHOSEN).text
    shown = page[page.find("<main") :]
    assert "•••" in shown
    assert re.search(r"\$\d", shown) is None


def test_new_words_and_signing_out_everywhere_pause_every_link(sharer, nobody, browser):
    address, _ = make(sharer)
    sharer.post("/you/keep/words", data=values_at(sharer.get("/you/keep").text, "/you/keep/words"))
    assert nobody.get(address).status_code == 200  # the first words end nothing
    sharer.post("/you/keep/words", data=values_at(sharer.get("/you/keep").text, "/you/keep/words"))
    assert nobody.get(address).status_code == 404
    sharer.post(f"/share/links/{row_id(sharer)}/resume")
    assert nobody.get(address).status_code == 200
    sharer.post("/you/sign-out-everywhere", data={"lose": "yes", "keep_programs": "yes"})
    assert nobody.get(address).status_code == 404


def test_the_file_of_everything_has_the_link_and_nothing_that_opens_it(sharer):
    address, _ = make(sharer, label="For the guild", frozen="yes")
    (kept,) = sharer.get("/you/data/everything.json").json()["x_everything"]["share_link"]
    assert (kept["label"], kept["opened_count"], set(kept["frozen"])) == ("For the guild", 0, {"en", "es"})
    assert "passphrase_hash" not in kept
    assert address.removeprefix(f"{ADDRESS}/s/") not in str(kept)


def test_what_is_owed_is_of_the_whole_log_and_not_of_days_that_were_chosen(sharer):
    days = {"starts_on": "2026-06-01", "ends_on": "2026-06-30"}
    chosen = {"part": ["facts", "owed"], "amounts": "exact"}
    whole = sharer.post("/share/preview", data=chosen).text
    some = sharer.post("/share/preview", data={**chosen, **days}).text
    assert 'id="chart-owed"' in whole
    assert 'id="chart-owed"' not in some
    assert "earned and not paid yet" not in some
    assert "What is owed now is of the whole log" in some


def test_amounts_that_are_hidden_here_are_said_to_be_seen_by_others(sharer):
    said = "Amounts are hidden on this screen only."
    assert said not in sharer.get("/share").text
    sharer.cookies.set("amounts", "hidden")
    assert said in sharer.get("/share").text


UNREADABLE = [
    ("x", "", ["starts_on", "ends_on"], "Write the day like 2026-11-12."),
    ("", "", ["starts_on", "ends_on"], "Write the day like 2026-11-12."),
    ("2026-11-12", "2026-11-01", ["ends_on"], "The last day must not be before the first day."),
]


def says_days(answer, start: str, end: str, fields: list[str], sentence: str) -> None:
    """The problem is said at the top and at the field, what was typed stands there, and nothing is shown."""
    page = answer.text
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#([^"]+)"', page) == fields
    assert page.lower().count(sentence.lower()) == 2 * len(fields)
    asked = values_at(page, "/share")
    assert (asked["starts_on"], asked["ends_on"]) == (start, end)
    assert 'type="date"' in page
    assert '<article class="dashboard"' not in page


@pytest.mark.parametrize(("start", "end", "fields", "sentence"), UNREADABLE)
def test_days_of_an_address_that_cannot_be_are_a_problem_and_not_the_whole_log(
    sharer, start, end, fields, sentence
):
    says_days(sharer.get(f"/share?period=own&start={start}&end={end}"), start, end, fields, sentence)


@pytest.mark.parametrize("address", ["/share", "/share/preview"])
@pytest.mark.parametrize(
    ("start", "end", "fields", "sentence"),
    [UNREADABLE[2], ("2026-11-01", "", ["ends_on"], "Write the day"), ("x", "2026-11-12", ["starts_on"], "Write the day")],
)  # fmt: skip
def test_days_of_the_form_that_cannot_be_are_a_problem_and_make_no_link(
    sharer, address, start, end, *, fields, sentence
):
    said = {**values_at(sharer.get("/share").text, "/share"), **CHOSEN, "starts_on": start, "ends_on": end}
    says_days(sharer.post(address, data=said), start, end, fields, sentence)
    assert "You have not shared anything." in sharer.get("/share/links").text


def test_a_change_of_a_link_to_days_that_cannot_be_is_refused(sharer):
    make(sharer, starts_on="2026-11-01", ends_on="2026-11-12")
    address = f"/share/links/{row_id(sharer)}"
    asked = values_at(sharer.get(address).text, address)
    answer = sharer.post(address, data={**asked, **CHOSEN, "lasts": "stay", "ends_on": "2026-10-01"})
    assert answer.status_code == 422
    assert values_at(sharer.get(address).text, address)["ends_on"] == "2026-11-12"

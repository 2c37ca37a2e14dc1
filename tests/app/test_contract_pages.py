"""A contract as a writer keeps it: its life, its terms, what it follows, what she says of it at the end."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from app import clock
from app.records.contract_review import QUESTIONS
from tests.app.conftest import NOW
from tests.app.form_fields import values_at
from tests.app.test_pages import CONTRACT, WORK

PROMISED = {
    "pay_model": "per_accepted_unit",
    "rate": "14",
    "rate_high": "18.50",
    "unit_name": "scene",
    "rate_units": "2",
    "promised_time": "1:20",
    "week_hours": "12.25",
    "weekly_cap": "20",
    "pay_lag_days": "9",
    "hold_days": "30",
    "pay_week_start": "2",
    "pay_zone": "America/New_York",
    "bonus_rule": "50 dollars after 20 scenes",
    "credit_promised": "no",
    "purpose_told": "unknown",
    "rights_given_up": "All rights",
    "currency": "EUR",
    "terms_note": "By chat.\nNo paper.",
}


def made(client: TestClient, **said: str) -> str:
    """The address of a new contract."""
    answer = client.post("/work", data={**CONTRACT, **said}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].partition("?")[0]


def terms_of(page: str) -> list[str]:
    """The addresses of the terms that can be corrected, newest first."""
    return re.findall(r'href="(/work/terms/[0-9a-f-]+)">Correct', page)


def steps_of(page: str) -> list[str]:
    return re.findall(r"<b>([^<]+)</b></span><span class=\"value\">([^<]+)</span>", page)


@pytest.mark.parametrize("model", ["hourly", "per_unit", "per_accepted_unit", "per_deliverable", "mixed"])
def test_every_pay_model_and_every_promise_is_kept_as_typed(writer: TestClient, model: str) -> None:
    address = made(writer)
    said = {**PROMISED, "pay_model": model, "effective_on": "2026-11-05"}
    [corrected] = terms_of(writer.post(f"{address}/terms", data=said).text)
    shown = values_at(writer.get(corrected).text, corrected)
    assert {name: shown[name] for name in said} == {**said, "rate": "14.00"}


def test_what_was_accepted_at_the_start_is_never_edited_but_can_be_taken_out_and_put_back(
    writer: TestClient,
) -> None:
    address = made(writer)
    page = writer.get(address).text
    assert "Accepted at the start" in page
    accepted = re.search(r'action="(/work/terms/[0-9a-f-]+)/withdraw"', page)
    assert accepted is not None
    typed = {"pay_model": "hourly", "rate": "99", "effective_on": "2026-11-01", "revision": "1"}
    refused = writer.post(accepted[1], data=typed)
    assert refused.status_code == 422
    assert "never edited" in refused.text
    seen = writer.get(accepted[1]).text
    assert "never edited" in seen
    assert f'action="{accepted[1]}"' not in seen
    gone = writer.post(f"{accepted[1]}/withdraw").text
    assert "$26.54 an hour" not in gone
    assert f'action="{accepted[1]}/restore"' in gone
    assert "$26.54 an hour" in writer.post(f"{accepted[1]}/restore").text


def test_terms_that_change_carry_over_all_that_was_promised(writer: TestClient) -> None:
    address = made(writer, **PROMISED)
    form = values_at(writer.get(f"{address}/terms").text, f"{address}/terms")
    expected = {**PROMISED, "rate": "14.00", "terms_note": ""}
    assert {name: form[name] for name in expected} == expected
    [new] = terms_of(writer.post(f"{address}/terms", data=form).text)
    saved = values_at(writer.get(new).text, new)
    assert {name: saved[name] for name in expected} == expected


def test_a_promised_rate_is_not_wiped_in_silence(writer: TestClient) -> None:
    address = made(writer, rate="20")
    form = {"effective_on": "2026-11-05", "pay_model": "hourly", "currency": "USD", "pay_lag_days": "7"}
    refused = writer.post(f"{address}/terms", data=form)
    assert refused.status_code == 422
    assert "Write what they pay now, or say that it is not known." in refused.text
    both = writer.post(f"{address}/terms", data={**form, "rate": "22", "rate_unknown": "yes"})
    assert "Leave the rate empty if it is not known." in both.text
    said = writer.post(f"{address}/terms", data={**form, "rate_unknown": "yes"})
    assert "Terms saved." in said.text


def test_new_terms_are_undone_from_the_status_line(writer: TestClient) -> None:
    address = made(writer, rate="20")
    form = {"effective_on": "2026-11-05", "pay_model": "hourly", "rate": "33"}
    page = writer.post(f"{address}/terms", data=form).text
    undo = re.search(r'action="(/work/terms/[0-9a-f-]+/withdraw)">.*?<button[^>]*>Undo<', page)
    assert undo is not None
    assert "$33.00 an hour" in page
    gone = writer.post(undo[1]).text
    assert "Taken out." in gone
    assert "$33.00 an hour" not in gone


def test_terms_that_say_nothing_are_refused(writer: TestClient) -> None:
    address = made(writer, rate="")
    answer = writer.post(f"{address}/terms", data={"effective_on": "2026-11-05", "pay_model": "hourly"})
    assert answer.status_code == 422
    assert "What is the rate now?" in answer.text


def test_a_second_promise_from_the_same_day_is_refused_and_what_was_typed_stays(writer: TestClient) -> None:
    address = made(writer)
    said = {"effective_on": "2026-11-05", "pay_model": "hourly", "currency": "USD"}
    assert writer.post(f"{address}/terms", data={**said, "rate": "20"}).status_code == 200
    second = writer.post(f"{address}/terms", data={**said, "rate": "15.50"})
    assert second.status_code == 422
    assert "There are terms from this day already." in second.text
    assert 'value="15.50"' in second.text
    other = writer.post(f"{address}/terms", data={**said, "rate": "15.50", "effective_on": "2026-11-06"}).text
    for path in dict.fromkeys(re.findall(r'href="(/work/terms/[0-9a-f-]+)"', other)):
        page = writer.get(path).text
        if 'value="15.50"' in page:
            form = values_at(page, path)
            break
    moved = writer.post(path, data={**form, "effective_on": "2026-11-05"})
    assert moved.status_code == 422
    assert "There are terms from this day already." in moved.text


def test_a_contract_goes_through_its_life_and_any_step_can_be_mended(writer: TestClient) -> None:
    address = made(writer, state="applied", applied_on="2026-09-01", started_on="")
    for state, on in (
        ("tested", "2026-09-05"),
        ("onboarded", "2026-09-10"),
        ("active", "2026-09-12"),
        ("paused", "2026-10-01"),
        ("active", "2026-10-20"),
    ):
        page = writer.post(f"{address}/life", data={"state": state, "entered_on": on}).text
    assert [state for state, _ in steps_of(page)] == [
        "Active",
        "Paused",
        "Active",
        "Onboarded",
        "Tested",
        "Applied",
    ]
    assert "since 12 September 2026" in writer.get(address).text
    ended = writer.post(f"{address}/end", data={"state": "removed_without_reason", "ended_on": "2026-11-02"})
    assert "Contract ended." in ended.text
    assert "12 September to 2 November 2026, removed without a reason" in writer.get(address).text
    last = re.search(r'href="(/work/states/[0-9a-f-]+)"', writer.get(address).text)
    assert last is not None
    changed = {"state": "ended_by_me", "entered_on": "2026-11-04", "revision": "1"}
    writer.post(last[1], data=changed)
    assert "12 September to 4 November 2026, ended by me" in writer.get(address).text
    gone = writer.post(f"{last[1]}/withdraw")
    assert "Taken out." in gone.text
    assert "since 12 September 2026" in writer.get(address).text
    writer.post(f"{last[1]}/restore")
    assert "Ended by me" in writer.get(address).text


def test_an_earlier_step_told_later_leaves_a_contract_where_it_stands(writer: TestClient) -> None:
    address = made(writer, started_on="")
    page = writer.post(f"{address}/life", data={"state": "applied", "entered_on": "2026-10-01"}).text
    assert [state for state, _ in steps_of(page)] == ["Active", "Applied"]
    assert "Applied" not in writer.get("/work").text


def test_a_contract_that_was_over_is_open_again_from_today(writer: TestClient) -> None:
    address = made(writer, state="ended_by_platform", ended_on="2026-11-05")
    page = writer.post(f"{address}/reopen").text
    assert "Active again, from today." in page
    assert "End this contract" in page
    assert "12 November 2026" in page


def test_a_contract_can_follow_another_but_never_itself(writer: TestClient) -> None:
    first = made(writer)
    form = values_at(writer.get(f"/work/new?previous={first.rpartition('/')[2]}").text, "/work")
    assert form["previous"] == first.rpartition("/")[2]
    second = made(writer, name="Contract 20", previous=form["previous"])
    assert "Follows" in writer.get(second).text
    assert "Followed by" in writer.get(first).text
    values = values_at(writer.get(f"{first}/edit").text, f"{first}/edit")
    answer = writer.post(f"{first}/edit", data={**values, "previous": second.rpartition("/")[2]})
    assert answer.status_code == 422
    assert "A contract cannot follow itself." in answer.text


def test_a_contract_moves_to_another_platform_with_its_work(writer: TestClient) -> None:
    address = made(writer)
    values = values_at(writer.get(f"{address}/edit").text, f"{address}/edit")
    more = {
        "platform": "Parable",
        "stated_status": "employee",
        "applied_on": "2026-10-01",
        "note": "Two\nlines",
    }
    page = writer.post(f"{address}/edit", data={**values, **more}).text
    assert "Parable, Rank pairs" in page
    assert "An employee" in page
    assert "Two\nlines" in page
    shown = values_at(writer.get(f"{address}/edit").text, f"{address}/edit")
    assert {name: shown[name] for name in more} == more


def test_a_contract_is_taken_out_and_put_back(writer: TestClient) -> None:
    address = made(writer)
    gone = writer.post(f"{address}/withdraw")
    assert "Contract taken out." in gone.text
    assert "Contract 19" not in gone.text
    assert "This was taken out and counts nowhere." in writer.get(address).text
    assert f'action="{address}/restore"' in gone.text
    assert "Contract 19" in writer.post(f"{address}/restore").text


def test_the_end_of_a_contract_asks_nine_questions_and_none_is_needed(writer: TestClient) -> None:
    address = made(writer)
    page = writer.post(f"{address}/end", data={"state": "ended_by_me", "ended_on": "2026-11-11"})
    assert page.url.path == f"{address}/review"
    form = values_at(page.text, f"{address}/review")
    assert sum(question in form for question in QUESTIONS) == 9
    skipped = writer.post(f"{address}/review", data={"id": form["id"], "reviewed_on": "2026-11-12"})
    assert "questions answered" not in skipped.text
    kept = writer.post(f"{address}/review", data={**form, "appeal_possible": "no", "person_answered": "yes"})
    assert "2 of 9 questions answered" in kept.text
    again = writer.get(f"{address}/review")
    assert again.url.path.startswith("/work/reviews/")
    answers = values_at(again.text, again.url.path)
    assert (answers["appeal_possible"], answers["purpose_told"]) == ("no", "")
    changed = writer.post(again.url.path, data={**answers, "purpose_told": "unknown"})
    assert "3 of 9 questions answered" in changed.text
    gone = writer.post(f"{again.url.path}/withdraw").text
    assert "questions answered" not in gone
    assert "3 of 9" in writer.post(f"{again.url.path}/restore").text


def test_a_platform_is_renamed_everywhere_and_never_to_a_name_it_would_share(writer: TestClient) -> None:
    address = made(writer)
    made(writer, name="Other", platform="Parable")
    platform = re.search(
        r'href="(/work/platforms/[0-9a-f-]+)"><span><b>Northlight', writer.get("/work/platforms").text
    )
    assert platform is not None
    refused = writer.post(platform[1], data={"name": "parable", "revision": "1"})
    assert refused.status_code == 422
    assert "You have a platform of this name already." in refused.text
    writer.post(platform[1], data={"name": "Lighthouse", "revision": "1", "note": "by mail"})
    assert "Lighthouse, Rank pairs" in writer.get(address).text
    refused = writer.post(f"{platform[1]}/withdraw")
    assert "Work or money is logged under this." in refused.text


def test_a_note_that_looks_like_the_work_itself_gets_a_gentle_word_and_is_kept(writer: TestClient) -> None:
    address = made(writer)
    values = values_at(writer.get(f"{address}/edit").text, f"{address}/edit")
    note = "INT. KITCHEN - NIGHT\nMARA\nYou never read the letter."
    page = writer.post(f"{address}/edit", data={**values, "note": note}).text
    assert "looks like prompt or scene text" in page
    assert "MARA\nYou never read" in page
    calm = writer.post(
        f"{address}/edit", data={**values, "revision": "2", "note": "Asked support twice."}
    ).text
    assert "looks like" not in calm


def test_a_late_edit_of_a_contract_shows_both_versions(writer: TestClient) -> None:
    address = made(writer)
    values = values_at(writer.get(f"{address}/edit").text, f"{address}/edit")
    writer.post(f"{address}/edit", data={**values, "name": "From the phone"})
    late = writer.post(f"{address}/edit", data={**values, "name": "From the laptop", "platform": "New place"})
    assert late.status_code == 409
    for said in ("From the phone", "From the laptop", "New place", "changed elsewhere"):
        assert said in late.text
    assert "New place" not in writer.get("/work/platforms").text
    again = values_at(late.text, f"{address}/edit")
    assert (again["name"], again["revision"]) == ("From the laptop", "2")
    assert "From the laptop" in writer.post(f"{address}/edit", data=again).text


@pytest.mark.parametrize("kind", ["terms", "step", "review", "platform"])
def test_every_other_form_shows_both_versions_too(writer: TestClient, kind: str) -> None:
    address = made(writer)
    terms = {"effective_on": "2026-11-05", "pay_model": "hourly", "rate": "20"}
    writer.post(f"{address}/terms", data=terms)
    writer.post(f"{address}/life", data={"state": "paused", "entered_on": "2026-11-09"})
    writer.post(f"{address}/review", data={"reviewed_on": "2026-11-10", "appeal_possible": "no"})
    pages = writer.get(address).text
    name = {"step": "states", "review": "reviews", "platform": "platforms"}.get(kind, kind)
    found = re.search(rf'href="(/work/{name}/[0-9a-f-]+)"', pages)  # of the terms, the newest come first
    assert found is not None
    changes = {
        "terms": ("rate", "21", "22"),
        "step": ("entered_on", "2026-11-08", "2026-11-07"),
        "review": ("appeal_possible", "yes", "unknown"),
        "platform": ("name", "Here", "There"),
    }
    field, first, second = changes[kind]
    values = values_at(writer.get(found[1]).text, found[1])
    assert writer.post(found[1], data={**values, field: first}).status_code == 200
    assert writer.post(found[1], data={**values, field: first}).status_code == 200  # sent twice
    late = writer.post(found[1], data={**values, field: second})
    assert late.status_code == 409
    assert values_at(late.text, found[1])[field] == second
    with clock.frozen(NOW + timedelta(minutes=1)):
        assert writer.post(found[1], data=values_at(late.text, found[1])).status_code == 200
    assert values_at(writer.get(found[1]).text, found[1])[field].startswith(second)


def test_work_on_a_contract_is_listed_by_month(writer: TestClient) -> None:
    contract = made(writer).rpartition("/")[2]
    for day in ("2026-10-30", "2026-11-02"):
        writer.post(
            "/today", data={**WORK, "platform": "", "contract": contract, "day": "other", "other_day": day}
        )
    page = writer.get(f"/work/{contract}").text
    assert "November 2026" in page
    assert "Friday 30 October" not in page
    older = re.search(r'href="([^"]+)" rel="prev"', page)
    assert older is not None
    assert "Friday 30 October" in writer.get(older[1].replace("&amp;", "&")).text


def promised(page: str) -> str:
    """The line of what is promised, without its marks."""
    line = re.search(r"<dt>(?:<a[^>]*>)?(Promised.*?)</dd>", page)
    assert line is not None
    return re.sub(r"<[^>]+>", " ", line[1]).strip()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"pay_model": "hourly", "rate": "40"}, "Promised, an hour  $40.00"),
        ({"pay_model": "hourly", "rate": "40", "rate_high": "60"}, "Promised  $40.00 to $60.00 an hour"),
        (
            {"pay_model": "per_unit", "rate": "10", "unit_name": "scene", "promised_time": "20"},
            "Promised, an hour  $30.00",
        ),
        ({"pay_model": "per_unit", "rate": "10", "unit_name": "scene"}, "Promised  $10.00 for one scene"),
        ({"pay_model": "hourly", "rate": ""}, "Promised, an hour  not known yet"),
    ],
)
def test_what_the_terms_promise_is_said_before_an_hour_is_logged(
    writer: TestClient, said: dict[str, str], shown: str
) -> None:
    nothing = dict.fromkeys(("rate", "rate_high", "unit_name", "promised_time"), "")
    assert promised(writer.get(made(writer, **{**nothing, **said})).text) == shown


def test_a_promised_range_stays_one_once_hours_are_logged(writer: TestClient) -> None:
    address = made(writer, rate="40", rate_high="60", pay_model="hourly")
    writer.post("/today", data={**WORK, "contract": address.rpartition("/")[2], "platform": "", "pay": ""})
    page = writer.get(address).text
    assert " ".join(promised(page).split()) == "Promised $40.00 to $60.00 an hour"
    [explained] = re.findall(r'href="(/real-pay/explain/advertised_rate[^"]+)"', page)
    assert "Of a promised range the middle counts." in writer.get(explained).text
    writer.post(f"{address}/terms", data={"pay_model": "hourly", "rate": "30", "effective_on": "2026-11-12"})
    assert " ".join(promised(writer.get(address).text).split()) == "Promised, an hour $30.00"


def test_terms_to_come_are_promised_until_others_hold(writer: TestClient) -> None:
    address = made(writer, rate="", started_on="2026-11-01")
    for day, rate in (("2026-11-20", "60"), ("2026-11-10", "50")):
        terms = {"pay_model": "hourly", "rate": rate, "effective_on": day}
        writer.post(f"{address}/terms", data=terms)
    assert promised(writer.get(address).text) == "Promised, an hour  $50.00"


def test_the_zone_of_pay_weeks_is_offered_from_a_list(writer: TestClient) -> None:
    for address in ("/work/new", f"{made(writer)}/terms", "/you"):
        page = writer.get(address).text
        zones = re.findall(
            r"<option>([^<]+)", page.partition('<datalist id="zones"')[2].partition("</datalist>")[0]
        )
        assert zones == sorted(zones)
        assert {"America/Los_Angeles", "Europe/Madrid"} <= set(zones)
        assert not [zone for zone in zones if "/" not in zone or zone.startswith("Etc/")]
        assert 'list="zones"' in page
    assert "zones" not in writer.get("/today").text


def test_how_a_contract_ended_is_not_answered_beforehand(writer: TestClient) -> None:
    address = made(writer)
    form = writer.get(f"{address}/end").text
    assert 'name="state"' in form
    assert not re.search(r'name="state"[^>]* checked', form)
    refused = writer.post(f"{address}/end", data={"ended_on": "2026-11-12"}).text
    assert "How did it end?" in refused.partition("</section>")[0]


def test_hours_are_said_as_people_say_them(writer: TestClient) -> None:
    address = made(writer)
    said = {**WORK, "contract": address.rpartition("/")[2], "platform": "", "duration": "typed"}
    writer.post("/today", data={**said, "typed_duration": "4:34"})
    assert "<dd>4 h 34 min</dd>" in writer.get(address).text
    numbers = writer.get("/real-pay/numbers").text
    assert "4 h 34 min" in numbers
    assert "4.5667 h" not in numbers
    file = re.findall(r'href="([^"]*numbers/[^"]*[.]csv)"', numbers)
    assert any("4.5667" in writer.get(one).text for one in file)

"""Rows by the API: sent once or often, changed, taken out, put back, listed page by page."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import text

from app.database import transaction
from tests.api.conftest import API, EXAMPLES, on

NOUNS = sorted(EXAMPLES)
#: Another version of each example.
CHANGED = {
    "platforms": {"note": "new owner"},
    "contracts": {"note": "by chat"},
    "contract-states": {"entered_on": "2026-11-03"},
    "tasks": {"seconds": 60},
    "payments": {"amount_minor": 1500},
    "payouts": {"note": "late"},
    "payout-matches": {"amount_minor": 700},
    "expenses": {"months": 24},
    "situations": {"value": "20"},
    "contract-reviews": {"appeal_possible": "yes"},
    "gap-notes": {"is_planned": True},
    "check-ins": {"checked_on": "2026-11-03"},
}
AMENDED = sorted(CHANGED)
#: Terms are one from a day on.
ANOTHER_DAY = {"terms": {"effective_on": "2026-11-21"}}


def sent(phone, noun, row_id=None, **changed):
    address = f"{API}/{noun}/{row_id or uuid4()}"
    answer = phone.put(address, json={**EXAMPLES[noun], **changed})
    assert answer.status_code == 201, answer.text
    return address


@pytest.mark.parametrize("noun", NOUNS)
def test_a_row_is_kept_under_the_id_that_its_phone_made_and_says_what_was_sent(phone, noun):
    row_id = str(uuid4())
    answer = phone.put(f"{API}/{noun}/{row_id}", json=EXAMPLES[noun])
    assert (answer.status_code, answer.headers["ETag"]) == (201, '"1"')
    row = answer.json()
    assert {name: row[name] for name in EXAMPLES[noun]} == EXAMPLES[noun]
    assert (row["id"], row["revision"], row["source"]) == (row_id, 1, "api")
    read = phone.get(f"{API}/{noun}/{row_id}")
    assert (read.json(), read.headers["ETag"]) == (row, '"1"')


@pytest.mark.parametrize("noun", NOUNS)
def test_the_same_row_again_is_the_same_answer(phone, noun):
    address = sent(phone, noun)
    again = phone.put(address, json=EXAMPLES[noun])
    assert (again.status_code, again.json()["revision"]) == (200, 1)
    assert len(phone.get(f"{API}/{noun}?limit=500").json()["items"]) <= 2


FULL = "With this, the day would have more than 24 hours of work. Please look at the day and the length."


def test_a_day_of_more_than_24_hours_is_refused_as_entries_are(phone):
    day = {**EXAMPLES["tasks"], "worked_on": "2026-11-05", "seconds": 72_000}
    first = sent(phone, "tasks", **day)
    for answer in (
        phone.put(f"{API}/tasks/{uuid4()}", json=day),
        phone.post(f"{API}/tasks", json=day, headers={"Idempotency-Key": "a day"}),
        phone.put(f"{API}/tasks/{uuid4()}", json={**day, "worked_on": "2026-11-06", "seconds": 2_678_400}),
        phone.put(first, json={**day, "seconds": 86_401}, headers=on(1)),
    ):
        assert (answer.status_code, answer.json()["fields"]) == (422, {"seconds": FULL})
    assert phone.get(first).json()["seconds"] == 72_000
    assert phone.put(first, json={**day, "seconds": 86_400}, headers=on(1)).status_code == 200
    assert phone.put(first, json=day).status_code == 200  # sent again
    assert phone.post(f"{API}/tasks", json={**day, "worked_on": "2026-11-06"}).status_code == 201


@pytest.mark.parametrize(
    ("noun", "said", "field"),
    [
        ("payouts", {"fee_minor": -10, "net_minor": 1410}, "fee_minor"),
        ("expenses", {"amount_minor": -10}, "amount_minor"),
    ],
)
def test_fees_and_costs_below_zero_are_refused_as_by_the_forms(phone, noun, said, field):
    sentence = "This amount cannot be less than nothing."
    kept = sent(phone, noun)
    for answer in (
        phone.put(f"{API}/{noun}/{uuid4()}", json={**EXAMPLES[noun], **said}),
        phone.post(f"{API}/{noun}", json={**EXAMPLES[noun], **said}),
        phone.put(kept, json={**EXAMPLES[noun], **said}, headers=on(1)),
    ):
        assert (answer.status_code, answer.json()["fields"]) == (422, {field: sentence})
    assert phone.get(kept).json()["revision"] == 1


def test_a_report_looks_at_most_a_year_ahead(phone):
    for day, status in (("2027-11-12", 200), ("2028-01-01", 422), ("2199-12-31", 422)):
        answer = phone.get(f"{API}/report", params={"as_of": day})
        assert answer.status_code == status, day
    assert answer.json()["fields"] == {"as_of": "A report looks at most a year ahead."}


def test_a_contract_has_one_set_of_terms_from_a_day_on(phone):
    first = sent(phone, "terms")
    said = EXAMPLES["terms"]
    sentence = "There are terms from this day already. Please change those, or choose another day."
    later = sent(phone, "terms", effective_on="2026-11-20")
    for answer in (
        phone.put(f"{API}/terms/{uuid4()}", json=said),
        phone.post(f"{API}/terms", json=said),
        phone.put(later, json=said, headers=on(1)),
    ):
        assert (answer.status_code, answer.json()["fields"]) == (422, {"effective_on": sentence})
    sent(phone, "terms", is_acceptance=True)  # what was accepted stands beside them
    assert phone.put(first, json={**said, "note": "by chat"}, headers=on(1)).status_code == 200
    phone.delete(first)
    sent(phone, "terms")
    assert phone.post(f"{first}/restore").status_code == 422


def test_work_more_than_a_year_ahead_is_refused(phone):
    answer = phone.put(f"{API}/tasks/{uuid4()}", json={**EXAMPLES["tasks"], "worked_on": "2199-12-31"})
    sentence = "That day is more than a year ahead."
    assert (answer.status_code, answer.json()["fields"]) == (422, {"worked_on": sentence})
    sent(phone, "tasks", worked_on="2027-11-12")


def test_clock_times_of_more_than_a_day_are_refused(phone):
    clock = {"started_at": "2026-11-05T18:00:00Z", "ended_at": "2026-11-06T18:00:01Z"}
    said = {**EXAMPLES["tasks"], "worked_on": "2026-11-05", **clock}
    answer = phone.put(f"{API}/tasks/{uuid4()}", json=said)
    sentence = "A day has 24 hours. Please split longer work over its days."
    assert (answer.status_code, answer.json()["fields"]) == (422, {"ended_at": sentence})


@pytest.mark.parametrize("noun", AMENDED)
def test_another_row_under_the_same_id_is_refused_and_kept_beside_it(phone, noun):
    address = sent(phone, noun)
    other = {**EXAMPLES[noun], **CHANGED[noun]}
    answer = phone.put(address, json=other)
    assert answer.status_code == 412
    said = answer.json()
    assert said["code"] == "stale"
    (name,) = CHANGED[noun]
    assert said["present"][name] == EXAMPLES[noun].get(name)
    assert said["sent"][name] == other[name]
    conflict = phone.get(f"{API}/conflicts/{said['conflict']}").json()
    assert (conflict["sent"][name], conflict["present"][name]) == (other[name], EXAMPLES[noun].get(name))
    assert phone.get(address).json()["revision"] == 1


@pytest.mark.parametrize("noun", AMENDED)
def test_a_change_on_the_revision_that_was_read_takes_its_place(phone, noun):
    address = sent(phone, noun)
    changed = {**EXAMPLES[noun], **CHANGED[noun]}
    answer = phone.put(address, json=changed, headers=on(1))
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    (name,) = CHANGED[noun]
    assert answer.json()[name] == changed[name]
    (before,) = phone.get(f"{address}/history").json()["items"]
    assert (before["revision"], before["earlier"]) == (1, {name: EXAMPLES[noun].get(name)})


@pytest.mark.parametrize("noun", NOUNS)
def test_a_row_that_was_taken_out_is_a_tombstone_and_comes_back(phone, noun):
    address = sent(phone, noun)
    row_id = address.rpartition("/")[2]
    gone = phone.delete(address)
    assert (gone.status_code, gone.headers["ETag"]) == (200, '"2"')
    assert gone.json()["withdrawn_at"]
    assert phone.get(address).json()["withdrawn_at"]
    assert row_id not in ids(phone.get(f"{API}/{noun}"))
    assert row_id in ids(phone.get(f"{API}/{noun}?withdrawn=true"))
    assert phone.delete(address, headers=on(1)).json() == gone.json()
    back = phone.post(f"{address}/restore")
    assert (back.status_code, back.json()["withdrawn_at"], back.json()["revision"]) == (200, None, 3)


def ids(answer):
    return [row["id"] for row in answer.json()["items"]]


# Each: what others did since revision 1, what is sent on which revision, status, note and seconds at the end.
STALE = [
    ([], {"seconds": 60}, 1, 200, 60),
    ([], {}, 1, 200, 2520),
    ([{"seconds": 60}], {"seconds": 60}, 1, 200, 60),
    ([{"seconds": 60}], {"seconds": 90}, 1, 412, 60),
    ([{"seconds": 60}], {"note": "x"}, 1, 412, 60),
    ([{"seconds": 60}], {}, 1, 200, 60),
    ([{"seconds": 60}, {"seconds": 90}], {"seconds": 60}, 1, 200, 90),
    ([{"seconds": 60}, {"seconds": 90}], {}, None, 200, 90),
    ([{"seconds": 60}], {"seconds": 60}, None, 200, 60),
    (["out"], {"seconds": 60}, 1, 200, 60),
    (["out"], {"seconds": 60}, 2, 200, 60),
    (["out"], {"seconds": 60}, None, 412, 2520),
    (["out"], {}, None, 200, 2520),
    ([{"seconds": 60}], {"seconds": 90}, 7, 412, 60),
]


@pytest.mark.parametrize("case", STALE)
def test_what_becomes_of_a_change_of_a_row_that_has_moved_on(phone, case):
    since, change, base, status, seconds = case
    address = sent(phone, "tasks")
    for revision, moved in enumerate(since, 1):
        if moved == "out":
            assert phone.delete(address).status_code == 200
        else:
            body = {**EXAMPLES["tasks"], **moved}
            assert phone.put(address, json=body, headers=on(revision)).status_code == 200
    body = {**EXAMPLES["tasks"], **change}
    answer = phone.put(address, json=body, headers=on(base) if base else {})
    assert answer.status_code == status
    assert phone.get(address).json()["seconds"] == seconds
    assert len(phone.get(f"{API}/conflicts").json()["items"]) == (status == 412)
    again = phone.put(address, json=body, headers=on(base) if base else {})
    assert again.status_code == status
    assert len(phone.get(f"{API}/conflicts").json()["items"]) == (status == 412)


def test_an_edit_survives_that_the_row_was_taken_out_elsewhere(phone):
    address = sent(phone, "tasks")
    phone.delete(address, headers=on(1))
    edited = phone.put(address, json={**EXAMPLES["tasks"], "seconds": 60}, headers=on(1))
    assert (edited.status_code, edited.json()["withdrawn_at"], edited.json()["seconds"]) == (200, None, 60)
    assert phone.delete(address, headers=on(1)).status_code == 412
    assert phone.get(address).json()["withdrawn_at"] is None


def test_an_edit_of_a_row_that_was_changed_and_then_taken_out_keeps_the_other_version_too(phone):
    address = sent(phone, "tasks")
    phone.put(address, json={**EXAMPLES["tasks"], "note": "theirs"}, headers=on(1))
    phone.delete(address)
    edited = phone.put(address, json={**EXAMPLES["tasks"], "note": "mine"}, headers=on(1))
    assert (edited.status_code, edited.json()["note"], edited.json()["withdrawn_at"]) == (200, "mine", None)
    conflict = phone.get(edited.headers["Link"].partition(">")[0].removeprefix("<")).json()
    assert (conflict["sent"]["note"], conflict["present"]["note"]) == ("mine", "theirs")


def test_a_late_copy_of_an_edit_does_not_bring_a_row_back_that_was_taken_out_after_it(phone):
    address = sent(phone, "tasks")
    edit = {"json": {**EXAMPLES["tasks"], "seconds": 60}, "headers": on(1)}
    assert phone.put(address, **edit).status_code == 200
    phone.delete(address, headers=on(2))
    assert phone.put(address, **edit).status_code == 200
    assert phone.get(address).json()["withdrawn_at"]


def test_a_row_changed_since_is_not_taken_out(phone):
    address = sent(phone, "tasks")
    phone.put(address, json={**EXAMPLES["tasks"], "seconds": 60}, headers=on(1))
    refused = phone.delete(address, headers=on(1))
    assert (refused.status_code, refused.json()["code"]) == (412, "stale")
    assert phone.delete(address, headers=on(2)).status_code == 200


def test_a_conflict_is_settled_once_it_was_looked_at_and_both_versions_stay(phone):
    address = sent(phone, "tasks")
    conflict = phone.put(address, json={**EXAMPLES["tasks"], "seconds": 1}).json()["conflict"]
    assert ids(phone.get(f"{API}/conflicts")) == [conflict]
    for _ in range(2):
        assert phone.delete(f"{API}/conflicts/{conflict}").status_code == 204
    assert ids(phone.get(f"{API}/conflicts")) == []
    assert phone.get(f"{API}/conflicts/{conflict}").json()["sent"]["seconds"] == 1


def test_what_was_accepted_is_never_changed_and_other_terms_can_be_put_right(phone):
    address = sent(phone, "terms", is_acceptance=True)
    accepted = {**EXAMPLES["terms"], "is_acceptance": True}
    answer = phone.put(address, json={**accepted, "rate_minor": 1}, headers=on(1))
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("What you accepted at the start is never edited.")
    assert phone.put(address, json=accepted, headers=on(1)).status_code == 200
    address = sent(phone, "terms")
    answer = phone.put(address, json={**EXAMPLES["terms"], "rate_minor": 1}, headers=on(1))
    assert (answer.status_code, answer.json()["rate_minor"]) == (200, 1)


def test_money_is_never_matched_with_pay_in_another_currency_whichever_of_the_three_is_sent(phone):
    euros = sent(phone, "payments", currency="EUR")
    body = {**EXAMPLES["payout-matches"], "payment_id": euros.rpartition("/")[2]}
    address = f"{API}/payout-matches/{uuid4()}"
    answer = phone.put(address, json=body)
    assert answer.status_code == 422
    assert answer.json()["detail"] == "Money in USD cannot be matched with pay in EUR."
    assert phone.get(address).status_code == 404
    sent(phone, "payout-matches")
    for noun, column in (("payouts", "payout_id"), ("payments", "payment_id")):
        matched = f"{API}/{noun}/{EXAMPLES['payout-matches'][column]}"
        said = {**EXAMPLES[noun], "currency": "EUR"}
        assert phone.put(matched, json=said, headers=on(1)).status_code == 422
        assert phone.get(matched).json()["currency"] == "USD"


def test_the_latest_step_of_a_contract_is_the_state_it_is_in(phone):
    contract = f"{API}/contracts/{EXAMPLES['tasks']['contract_id']}"
    sent(phone, "contract-states", entered_on="2026-11-05", state="ended_by_platform")
    assert (phone.get(contract).json()["state"], phone.get(contract).json()["ended_on"]) == (
        "ended_by_platform",
        "2026-11-05",
    )
    sent(phone, "contract-states", entered_on="2026-11-04", state="paused")
    assert phone.get(contract).json()["state"] == "ended_by_platform"
    later = sent(phone, "contract-states", entered_on="2026-11-06", state="active")
    assert (phone.get(contract).json()["state"], phone.get(contract).json()["ended_on"]) == ("active", None)
    phone.delete(later)
    assert phone.get(contract).json()["state"] == "ended_by_platform"


def test_work_logged_under_a_contract_that_another_phone_took_out_brings_it_back(phone):
    contract = sent(phone, "contracts", name="Second")
    platform = f"{API}/platforms/{EXAMPLES['contracts']['platform_id']}"
    assert phone.delete(contract).status_code == 200
    row_id = contract.rpartition("/")[2]
    task = sent(phone, "tasks", contract_id=row_id)
    assert phone.get(contract).json()["withdrawn_at"] is None
    assert phone.delete(contract).status_code == 422  # while work is logged under it
    phone.delete(task)
    assert phone.delete(contract).status_code == 200
    assert phone.post(f"{task}/restore").status_code == 200
    assert phone.get(contract).json()["withdrawn_at"] is None
    assert phone.get(platform).json()["withdrawn_at"] is None


def test_pages_of_a_list_show_every_row_once_in_order(phone):
    days = [f"2026-11-{day:02d}" for day in (3, 1, 2, 2, 2, 5, 4)]
    for day in days:
        sent(phone, "tasks", worked_on=day)
    seen, cursor = [], None
    while True:
        answer = phone.get(
            f"{API}/tasks", params={"limit": 2, **({"cursor": cursor} if cursor else {})}
        ).json()
        seen += answer["items"]
        cursor = answer["next_cursor"]
        if cursor is None:
            break
    assert [row["worked_on"] for row in seen] == sorted(days)
    assert len({row["id"] for row in seen}) == len(days)


@pytest.mark.parametrize("noun", NOUNS)
def test_every_list_has_a_second_page(phone, noun):
    sent(phone, noun)
    sent(phone, noun, **ANOTHER_DAY.get(noun, {}))
    first = phone.get(f"{API}/{noun}?limit=1").json()
    second = phone.get(f"{API}/{noun}", params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert first["items"][0]["id"] != second["items"][0]["id"]


def test_a_list_of_what_changed_since_an_instant(phone, monkeypatch):
    from datetime import timedelta

    from app import clock
    from tests.app.conftest import NOW

    sent(phone, "tasks", note="old")
    with clock.frozen(NOW + timedelta(hours=1)):
        sent(phone, "tasks", note="new")
    since = (NOW + timedelta(minutes=1)).isoformat()
    rows = phone.get(f"{API}/tasks", params={"changed_since": since}).json()["items"]
    assert [row["note"] for row in rows] == ["new"]


@pytest.mark.parametrize(
    "query",
    [
        *("limit=0", "limit=501", "limit=x", "cursor=x", "cursor=%00", "cursor=e30", "cursor=W10"),
        *("cursor=WyJ4IiwgIjAwIl0", "withdrawn=perhaps", "changed_since=yesterday"),
        *("changed_since=0001-01-01T00:00:00%2B14:00", "changed_since=2026-11-02T10:00:00"),
    ],
)
def test_a_page_that_is_none_is_refused_at_its_field(phone, query):
    answer = phone.get(f"{API}/tasks?{query}")
    assert answer.status_code == 422
    assert list(answer.json()["fields"]) == [query.partition("=")[0]]


def test_a_name_that_is_no_text_is_no_place_in_a_list_of_names(phone):
    from base64 import urlsafe_b64encode

    row_id = str(uuid4())
    for name in (r'"\u0000"', r'"\ud800"', "7"):
        cursor = urlsafe_b64encode(f'[{name}, "{row_id}"]'.encode()).decode()
        assert phone.get(f"{API}/platforms", params={"cursor": cursor}).status_code == 422


def test_a_row_that_is_known_already_is_not_sent_again(phone):
    address = sent(phone, "tasks")
    for tag in ('"1"', 'W/"1"', '"7", "1"'):
        answer = phone.get(address, headers={"If-None-Match": tag})
        assert (answer.status_code, answer.content) == (304, b"")
    assert phone.get(address, headers={"If-None-Match": '"2"'}).status_code == 200


@pytest.mark.parametrize("tag", ["*", "1", '"0"', '"-1"', '"x"', '"1", "2"', '"99999999999"'])
def test_a_revision_that_is_none_is_refused(phone, tag):
    address = sent(phone, "tasks")
    answer = phone.put(address, json=EXAMPLES["tasks"], headers={"If-Match": tag})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["If-Match"])


def test_a_change_of_a_row_that_is_not_there_is_not_found(phone):
    address = f"{API}/tasks/{uuid4()}"
    assert phone.put(address, json=EXAMPLES["tasks"], headers=on(1)).status_code == 404
    assert phone.delete(address).status_code == 404
    assert phone.post(f"{address}/restore").status_code == 404
    assert phone.get(f"{address}/history").status_code == 404


def test_a_row_that_points_at_nothing_is_refused(phone):
    answer = phone.put(f"{API}/tasks/{uuid4()}", json={**EXAMPLES["tasks"], "contract_id": str(uuid4())})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize("noun", NOUNS)
def test_a_row_without_an_id_gets_one_and_with_a_key_it_is_made_once(phone, noun):
    key = {"Idempotency-Key": f"row 17 of {noun}"}
    first = phone.post(f"{API}/{noun}", json=EXAMPLES[noun], headers=key)
    assert first.status_code == 201
    assert first.headers["Location"] == f"{API}/{noun}/{first.json()['id']}"
    assert phone.get(first.headers["Location"]).json() == first.json()
    again = phone.post(f"{API}/{noun}", json=EXAMPLES[noun], headers=key)
    assert (again.status_code, again.json(), again.headers["Location"]) == (
        201,
        first.json(),
        first.headers["Location"],
    )
    without = phone.post(f"{API}/{noun}", json={**EXAMPLES[noun], **ANOTHER_DAY.get(noun, {})})
    assert without.json()["id"] != first.json()["id"]


def test_one_key_for_two_requests_is_refused(phone):
    key = {"Idempotency-Key": "k"}
    assert phone.post(f"{API}/tasks", json=EXAMPLES["tasks"], headers=key).status_code == 201
    for noun, body in (("tasks", {**EXAMPLES["tasks"], "seconds": 1}), ("expenses", EXAMPLES["expenses"])):
        answer = phone.post(f"{API}/{noun}", json=body, headers=key)
        assert (answer.status_code, answer.json()["code"]) == (422, "key_taken")


def test_a_key_of_a_request_that_was_refused_is_free_again(phone):
    key = {"Idempotency-Key": "k"}
    bad = {**EXAMPLES["tasks"], "contract_id": str(uuid4())}
    assert phone.post(f"{API}/tasks", json=bad, headers=key).status_code == 422
    assert phone.post(f"{API}/tasks", json=EXAMPLES["tasks"], headers=key).status_code == 201


def test_a_key_is_forgotten_after_thirty_days(phone):
    from datetime import timedelta

    from app import clock
    from tests.app.conftest import NOW

    key = {"Idempotency-Key": "k"}
    first = phone.post(f"{API}/check-ins", json=EXAMPLES["check-ins"], headers=key).json()
    with clock.frozen(NOW + timedelta(days=29)):
        assert phone.post(f"{API}/check-ins", json=EXAMPLES["check-ins"], headers=key).json() == first
    with clock.frozen(NOW + timedelta(days=30)):
        later = phone.post(f"{API}/check-ins", json=EXAMPLES["check-ins"], headers=key).json()
    assert later["id"] != first["id"]


def test_settings_are_looked_at_and_changed(phone):
    me = phone.get(f"{API}/me").json()
    assert (me["zone"], me["currency"], me["language"]) == ("America/Los_Angeles", "USD", "en")
    assert "id" not in me
    changed = phone.put(f"{API}/me", json={"zone": "UTC", "currency": "EUR", "language": "es"})
    assert changed.json()["currency"] == "EUR"
    assert phone.get(f"{API}/me").json()["revision"] > me["revision"]
    assert (
        phone.put(f"{API}/me", json={"zone": "Moon", "currency": "EUR", "language": "es"}).status_code == 422
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"currency": "QQQ"}, "“QQQ” is no currency we know."),
        ({"zone": "localtime"}, "“localtime” is no time zone we know."),
        ({"zone": "Factory"}, "“Factory” is no time zone we know."),
    ],
)
def test_a_setting_that_nobody_knows_is_refused_with_a_sentence(phone, change, sentence):
    answer = phone.put(f"{API}/me", json=change)
    assert (answer.status_code, list(answer.json()["fields"].values())) == (422, [sentence])


def test_a_log_opens_whose_platform_was_once_named_by_nothing(phone, app):
    address = sent(phone, "platforms")
    with transaction(app.state.engine) as connection:
        connection.execute(text("UPDATE platform SET name = :name"), {"name": "\u200b"})
    assert phone.get(address).json()["name"] == ""
    assert phone.get("/work").status_code == 200


def test_the_whole_log_is_downloaded_as_the_page_gives_it(phone):
    sent(phone, "tasks")
    answer = phone.get(f"{API}/export")
    assert answer.content == phone.get("/you/pagerate-ledger.json").content
    assert "attachment" in answer.headers["Content-Disposition"]

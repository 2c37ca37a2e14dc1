"""Input is checked beside the tables, and the tables have the columns of the contract."""

from datetime import date
from uuid import UUID

import pytest
from pydantic import ValidationError

from app.records import FIELDS, NOUNS, table_of
from app.records.contract import ContractCreate
from app.records.payout import PayoutCreate
from app.records.platform import PlatformCreate
from app.records.situation import SituationCreate
from app.records.task import TaskCreate, TaskUpdate
from app.records.terms import TermsCreate
from app.records.writer import WriterUpdate
from reports.frames import SCHEMAS

ID = "01890000-0000-7000-8000-000000000001"
DAY = "2026-03-02"
TASK = {"worked_on": DAY, "is_paid": True}
TERMS = {"contract_id": ID, "effective_on": DAY, "pay_model": "hourly", "currency": "USD"}
PAYOUT = {"arrived_on": DAY, "gross_minor": 100, "fee_minor": 3, "net_minor": 97, "currency": "USD"}


@pytest.mark.parametrize("noun", SCHEMAS)
def test_a_table_has_every_column_of_its_frame_and_asks_for_the_same(noun):
    table = table_of(NOUNS[noun])
    for name, column in SCHEMAS[noun].items():
        assert name in table.c, name
        assert table.c[name].nullable is not column.required, name
    assert set(SCHEMAS[noun]) - {"id"} <= set(FIELDS[noun].model_fields)


@pytest.mark.parametrize(
    ("model", "good", "bad", "where"),
    [
        (TaskCreate, TASK, {"seconds": -1}, "seconds"),
        (TaskCreate, TASK, {"seconds": 1.0}, "seconds"),
        (TaskCreate, TASK, {"seconds": "60"}, "seconds"),
        (TaskCreate, TASK, {"seconds": True}, "seconds"),
        (TaskCreate, TASK, {"toll": 6}, "toll"),
        (TaskCreate, TASK, {"worked_on": "1026-03-02"}, "worked_on"),
        (TaskCreate, TASK, {"outcome": "done"}, "outcome"),
        (TaskCreate, TASK, {"expected_minor": 10**12 + 1}, "expected_minor"),
        (TaskCreate, TASK, {"currency": "usd"}, "currency"),
        (TaskCreate, TASK, {"note": "x" * 2001}, "note"),
        (TaskCreate, TASK, {"started_at": "2026-03-02T10:00:00"}, "started_at"),
        (TaskCreate, TASK, {"started_at": "2026-03-02T10:00:00Z", "ended_at": "2026-03-02T09:00:00Z"}, ""),
        (TaskCreate, TASK, {"writer_id": ID}, "writer_id"),
        (TermsCreate, TERMS, {"rate_minor": 2000, "rate_high_minor": 1500}, ""),
        (TermsCreate, TERMS, {"pay_zone": "Moon/Crater"}, "pay_zone"),
        (TermsCreate, TERMS, {"pay_week_start": 7}, "pay_week_start"),
        (TermsCreate, TERMS, {"rate_units": 0}, "rate_units"),
        (PayoutCreate, PAYOUT, {"net_minor": 98}, ""),
        (PayoutCreate, PAYOUT, {"rate": "1,2"}, "rate"),
        (PlatformCreate, {"name": "Quillmark"}, {"name": " \x00\n"}, "name"),
        (
            ContractCreate,
            {"platform_id": ID, "name": "Endings"},
            {"started_on": DAY, "ended_on": "2026-03-01"},
            "",
        ),
        (SituationCreate, {"fact": "w2_wages", "starts_on": DAY}, {"ends_on": "2026-01-01"}, ""),
        (WriterUpdate, {"zone": "UTC", "currency": "USD", "language": "en"}, {"zone": "Nowhere"}, "zone"),
    ],
)
def test_input_is_refused_at_the_field_that_is_wrong(model, good, bad, where):
    model.model_validate(good)
    with pytest.raises(ValidationError) as refused:
        model.model_validate({**good, **bad})
    assert [".".join(map(str, error["loc"])) for error in refused.value.errors()] == [where]


def test_text_is_composed_trimmed_and_kept_on_one_line_where_it_is_a_name():
    made = PlatformCreate(name="  Cafe\u0301\r\n  \x07Press ")
    assert made.name == "Caf\u00e9 Press"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Nor\u200bth\u2060light\ufeff", "Northlight"),
        ("\u202eNorthlight\u2066", "Northlight"),
        ("North\u200d light\u200c", "North light"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("\u0d28\u0d4d\u200d", "\u0d28\u0d4d\u200d"),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
        ("\u2764\ufe0f", "\u2764\ufe0f"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e007f"),
        ("Press\U000e0067\U000e007f", "Press"),
        ("a \u200b b", "a b"),
        ("\u0661\u0662 \u0600\u0663", "\u0661\u0662 \u0600\u0663"),
    ],
)
def test_a_name_has_nothing_in_it_that_nobody_sees_and_stays_whole(typed, kept):
    assert PlatformCreate(name=typed).name == kept


@pytest.mark.parametrize(
    "typed", ["\u200b", "\u2060 \u202e", "\u3164", "\u2800", "\u200d\ufe0f", "\u00a0\u00ad"]
)
def test_a_name_of_nothing_that_anybody_sees_is_none(typed):
    with pytest.raises(ValidationError, match="at least 1 character"):
        PlatformCreate(name=typed)
    assert TaskCreate(**TASK, kind=typed).kind is None


def test_a_note_keeps_its_lines_and_an_empty_one_is_none():
    assert TaskCreate(**TASK, note=" a\r\nb\x00 ").note == "a\nb"
    assert TaskCreate(**TASK, note="  ").note is None


def test_the_client_may_have_made_the_id_and_else_gets_one():
    assert TaskCreate(**TASK, id=ID).id == UUID(ID)
    assert TaskCreate(**TASK).id.version == 7


def test_a_change_says_only_what_it_changes():
    change = TaskUpdate.model_validate({"revision": 2, "seconds": 60})
    assert change.model_dump(exclude_unset=True) == {"revision": 2, "seconds": 60}
    assert TaskCreate(worked_on=date(2026, 3, 2), is_paid=True).seconds is None
    with pytest.raises(ValidationError, match="worked_on"):
        TaskUpdate.model_validate({"revision": 2, "worked_on": None})
    with pytest.raises(ValidationError, match="revision"):
        TaskUpdate.model_validate({"seconds": 60})

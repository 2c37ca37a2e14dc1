"""Values of fewer than k writers are one row, and what they said there is added up."""

from fractions import Fraction

import pytest

from reports.cohorts import Known
from reports.programme import Answer, How, Time, Unit, WriterAnswers
from reports.release.folding import folded_values, with_folded
from tests.reports.released_cohorts import alike, column, plan, worked, writer

VALUES = Known(("annex", "quill", "scribe"), ()).values()
ANNEX, QUILL, SCRIBE, REST = ((("platform", name),) for name in ("annex", "quill", "scribe", "other"))
FOLDED = {"platform": frozenset({"quill", "scribe"})}


@pytest.mark.parametrize(
    ("writers", "names"),
    [
        ({"annex": 5, "quill": 5, "scribe": 5}, set()),
        ({"annex": 9, "quill": 4, "scribe": 4}, {"quill", "scribe"}),
        ({"annex": 9, "quill": 7, "scribe": 1}, {"quill", "scribe"}),
        ({"annex": 7, "quill": 7, "scribe": 1}, {"quill", "scribe"}),
        ({"annex": 7, "quill": 9, "other": 1}, {"annex", "scribe"}),
        ({"annex": 7, "quill": 9, "other": 5}, {"scribe"}),
        ({"annex": 9, "scribe": 1}, {"annex", "quill", "scribe"}),
        ({"annex": 3}, {"annex", "quill", "scribe"}),
    ],
)
def test_what_few_have_is_among_others_with_the_smallest_of_the_rest_where_they_are_too_few(writers, names):
    crowd = [one for name, count in writers.items() for one in alike(count, platform=name)]
    assert folded_values(crowd, ["platform"], VALUES, 5) == {"platform": names}


def test_who_has_nothing_at_a_value_does_not_count_for_it():
    crowd = [*alike(9), *(writer(worked("quill", pay=0, seconds=0)) for _ in range(9))]
    assert "quill" in folded_values(crowd, ["platform"], VALUES, 5)["platform"]


def test_dimensions_that_no_table_has_stay_as_they_are():
    assert set(folded_values(alike(9), ["kind"], VALUES, 5)) == {"kind"}


def said(**changes):
    programme = [
        plan(
            "one",
            "platform",
            columns=[column("rate", "rate", How.POOLED), *map(voice, ("pay_cut", "credit_promised"))],
        )
    ]
    empty = WriterAnswers((worked("quill"), worked("annex")), {}, {})
    whole = WriterAnswers(empty.contributions, changes.get("answers", {}), changes.get("times", {}))
    return with_folded([whole], FOLDED, programme)[0]


def voice(question):
    return column(question, question, How.SHARE_OF_WRITERS, Unit.SHARE)


def test_contributions_of_folded_values_are_of_others():
    assert [one.values["platform"] for one in said().contributions] == ["other", "annex"]


def test_sums_are_added_and_other_places_stay():
    answers = {
        ANNEX: Answer(Fraction(7)),
        QUILL: Answer(Fraction(1), Fraction(2)),
        SCRIBE: Answer(Fraction(3), Fraction(4)),
    }
    assert said(answers={"rate": answers}).answers["rate"] == {
        ANNEX: Answer(Fraction(7)),
        REST: Answer(Fraction(4), Fraction(6)),
    }


@pytest.mark.parametrize(
    ("question", "quill", "scribe", "told"),
    [
        ("pay_cut", 0, 0, 0),
        ("pay_cut", 0, 1, 1),
        ("credit_promised", 1, 1, 1),
        ("credit_promised", 0, 0, 0),
        ("credit_promised", 0, 1, None),
    ],
)
def test_a_voice_is_yes_for_anything_or_what_all_parts_agree_on(question, quill, scribe, told):
    answers = {QUILL: Answer(Fraction(quill)), SCRIBE: Answer(Fraction(scribe))}
    expected = {} if told is None else {REST: Answer(Fraction(told))}
    assert said(answers={question: answers}).answers[question] == expected


def test_times_are_put_together():
    first, second = Time(3, has_ended=True), Time(9, has_ended=False)
    times = said(times={"gap": {QUILL: (first,), SCRIBE: (second,), ANNEX: (first,)}}).times["gap"]
    assert times == {REST: (first, second), ANNEX: (first,)}

"""Whoever says yes is told of every question and every dimension of the programme, and of nothing else."""

from itertools import chain

from reports.programme import PROGRAMME
from reports.programme.asked_of import ASKED


def test_every_question_is_told_once_and_none_that_is_not_asked():
    told = sorted(chain.from_iterable(one.questions for one in ASKED))
    assert told == sorted({column.question for table in PROGRAMME for column in table.columns})


def test_every_dimension_is_told_once():
    told = sorted(chain.from_iterable(one.dimensions for one in ASKED))
    assert told == sorted({name for table in PROGRAMME for name in table.dimensions})


def test_each_is_a_line_of_its_own():
    for told in ({one.sentence for one in ASKED}, {one.short for one in ASKED}):
        assert len(told) == len(ASKED)
        assert not any(line.endswith(".") for line in told)

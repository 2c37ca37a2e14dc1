"""The fixed table programme of a release: what is asked of every writer, and how the answers of many become figures."""

from reports.cohorts import Known
from reports.programme.answering import answers_of
from reports.programme.asking import Asking
from reports.programme.plan import Answer, Column, How, TablePlan, Time, Unit, WriterAnswers
from reports.programme.tables import PROGRAMME, VERSION

__all__ = [
    "PROGRAMME",
    "VERSION",
    "Answer",
    "Asking",
    "Column",
    "How",
    "Known",
    "TablePlan",
    "Time",
    "Unit",
    "WriterAnswers",
    "answers_of",
]

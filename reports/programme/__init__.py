"""The table programme: which tables there are of a cohort, and what each writer brings to them."""

from reports.programme.plan import Answer, Column, How, TablePlan, Time, Unit, WriterAnswers

__all__ = ["Answer", "Column", "How", "TablePlan", "Time", "Unit", "WriterAnswers"]

"""Numbers from checked frames: no web, no database, no clock, no network, no globals.

Language and "today" come in as arguments; frames in, numbers, charts and documents out. A report is made in five
steps: `frames` (a checked ledger), `converting` (one currency), `earnings` (the books: every amount and every hour on
its day), `sums` and `groups` (what a selection of them adds up to), then the measures, which `personal` puts together
with `topics` and `slices`.
"""

"""How long documents and images take: the report of the sample as PDF, a share card, a chart as PNG.

    python tests/bench/bench_papers.py

Each is made of data nobody has set before, since typst remembers what it has set: the days of the report move by one each
time. At most 1 s for the PDF and 300 ms for a card: the median time of all processors together, so that other work on the
machine does not count; the time by the clock stands beside it, and how often the report could have been computed instead. Nothing of a document stays in memory.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from app.intake.sample import AS_OF, PERIOD, sample_ledger  # noqa: E402
from app.language import for_code  # noqa: E402
from reports import personal  # noqa: E402
from reports.charts.card import chart_of  # noqa: E402
from reports.documents.annex import annex_of  # noqa: E402
from reports.documents.card import card_of, share_card  # noqa: E402
from reports.documents.chart_image import chart_png, source_line  # noqa: E402
from reports.documents.contribution import statement_pdf  # noqa: E402
from reports.documents.personal_pdf import Made, report_pdf  # noqa: E402
from reports.periods import Period  # noqa: E402
from reports.sharing import Choices, shared_dashboard  # noqa: E402

ROUNDS = 7
#: Typst would keep the last ten documents: then it is more than twice that.
MOST_MEGABYTES = 320
WORDS = for_code("en")
LEDGER = sample_ledger().ledger()


def report_of(number: int) -> personal.PersonalReport:
    """The report of the sample, of a day less for each number."""
    period = Period(PERIOD.start + timedelta(days=number), PERIOD.end)
    return personal.report(LEDGER, as_of=AS_OF, period=period)


def card(report: personal.PersonalReport, size: str) -> None:
    words = card_of(shared_dashboard(report, Choices(), WORDS, AS_OF), WORDS, "page/rate")
    share_card(replace(words, sentence=f"{words.sentence} {report.period.start}"), size)


def with_rows(report: personal.PersonalReport) -> None:
    report_pdf(report, WORDS, Made("page/rate", annex_of(LEDGER, report.period, WORDS)))


MAKERS: dict[str, tuple[Callable[[personal.PersonalReport], object], float | None]] = {
    "report as PDF": (lambda report: report_pdf(report, WORDS, Made("page/rate")), 1000.0),
    "the same with every row": (with_rows, None),
    "share card 1200x630": (lambda report: card(report, "wide"), 300.0),
    "share card 1080x1350": (lambda report: card(report, "tall"), 300.0),
    "contribution statement": (lambda report: statement_pdf(report, WORDS, "page/rate"), 1000.0),
    "chart as PNG": (lambda report: chart_png(chart_of("timeline", report, WORDS), source_line(report, WORDS, "")), None),
}  # fmt: skip


def milliseconds(
    make: Callable[[personal.PersonalReport], object], reports: list[personal.PersonalReport]
) -> tuple[float, float]:
    """Medians over reports, after one that is not counted: of processor time, and by the clock."""
    found = []
    for report in reports:
        starts = time.process_time(), time.perf_counter()
        make(report)
        found.append((1000 * (time.process_time() - starts[0]), 1000 * (time.perf_counter() - starts[1])))
    worked, waited = zip(*found[1:], strict=True)
    return statistics.median(worked), statistics.median(waited)


def main() -> int:
    reports = [report_of(number) for number in range(ROUNDS + 1)]
    computed, waited = milliseconds(lambda report: report_of(report.period.days % 5), reports)
    print(f"{'report, computed':<26}{computed:8.1f} ms{waited:9.1f} ms by the clock")
    is_well = True
    for name, (make, limit) in MAKERS.items():
        took, waited = milliseconds(make, reports)
        said = f"   (at most {limit:.0f} ms)" if limit else ""
        print(f"{name:<26}{took:8.1f} ms{waited:9.1f} ms by the clock{took / computed:8.1f} x{said}")
        is_well = is_well and (limit is None or took <= limit)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'memory at its most':<26}{most:8.1f} MB   (at most {MOST_MEGABYTES} MB)")
    return 0 if is_well and most <= MOST_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())

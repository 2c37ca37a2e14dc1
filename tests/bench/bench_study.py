"""How long `pagerate study` takes against `pandas.read_csv` of the same files, both in one warm process.

    python tests/bench/bench_study.py

prints the two medians and their ratio, which must stay at or below 3. It reads the published crowd-work records
where they lie beside the checkout, else files of the same shape that it composes, and says which.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import pandas as pd  # noqa: E402

from app.intake import read_files  # noqa: E402
from reports.study import as_json, study  # noqa: E402

REAL = ROOT.parent / "shared" / "realdata"
ROUNDS = 9
LIMIT = 3.0

_HEADER = (
    "HITId HITTypeId Title Description Keywords Reward CreationTime MaxAssignments RequesterAnnotation "
    "AssignmentDurationInSeconds AutoApprovalDelayInSeconds Expiration NumberOfSimilarHITs LifetimeInSeconds "
    "AssignmentId WorkerId AssignmentStatus AcceptTime SubmitTime AutoApprovalTime ApprovalTime RejectionTime "
    "RequesterFeedback WorkTimeInSeconds LifetimeApprovalRate Last30DaysApprovalRate Last7DaysApprovalRate "
    "Input.text1 Input.text2 Answer.similar Approve Reject"
).split()


def real_files() -> list[Path]:
    return sorted(REAL.glob("mturk_batch_csv/*.csv")) + sorted(REAL.glob("mturk_cli_tsv/*.csv"))


def composed_files(folder: Path, files: int = 59, rows: int = 224) -> list[Path]:
    """Batch results of the size of the real ones: as many files, rows, columns and bytes."""
    paths = []
    for number in range(files):
        lines = [",".join(f'"{name}"' for name in _HEADER)]
        lines += [_composed_row(number, row) for row in range(rows)]
        paths.append(folder / f"batch_{number:02}.csv")
        paths[-1].write_bytes("\r\n".join([*lines, ""]).encode())
    return paths


def _composed_row(number: int, row: int) -> str:
    minute, second = divmod(7 * row, 60)
    cells = dict.fromkeys(_HEADER, "")
    cells |= {
        "HITId": f"3HIT{number:04}{row // 3:022}",
        "HITTypeId": f"3TYPE{number:025}",
        "Title": "Do these two sentences mean the same?",
        "Description": "Read two sentences and rate how close their meanings are, on a scale of five words. "
        * 3,
        "Keywords": "language, meaning, sentences, rating",
        "Reward": "$0.05",
        "CreationTime": "Mon May 18 09:00:00 PDT 2020",
        "AssignmentId": f"3ASG{number:04}{row:022}",
        "WorkerId": f"A{row * 37 % 880:012}",
        "AssignmentStatus": "Submitted",
        "AcceptTime": f"Mon May 18 {10 + minute // 60:02}:{minute % 60:02}:{second:02} PDT 2020",
        "SubmitTime": f"Mon May 18 {11 + minute // 60:02}:{minute % 60:02}:{second:02} PDT 2020",
        "AutoApprovalTime": "Thu May 21 12:00:00 PDT 2020",
        "WorkTimeInSeconds": "3600",
    }
    return ",".join(f'"{cell}"' for cell in cells.values())


def read_with_pandas(files: list[Path]) -> None:
    for path in files:
        pd.read_csv(path, sep="\t" if path.parent.name == "mturk_cli_tsv" else ",")


def run_study(files: list[Path]) -> None:
    taken = read_files(files)
    as_json(study(taken.assignments, taken.left_out))


def seconds_of(task: Callable[[list[Path]], None], files: list[Path]) -> float:
    start = time.perf_counter()
    task(files)
    return time.perf_counter() - start


def measure(files: list[Path], rounds: int = ROUNDS) -> tuple[float, float]:
    """Median seconds of the study and of pandas, in turns, after one round that warms both up."""
    times = [(seconds_of(run_study, files), seconds_of(read_with_pandas, files)) for _ in range(rounds + 1)][
        1:
    ]
    return statistics.median(ours for ours, _ in times), statistics.median(theirs for _, theirs in times)


def main() -> int:
    files = real_files()
    with tempfile.TemporaryDirectory() as folder:
        if files:
            print(f"{len(files)} published files")
        else:
            files = composed_files(Path(folder))
            print(
                f"{len(files)} composed files of the same shape: the published records are not beside the checkout"
            )
        ours, theirs = measure(files)
    ratio = ours / theirs
    print(f"pagerate study   {1000 * ours:7.1f} ms")
    print(f"pandas.read_csv  {1000 * theirs:7.1f} ms")
    print(f"ratio            {ratio:7.2f}   (at most {LIMIT:.0f})")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())

"""How strong the tests of the measures are: change the code a little, and see whether a test minds.

    make mutation                          the heart of a report, and what guards a release (`HEART`), within two hours
    make mutation MEASURES="wages taxes"   some others of `only_mutate` in pyproject.toml
    make mutation MEASURES=all             all of them, in about three hours on two cores

mutmut makes the changes and runs, for each, only the tests that reach the changed function. It works on a copy in
`mutants/`, where properties are written so that it sees them too (it passes over decorated functions). Anything
but a failing test counts as a survivor: a change that no test reaches, one that was not tried in time, and every
line that a comment takes out. A survivor that changes nothing anybody can observe is explained in survivors.md,
and counts all the same.
"""

from __future__ import annotations

import argparse
import ast
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORK = ROOT / "mutants"
EXPLAINED = Path(__file__).with_name("survivors.md")
MUTMUT = Path(sys.executable).with_name("mutmut")
ENOUGH = 90  # per cent
BUDGET_SECONDS = 2 * 60 * 60
#: What guards a release: a rule that is broken there shows somebody's pay.
GUARDS = ("disclosure", "audit")
#: What `make mutation` changes when nothing is named; spells and survival are what gaps and lateness are made of.
HEART = ("rates", "gaps", "spans", "survival", "volatility", "benefits", "lateness", "terms", *GUARDS)
ALL = ["all"]
TOLD_AT_MOST = 400

CLOCKED = frozenset({"timeout", "segfault"})
KILLED = frozenset({"killed", "timeout"})  # a change that makes a loop endless is noticed by the clock
EXCLUDED = "excluded by a comment"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("measures", nargs="*", help="modules of `reports`, such as gaps or benefits")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    modules = _modules([] if asked.measures == ALL else asked.measures or HEART)
    if not modules:
        print(f"None of them is in only_mutate of pyproject.toml: {' '.join(asked.measures)}")
        return 2
    started = time.monotonic()
    until = started + BUDGET_SECONDS * (2 if asked.measures == ALL else 1)
    _lay_out(modules)
    if not _mutate([f"{_dotted(path)}.*" for path in modules], asked.workers, until):
        return 2
    late = [name for name, status in _statuses(modules).items() if status in CLOCKED]
    # On a busy machine a slow test is no endless loop: each has a second try, alone.
    if late and not _mutate(late, 1, until):
        return 2
    found = _statuses(modules) | _excluded(modules)
    return _report(modules, found, time.monotonic() - started)


def _modules(measures: Sequence[str]) -> tuple[Path, ...]:
    """The files to mutate, of those asked for, or of all when none is."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    files = sorted(path.relative_to(ROOT) for path in (ROOT / "reports").rglob("*.py"))
    return tuple(
        path
        for path in files
        if any(fnmatch(str(path), pattern) for pattern in settings["only_mutate"])
        and (not measures or path.parts[1].removesuffix(".py") in measures)
    )


def _lay_out(modules: tuple[Path, ...]) -> None:
    """A fresh copy to work on: nothing of an earlier run, whose verdicts knew other tests."""
    shutil.rmtree(WORK, ignore_errors=True)
    for folder in ("reports", "tests"):
        shutil.copytree(ROOT / folder, WORK / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", WORK)
    for path in modules:
        source = (ROOT / path).read_text(encoding="utf-8")
        (WORK / path).write_text(with_plain_properties(source), encoding="utf-8")


def with_plain_properties(source: str) -> str:
    """The same module with “@property” in front of a method written as “name = property(name)” behind it."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and [ast.unparse(one) for one in node.decorator_list] == [
            "property"
        ]:
            above = node.decorator_list[0].lineno - 1
            lines[above] = ""
            lines[node.end_lineno - 1] += f"\n\n{' ' * node.col_offset}{node.name} = property({node.name})"
    return "\n".join(lines) + "\n"


def _mutate(names: list[str], workers: int, until: float) -> bool:
    """Run mutmut on all changes or on those named; False when the tests fail without any change.

    What the time leaves over is not tried.
    """
    command = [MUTMUT, "run", "--max-children", str(workers), *names]
    log = WORK / "mutmut.log"
    with log.open("wb") as out:
        run = subprocess.Popen(command, cwd=WORK, stdout=out, stderr=subprocess.STDOUT)
        try:
            failed = run.wait(max(0, until - time.monotonic())) != 0
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGINT)
            failed = False
            run.wait()
    if failed:
        print(log.read_text(encoding="utf-8", errors="replace").replace("\r", "\n")[-6000:])
        print("mutmut could not run: the tests must pass before anything is changed.")
    return not failed


def _ask(*words: str) -> str:
    return subprocess.run([MUTMUT, *words], cwd=WORK, capture_output=True, text=True, check=True).stdout


def _statuses(modules: tuple[Path, ...]) -> dict[str, str]:
    """Mutant -> what became of it."""
    rows = (line.strip().rpartition(": ") for line in _ask("results", "--all", "true").splitlines())
    wanted = {_dotted(path) for path in modules}
    return {name: status for name, _, status in rows if _module_of(name) in wanted}


def _excluded(modules: tuple[Path, ...]) -> dict[str, str]:
    """Lines that a comment hides from mutmut."""
    return {
        f"{_dotted(path)}, line {number}": EXCLUDED
        for path in modules
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#\s*pragma:.*no (mutate|cover)", line)
    }


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _module_of(name: str) -> str:
    return re.split(r"\.x[_ǁ]|, line ", name)[0]


def _report(modules: tuple[Path, ...], found: dict[str, str], seconds: float) -> int:
    survivors = sorted(name for name, status in found.items() if status not in KILLED)
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda name: _told(name, found[name]), survivors[:TOLD_AT_MOST]))
    explained = sum(is_explained for _, is_explained in told)
    for text, _ in sorted(told, key=lambda one: one[1]):  # those that want a test first
        print(text)
    if len(survivors) > TOLD_AT_MOST:
        print(f"and {len(survivors) - TOLD_AT_MOST} more: cd {WORK.name}; mutmut results")
    of_module = Counter(_module_of(name) for name in found)
    alive = Counter(_module_of(name) for name in survivors)
    for module in sorted(of_module):
        _print_row(module.removeprefix("reports."), of_module[module], alive[module])
    score = _print_row("all", len(found), len(survivors))
    clocked = sum(status == "timeout" for status in found.values())
    print(
        f"{len(found) - len(survivors)} killed ({clocked} by the clock), {len(survivors)} survived "
        f"({explained} explained in {EXPLAINED.name}), {seconds / 60:.1f} minutes"
    )
    if missing := [_dotted(path) for path in modules if not of_module[_dotted(path)] and _has_code(path)]:
        print(f"nothing was changed in {', '.join(missing)}")
    if score < ENOUGH:
        print(f"The tests are too weak: {ENOUGH} per cent must be killed.")
    return int(score < ENOUGH or bool(missing))


def _print_row(label: str, count: int, alive: int) -> float:
    score = 100 * (count - alive) / count if count else 0.0
    print(f"{label:<22}{count:>6} changes{count - alive:>6} killed{alive:>5} survived{score:>7.1f} %")
    return score


def _has_code(path: Path) -> bool:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))


def _told(name: str, status: str) -> tuple[str, bool]:
    """A survivor and its change in words, and whether it is explained."""
    if status == EXCLUDED:
        return f"{name}: {status}", False
    lines = _ask("show", name).splitlines()
    changed = [line for line in lines if re.match(r"[-+](?![-+]{2})", line)]
    reason = reason_for(readable(name), changed)
    title = f"{readable(name)}: {status}" + (f", explained: {reason}" if reason else "")
    return "\n".join([title, *(f"    {line[0]} {line[1:].strip()}" for line in changed)]), reason is not None


def readable(name: str) -> str:
    """“reports.gaps.xǁGapǁdays_within__mutmut_2” -> “gaps.Gap.days_within”."""
    plain = name.partition("__mutmut_")[0].removeprefix("reports.")
    return re.sub(r"x_|xǁ", "", plain, count=1).replace("ǁ", ".")


def reason_for(function: str, changed: list[str]) -> str | None:
    """The reason that survivors.md gives for this change, in lines “- `function` `new code`: reason”."""
    if not EXPLAINED.exists():
        return None
    new = "\n".join(line[1:] for line in changed if line.startswith("+"))
    for where, code, reason in re.findall(
        r"^- `([^`]+)` `([^`]+)`: (.+)$", EXPLAINED.read_text(encoding="utf-8"), re.MULTILINE
    ):
        if where == function and code in new:
            return reason
    return None


if __name__ == "__main__":
    sys.exit(main())

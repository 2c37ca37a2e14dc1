"""Rules of the house that no linter knows: small checks over the tracked files."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
).stdout.split("\n")
PYTHON = [ROOT / name for name in TRACKED if name.endswith(".py") and (ROOT / name).exists()]
CODE = [path for path in PYTHON if path.relative_to(ROOT).parts[0] in {"app", "reports"}]
TEMPLATES = [ROOT / name for name in TRACKED if name.endswith((".html", ".jinja")) and (ROOT / name).exists()]
ALLOWED_AT_THE_TOP = {
    *("app", "reports", "migrations", "tests", "docs", ".ci"),
    *(
        "pyproject.toml",
        "Dockerfile",
        "README.md",
        "CONTRIBUTING.md",
        "GLOSSARY.md",
        "CHANGELOG.md",
        "SECURITY.md",
    ),
    *(
        "LICENSE",
        "Makefile",
        "requirements.lock",
        "requirements-dev.lock",
        "requirements-uv.lock",
        "compose.yaml",
    ),
    *(".gitignore", ".dockerignore", ".npmrc", ".gitattributes"),
}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def offenders(pattern: str, files: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_there_are_files_to_check():
    if not PYTHON:
        pytest.skip("not a git checkout: the rules read the list of tracked files")
    assert CODE
    assert TEMPLATES


def test_nothing_else_stands_at_the_top():
    assert {name.split("/")[0] for name in TRACKED if name} <= ALLOWED_AT_THE_TOP


def test_templates_have_no_inline_style_or_script():
    assert offenders(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)(?![^>]*application/json)", TEMPLATES) == []


def test_only_the_clock_asks_what_time_it_is():
    asks = r"\b(datetime|dt\.datetime)\.(now|utcnow|today)\(|\bdate\.today\(|\btime\.time\("
    assert [row for row in offenders(asks, CODE) if not row.startswith("app/clock.py")] == []


def test_there_is_no_room_for_odds_and_ends():
    assert [path for path in CODE if path.stem in {"utils", "helpers", "misc", "common"}] == []


def test_every_module_says_what_it_is():
    assert [str(path.relative_to(ROOT)) for path in CODE if not ast.get_docstring(tree(path))] == []


def test_shipped_code_does_not_validate_with_assert():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assert)
    ]
    assert found == []


def test_sql_is_never_built_from_strings():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in {"text", "exec_driver_sql"}
        and node.args
        and isinstance(node.args[0], ast.JoinedStr)
    ]
    assert found == []


def test_no_error_is_swallowed_in_silence():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
        and all(isinstance(statement, ast.Pass) for statement in node.body)
    ]
    assert found == []


def test_locks_name_no_host_and_no_path():
    locks = [ROOT / name for name in TRACKED if name.endswith(".lock")]
    assert locks
    assert offenders(r"https?://|file:|--(extra-)?index-url|--find-links", locks) == []


#: Places on paper are no money.
DRAWINGS = (ROOT / "reports/charts", ROOT / "reports/documents/pictures")
#: Solvers look for cells to hide, and for tables to pretend, in floats; what may be shown is decided in whole numbers.
SEARCHES = (
    *(
        ROOT / "reports/disclosure" / name
        for name in ("flows.py", "pattern.py", "protect.py", "witnesses.py")
    ),
    *(ROOT / "reports/audit" / name for name in ("insider.py", "outsider.py", "pretence.py", "system.py")),
)


def test_the_measures_know_no_binary_floating_point_money():
    measures = [
        path
        for path in CODE
        if path.relative_to(ROOT).parts[0] == "reports"
        and not any(map(path.is_relative_to, (*DRAWINGS, *SEARCHES)))
    ]
    assert measures
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in measures
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert found == []

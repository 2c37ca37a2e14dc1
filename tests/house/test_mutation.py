"""What `make mutation` is told exists, and what it says of survivors is about functions that exist."""

import ast
import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.mutation.run import EXPLAINED, readable, reason_for, with_plain_properties

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
MODULES = sorted((ROOT / "reports").rglob("*.py"))
EXPLANATIONS = re.findall(r"^- `([^`]+)` `[^`]+`: .+$", EXPLAINED.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("pattern", SETTINGS["only_mutate"])
def test_every_measure_that_is_changed_exists(pattern):
    assert [path for path in MODULES if fnmatch(str(path.relative_to(ROOT)), pattern)]


@pytest.mark.parametrize("name", SETTINGS["pytest_add_cli_args_test_selection"])
def test_every_test_that_must_mind_exists(name):
    assert (ROOT / name).is_file()


@pytest.mark.parametrize("name", sorted(set(EXPLANATIONS)))
def test_every_explained_survivor_is_in_a_function_that_exists(name):
    *_, function = name.split(".")
    files = [path for path in MODULES if name.startswith(".".join(path.relative_to(ROOT / "reports").with_suffix("").parts) + ".")]  # fmt: skip
    assert len(files) == 1
    nodes = ast.walk(ast.parse(files[0].read_text(encoding="utf-8")))
    assert function in {node.name for node in nodes if isinstance(node, ast.FunctionDef)}


def test_every_line_about_a_survivor_can_be_read():
    lines = EXPLAINED.read_text(encoding="utf-8").splitlines()
    assert len(EXPLANATIONS) == sum(line.startswith("- ") for line in lines) > 0


def test_a_survivor_is_explained_by_its_function_and_its_new_code():
    changed = ["-    weights = [1] * len(weights)", "+        weights = [2] * len(weights)"]
    assert reason_for("money.split_in_proportion", changed) == "equal weights are equal, whatever they are."
    assert reason_for("money.split_in_proportion", changed[:1]) is None
    assert reason_for("money.decimal_text", changed) is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("reports.gaps.xǁGapǁdays_within__mutmut_2", "gaps.Gap.days_within"),
        ("reports.benefits.case.x__part_of_year__mutmut_12", "benefits.case._part_of_year"),
        ("reports.rates.x_ratio__mutmut_1", "rates.ratio"),
    ],
)
def test_a_change_is_named_by_its_function(name, words):
    assert readable(name) == words


def test_properties_written_plainly_are_the_same_properties():
    source = '''
class Square:
    """A square."""

    side = 3

    @property
    def area(self):
        """Its area."""
        return self.side**2

    @staticmethod
    def corners():
        return 4

    @property
    def double(self): return 2 * self.area
'''
    plain = with_plain_properties(source)
    assert "@property" not in plain
    assert "@staticmethod" in plain
    made = {}
    exec(plain, made)
    square = made["Square"]()
    assert (square.area, square.double, square.corners()) == (9, 18, 4)
    assert isinstance(made["Square"].area, property)

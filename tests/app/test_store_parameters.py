"""Files of public figures that an operator adds: kept whole or not at all, seen at once, by everyone."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from app.settings import Settings
from app.store import parameters
from reports.parameters import Parameters
from reports.parameters.added import RowsRefused

TODAY = date(2026, 11, 23)
HEADER = "key,jurisdiction,valid_from,valid_to,value,unit,source_title,source_url,retrieved_on,verified\n"
DAY = date(2027, 6, 1)


def row(place="US-CO", value="15.57", year=2027):
    days = f"{year}-01-01,{year}-12-31"
    return f"minimum_wage,{place},{days},{value},usd_per_hour,A page,https://example.org,2026-11-20,yes\n"


def a_file(*rows):
    return (HEADER + "".join(rows)).encode()


def wage(directory, place="US-CO", day=DAY):
    found = parameters.on_file(directory).law("minimum_wage", day, place)
    return None if found is None else found.value


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "var" / "parameters"


def names(directory):
    return sorted(path.name for path in directory.iterdir())


def test_where_nothing_was_added_our_own_figures_hold(directory):
    assert parameters.on_file(directory) is Parameters.on_file()
    directory.mkdir(parents=True)
    assert parameters.on_file(directory) is Parameters.on_file()


def test_a_file_that_was_added_holds_at_once(directory):
    assert wage(directory) is None
    path, [kept] = parameters.add(directory, a_file(row()), "new.csv", TODAY)
    assert (path, kept.parameter.jurisdiction) == (directory / "0001.csv", "US-CO")
    assert wage(directory) == Fraction("15.57")
    assert parameters.on_file(directory).law("minimum_wage", DAY, "US-CO").is_added


def test_figures_are_read_again_only_when_a_file_changes(directory):
    parameters.add(directory, a_file(row()), "new.csv", TODAY)
    first = parameters.on_file(directory)
    assert parameters.on_file(directory) is first
    parameters.add(directory, a_file(row("US-MN", "11.50")), "more.csv", TODAY)
    second = parameters.on_file(directory)
    assert second is not first
    assert names(directory) == ["0001.csv", "0002.csv"]
    assert (wage(directory), wage(directory, "US-MN")) == (Fraction("15.57"), Fraction("11.5"))


def test_a_file_that_is_taken_away_holds_no_longer(directory):
    path, _ = parameters.add(directory, a_file(row()), "new.csv", TODAY)
    path.unlink()
    assert parameters.on_file(directory) is Parameters.on_file()


def test_a_file_that_was_changed_by_hand_is_read_again(directory):
    path, _ = parameters.add(directory, a_file(row()), "new.csv", TODAY)
    path.write_bytes(path.read_bytes().replace(b"15.57", b"16.00"))
    assert wage(directory) == 16


def test_a_file_that_was_spoilt_by_hand_is_told_of_with_its_line(directory):
    path, _ = parameters.add(directory, a_file(row(), row("US-MN")), "new.csv", TODAY)
    path.write_bytes(path.read_bytes().replace(b"US-MN", b"Minnesota"))
    with pytest.raises(RowsRefused) as refused:
        parameters.on_file(directory)
    assert str(refused.value).startswith(f"{path}, line 3: jurisdiction “Minnesota” is no place")


def test_a_link_to_nothing_is_told_of_and_hides_no_other_file(directory):
    parameters.add(directory, a_file(row()), "new.csv", TODAY)
    (directory / "0002.csv").symlink_to(directory / "gone")
    with pytest.raises(FileNotFoundError, match="0002"):
        parameters.on_file(directory)


@pytest.mark.parametrize(
    "data",
    [
        a_file(row(), row("US-MN", "")),
        a_file(row(), row()),
        a_file(row(), row("US-CA")),
        HEADER.encode(),
        b"\xff",
    ],
)
def test_of_a_file_that_is_refused_nothing_is_kept(directory, data):
    parameters.add(directory, a_file(row("US-NV")), "first.csv", TODAY)
    with pytest.raises(RowsRefused, match=r"^new\.csv, line [123]: "):
        parameters.add(directory, data, "new.csv", TODAY)
    assert names(directory) == ["0001.csv"]
    assert wage(directory) is None


def test_what_was_added_before_has_taken_its_days(directory):
    parameters.add(directory, a_file(row()), "new.csv", TODAY)
    with pytest.raises(
        RowsRefused, match="its days are taken by minimum_wage, US-CO, 2027-01-01 to 2027-12-31"
    ):
        parameters.add(directory, a_file(row()), "new.csv", TODAY)
    parameters.add(directory, a_file(row(year=2028)), "later.csv", TODAY)
    assert wage(directory, day=date(2028, 6, 1)) == Fraction("15.57")


def test_a_source_read_tomorrow_is_refused(directory):
    with pytest.raises(RowsRefused, match="retrieved_on is 2026-11-20, which has not come yet"):
        parameters.add(directory, a_file(row()), "new.csv", date(2026, 11, 19))
    assert not directory.exists()


def test_the_next_number_is_one_more_than_the_last(directory):
    directory.mkdir(parents=True)
    for name in ("0007.csv", "by-hand.csv"):
        (directory / name).write_bytes(a_file(row("US-NV" if name == "0007.csv" else "US-UT")))
    (directory / "readme.txt").write_text("not a table")
    path, _ = parameters.add(directory, a_file(row()), "new.csv", TODAY)
    assert path.name == "0008.csv"
    assert wage(directory, "US-UT") == Fraction("15.57")


def test_the_app_may_read_what_the_command_wrote(directory):
    path, _ = parameters.add(directory, a_file(row()), "new.csv", TODAY)
    assert path.stat().st_mode & 0o777 == 0o644


def test_two_commands_at_once_keep_both_files_or_refuse_the_second(directory):
    states = ["US-NV", "US-UT", "US-MN", "US-CO", "US-CO", "US-CO"]

    def add(place):
        try:
            return parameters.add(directory, a_file(row(place)), "new.csv", TODAY)[0].name
        except RowsRefused as refused:
            return refused.reason

    with ThreadPoolExecutor(len(states)) as pool:
        done = list(pool.map(add, states))
    assert sorted(done)[:4] == ["0001.csv", "0002.csv", "0003.csv", "0004.csv"]
    assert sorted(done)[4:] == ["its days are taken by minimum_wage, US-CO, 2027-01-01 to 2027-12-31"] * 2
    assert names(directory) == ["0001.csv", "0002.csv", "0003.csv", "0004.csv"]


def test_whoever_loses_the_race_looks_again(directory, monkeypatch):
    """Another command takes the number between the look at the files and the writing."""
    link, others = os.link, [a_file(row("US-NV"))]

    def late(source, target):
        if others:
            Path(target).write_bytes(others.pop())
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    assert parameters.add(directory, a_file(row()), "new.csv", TODAY)[0].name == "0002.csv"
    others.append(a_file(row("US-MN")))
    with pytest.raises(RowsRefused, match="US-MN"):
        parameters.add(directory, a_file(row("US-MN")), "again.csv", TODAY)
    assert names(directory) == ["0001.csv", "0002.csv", "0003.csv"]


def test_where_a_directory_cannot_be_opened_rows_are_kept_all_the_same(directory, monkeypatch):
    monkeypatch.delattr(os, "O_DIRECTORY")
    parameters.add(directory, a_file(row()), "new.csv", TODAY)
    assert wage(directory) == Fraction("15.57")


def test_a_write_that_fails_leaves_nothing_behind(directory, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        parameters.add(directory, a_file(row()), "new.csv", TODAY)
    assert names(directory) == []


def test_the_directory_is_a_setting(monkeypatch, tmp_path):
    monkeypatch.delenv("PAGERATE_PARAMETERS_DIR")
    assert Settings().parameters_dir == Path("var/parameters")
    assert Settings(data_dir=tmp_path).parameters_dir == tmp_path / "parameters"
    monkeypatch.setenv("PAGERATE_DATA_DIR", str(tmp_path / "data"))
    assert Settings().parameters_dir == tmp_path / "data" / "parameters"
    monkeypatch.setenv("PAGERATE_PARAMETERS_DIR", str(tmp_path / "figures"))
    assert Settings().parameters_dir == tmp_path / "figures"

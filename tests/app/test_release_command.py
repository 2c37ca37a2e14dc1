"""`pagerate release --export-audit`: files that an auditor outside the project can attack."""

import csv

import pytest

from app.manage import main


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_is_written_as_published_and_as_it_is(tmp_path, capsys):
    folder = tmp_path / "new" / "audit"
    assert main(["release", "--export-audit", str(folder), "--seed", "3"]) == 0
    names = {path.name.removesuffix(".published.csv") for path in folder.glob("*.published.csv")}
    tables = ("platform_by_kind", "pay_model", "place")
    assert names == {f"{table}_{measure}" for table in tables for measure in ("pay", "hours", "writers")}
    assert capsys.readouterr().out == f"9 tables, as published and as they are, in {folder}.\n"
    blanks = 0
    for name in names:
        published, true = rows(folder / f"{name}.published.csv"), rows(folder / f"{name}.true.csv")
        assert list(true[0])[-1] == "value"
        assert "Total" in true[-1].values()
        for shown, real in zip(published, true, strict=True):
            assert shown in (real, {**real, "value": ""})
            blanks += shown != real
    assert blanks


@pytest.mark.parametrize("folder", ["there", "there/new", "/proc/x"])
def test_a_folder_that_cannot_be_written_is_said_before_the_work(tmp_path, capsys, monkeypatch, folder):
    (tmp_path / "there").write_text("a file in the way", encoding="utf-8")
    monkeypatch.setattr("reports.release.made_up_cells", lambda _: pytest.fail("worked for nothing"))
    assert main(["release", "--export-audit", str(tmp_path / folder)]) == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"Nothing can be written to {tmp_path / folder}: ")
    assert said.out == ""


@pytest.mark.parametrize("seed", ["-1", "x", "²"])
def test_a_seed_is_a_whole_number(tmp_path, capsys, seed):
    with pytest.raises(SystemExit) as ended:
        main(["release", "--export-audit", str(tmp_path), f"--seed={seed}"])
    assert ended.value.code == 2
    assert "not a whole number" in capsys.readouterr().err

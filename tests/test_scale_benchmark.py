"""The benchmark of growing collections: what it prints where a part of it fails."""

import pytest

from benchmarks import scale


def test_what_fails_costs_the_others_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = (("list", ("list",)), ("nothing", ("nothing",)), ("locate", ("locate",)))
    monkeypatch.setattr(scale, "_COMMANDS", commands)
    wanted = [verb for verb, _ in commands]

    with pytest.raises(SystemExit) as ended:
        scale.main(["--documents", "4", "--commands", *wanted])

    assert ended.value.code == 1
    printed = capsys.readouterr().out.splitlines()
    rows = [line.split() for line in printed if line.startswith(tuple(wanted))]
    assert [(row[0], row[1]) for row in rows] == [(verb, "4") for verb in wanted]
    assert [row[2:5] for row in rows if row[0] == "nothing"] == [["failed:", "exit", "2:"]]
    assert all(float(row[2]) > 0 and int(row[5]) > 0 for row in rows if row[0] != "nothing")
    assert all(len(line) <= 80 for line in printed if "failed" not in line)

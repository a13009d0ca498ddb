"""The unified diff: it applies, with patch and with git."""

import shutil
import subprocess
from pathlib import Path

import pytest
from exchange import HOSTILE, LEFT, RIGHT, compared, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.align import align
from provtrack.diff import compare
from provtrack.errors import ProvtrackError
from provtrack.model import Kind, Text
from provtrack.render.diff import comparison
from provtrack.text import join_paragraphs


def patched(diff: str | bytes, left: tuple[str, ...], directory: Path, *command: str) -> str:
    """The left text's file after a program applied the diff to it."""
    file = directory / "records/talk/one.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(join_paragraphs(left), encoding="utf-8")
    data = diff.encode() if isinstance(diff, str) else diff
    subprocess.run(command, input=data, cwd=directory, check=True, capture_output=True)
    return file.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
def test_patch_turns_the_left_file_into_the_right_one(tmp_path: Path) -> None:
    diff = comparison(compared(LEFT, RIGHT))
    assert patched(diff, LEFT, tmp_path, "patch", "-p1", "--fuzz=0") == join_paragraphs(RIGHT)


def test_git_turns_the_left_file_into_the_right_one(tmp_path: Path) -> None:
    diff = comparison(compared(LEFT, RIGHT))
    assert patched(diff, LEFT, tmp_path, "git", "apply", "-") == join_paragraphs(RIGHT)


def applied(diff: str, left: tuple[str, ...]) -> list[str]:
    """A strict patch in a few lines: every context and deleted line has to be where it is said."""
    old = join_paragraphs(left).splitlines()
    new: list[str] = []
    at = 0
    for line in diff.splitlines()[3:]:
        if line.startswith("@@"):
            start, _, size = line.split()[1][1:].partition(",")
            begin = int(start) - (size != "0")
            new += old[at:begin]
            at = begin
            continue
        if line[0] in " -":
            assert old[at] == line[1:]
            at += 1
        if line[0] in " +":
            new.append(line[1:])
    return new + old[at:]


@settings(max_examples=25, deadline=None)
@given(texts, texts)
def test_any_diff_applies(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    diff = comparison(compared(left, right))
    assert isinstance(diff, str)
    assert applied(diff, left) == join_paragraphs(right).splitlines()


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(1, 59), max_size=6))
def test_distant_changes_are_hunks_of_their_own(changed: set[int]) -> None:
    left = tuple(f"Paragraph {number} tells of the weather." for number in range(60))
    right = tuple(
        f"Paragraph {number} tells of the ice." if number in changed else paragraph
        for number, paragraph in enumerate(left)
    )
    diff = comparison(compared(left, right))
    assert isinstance(diff, str)
    assert applied(diff, left) == join_paragraphs(right).splitlines()
    assert diff.count("\n-") <= len(changed) + 1
    assert len(diff.splitlines()) < 12 * len(changed) + 4


def test_texts_that_read_the_same_have_no_diff() -> None:
    assert comparison(compared(LEFT, LEFT)) == ""


def test_a_run_of_paragraphs_names_the_lines_of_the_whole_file(tmp_path: Path) -> None:
    part = Text("talk/one#p3-4", LEFT[2:4], first=3)
    other = Text("talk/two", ("The harbour was to stay open.", LEFT[3]))
    diff = comparison(compare(align(part, other)))
    assert "@@ -5,3 +1,3 @@" in str(diff)
    assert "--- a/records/talk/one.txt" in str(diff)


def test_control_characters_are_kept_for_patch_but_never_for_a_terminal(tmp_path: Path) -> None:
    texts = (HOSTILE[0],), ("Another \x1b[31mred\x1b[0m end of it.",)
    diff = comparison(compared(*texts))
    assert isinstance(diff, bytes)
    assert patched(diff, texts[0], tmp_path, "git", "apply", "-") == join_paragraphs(texts[1])


def test_a_filtered_comparison_is_refused() -> None:
    with pytest.raises(ProvtrackError, match="holds both texts whole"):
        comparison(compared(LEFT, RIGHT).only({Kind.DATE}, substantive=False))

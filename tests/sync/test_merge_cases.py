"""Merges that a person can read: each folder under tests/cases/merge holds base, ours, theirs and what becomes of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from vaultkit.sync import merge_notes

CASES = Path(__file__).parent.parent / "cases" / "merge"


def text_of(case: str, side: str) -> str | None:
    path = CASES / case / f"{side}.md"
    return path.read_bytes().decode() if path.exists() else None


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_two_versions_become_the_note_that_a_careful_person_would_write(
    case: str, matches_file: Callable[[str, str], None]
) -> None:
    base, ours, theirs = (text_of(case, side) for side in ("base", "ours", "theirs"))
    assert ours is not None
    assert theirs is not None
    merged = merge_notes(base, ours, theirs).text
    matches_file(f"merge/{case}/expected.md", merged)
    assert merge_notes(base, theirs, ours).text == merged

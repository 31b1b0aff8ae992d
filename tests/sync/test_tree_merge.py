"""Joining two versions of the shared folder: nothing lost, the same on both machines, names that follow."""

import hashlib
import re

from hypothesis import given
from hypothesis import strategies as st

from vaultkit.sync.tree_merge import MergedTree, merge_trees

Texts = dict[str, bytes]
NOTE = b"# Walk\n\n- every Sunday\n\n- with tea\n"


class Blobs:
    """Files by their ids, as a repository has them."""

    def __init__(self) -> None:
        self.data: dict[str, bytes] = {}

    def ids(self, files: Texts) -> dict[str, str]:
        ids = {path: hashlib.sha1(data).hexdigest() for path, data in files.items()}
        self.data |= {ids[path]: data for path, data in files.items()}
        return ids

    def merged(self, base: Texts, ours: Texts, theirs: Texts) -> tuple[Texts, MergedTree]:
        found = merge_trees(self.ids(base), self.ids(ours), self.ids(theirs), self.data.__getitem__)
        return {path: found.made.get(path) or self.data[blob] for path, blob in found.files.items()}, found


def merged(base: Texts, ours: Texts, theirs: Texts) -> Texts:
    result, found = Blobs().merged(base, ours, theirs)
    other, swapped = Blobs().merged(base, theirs, ours)
    assert result == other
    assert found.names == swapped.names
    assert found.twice == swapped.twice
    return result


PATHS = st.sampled_from(
    ("a.md", "A.md", "b.md", "d/c.md", "d.md", "a.md/x.md", "e\u0301.md", "p.jpg", "P.jpg")
)
CONTENTS = st.sampled_from([f"- word{n}\n".encode() for n in range(5)] + [NOTE, b"", b"\xff\xfe\x00"])
FOLDERS = st.dictionaries(PATHS, CONTENTS, max_size=6)
WORDS = re.compile(rb"\w+")


@given(FOLDERS, FOLDERS, FOLDERS)
def test_swapping_the_sides_gives_the_same_folder_to_the_byte(
    base: Texts, ours: Texts, theirs: Texts
) -> None:
    merged(base, ours, theirs)


@given(FOLDERS, FOLDERS)
def test_what_one_side_left_alone_is_what_the_other_side_made_of_it(base: Texts, ours: Texts) -> None:
    assert merged(base, base, ours) == ours
    assert merged(base, ours, ours) == ours


@given(FOLDERS, FOLDERS, FOLDERS)
def test_no_word_that_either_side_added_is_lost(base: Texts, ours: Texts, theirs: Texts) -> None:
    def words(files: Texts) -> set[bytes]:
        return {word for path, data in files.items() if path.endswith(".md") for word in WORDS.findall(data)}

    result = merged(base, ours, theirs)
    for side in (ours, theirs):
        assert words(side) - words(base) <= words(result)


@given(FOLDERS, FOLDERS, FOLDERS)
def test_no_image_that_either_side_added_or_changed_is_lost(base: Texts, ours: Texts, theirs: Texts) -> None:
    def images(files: Texts) -> set[bytes]:
        return {data for path, data in files.items() if path.endswith(".jpg")}

    result = merged(base, ours, theirs)
    for side in (ours, theirs):
        assert images(side) - images(base) <= images(result)


@given(FOLDERS, FOLDERS, FOLDERS)
def test_no_file_has_the_name_of_a_folder(base: Texts, ours: Texts, theirs: Texts) -> None:
    result = merged(base, ours, theirs)
    if result not in (ours, theirs):
        assert not any(other.startswith(f"{path}/") for path in result for other in result)


def test_each_sides_own_changes_come_together() -> None:
    base = {"a.md": b"a\n", "b.md": b"b\n", "c.md": b"c\n"}
    ours = {"a.md": b"a and more\n", "b.md": b"b\n", "new.md": b"n\n"}
    theirs = {"a.md": b"a\n", "b.md": b"b, too\n", "c.md": b"c\n"}
    assert merged(base, ours, theirs) == {"a.md": b"a and more\n", "b.md": b"b, too\n", "new.md": b"n\n"}


def test_a_note_that_one_renamed_and_the_other_changed_is_renamed_and_changed() -> None:
    changed = NOTE + b"- and a biscuit\n"
    assert merged({"walk.md": NOTE}, {"Rituals/sunday.md": NOTE}, {"walk.md": changed}) == {
        "Rituals/sunday.md": changed
    }


def test_a_note_that_both_renamed_has_the_name_that_comes_first_and_both_are_told() -> None:
    found, told = Blobs().merged({"walk.md": NOTE}, {"stroll.md": NOTE}, {"ramble.md": NOTE})
    assert found == {"ramble.md": NOTE}
    assert told.names == ("walk.md was renamed to ramble.md and to stroll.md; it is now ramble.md.",)


def test_a_rename_never_falls_on_another_note_of_that_name() -> None:
    base = {"walk.md": NOTE}
    ours = {"z.md": NOTE, "a.md": b"something of our own\n"}
    theirs = {"a.md": NOTE}
    found = merged(base, ours, theirs)
    assert b"something of our own" in b"".join(found.values())
    assert b"every Sunday" in b"".join(found.values())


def test_two_notes_with_the_same_words_are_not_taken_for_a_rename() -> None:
    base = {"one.md": NOTE, "two.md": NOTE}
    assert merged(base, {"three.md": NOTE}, base | {"one.md": NOTE + b"more\n"})["one.md"] == NOTE + b"more\n"


def test_what_one_deleted_and_the_other_changed_stays_as_it_was_changed() -> None:
    assert merged({"a.md": b"a\n"}, {}, {"a.md": b"b\n"}) == {"a.md": b"b\n"}
    assert merged({"p.jpg": b"a"}, {}, {"p.jpg": b"b"}) == {"p.jpg": b"b"}


def test_what_one_deleted_and_the_other_left_alone_is_gone() -> None:
    base = {"a.md": b"a\n", "b.md": b"b\n"}
    assert merged(base, {"b.md": b"b\n"}, base) == {"b.md": b"b\n"}


def test_an_image_that_both_changed_is_there_twice_under_clear_names() -> None:
    found, told = Blobs().merged({"p.jpg": b"0"}, {"p.jpg": b"1"}, {"p.jpg": b"2"})
    assert sorted(found) == ["p 2.jpg", "p.jpg"]
    assert sorted(found.values()) == [b"1", b"2"]
    assert told.names == ("Both of you changed p.jpg; the other version is p 2.jpg.",)
    taken = merged({"p.jpg": b"0"}, {"p.jpg": b"1", "p 2.jpg": b"x"}, {"p.jpg": b"2"})
    assert sorted(taken) == ["p 2.jpg", "p 3.jpg", "p.jpg"]


def test_names_that_some_systems_take_for_one_are_one_note() -> None:
    case = merged({}, {"Walk.md": b"- ours\n"}, {"walk.md": b"- theirs\n"})
    assert list(case) == ["Walk.md"]
    assert {b"ours", b"theirs"} <= set(WORDS.findall(case["Walk.md"]))
    accents = merged({}, {"Caf\u00e9.md": b"- ours\n"}, {"Cafe\u0301.md": b"- theirs\n"})
    assert len(accents) == 1


def test_a_file_where_the_other_has_a_folder_gets_a_number() -> None:
    found = merged({}, {"a.md": b"- ours\n"}, {"a.md/b.md": b"- theirs\n"})
    assert found == {"a 2.md": b"- ours\n", "a.md/b.md": b"- theirs\n"}


def test_a_note_that_is_no_text_on_one_side_is_kept_beside_the_other() -> None:
    found = merged({"a.md": b"a\n"}, {"a.md": b"\xff\xff"}, {"a.md": b"b\n"})
    assert sorted(found.values()) == [b"b\n", b"\xff\xff"]

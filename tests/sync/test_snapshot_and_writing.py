"""Seeing what is in the shared folder and writing to it: exact, patient, and never over words that came meanwhile."""

import os
import unicodedata
from pathlib import Path

import pytest
from shared_worlds import SCAFFOLD
from test_shared_images import JFIF, jpeg, segment

from vaultkit.sync.images import without_metadata
from vaultkit.sync.objects import BLOB, Object
from vaultkit.sync.snapshot import Seen, Snapshot, snapshot
from vaultkit.sync.writing_out import Log, Written, write_out

OLD = 1_700_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "Shared"
    found.mkdir()
    return found


def put(folder: Path, path: str, data: bytes, *, settled: bool = True) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    if settled:
        os.utime(file, (OLD, OLD))


def look(folder: Path, before: dict[str, str] | None = None) -> Snapshot:
    return snapshot(folder, before or {}, Seen(folder.parent / "seen.json"))


def blob(data: bytes) -> str:
    return Object(BLOB, data).id


def write(folder: Path, before: dict[str, bytes], after: dict[str, bytes]) -> Written:
    store = {blob(data): data for data in (*before.values(), *after.values())}
    sides = ({path: blob(data) for path, data in side.items()} for side in (before, after))
    log = Log(folder.parent / "log")
    log.end()
    return write_out(folder, *sides, store.__getitem__, {}, log)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


# Seeing.


def test_every_byte_of_a_note_counts_as_it_is(folder: Path) -> None:
    data = b"\xef\xbb\xbfone\r\ntwo\r\n\r\nthree without an end"
    put(folder, "Goals/a.md", data)
    seen = look(folder)
    assert seen.files == {"Goals/a.md": blob(data)}
    assert seen.objects[blob(data)].data == data


def test_only_notes_and_images_travel_and_what_stays_is_said(folder: Path) -> None:
    put(folder, "a.md", b"a\n")
    put(folder, ".hidden.md", b"x")
    put(folder, "Templates/t.md", b"x")
    put(folder, "b.txt", b"x")
    put(folder, "fake.png", b"not an image")
    put(folder, "latin.md", b"caf\xe9 au lait, more words\n")
    (folder / "link.md").symlink_to(folder / "a.md")
    seen = look(folder)
    assert list(seen.files) == ["a.md"]
    assert len(seen.left_out) == 5


def test_a_photograph_travels_without_its_metadata_and_stays_as_it_is_here(folder: Path) -> None:
    whole = jpeg(JFIF, segment(0xFE, b"a comment"))
    put(folder, "p.jpg", whole)
    seen = look(folder)
    assert seen.objects[seen.files["p.jpg"]].data == without_metadata(whole) == jpeg(JFIF)
    assert (folder / "p.jpg").read_bytes() == whole


def test_a_file_that_cannot_be_read_never_seems_deleted(folder: Path) -> None:
    put(folder, "a.md", b"\xff\xfea\0")
    assert look(folder, {"a.md": "before"}).files == {"a.md": "before"}
    assert look(folder).files == {}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_opened_never_seems_deleted(folder: Path) -> None:
    put(folder, "Goals/a.md", b"a\n")
    (folder / "Goals").chmod(0)
    try:
        assert look(folder, {"Goals/a.md": "before"}).files == {"Goals/a.md": "before"}
    finally:
        (folder / "Goals").chmod(0o700)


def test_a_note_that_an_editor_has_just_emptied_counts_as_it_was(folder: Path) -> None:
    put(folder, "a.md", b"", settled=False)
    assert look(folder, {"a.md": "before"}).files == {"a.md": "before"}


def test_accents_are_composed_on_the_way_and_as_they_were_on_disk(folder: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Café.md")
    put(folder, decomposed, b"a\n")
    seen = look(folder)
    assert list(seen.files) == ["Café.md"]
    assert seen.real == {"Café.md": decomposed}


def test_the_same_name_with_accents_stored_in_two_ways_travels_once(folder: Path) -> None:
    put(folder, unicodedata.normalize("NFD", "Café.md"), b"one\n")
    put(folder, "Café.md", b"two\n")
    if len(list(folder.iterdir())) == 2:
        seen = look(folder)
        assert seen.files == {"Café.md": blob(b"two\n")}
        assert len(seen.left_out) == 1


def test_a_file_that_did_not_change_is_not_read_again_and_one_that_did_is(folder: Path) -> None:
    put(folder, "a.md", b"one\n")
    cache = Seen(folder.parent / "seen.json")
    status = (folder / "a.md").stat()
    stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
    cache.keep({"a.md": (stamp, "as seen")})
    assert look(folder).files == {"a.md": "as seen"}
    # The same size and the same time as before, as a tool that sets times may leave it.
    put(folder, "a.md", b"two\n")
    assert look(folder).files == {"a.md": blob(b"two\n")}


def test_a_file_of_this_moment_is_not_known_by_its_stamp(folder: Path) -> None:
    put(folder, "a.md", b"one\n", settled=False)
    assert look(folder).known == {}


# Writing.


def test_what_comes_what_changes_and_what_goes(folder: Path) -> None:
    before = {"a.md": b"a\n", "Goals/b.md": b"b\n"}
    for path, data in before.items():
        put(folder, path, data)
    done = write(folder, before, {"a.md": b"a2\n", "Rituals/c.md": b"c\n"})
    assert sorted(done.changed) == ["Goals/b.md", "Rituals/c.md", "a.md"]
    assert tree(folder) == {"a.md": b"a2\n", "Rituals/c.md": b"c\n"}
    assert not (folder / "Goals").exists()


def test_words_that_came_meanwhile_are_merged_with_what_arrives(folder: Path) -> None:
    put(folder, "a.md", b"- one\n- two\n- three\n\nmine\n")
    write(folder, {"a.md": b"- one\n- two\n- three\n"}, {"a.md": b"- one, theirs\n- two\n- three\n"})
    assert tree(folder) == {"a.md": b"- one, theirs\n- two\n- three\n\nmine\n"}


def test_a_note_that_someone_made_meanwhile_is_merged_with_the_one_that_arrives(folder: Path) -> None:
    put(folder, "a.md", b"- mine\n")
    write(folder, {}, {"a.md": b"- theirs\n"})
    assert sorted(tree(folder)["a.md"].split()) == [b"-", b"-", b"mine", b"theirs"]


def test_a_note_that_was_to_go_stays_if_someone_wrote_in_it(folder: Path) -> None:
    put(folder, "a.md", b"a and mine\n")
    assert write(folder, {"a.md": b"a\n"}, {}).changed == ()
    assert tree(folder) == {"a.md": b"a and mine\n"}


def test_a_folder_in_the_place_of_a_note_that_was_to_go_stays(folder: Path) -> None:
    put(folder, "a.md/inside.md", b"mine\n")
    assert write(folder, {"a.md": b"a\n"}, {}).changed == ()
    assert tree(folder) == {"a.md/inside.md": b"mine\n"}


def test_a_change_of_case_alone_is_followed(folder: Path) -> None:
    put(folder, "walk.md", b"a\n")
    done = write(folder, {"walk.md": b"a\n"}, {"Walk.md": b"a\n"})
    assert done.stuck == ()
    assert tree(folder) == {"Walk.md": b"a\n"}


def test_a_note_whose_name_is_taken_in_other_case_is_merged_into_that_one(folder: Path) -> None:
    put(folder, "walk.md", b"- mine\n")
    write(folder, {}, {"Walk.md": b"- theirs\n"})
    assert list(tree(folder)) == ["walk.md"]
    assert b"mine" in tree(folder)["walk.md"]
    assert b"theirs" in tree(folder)["walk.md"]


def test_a_note_becomes_a_folder_and_a_folder_a_note_in_one_go(folder: Path) -> None:
    put(folder, "a.md", b"a\n")
    put(folder, "b.md/inside.md", b"b\n")
    done = write(
        folder, {"a.md": b"a\n", "b.md/inside.md": b"b\n"}, {"a.md/inside.md": b"new\n", "b.md": b"b\n"}
    )
    assert done.stuck == ()
    assert tree(folder) == {"a.md/inside.md": b"new\n", "b.md": b"b\n"}


def test_what_cannot_be_written_is_said_and_the_rest_is_written(folder: Path) -> None:
    done = write(folder, {}, {"a.md": b"\xff\xff", "b.md": b"b\n"})
    assert done.stuck == ("a.md",)
    assert done.left == ("a.md: is not UTF-8 text; it is tried again next time",)
    assert tree(folder) == {"b.md": b"b\n"}


def test_an_image_that_was_changed_meanwhile_is_left_for_the_next_time(folder: Path) -> None:
    mine, old, new = (jpeg(JFIF, segment(0xDD, bytes((0, n)))) for n in (1, 2, 3))
    put(folder, "p.jpg", mine)
    assert write(folder, {"p.jpg": old}, {"p.jpg": new}).stuck == ("p.jpg",)
    assert tree(folder) == {"p.jpg": mine}
    put(folder, "p.jpg", old)
    assert write(folder, {"p.jpg": old}, {"p.jpg": new}).changed == ("p.jpg",)
    assert tree(folder) == {"p.jpg": new}


def test_a_photograph_with_its_metadata_is_not_replaced_by_itself_without(folder: Path) -> None:
    whole = jpeg(JFIF, segment(0xFE, b"a comment"))
    put(folder, "p.jpg", whole)
    assert write(folder, {}, {"p.jpg": jpeg(JFIF)}).changed == ()
    assert tree(folder) == {"p.jpg": whole}


def test_nothing_is_written_through_a_link_that_leads_out(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "p.jpg").write_bytes(jpeg(JFIF))
    (folder / "Goals").symlink_to(outside)
    done = write(folder, {}, {"Goals/a.md": b"a\n", "Goals/new.jpg": jpeg(JFIF)})
    assert sorted(done.stuck) == ["Goals/a.md", "Goals/new.jpg"]
    assert write(folder, {"Goals/p.jpg": jpeg(JFIF)}, {}).stuck == ("Goals/p.jpg",)
    assert sorted(path.name for path in outside.iterdir()) == ["p.jpg"]


def test_a_note_that_was_set_aside_when_the_end_came_is_brought_back(folder: Path) -> None:
    put(folder, ".a.md.going", b"a and mine\n")
    write(folder, {"a.md": b"a\n"}, {})
    assert tree(folder) == {"a.md": b"a and mine\n"}


def test_a_write_that_was_cut_off_goes_on_and_leaves_what_is_done(folder: Path) -> None:
    log = Log(folder.parent / "log")
    log.note("a.md")
    put(folder, "a.md", b"a2 and an edit since\n")
    store = {"1": b"a\n", "2": b"a2\n", "3": b"b\n"}
    write_out(folder, {"a.md": "1"}, {"a.md": "2", "b.md": "3"}, store.__getitem__, {}, Log(log.file))
    assert tree(folder) == {"a.md": b"a2 and an edit since\n", "b.md": b"b\n"}


def test_a_template_that_both_made_the_same_day_is_one_note(folder: Path) -> None:
    put(folder, "Check-ins/2026-W48.md", SCAFFOLD.encode())
    assert write(folder, {}, {"Check-ins/2026-W48.md": SCAFFOLD.encode()}).changed == ()


def test_unreadable_caches_count_as_none(tmp_path: Path) -> None:
    for junk in (b"", b"[]", b"{", b'{"a": 1}', b"\xff"):
        (tmp_path / "seen.json").write_bytes(junk)
        assert Seen(tmp_path / "seen.json").known == {}

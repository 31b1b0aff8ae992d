import posixpath
import urllib.parse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.notes.links import wikilinks
from vaultkit.vault.links import count_names, link
from vaultkit.vault.names import safe_name
from vaultkit.vault.obsidian import LinkStyle

PATHS = [
    "Three laws of motion.md",
    "Projects/Three laws of force.md",
    "Journal/2026-11-24.md",
    "Journal/Mara.md",
    "People/Mara.md",
    "Mara.md",
    "Ladders/Time on my own.md",
    "Ladders/Time on my own/2026-11-13 Time on my own.md",
    "Pictures/Figure 1.png",
    "Recipes/Soup (winter).md",
    "Recipes/Soup :).md",
    "Recipes/100%25 rye.md",
    "Recipes/C# [draft].md",
    "Übung.md",
]
NAMES = count_names(PATHS)
HERE = "Journal/2026-11-24.md"

WIKILINKS = [
    # What the help pages "Internal links" and "Settings" show and say.
    ("shortest", "Three laws of motion.md", "", "", "[[Three laws of motion]]"),
    ("shortest", "Projects/Three laws of force.md", "", "", "[[Three laws of force]]"),
    ("absolute", "Projects/Three laws of force.md", "", "", "[[Projects/Three laws of force]]"),
    ("relative", "Projects/Three laws of force.md", "", "", "[[../Projects/Three laws of force]]"),
    ("shortest", "Pictures/Figure 1.png", "", "", "[[Figure 1.png]]"),
    ("shortest", "Three laws of motion.md", "Custom name", "", "[[Three laws of motion|Custom name]]"),
    ("shortest", "Three laws of motion.md", "", "Details", "[[Three laws of motion#Details]]"),
    ("shortest", "Three laws of motion.md", "Section", "Details", "[[Three laws of motion#Details|Section]]"),
    ("shortest", HERE, "", "Preview a linked file", "[[#Preview a linked file]]"),
    # Of three notes of one name the path says which.
    ("shortest", "People/Mara.md", "", "", "[[People/Mara]]"),
    ("shortest", "Mara.md", "", "", "[[/Mara]]"),
    ("absolute", "Mara.md", "", "", "[[/Mara]]"),
    ("relative", "Mara.md", "", "", "[[../Mara]]"),
    ("relative", "Journal/Mara.md", "", "", "[[./Mara]]"),
    # What would end a link, or begin a comment, is not in it.
    ("shortest", "Übung.md", "a [b] and %% c", "", "[[Übung|a (b) and % c]]"),
    ("shortest", "Übung.md", "two\nlines", "", "[[Übung|two lines]]"),
    ("shortest", "Übung.md", "", "Part #2: A|B [[x]] ^y", "[[Übung#Part 2 A B x y]]"),
    ("shortest", "Übung.md", "Übung", "", "[[Übung]]"),
    ("shortest", "Recipes/C# [draft].md", "", "", r"[C# \[draft\]](C%23%20%5Bdraft%5D.md)"),
]
MARKDOWN = [
    ("shortest", "Three laws of motion.md", "", "", "[Three laws of motion](Three%20laws%20of%20motion.md)"),
    (
        "absolute",
        "Projects/Three laws of force.md",
        "",
        "",
        "[Three laws of force](Projects/Three%20laws%20of%20force.md)",
    ),
    ("relative", "Journal/Mara.md", "her", "", "[her](./Mara.md)"),
    ("relative", "People/Mara.md", "", "", "[Mara](../People/Mara.md)"),
    ("shortest", "Übung.md", "Custom name", "", "[Custom name](Übung.md)"),
    ("shortest", "Übung.md", "Section name", "Details", "[Section name](Übung.md#Details)"),
    ("shortest", "Übung.md", "", "Two words", "[Übung > Two words](Übung.md#Two%20words)"),
    ("shortest", HERE, "", "Two words", "[Two words](#Two%20words)"),
    ("shortest", "Recipes/Soup (winter).md", "", "", "[Soup (winter)](Soup%20(winter).md)"),
    ("shortest", "Recipes/Soup :).md", "", "", "[Soup :)](Soup%20:%29.md)"),
    ("shortest", "Recipes/100%25 rye.md", "", "", "[100%25 rye](100%2525%20rye.md)"),
    ("shortest", "Übung.md", "a [b] `c` \\ <d>", "", r"[a \[b\] \`c\` \\ \<d>](Übung.md)"),
]


@pytest.mark.parametrize(("path", "target", "shown", "heading", "expected"), WIKILINKS)
def test_a_wikilink_is_written_as_the_vault_writes_it(
    path: str, target: str, shown: str, heading: str, expected: str
) -> None:
    assert link(target, HERE, LinkStyle(path), NAMES, shown, heading) == expected


@pytest.mark.parametrize(("path", "target", "shown", "heading", "expected"), MARKDOWN)
def test_a_markdown_link_is_written_as_the_vault_writes_it(
    path: str, target: str, shown: str, heading: str, expected: str
) -> None:
    assert link(target, HERE, LinkStyle(path, markdown=True), NAMES, shown, heading) == expected


def test_names_that_differ_in_case_alone_are_told_apart_by_their_folders() -> None:
    names = count_names(["A/note.md", "B/Note.md"])
    assert link("B/Note.md", "x.md", LinkStyle(), names) == "[[B/Note]]"


FOLDERS = st.lists(st.sampled_from(["A", "B", "C c"]), max_size=3).map("/".join)
STEMS = st.sampled_from(["Note", "note", "Mara", "2026-11-24"]) | st.text(min_size=1, max_size=12).map(
    safe_name
)
NOTES = st.tuples(FOLDERS, STEMS).map(lambda parts: posixpath.join(parts[0], f"{parts[1]}.md"))


def resolved(path: str, source: str, notes: set[str]) -> set[str]:
    """The notes that a link's path may mean, whichever of them an app would prefer."""
    if path.startswith(("./", "../")):
        return {posixpath.normpath(posixpath.join(posixpath.dirname(source), path))} & notes
    if path.startswith("/"):
        return {path[1:]} & notes
    if path in notes and "/" in path:
        return {path}
    ends = f"/{path}".casefold()
    return {note for note in notes if f"/{note}".casefold().endswith(ends)}


@given(
    st.sets(NOTES, min_size=1, max_size=8),
    NOTES,
    st.sampled_from(["shortest", "absolute", "relative"]),
    st.data(),
)
def test_every_link_leads_to_its_note_and_no_other(
    notes: set[str], source: str, form: str, data: st.DataObject
) -> None:
    target = data.draw(st.sampled_from(sorted(notes)))
    written = link(target, source, LinkStyle(form), count_names(notes))
    (found,) = wikilinks(written)
    assert {target} == resolved(f"{found.target}.md", source, notes) or form == "relative"
    address = link(target, source, LinkStyle(form, markdown=True), count_names(notes)).rpartition("](")[2][
        :-1
    ]
    decoded = urllib.parse.unquote(address)
    assert " " not in address
    assert target in resolved(decoded, source, notes) or decoded == posixpath.relpath(
        target, posixpath.dirname(source) or "."
    )


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_words_break_out_of_a_wikilink(shown: str, heading: str) -> None:
    written = link("Übung.md", "x.md", LinkStyle(), NAMES, shown, heading)
    (found,) = wikilinks(written + " after")
    assert found.target == "Übung"
    assert written.count("[[") == written.count("]]") == 1
    assert "\n" not in written
    assert "%%" not in written

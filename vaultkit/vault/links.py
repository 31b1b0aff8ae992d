"""A link to a note, written as Obsidian would write it in this vault."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from posixpath import basename, dirname, relpath

from vaultkit.vault.names import name_key
from vaultkit.vault.obsidian import LinkStyle

# What a wikilink cannot hold in a file's name: it would end the name, or the link.
_BREAKS_WIKILINK = re.compile(r"[#^|\[\]\n]|%%")
_BREAKS_HEADING = re.compile(r"[:#|^\\\r\n\[\]]|%%")
# What Obsidian itself writes as %XX, and what would otherwise end the address or be read as such.
_ENCODED = re.compile(r"[\\\x00-\x20<>#^|\[\]]|%(?=[0-9A-Fa-f]{2}|%)")
_ESCAPED = re.compile(r"([\\\[\]`<])")


def count_names(paths: Iterable[str]) -> Counter[str]:
    """How many files share each name, whatever their folder and case; what `link` needs to be unambiguous."""
    return Counter(name_key(basename(path)) for path in paths)


def link(
    target: str, source: str, style: LinkStyle, names: Mapping[str, int], shown: str = "", heading: str = ""
) -> str:
    """A link from the note `source` to `target`, both relative to the vault with "/" between names.

    `names` comes from `count_names` of the whole vault. `shown` is what the reader sees, "" for Obsidian's own choice.
    `heading` leads to a place in the note. A name that no wikilink can hold gets a Markdown link in any vault.
    """
    heading = " ".join(_BREAKS_HEADING.sub(" ", heading).split())
    shown = " ".join(shown.split())
    same = heading and target == source
    markdown = style.markdown or bool(_BREAKS_WIKILINK.search(target))
    path = "" if same else _path(target, source, style.path, names)
    place = f"#{heading}" if heading else ""
    if markdown:
        name = basename(target).removesuffix(".md")
        words = shown or (heading if same else f"{name} > {heading}" if heading else name)
        return f"[{_ESCAPED.sub(_backslash, words)}]({_address(path)}{_address(place[1:], place[:1])})"
    # Brackets end a wikilink, and %% begins a comment, wherever they stand in it.
    words = shown.translate({91: "(", 93: ")"}).replace("%%", "%")
    path = path.removesuffix(".md")
    alias = f"|{words}" if words and words != path + place else ""
    return f"[[{path}{place}{alias}]]"


def _path(target: str, source: str, form: str, names: Mapping[str, int]) -> str:
    """The way to `target` that the vault prefers, made longer where it would lead to a note of the same name."""
    unique = names.get(name_key(basename(target)), 0) <= 1
    if form == "relative":
        way = relpath(target, dirname(source) or ".")
        return way if unique or way.startswith("../") else f"./{way}"
    if form == "shortest" and unique:
        return basename(target)
    # Without a folder before it the name alone would lead to the nearest note of that name.
    return target if unique or "/" in target else f"/{target}"


def _address(path: str, before: str = "") -> str:
    """The path as it stands between the round brackets of a Markdown link."""
    encoded = _ENCODED.sub(lambda found: f"%{ord(found[0]):02X}", path)
    if not _balanced(encoded):
        encoded = encoded.replace("(", "%28").replace(")", "%29")
    return before + encoded


def _balanced(text: str) -> bool:
    """Whether every round bracket has its partner, as Markdown demands of an address."""
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0


def _backslash(found: re.Match[str]) -> str:
    return f"\\{found[1]}"

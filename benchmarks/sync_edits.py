"""How a person edits a note: by lines and bullets, as in any editor."""

import re
from collections import Counter
from collections.abc import Callable, Mapping

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
_WORD = re.compile(r"\b(?:[bdfgklmnprstvz][aeiou]){4}\b")
_PHRASES = (
    "we could try {} before {} when it is {}",
    "what helped was {} and then {}, even {}",
    "ask {} about {} for the {}",
    "the {} by the {} is still {}",
)


def words_in(text: str) -> set[str]:
    """The words of the trace in a text; each stands for something that somebody wrote once."""
    return set(_WORD.findall(text))


def words_twice(text: str) -> int:
    """How many words of the trace stand more than once."""
    return sum(times > 1 for times in Counter(_WORD.findall(text)).values())


def scaffold(title: str, person: str, one: str, two: str, three: str) -> str:
    """A new note, with the words of the person who made it."""
    return (
        "---\ntype: ritual\ncadence: weekly\nstatus: active\ntags:\n  - vaultkit/ritual\n---\n"
        f"# {title}\n\nPhones away, tea on. Either of us may pass on anything.\n\n"
        f"## Ideas\n- {person} thought of {one}\n\n## Agreements\n- [ ] bring {two} ({person})\n\n## Notes\n- {three} for now\n"
    )


def append(text: str, section: str, *words: str) -> str:
    """A bullet more at the end of a section."""
    lines = text.rstrip("\n").split("\n")
    start = next((at for at, line in enumerate(lines) if line == f"## {section}"), None)
    bullet = "- " + _PHRASES[sum(words[0].encode()) % len(_PHRASES)].format(*words)
    if start is None:
        return "\n".join([*lines, bullet, ""])
    end = next((at for at in range(start + 1, len(lines)) if lines[at].startswith("#")), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    return "\n".join([*lines[:end], bullet, *lines[end:], ""])


def _bullet(text: str, at: int, kind: str) -> tuple[list[str], int | None]:
    lines = text.split("\n")
    found = [number for number, line in enumerate(lines) if line.startswith(kind)]
    return lines, found[at % len(found)] if found else None


def reword(text: str, at: int, which: int, new: str, kind: str = "- ") -> str:
    """Another word in one of the bullets; in a note without any, a new one."""
    lines, number = _bullet(text, at, kind)
    if number is None:
        return f"{text.rstrip()}\n- {new}\n"
    words = _WORD.findall(lines[number])
    if not words:
        lines[number] += f" {new}"
    else:
        lines[number] = lines[number].replace(words[which % len(words)], new)
    return "\n".join(lines)


def reword_task(text: str, at: int, which: int, new: str) -> str:
    """Another word in one of the tasks."""
    return reword(text, at, which, new, "- [")


def strike(text: str, at: int) -> str:
    """One bullet less."""
    lines, number = _bullet(text, at, "- ")
    return "\n".join(line for here, line in enumerate(lines) if here != number)


def tick(text: str, at: int) -> str:
    """A task done."""
    lines, number = _bullet(text, at, "- [")
    if number is not None:
        lines[number] = lines[number].replace("- [ ]", "- [x]")
    return "\n".join(lines)


def set_property(text: str, name: str, value: str) -> str:
    """A property set, or set anew; nothing in a note without front matter."""
    lines = text.split("\n")
    end = next((at for at in range(1, len(lines)) if lines[at] == "---"), None)
    if lines[0] != "---" or end is None:
        return text
    old = next((at for at in range(1, end) if lines[at].startswith(f"{name}:")), None)
    if old is None:
        return "\n".join([*lines[:end], f"{name}: {value}", *lines[end:]])
    return "\n".join([*lines[:old], f"{name}: {value}", *lines[old + 1 :]])


EDITS: Mapping[str, Callable[..., str]] = {
    "append": append,
    "reword": reword,
    "reword_task": reword_task,
    "strike": strike,
    "tick": tick,
    "set_property": set_property,
}

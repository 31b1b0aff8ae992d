"""Setting values into a note that a template has laid out.

While a template runs, each value leaves a numbered gap. Afterwards a gap in the properties at the
top is filled with YAML and a gap in the body with the words as they are, so that where a value
lands decides how it is written and no value can become a property, a fence or a template.
"""

import re
from datetime import date

from vaultkit.render.filters import Refused

MOST_CHARACTERS = 1_048_576
MOST_ITEMS = 10_000

_GAP = re.compile("\0([0-9]+)\0")
_PROPERTY = re.compile(
    r"""(?P<before>[ ]*(?:-[ ]+(?:[^\0:\s][^\0:]*:[ ]+)?|[^\0:\s][^\0:]*:[ ]+))
        (?P<value>[^\s\[{].*?)
        (?P<after>[ ]+\#[^\0]*|[ ]*)""",
    re.VERBOSE,
)


class Gaps:
    """The values of one note, and how much of it may still be written."""

    def __init__(self) -> None:
        self._values: list[tuple[object, int]] = []
        self._characters = MOST_CHARACTERS
        self._items = MOST_ITEMS

    def spend(self, text: str, line: int = 0) -> str:
        """Count `text` towards the most that one note may hold."""
        self._characters -= len(text)
        if self._characters < 0:
            raise Refused(line, f"the note would be longer than {MOST_CHARACTERS} characters")
        return text

    def place(self, value: object, line: int) -> str:
        """Keep a value for later and leave its gap."""
        if not isinstance(value, str | int | float | date | None):
            raise Refused(line, "this is a list; write {% for item in … %} or use join")
        self.spend(str(value), line)
        self._values.append((value, line))
        return f"\0{len(self._values) - 1}\0"

    def each(self, value: object, line: int) -> list[object]:
        """The items that a loop goes through."""
        if not isinstance(value, list | tuple):
            raise Refused(line, "a loop needs a list")
        self._items -= len(value)
        if self._items < 0:
            raise Refused(line, f"the loops of one note may go through {MOST_ITEMS} items")
        return list(value)

    def fill(self, laid_out: str) -> str:
        """The note, with every value where its gap was."""
        end = _end_of_properties(laid_out)
        head = "".join(self._fill_line(line) for line in laid_out[:end].splitlines(keepends=True))
        return head + self._fill_plain(laid_out[end:])

    def _fill_plain(self, text: str) -> str:
        return _GAP.sub(lambda gap: _plain(self._values[int(gap[1])][0]), text)

    def _fill_line(self, line: str) -> str:
        gap = _GAP.search(line)
        if gap is None:
            return line
        content = line.rstrip("\r\n")
        found = _PROPERTY.fullmatch(content)
        if found is None:
            raise Refused(
                self._values[int(gap[1])][1],
                "in the properties a value stands after 'name: ' or '- ', on that line and outside of [ ] and { }",
            )
        text = _unquoted(found["value"])
        whole = _GAP.fullmatch(text)
        value = self._values[int(whole[1])][0] if whole else self._fill_plain(text)
        return (found["before"] + _yaml(value) + found["after"]).rstrip() + line[len(content) :]


def _end_of_properties(text: str) -> int:
    """Where the body begins: after the second fence, or at 0 where there are no properties."""
    fences = re.match(r"---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)", text)
    return fences.end() if fences else 0


def _unquoted(text: str) -> str:
    """The text without quotation marks around it: the right ones are set once the value is known."""
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text


def _yaml(value: object) -> str:
    if value is None or value == "":
        return ""
    from json import dumps

    if isinstance(value, bool | int | date):
        return str(value).lower()
    if re.fullmatch(r"[A-Za-z][A-Za-z ]*[A-Za-z]|\d{4}-W\d\d", str(value)):
        return str(value)
    return dumps(str(value), ensure_ascii=False)


def _plain(value: object) -> str:
    return "" if value is None else str(value)

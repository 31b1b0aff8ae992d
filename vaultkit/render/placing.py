"""Setting values into a note that a template has laid out.

While a template runs, each value leaves a numbered gap. Afterwards a gap in the properties at the
top is filled with YAML and a gap in the body with the words as they are, so that where a value
lands decides how it is written and no value can become a property, a fence or a template.
"""

import re
from collections.abc import Collection
from datetime import date

from vaultkit.errors import Problem
from vaultkit.notes.front_matter import ONLY_CR, find_front_matter
from vaultkit.notes.yaml_writer import scalar
from vaultkit.render.refused import Refused

MOST_CHARACTERS = 1_048_576
MOST_ITEMS = 10_000

_GAP = re.compile("\0([0-9]+)\0")
_BEFORE_VALUE = re.compile(r" *(?:- +(?:{0})?+|{0})(?![\[{{\s])".format(r"[^\0:\s-][^\0:]*: +"))


class Gaps:
    """The values of one note, and how much of it may still be written."""

    def __init__(self, own_blocks: Collection[str] = ()) -> None:
        """`own_blocks` are the values whose marks are real, because vaultkit wrote them."""
        self._own_blocks = own_blocks
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
        front = find_front_matter(laid_out)
        if isinstance(front, Problem):
            raise Refused(*front)
        end = front.end if front else 0
        head = "\n".join(self._fill_line(line) for line in laid_out[:end].split("\n"))
        filled = head + self._fill_plain(laid_out[end:])
        if front is None and find_front_matter(filled) not in (None, ONLY_CR):
            raise Refused(1, "a value would begin the note's properties; begin with words or with --- itself")
        if "vaultkit:" in filled:
            self._check_marks(laid_out, filled)
        return filled

    def _check_marks(self, laid_out: str, filled: str) -> None:
        """Refuse a mark that came about where a value met the words around it."""
        from vaultkit.notes.marks import count_marks

        known = count_marks("\n".join(line for line in laid_out.split("\n") if "\0" not in line))
        values = (self._values[int(gap[1])][0] for gap in _GAP.finditer(laid_out))
        known += sum(
            count_marks(value) for value in values if isinstance(value, str) and value in self._own_blocks
        )
        if count_marks(filled) > known:
            raise Refused(0, "a value and the words around it would make a line that only vaultkit writes")

    def _fill_plain(self, text: str) -> str:
        return _GAP.sub(lambda gap: _plain(self._values[int(gap[1])][0]), text)

    def _fill_line(self, line: str) -> str:
        gap = _GAP.search(line)
        if gap is None:
            return line
        before = _BEFORE_VALUE.match(line)
        if before is None:
            raise Refused(
                self._values[int(gap[1])][1],
                "in the properties a value stands after 'name: ' or '- ', on that line and outside of [ ] and { }",
            )
        text, comment = _without_comment(line[before.end() :])
        whole = _GAP.fullmatch(text)
        value = self._values[int(whole[1])][0] if whole else self._fill_plain(text)
        return (before[0] + _yaml(value) + comment).rstrip()


def _without_comment(text: str) -> tuple[str, str]:
    """What a line gives its property, and the comment after it.

    Quotation marks around it go: the right ones are set once the value is known.
    """
    after_gaps = text.rindex("\0") + 1
    quote = text[0]
    if quote in "\"'" and (closing := text.find(quote, after_gaps)) > 0:
        return text[1:closing], text[closing + 1 :]
    comment = text.find(" #", after_gaps)
    end = len(text) if comment < 0 else comment
    return text[:end].strip(), text[end:]


def _yaml(value: object) -> str:
    """The value on one line; a blank one leaves its property empty, to be filled any day later."""
    return "" if value is None or value == "" else scalar(value)


def _plain(value: object) -> str:
    return "" if value is None else str(value)

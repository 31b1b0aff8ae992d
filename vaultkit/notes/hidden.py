"""The parts of a note that Obsidian does not read as text: code, comments, HTML, formulas and front matter.

Everything else in this package looks for headings, tasks and links in `mask(text)`, which has the same length as
the text and the same line ends, with these parts blanked out. So offsets found there hold in the text itself.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

BLANK = "\0"
_NOT_LINE_END = re.compile(r"[^\r\n]")


class Hidden(NamedTuple):
    """A hidden part, as offsets. `kind` is front matter, fence, code, comment, html or formula.

    `closed` is False for a fence or comment that nothing closes: it reaches to the end.
    """

    start: int
    end: int
    kind: str
    closed: bool = True


# A first line that could not be a property means that the rule at the top is only a rule.
_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?=---|(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:[^\s#>*|-][^\n]*:[ \t\r\n]|[{!?]))"
    r"(?:(?!---[ \t]*(?:\r?\n|\Z))[^\n]*\n)*---[ \t]*(?:\r?\n|\Z)"
)
FENCE = (
    r"(?P<lead>(?:[ \t]*>)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)"
    r"(?P<fence>`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,})[^\n]*"
)
_FENCE_LINE = re.compile(FENCE)
_HTML_BLOCK = re.compile(
    r"[ ]{0,3}(?:<(?P<raw>script|pre|style|textarea)(?=[\s>])"
    r"|</?(?:address|article|aside|base|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt"
    r"|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main"
    r"|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead"
    r"|title|tr|track|ul)(?=[\s>]|/>))",
    re.IGNORECASE,
)
_OPENERS = re.compile(r"\\[^\n]|`+|~{3,}|%%|<!--|<(?=[A-Za-z/])|\$\$")
_CLOSERS = {"%%": "%%", "<!--": "-->", "$$": "$$"}
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+")
_PARAGRAPH_END = re.compile(r"\n[ \t\r]*(?:\n|\Z|(?:#{1,6}|[-*+]|\d{1,9}[.)])[ \t]|>|```|~~~)")
# Bounds that keep the time for any text in proportion to its length.
_LONGEST_LEAD = 200
_LONGEST_CODE = 65_536
_MOST_LINES_BACK = 50


def body_start(text: str) -> int:
    """Offset of what follows the front matter; 0 if there is none."""
    matched = _FRONT_MATTER.match(text)
    return matched.end() if matched else 0


def hidden(text: str) -> list[Hidden]:
    """Every hidden part of a note's text, or of its body alone, in order; they never overlap.

    A comment or formula that begins a line may reach over blank lines, one inside a line only to the end of its
    paragraph. Without an end it is plain text, but a `%%` or `<!--` that opens a line hides the rest, as Obsidian does.
    """
    found = []
    position = body_start(text)
    if position:
        found.append(Hidden(0, position, "front matter"))
    ahead: dict[str, int] = {}
    while opener := _OPENERS.search(text, position):
        part = _part(text, opener, ahead)
        if part:
            found.append(part)
        position = part.end if part else opener.end()
    return found


def mask(text: str, parts: list[Hidden] | None = None) -> str:
    """The text with every hidden part blanked out, character by character; line ends stay."""
    if parts is None:
        parts = hidden(text)
    if not parts:
        return text
    pieces: list[str] = []
    position = 0
    for part in parts:
        pieces += text[position : part.start], _NOT_LINE_END.sub(BLANK, text[part.start : part.end])
        position = part.end
    return "".join(pieces) + text[position:]


def shown(text: str, start: int, end: int, parts: list[Hidden]) -> str:
    """What a reader sees of a stretch of text: comments left out, code and formulas kept."""
    pieces = []
    for number in range(bisect_right(parts, start, key=lambda part: part.end), len(parts)):
        part = parts[number]
        if part.start >= end:
            break
        if part.kind == "comment":
            pieces.append(text[start : part.start])
            start = min(end, part.end)
    return "".join(pieces) + text[start:end]


def _part(text: str, opener: re.Match[str], ahead: dict[str, int]) -> Hidden | None:
    mark, start = opener[0], opener.start()
    line_start = text.rfind("\n", max(0, start - _LONGEST_LEAD), start) + 1
    near = line_start > 0 or start <= _LONGEST_LEAD
    if near and mark[0] in "`~" and len(mark) > 2:
        line = _FENCE_LINE.match(text, line_start)
        if line and line.start("fence") == start and (fence := fence_part(text, line)):
            return fence
    if mark[0] == "`":
        return _code_part(text, start, mark, ahead)
    if mark == "<":
        return _html_part(text, line_start) if near and start - line_start < 4 else None
    if mark in _CLOSERS:
        opens_line = near and not text[line_start:start].strip(" \t>\ufeff")
        return _paired_part(text, start, mark, opens_line, ahead)
    return None


def fence_part(text: str, opener: re.Match[str]) -> Hidden | None:
    """The fenced code that a match of `FENCE` opens, or None where it is indented code instead.

    It ends with its closing line, or before the line that ends the quote or list item it stands in.
    """
    lead, fence = opener["lead"], opener["fence"]
    quoted = lead.count(">")
    inner = lead[lead.rfind(">") + 1 :].expandtabs(4)
    column = len(inner) if inner.strip() else 0
    if not column and inner and not quoted:
        column = item_column(text, opener.start(), len(inner))
        if len(inner) - column > 3:
            return None
    before = "[ \t>]*" if quoted else "[ \t]*"
    closing = re.compile(rf"{before}{fence[0]}{{{len(fence)},}}[ \t\r]*\Z")
    position = opener.end()
    while (start := text.find("\n", position) + 1) and start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        if quoted and not line.lstrip().startswith(">"):
            return Hidden(opener.start("fence"), start, "fence")
        indent = 0 if quoted else _indent(line)
        if closing.match(line) and indent <= max(column, len(inner)) + 3:
            return Hidden(opener.start("fence"), end, "fence")
        if indent < column and not quoted and line.strip():
            return Hidden(opener.start("fence"), start, "fence")
        position = end
    return Hidden(opener.start("fence"), len(text), "fence", closed=False)


def item_column(text: str, position: int, indent: int) -> int:
    """Column at which the text of the list item around a line begins; 0 if the line is in no item.

    `position` is where the line starts and `indent` its own indentation, in columns.
    """
    for _ in range(_MOST_LINES_BACK):
        if position <= 0:
            break
        start = text.rfind("\n", 0, position - 1) + 1
        line = text[start : position - 1].expandtabs(4)
        if item := _ITEM.match(line):
            column = len(item[0]) if line.strip() != item[0].strip() else len(item[0].rstrip()) + 1
            if column <= indent:
                return column
            if not item[1]:
                return 0
        elif line.strip() and not line[0].isspace():
            return 0
        position = start
    return 0


def _html_part(text: str, start: int) -> Hidden | None:
    opener = _HTML_BLOCK.match(text, start)
    if not opener:
        return None
    if opener["raw"]:
        closing = re.compile(rf"</{opener['raw']}>[^\n]*", re.IGNORECASE).search(text, opener.end())
    else:
        closing = re.compile(r"(?=\n[ \t\r]*(?:\n|\Z))").search(text, opener.end())
    return Hidden(start, closing.end() if closing else len(text), "html")


def _code_part(text: str, start: int, ticks: str, ahead: dict[str, int]) -> Hidden | None:
    after = start + len(ticks)
    if ahead.get(ticks, -1) < after:
        limit = min(len(text), after + _LONGEST_CODE)
        closing = re.compile(rf"(?<!`){ticks}(?!`)").search(text, after, limit)
        ahead[ticks] = closing.start() if closing else limit
    end = ahead[ticks]
    closes = text.startswith(ticks, end) and end < _paragraph_end(text, after, ahead)
    return Hidden(start, end + len(ticks), "code") if closes else None


def _paired_part(text: str, start: int, mark: str, opens_line: bool, ahead: dict[str, int]) -> Hidden | None:
    kind = "formula" if mark == "$$" else "comment"
    after = start + len(mark)
    closer = _CLOSERS[mark]
    if ahead.get(closer, -1) < after:
        end = text.find(closer, after)
        ahead[closer] = end if end >= 0 else len(text)
    end = ahead[closer]
    if end < len(text) and (opens_line or end < _paragraph_end(text, after, ahead)):
        return Hidden(start, end + len(closer), kind)
    if opens_line and end == len(text):
        line_end = text.find("\n", after)
        alone = not text[after : line_end if line_end >= 0 else len(text)].strip()
        if mark == "<!--" or (mark == "%%" and alone):
            return Hidden(start, len(text), kind, closed=False)
    return None


def _paragraph_end(text: str, position: int, ahead: dict[str, int]) -> int:
    if ahead.get("", -1) < position:
        end = _PARAGRAPH_END.search(text, position)
        ahead[""] = end.start() if end else len(text)
    return ahead[""]


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))

"""Writing a date by a pattern of moment.js, in which Obsidian and its plugins name daily notes."""

import datetime

from vaultkit.vault.moment_tokens import (
    ENGLISH,
    ERAS,
    SEVERAL,
    TIMES,
    UNITS,
    Language,
    literal,
    tokens,
    with_formats,
)

_WIDTHS = {"Y": 4, "YYYYYY": 6, "DDDD": 3}
_WHOLE = frozenset(("Y", "M", "D", "d", "e", "E", "Q", "w", "W", "DDD"))


def written(day: datetime.date, pattern: str, language: str = "en") -> str:
    """`day` as moment(day).locale(language).format(pattern) writes it.

    The time of day needs a datetime (its zone the machine's unless it has one). Raises ValueError for a language that
    moment does not know, for eras, for an empty pattern and for the time of a plain date.
    """
    if pattern == "YYYY-MM-DD" and language == "en":
        return day.isoformat()[:10]
    spelling = named(language)
    expanded = with_formats(pattern, spelling)
    if not expanded:
        raise ValueError("the date format is empty, expected one such as YYYY-MM-DD")
    text = "".join(_written_token(token, day, expanded, spelling) for token in tokens(expanded))
    return text.translate(spelling.replaced) if spelling.replaced else text


def has_time(pattern: str) -> bool:
    """Whether what `pattern` writes changes with the time of day or the time zone; an empty one does in moment."""
    return not pattern or any(token in TIMES for token in tokens(with_formats(pattern, ENGLISH)))


def named(language: str) -> Language:
    """The language of that name in moment, where `pt-pt` and `pt_PT` find `pt`; ValueError if there is none."""
    if language == "en":
        return ENGLISH
    from vaultkit.vault.moment_names import find_language

    return find_language(language)


def spelt(token: str, number: int, pattern: str, language: Language) -> str:
    """What `token` writes for a month, day, week … of that number; names depend on the whole pattern."""
    if token in language.names:
        return names_in(token, pattern, language)[number - (token[0] == "M")]
    if token[-1] == "o":
        return _ordinal(token, number, language)
    if token in ("YY", "gg", "GG"):
        number %= 100
    sign = "-" if number < 0 else "+" if token == "YYYYYY" or (token == "Y" and number > 9999) else ""
    width = _WIDTHS.get(token) or (1 if token in _WHOLE else len(token))
    return sign + str(abs(number)).zfill(width)


def names_in(token: str, pattern: str, language: Language) -> tuple[str, ...]:
    """The names of months or weekdays that `token` writes within `pattern`: some languages decline them."""
    for condition, names in language.names[token]:
        if not condition:
            return names
        import re

        if re.search(condition, pattern):
            return names
    raise AssertionError("the last names have no condition")


def part(unit: str, day: datetime.date, week: tuple[int, int]) -> int:
    """The number of a unit of UNITS for that day."""
    match unit:
        case "Y":
            return day.year
        case "M":
            return day.month
        case "D":
            return day.day
        case "DDD":
            return day.toordinal() - new_year(day.year) + 1
        case "d":
            return day.isoweekday() % 7
        case "e":
            return (day.isoweekday() - week[0]) % 7
        case "E":
            return day.isoweekday()
        case "Q":
            return (day.month + 2) // 3
        case "GG" | "W":
            return day.isocalendar()[0 if unit == "GG" else 1]
    year = day.year + 1
    while first_week(year, week) > day.toordinal():
        year -= 1
    return year if unit == "gg" else (day.toordinal() - first_week(year, week)) // 7 + 1


def new_year(year: int) -> int:
    """The ordinal of 1 January, also of years that a date cannot have."""
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + 1


def first_week(year: int, week: tuple[int, int]) -> int:
    """The ordinal of the day on which the first week of `year` begins."""
    begins, always_in_it = week[0], new_year(year) + 6 + week[0] - week[1]
    return always_in_it - (always_in_it - begins) % 7


def _written_token(token: str, day: datetime.date, pattern: str, language: Language) -> str:
    if token in UNITS:
        return spelt(token, part(UNITS[token], day, language.week), pattern, language)
    if token in ERAS:
        raise ValueError(
            f"the date format has {token} in it, which stands for an era: use YYYY for the year, "
            f"or [{token}] for the letter itself"
        )
    if token not in TIMES:
        return literal(token)
    if not isinstance(day, datetime.datetime):
        raise ValueError(
            f"the date format has the time of day in it ({token}), and there is only a date: leave it out, "
            f"or write [{token}] for the letter itself"
        )
    if token in SEVERAL:
        return "".join(_written_token(one, day, pattern, language) for one in SEVERAL[token])
    return _time(token, day, language)


def _time(token: str, moment: datetime.datetime, language: Language) -> str:
    match token[0]:
        case "H":
            return str(moment.hour).zfill(len(token))
        case "h":
            return str(moment.hour % 12 or 12).zfill(len(token))
        case "k":
            return str(moment.hour or 24).zfill(len(token))
        case "m":
            return str(moment.minute).zfill(len(token))
        case "s":
            return str(moment.second).zfill(len(token))
        case "S":
            return f"{moment.microsecond // 1000:03}000000"[: len(token)]
        case "A" | "a":
            minute = moment.hour * 60 + moment.minute
            _, upper, lower = [turn for turn in language.meridiems if turn[0] <= minute][-1]
            return lower if token == "a" else upper
        case "X" | "x":
            seconds = int(moment.replace(microsecond=0).timestamp())
            return str(seconds if token == "X" else seconds * 1000 + moment.microsecond // 1000)
        case "Z":
            zone = moment.astimezone() if moment.tzinfo is None else moment
            return zone.isoformat()[-6:] if token == "Z" else zone.strftime("%z")
    return ""


def _ordinal(token: str, number: int, language: Language) -> str:
    endings = language.ordinals.get(token) or language.ordinals[""]
    digits = str(number)
    template = endings.get("=" + digits)
    while template is None:
        template = endings.get(digits)
        digits = digits[1:]
    return template.replace("%d", str(number))

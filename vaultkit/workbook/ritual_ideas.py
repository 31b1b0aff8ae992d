"""Ideas for rituals, to take or to leave: for each season, and for all the year."""

from typing import NamedTuple

from vaultkit.workbook.days import season_of

SEASONS = ("spring", "summer", "autumn", "winter")


class Idea(NamedTuple):
    """A ritual that two people may like. `season` is empty for all the year; `minutes` are a first guess."""

    name: str
    cadence: str
    season: str
    balance: str
    minutes: int
    about: str


_TOGETHER, _APART = "together", "apart"


def _seasonal(season: str, *rows: tuple[str, str, int, str]) -> tuple[Idea, ...]:
    return tuple(
        Idea(name, "seasonal", season, balance, minutes, about) for name, balance, minutes, about in rows
    )


IDEAS: tuple[Idea, ...] = (
    Idea(
        "A walk of ours",
        "weekly",
        "",
        _TOGETHER,
        60,
        "Out of the door, side by side. Where to is not important.",
    ),
    Idea("An evening of my own", "weekly", "", _APART, 120, "Each has one evening that nobody else plans."),
    Idea("A dish we never made", "monthly", "", _TOGETHER, 90, "One new recipe, cooked by both of you."),
    Idea(
        "The month ahead",
        "monthly",
        "",
        _TOGETHER,
        30,
        "Calendars on the table: each one's own things first.",
    ),
    Idea("A morning alone", "monthly", "", _APART, 180, "One each. Meet again for lunch."),
    *_seasonal(
        "spring",
        ("First meal outdoors", _TOGETHER, 120, "A blanket and something to eat, however cool it still is."),
        ("A pot for each of us", _APART, 60, "Each plants what they like, and looks after it alone."),
        (
            "The drawer we share",
            _TOGETHER,
            45,
            "Empty one drawer that belongs to both. Put back what you both want.",
        ),
        ("A day trip alone", _APART, 360, "A day out by oneself. Come home with one thing to tell."),
    ),
    *_seasonal(
        "summer",
        ("Evening by the water", _TOGETHER, 120, "Swim, or walk along it until it gets dark."),
        (
            "A day with my own friends",
            _APART,
            360,
            "Each with their own people, without looking at the clock.",
        ),
        ("Supper cooked outdoors", _TOGETHER, 120, "Over a fire, a grill or a small stove."),
        ("Sunset without phones", _TOGETHER, 60, "Leave them at home and watch until it is over."),
    ),
    *_seasonal(
        "autumn",
        ("Soup and winter plans", _TOGETHER, 120, "One pot, and each names something to look forward to."),
        ("Something of my own to learn", _APART, 120, "A course or a book that each chooses alone."),
        ("A walk for coloured leaves", _TOGETHER, 90, "Each takes one photograph, and no more."),
        (
            "Three thanks for this year",
            _APART,
            20,
            "Each writes down three, for themselves or to read aloud.",
        ),
    ),
    *_seasonal(
        "winter",
        ("First evening by candlelight", _TOGETHER, 120, "The lamps stay off from supper on."),
        ("A letter to myself", _APART, 45, "Written now, opened in a year."),
        (
            "Which visits, and one evening free",
            _TOGETHER,
            45,
            "Choose whom to see, and keep one evening with nothing in it.",
        ),
        (
            "What we kept and what we let go",
            _TOGETHER,
            60,
            "Look back over the year together, the small things too.",
        ),
    ),
    Idea("Our day", "yearly", "", _TOGETHER, 240, "A day that means something to you two. Choose which."),
    Idea(
        "Our agreement, read again", "yearly", "", _TOGETHER, 30, "Is it still yours? Cross out, add, keep."
    ),
)
"""Every idea; its number, counted from 1, stays the same whatever is asked for."""


def first_month(season: str, hemisphere: str) -> int:
    """The month (1 to 12) in which a season begins; ValueError for another word."""
    if season not in SEASONS:
        raise ValueError(season)
    return next(month for month in (3, 6, 9, 12) if season_of(month, hemisphere)[0] == season)

"""When to say, in private, that more help is there: a sign-post, not a diagnosis.

Nothing of it may reach a note, a log, a report, JSON or an exit code; only the date it was
last shown is kept, so that it is shown at most once in `QUIET_DAYS`. Rule: docs/safety.md.
"""

import datetime
from collections.abc import Iterable, Sequence

from vaultkit.workbook.records import Journal, Moment
from vaultkit.workbook.trends import median

QUIET_DAYS = 7
LOOKS_BACK = 14
"""How many days the rule is about."""

_VERY_STRONG = 9
_LASTING_MEDIAN = 7
_LASTING_RATINGS = 6


def is_called_for(today: datetime.date, journals: Iterable[Journal], moments: Iterable[Moment]) -> bool:
    """Whether the last two weeks ask for a sign-post.

    Distress of 9 or more on two days within 7; a moment still at 9 or more afterwards within 7;
    a median of 7 or more over 14 days with at least 6 ratings; or one's own need_support within 7.
    """
    fortnight = [one for one in journals if 0 <= (today - one.date).days < LOOKS_BACK]
    week = [one for one in fortnight if (today - one.date).days < 7]
    hard = [one for one in moments if 0 <= (today - one.date).days < 7]
    ratings = [one.distress for one in fortnight if one.distress is not None]
    middle = median(ratings)
    return (
        len({one.date for one in week if (one.distress or 0) >= _VERY_STRONG}) >= 2
        or any((one.after or 0) >= _VERY_STRONG for one in hard)
        or (middle is not None and middle >= _LASTING_MEDIAN and len(ratings) >= _LASTING_RATINGS)
        or any(one.need_support for one in week)
        or any(one.need_support for one in hard)
    )


def may_show(today: datetime.date, last: datetime.date | None) -> bool:
    """Whether enough days lie between, also where a clock was set back since it was last shown."""
    return last is None or abs((today - last).days) >= QUIET_DAYS


def support_lines(people: Sequence[str]) -> list[str]:
    """What `support` says; `people` are the ones from one's own settings."""
    lines = [
        "You do not have to carry this alone, and nothing has to be decided tonight.",
        "",
        "- Leave the ladder where it is for now. Practice can wait.",
        '- Talk to someone you trust. One sentence is enough: "I am having a hard time, can you listen?"',
    ]
    lines += [f"- {person}" for person in people]
    return [
        *lines,
        "- A doctor, a counsellor or a therapist can help when it is strong or when it stays.",
        "- In danger, or thinking of ending your life: call your country's emergency number now.",
        "- Someone to talk to, by country: https://findahelpline.com and https://befrienders.org",
        "- If you are afraid of your partner, or feel controlled or watched: https://hotpeachpages.net",
        "  has help by country. A device that they cannot open is safer for looking at it.",
        "",
        "This workbook is for practice. It is not therapy.",
    ]

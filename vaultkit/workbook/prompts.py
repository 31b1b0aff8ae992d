"""A question for the week, for those who like one: light ones first, and none that digs."""

import datetime

from vaultkit.workbook.days import weeks_counted

PROMPTS = (
    "What small thing made you laugh this week?",
    "At which hour is it easiest to be near you, and which hour needs room?",
    "What did home sound like when you were ten?",
    "What helps when you are tired, and what looks like help but is not?",
    "What would you like to learn this year, just for yourself?",
    "When did you last feel that you two were on the same side?",
    "Which of your shared habits would you not want to be without?",
    "How do you like to be greeted after time apart?",
    "What do you wish that people asked you more often?",
    "Where would you like to have more of a say?",
    "Which worry can you carry alone just now, and which one would you like to carry together?",
    "What would you like to stay exactly as it is?",
)
"""They come round in this order, one a week."""


def prompt_for(day: datetime.date) -> str:
    """The question of the week that `day` is in."""
    return PROMPTS[weeks_counted(day) % len(PROMPTS)]

"""What `new` asks, in order, for each kind of note. Everything can be left blank."""

from collections.abc import Mapping
from typing import NamedTuple


class Question(NamedTuple):
    """One question. `field` is a property, or the heading of a section if it begins with `#`."""

    field: str
    words: str


ANCHORS = (
    "0 calm",
    "2 noticeable",
    "4 uncomfortable, can carry on",
    "6 hard to set aside",
    "8 hard to think of anything else",
    "10 the most I have known",
)
"""What the numbers of a rating mean, for anyone who asks."""

BEFORE_A_LADDER = (
    "Are you safe with this person, also when they are angry?",
    "Is the worry about something that has not happened, rather than something that did?",
    "Is there room for practice just now, with no fresh trauma and no thought of harming yourself?",
    "Where a step needs your partner, have they agreed to it?",
)
"""Asked in private before a ladder, yes or no. The answers are stored nowhere."""

EXIT_QUESTION = "Is this about something that did happen, and was not all right?"
"""Asked before a thought is looked at from other sides."""


class Habit(NamedTuple):
    """A habit of thinking: its name, a line about it, and the tag a note may carry for it."""

    name: str
    about: str

    @property
    def tag(self) -> str:
        """How it is written as a tag, which has no spaces."""
        return self.name.replace(" ", "-")


HABITS = (
    Habit("mind-reading", "I knew what someone else thought"),
    Habit("fortune-telling", "I knew how it would end"),
    Habit("all-or-nothing", "there was black, and there was white"),
    Habit("catastrophe", "the worst seemed certain"),
    Habit("taking the blame", "it all seemed to be about me"),
    Habit("rules", "I heard a rule that someone has to follow"),
    Habit("feelings as facts", "I felt it, so it seemed true"),
    Habit("filtering", "one thing hid all the others"),
)
"""Habits of thinking that a thought may be tagged with, if that helps; never a verdict."""


def _questions(*pairs: tuple[str, str]) -> tuple[Question, ...]:
    return tuple(Question(*pair) for pair in pairs)


QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    "journal": _questions(
        ("distress", "How strong was it today, 0 to 10 (? explains)"),
        ("connection", "How close did you two feel, 0 far to 10 close"),
        ("feeling", "One or two words for how you feel"),
        ("slept", "Slept well (yes or no)"),
        ("practised", "What did you practise (commas between)"),
        ("#What happened", "What happened, in a line"),
        ("#Where I felt it", "Where did you feel it"),
        ("gratitude", "Something you are glad of"),
        ("strength", "Something you managed"),
        ("affirmation", "A kind sentence for tomorrow"),
    ),
    "moment": _questions(
        ("before", "How strong is it, 0 to 10 (? explains)"),
        ("feeling", "A word for the feeling"),
        ("triggers", "What set it off (commas between)"),
        ("body", "Where in the body (commas between)"),
        ("thought", "The thought that came"),
        ("urge", "What did you want to do"),
        ("chose", "What did you do instead"),
        ("need", "What were you needing"),
        ("tools", "What did you use (commas between)"),
        ("minutes", "For how many minutes"),
        ("after", "And how strong is it now, 0 to 10"),
    ),
    "thought": _questions(
        ("#What happened", "What happened, as a camera would have seen it"),
        ("feeling", "A word for the feeling"),
        ("before", "How strong, 0 to 10 (? explains)"),
        ("#The thought", "The thought that came by itself"),
        ("belief_before", "How much do you believe it, 0 to 100 per cent"),
        ("#What fits", "What fits with it"),
        ("#What does not fit", "What does not fit with it"),
        ("#Other ways to see it", "How might a kind friend see it, or you in a month"),
        ("#A balanced thought", "A thought that has room for both"),
        ("belief_after", "How much do you believe that one, 0 to 100 per cent"),
        ("#A kind sentence", "A kind sentence to yourself"),
        ("after", "How strong is the feeling now, 0 to 10"),
        ("action", "One next thing: who does what"),
        ("action_when", "And when (a day, such as tomorrow, Friday or 2026-11-27)"),
    ),
    "ladder": _questions(
        ("title", "What shall this ladder be called"),
        ("goal", "What would you like to be able to do"),
    ),
    "exposure": _questions(
        ("ladder", "Which ladder"),
        ("step", "Which step (its number)"),
        ("planned", "How many minutes were planned"),
        ("actual", "How many minutes did it become"),
        ("before", "How strong before, 0 to 10 (? explains)"),
        ("peak", "And at its strongest"),
        ("after", "And at the end"),
        ("feared", "What did you expect, in words one could check"),
        ("believed", "How sure were you, 0 to 100 per cent"),
        ("came_true", "Did it come true (no, partly, yes, unknown)"),
        ("believed_after", "How sure would you be next time, 0 to 100 per cent"),
        ("learned", "What surprised you"),
        ("tools", "What did you use (commas between)"),
        ("varied", "What was different from last time"),
        ("reassurance", "How often did you ask again or check"),
        ("ended_early", "Was it shorter this time than planned (yes or no)"),
    ),
    "tool": _questions(
        ("title", "What shall it be called"),
        ("minutes", "How many minutes does it take"),
        ("when", "When does it suit you (morning, evening, your own word)"),
        ("days", "On which days (commas between)"),
        ("fits", "What is it for (calm, move, make, connect; commas between)"),
    ),
    "plan": _questions(
        ("trigger", "What sets it off, in a word or two (such as late reply)"),
        ("then", "When it happens again, what will you do"),
    ),
    "request": _questions(
        ("feel", "I feel …"),
        ("when", "when …"),
        ("because", "because …"),
        ("would_like", "I would like …"),
    ),
    "contribution": _questions(
        ("#Thank you", "Something the other did that you noticed"),
        ("#For our check-in", "A topic you would like to bring"),
        ("#A wish", "A wish, such as: I feel … when …, because …. I would like …"),
        ("#Time on my own", "Time on your own that you plan, if you like to say so"),
        ("#Something that went well", "Something that went well for you"),
    ),
    "ritual": _questions(
        ("title", "What shall it be called"),
        ("cadence", "How often (weekly, monthly, seasonal, yearly)"),
        ("weekday", "On which day of the week, for a weekly one"),
        ("month", "In which month does it begin, 1 to 12, for a seasonal or yearly one"),
        ("balance", "Together or apart"),
        ("minutes", "For how many minutes"),
    ),
    "goal": _questions(
        ("title", "What shall it be called"),
        ("target", "How will you both know that you are there"),
        ("due", "By which day, such as 2026-12-31"),
    ),
}

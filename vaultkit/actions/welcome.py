"""What a new vault holds on its first day, in words."""

from typing import NamedTuple

CONFIG = """\
# vaultkit settings for this vault. Lines that start with # are not read: take the # away to use a setting.
id = "{id}"
me = "{me}"
{partner}
[day]
# Until this hour it is still yesterday.
rollover = "04:00"
# time_zone = "Europe/Berlin"

[folders]
{folder}# moment = "Moments"
# thought = "Thoughts"
# ladder = "Ladders"
# tool = "Toolkit"
# plan = "Plans"
# request = "Requests"
# progress = "Progress"
# Check-ins, Rituals, Goals and a folder for each of you lie in this one.
{shared}# templates = "Templates/vaultkit"

[journal]
# How pages are named below their folder, as Obsidian names daily notes; in which language; whether they are these notes
# ("daily") or notes of their own ("own"); and the template that yours begin with.
{journal}# complete = true would add what a page needs to a note that is there already; prompts = true puts a question on the first
# page of each week.

[support]
# People you can turn to. They stay on this machine.
# people = ["A friend, 0155 …"]

[measures]
# Your own numbers to look back on, by the name of the property.
# names = ["energy"]

[reading]
# Whether lines such as "distress:: 4" in your own notes count as properties, as they do for the Dataview plugin.
# inline_fields = true

[watch]
# What the watcher does on its own, see vaultkit watch --help.
# journal = true
# summary = true
# fill = true
"""

START_HERE = """\
# Start here

Welcome, {me}. This folder is yours: plain notes that any editor can open, with or without vaultkit.

**A small way to begin**
1. Two minutes: `vaultkit journal` makes a page for today. Two lines are plenty.
2. One tool: *4-6 breathing* waits on that page every evening and takes two minutes. There are three more in *Toolkit*.
   Under `days` each of them says when you plan it, such as `weekdays` or `Sunday`. Change them, and make your own:
   `vaultkit new tool`
3. One step, when you feel like it: a little time on your own to practise, as small as you please: `vaultkit ladder new`

Days may stay blank. Nothing counts them.

**The two of you.** Once a week, `vaultkit checkin` lays out a calm conversation of three quarters of an hour. It works for
one person as well. Your partner sees the folder *{shared}* and nothing else, and nothing goes there unless you put it there.

**What this is, and what it is not.** It is a workbook, not therapy. When things are too much, `vaultkit support` shows
where to turn. If you feel unsafe with your partner, or controlled, please leave the shared part alone; a device that no one
else can open may be wiser for your notes too.

You can change this page or throw it away.
"""


class StarterTool(NamedTuple):
    """A tool that a new vault begins with. `exercise` is the guided one it belongs to, or ""; `days` are its plan."""

    name: str
    exercise: str
    minutes: int
    when: str
    days: tuple[str, ...]
    fits: tuple[str, ...]
    how: str


STARTER_TOOLS = (
    StarterTool(
        "4-6 breathing",
        "breathing",
        2,
        "evening",
        ("daily",),
        ("calm",),
        "In while I count to four, out while I count to six, small and soft. Twelve rounds are about two minutes.",
    ),
    StarterTool(
        "Step outside",
        "outside",
        2,
        "any time",
        (),
        ("calm", "move"),
        "Out of the door, three breaths, find the sky. One sound that is near, one that is far. Back in after two minutes.",
    ),
    StarterTool(
        "Draw one object",
        "",
        10,
        "any time",
        (),
        ("make",),
        "A cup, a key, whatever lies here. I look at it more than at the paper.",
    ),
    StarterTool(
        "Text a friend",
        "",
        5,
        "any time",
        (),
        ("connect",),
        "About anything else: a song, a recipe, their cat.",
    ),
)
"""One for each thing a tool may be for, and one of them with a plan, so that the first page has something on it."""


def starter_notes(me: str) -> list[tuple[str, str]]:
    """The path and the text of each of the tools that the vault of `me` begins with."""
    from vaultkit.actions.making import put_under
    from vaultkit.notes.note import parse_note
    from vaultkit.render.environment import render
    from vaultkit.render.sources import template_source
    from vaultkit.workbook.kinds import KINDS

    source = template_source("tool", None)
    notes = []
    for tool in STARTER_TOOLS:
        text = render(source.text, source.name, {"date": "", "me": me, "title": tool.name})
        properties = {
            "exercise": tool.exercise or None,
            "minutes": tool.minutes,
            "when": tool.when,
            "days": list(tool.days),
            "fits": list(tool.fits),
        }
        text = parse_note(text).with_properties(**properties).text
        notes.append((f"{KINDS['tool'].folder}/{tool.name}.md", put_under(text, "How it goes", tool.how)))
    return notes

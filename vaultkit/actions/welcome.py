"""What a new vault holds on its first day, in words."""

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
# request = "Requests"
# progress = "Progress"
# Check-ins, Rituals, Goals and a folder for each of you lie in this one.
{shared}# templates = "Templates/vaultkit"

[journal]
# How pages are named below their folder, as Obsidian names daily notes; in which language; whether they are these notes
# ("daily") or notes of their own ("own"); and the template that yours begin with.
{journal}# complete = true would add what a page needs to a note that is there already.

[support]
# People you can turn to. They stay on this machine.
# people = ["A friend, 0155 …"]

[measures]
# Your own numbers to look back on, by the name of the property.
# names = ["energy"]

[reading]
# Whether lines such as "distress:: 4" in your own notes count as properties, as they do for the Dataview plugin.
# inline_fields = true
"""

START_HERE = """\
# Start here

Welcome, {me}. This folder is yours: plain notes that any editor can open, with or without vaultkit.

**A small way to begin**
1. Write two lines about today: `vaultkit journal`
2. Pick one thing that calms you, and note it: `vaultkit new tool`
3. Choose one small step you might like to practise: `vaultkit ladder new`

Days may stay blank. Nothing counts them.

**The two of you.** Once a week, `vaultkit checkin` lays out a calm conversation of three quarters of an hour. It works for
one person as well. Your partner sees the folder *{shared}* and nothing else, and nothing goes there unless you put it there.

**What this is, and what it is not.** It is a workbook, not therapy. When things are too much, `vaultkit support` shows
where to turn. If you feel unsafe with your partner, or controlled, please leave the shared part alone; a device that no one
else can open may be wiser for your notes too.

You can change this page or throw it away.
"""

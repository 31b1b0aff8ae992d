"""The way in for programs: one vault, with the verbs of the command line."""

import datetime
import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from vaultkit.vault.config import Config, load_config
from vaultkit.vault.discovery import find_vault

if TYPE_CHECKING:
    from vaultkit.actions.calendar import Calendars
    from vaultkit.actions.check import Checked
    from vaultkit.actions.checkin import Prepared
    from vaultkit.actions.exercises import Exercises
    from vaultkit.actions.journal import Made
    from vaultkit.actions.ladder import LadderView, Taken
    from vaultkit.actions.ladder_log import Logged
    from vaultkit.actions.leaving import Exported
    from vaultkit.actions.obsidian_plugin import Copied, Plugin, Removed
    from vaultkit.actions.own_files import OwnFile
    from vaultkit.actions.practised import Listed
    from vaultkit.actions.progress import Summary, WrittenSummary
    from vaultkit.actions.report import Report
    from vaultkit.actions.ritual_ideas import Offer
    from vaultkit.actions.rituals import Rituals
    from vaultkit.actions.share import Sharing
    from vaultkit.actions.soothe import Kept
    from vaultkit.actions.syncing import Synced
    from vaultkit.workbook.goals import Standing
    from vaultkit.workbook.periods import Period
    from vaultkit.workbook.together import Together
    from vaultkit.workbook.topics import Topic


class Vault:
    """One vault; `config` are its settings. What each method returns is described where it is made.

    A day that is left out is today: the vault's own, which begins at its rollover. A week is an ISO week such as
    `2026-W48`, and the one that today is in if left out; ValueError if there is no such week. With `dry_run` nothing
    is written, and what comes back says what would have been. Every method raises `vaultkit.UserError` for what a
    person can mend: a note or a template that can't be used, a value that is not of its form, a place that can't
    be written.
    """

    def __init__(self, config: Config) -> None:
        self.config = config

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None) -> Self:
        """The vault at `path`; without it, as the command line finds it: VAULTKIT_VAULT, else here or above.

        Raises UserError where there is none, and with every problem of its settings at once.
        """
        explicit = None if path is None else os.fspath(path)
        return cls(load_config(find_vault(Path.cwd(), explicit, os.environ)))

    def today(self) -> datetime.date:
        """The day it is in this vault."""
        from vaultkit.vault.clock import today

        return today(self.config)

    def journal(
        self, day: datetime.date | None = None, *, complete: bool | None = None, dry_run: bool = False
    ) -> "Made":
        """The journal note of a day, made from its template if it is not there yet."""
        from vaultkit.actions.journal import open_journal

        return open_journal(self.config, day or self.today(), complete=complete, dry_run=dry_run)

    def new(
        self,
        kind: str,
        given: Mapping[str, object] | None = None,
        *,
        title: str = "",
        day: datetime.date | None = None,
        time: str = "",
        dry_run: bool = False,
    ) -> "Made":
        """A new note of `kind`, one of `vaultkit.workbook.questions.QUESTIONS`; KeyError if there is none such.

        `given` are properties by name, and texts by the heading they go under (docs/note-formats.md). `title` is the
        name of a ladder, tool, ritual or goal, which need one. `time` is `HH:MM`, or now. No note that is there is
        overwritten: it gets a number, or UserError where a note is known by its name.
        """
        from vaultkit.actions.new import new_note
        from vaultkit.vault.clock import now

        day, time = day or self.today(), time or f"{now(self.config):%H:%M}"
        return new_note(self.config, kind, day, title=title, time=time, given=given, dry_run=dry_run)

    def moment(
        self,
        given: Mapping[str, object] | None = None,
        *,
        day: datetime.date | None = None,
        time: str = "",
        practised: bool = True,
        dry_run: bool = False,
    ) -> "Kept":
        """Note a moment down, as `new` does; with `practised` its `tools` are also listed on that day's journal page.

        `.problem` says what kept the page from that; the moment is written by then.
        """
        from vaultkit.actions.soothe import write_moment
        from vaultkit.vault.clock import now

        day, time = day or self.today(), time or f"{now(self.config):%H:%M}"
        return write_moment(self.config, day, time, given or {}, practised=practised, dry_run=dry_run)

    def practised(
        self, tools: Sequence[str], day: datetime.date | None = None, *, dry_run: bool = False
    ) -> "Listed":
        """List tools under `practised` on a day's journal page, which is made if it is not there; each once."""
        from vaultkit.actions.practised import add_practised

        return add_practised(self.config, day or self.today(), tools, dry_run=dry_run)

    def exercises(self) -> "Exercises":
        """The guided exercises, the vault's own among them, and what is wrong with those that can't be read."""
        from vaultkit.actions.exercises import all_exercises

        return all_exercises(self.config)

    def checkin(self, week: str | None = None, *, dry_run: bool = False) -> "Prepared":
        """The check-in note of a week, written or refreshed with its agenda; one that was closed stays as it is."""
        from vaultkit.actions.checkin import prepare_checkin

        return prepare_checkin(self.config, week or self._this_week(), dry_run=dry_run)

    def hold_checkin(
        self,
        week: str | None = None,
        *,
        talked: "Sequence[Topic]" = (),
        agreed: "Sequence[Topic]" = (),
        declined: "Sequence[Topic]" = (),
        dropped: "Sequence[Topic]" = (),
        dry_run: bool = False,
    ) -> "Prepared":
        """Close a check-in as held: which topics had their turn, and which wishes were answered, and how.

        All of them are among `checkin().topics`. One's own requests whose wish was answered get that answer as status.
        """
        from vaultkit.actions.checkin import hold_checkin

        week = week or self._this_week()
        return hold_checkin(
            self.config,
            week,
            talked=talked,
            agreed=agreed,
            declined=declined,
            dropped=dropped,
            dry_run=dry_run,
        )

    def skip_checkin(self, week: str | None = None, *, dry_run: bool = False) -> "Prepared":
        """Skip a check-in; what was brought waits for the next one."""
        from vaultkit.actions.checkin import skip_checkin

        return skip_checkin(self.config, week or self._this_week(), dry_run=dry_run)

    def progress(self, period: "Period | None" = None) -> "Summary":
        """What the notes of a period say so far; the last four weeks if left out (see `vaultkit.workbook.periods`)."""
        from vaultkit.actions.progress import summary
        from vaultkit.workbook.periods import recent

        day = self.today()
        return summary(self.config, period or recent(day), day)

    def progress_together(self, period: "Period | None" = None) -> "Together":
        """What the shared notes of a period say, and no private one; the last four weeks if left out."""
        from vaultkit.actions.progress import together_in
        from vaultkit.workbook.periods import recent

        day = self.today()
        return together_in(self.config, period or recent(day), day)

    def write_progress(self, found: "Summary", *, dry_run: bool = False) -> "WrittenSummary":
        """The summary as a note in the progress folder; what was added to that note stays."""
        from vaultkit.actions.progress import write_summary

        return write_summary(self.config, found, dry_run=dry_run)

    def report(
        self,
        period: "Period | None" = None,
        *,
        audience: str = "myself",
        with_words: bool = False,
        day: datetime.date | None = None,
        dry_run: bool = False,
    ) -> "Report":
        """A period as one HTML page in the progress folder; the last four weeks if left out.

        `audience` is `myself`, `professional` or `both`, the last from shared notes alone and `with_words` with what
        was agreed; ValueError for another.
        """
        from vaultkit.actions.report import report
        from vaultkit.workbook.periods import recent

        day = day or self.today()
        period = period or recent(day)
        return report(self.config, period, day, audience=audience, with_words=with_words, dry_run=dry_run)

    def print_checkin(self, week: str | None = None, *, dry_run: bool = False) -> "OwnFile":
        """The agenda of a week as one HTML page in the progress folder; its note is written or refreshed first."""
        from vaultkit.actions.checkin_page import print_checkin

        return print_checkin(self.config, self.checkin(week, dry_run=dry_run), dry_run=dry_run)

    def ladders(self, day: datetime.date | None = None, *, name: str = "") -> "list[LadderView]":
        """Where each ladder stands and what to try next, or the one of that `name` or number; UserError if there is none such."""
        from vaultkit.actions.ladder import ladders_on

        return ladders_on(self.config, day or self.today(), name)

    def log_practice(
        self,
        given: Mapping[str, object],
        day: datetime.date | None = None,
        *,
        name: str = "",
        another: bool = False,
        dry_run: bool = False,
    ) -> "Logged":
        """Note down a practice of the ladder of that `name`, or of the only active one: a plan, or how it went.

        `given` are an exposure's properties by name. How it went goes into the note of an open plan, if there is one and
        this is not `another`; nothing that stands there is replaced.
        """
        from vaultkit.actions.ladder_log import log_session

        today = self.today()
        return log_session(
            self.config, day or today, given, name=name, today=today, new=another, dry_run=dry_run
        )

    def take_step(
        self, name: str = "", day: datetime.date | None = None, *, dry_run: bool = False
    ) -> "Taken":
        """Move a ladder to its next step, or note it as done after the last; UserError where the advice is another."""
        from vaultkit.actions.ladder import one_ladder, take

        day = day or self.today()
        return take(self.config, one_ladder(self.config, day, name), day, dry_run=dry_run)

    def refresh_ladder(self, path: Path, day: datetime.date | None = None, *, add: bool = False) -> bool:
        """Write where a ladder stands into the generated part of its note; whether that changed it."""
        from vaultkit.actions.ladder import refresh_ladder_note

        return refresh_ladder_note(self.config, path, day or self.today(), add=add)

    def rituals(self, day: datetime.date | None = None) -> "Rituals":
        """Which rituals are due, which begin within three weeks, and how together and apart balance."""
        from vaultkit.actions.rituals import rituals_on

        return rituals_on(self.config, day or self.today())

    def keep_ritual(self, name: str, day: datetime.date | None = None, *, dry_run: bool = False) -> Path:
        """Note down that the ritual of that name was kept, and give its note; twice on one day is once.

        Raises UserError if there is none of that name.
        """
        from vaultkit.actions.rituals import keep_ritual

        return keep_ritual(self.config, name, day or self.today(), dry_run=dry_run)

    def take_back_ritual(self, name: str, day: datetime.date | None = None) -> Path:
        """Take back that the ritual of that name was kept on a day; the other days stay. UserError if it wasn't noted."""
        from vaultkit.actions.rituals import take_back_ritual

        return take_back_ritual(self.config, name, day or self.today())

    def ritual_ideas(self, season: str = "", day: datetime.date | None = None) -> "Offer":
        """Ideas for rituals: of one season, or of the one it is and for all the year."""
        from vaultkit.actions.ritual_ideas import ritual_ideas

        return ritual_ideas(self.config, day or self.today(), season)

    def take_idea(self, idea: str | int, day: datetime.date | None = None) -> "Made":
        """Make a ritual of the idea of that number or name; UserError if there is none, or that ritual is there."""
        from vaultkit.actions.ritual_ideas import take_idea

        return take_idea(self.config, str(idea), day or self.today())

    def goals(self, day: datetime.date | None = None) -> "list[Standing]":
        """Where each goal stands, those still on their way first."""
        from vaultkit.actions.goals import goals_on

        return goals_on(self.config, day or self.today())

    def move_goal(self, name: str, percent: int, day: datetime.date | None = None) -> Path:
        """Note down that a goal was `percent` (0 to 100) of the way, and give its note.

        Raises UserError if there is no goal of that name.
        """
        from vaultkit.actions.goals import move_goal

        return move_goal(self.config, name, percent, day or self.today())

    def reach_goal(self, name: str, day: datetime.date | None = None) -> Path:
        """Say that the goal of that name was reached, and give its note."""
        from vaultkit.actions.goals import reach_goal

        return reach_goal(self.config, name, day or self.today())

    def set_goal(self, name: str, status: str) -> Path:
        """Give a goal another status: `active`, `reached`, `paused` or `let go`."""
        from vaultkit.actions.goals import set_goal

        return set_goal(self.config, name, status)

    def calendar(
        self,
        day: datetime.date | None = None,
        *,
        ours: str | os.PathLike[str] | None = None,
        mine: str | os.PathLike[str] | None = None,
        names: bool = False,
        dry_run: bool = False,
    ) -> "Calendars":
        """Write the calendar of both at `ours` and one's own at `mine`; with neither, in the vault's `Calendar` folder.

        With `names` one's own entries show what they are. Raises UserError where another file stands, or one's own
        would lie in the shared folder.
        """
        from vaultkit.actions.calendar import write_calendars

        places = [None if path is None else Path(path).absolute() for path in (ours, mine)]
        day = day or self.today()
        return write_calendars(self.config, day, ours=places[0], mine=places[1], names=names, dry_run=dry_run)

    def share(
        self,
        day: datetime.date | None = None,
        *,
        agreed: Collection[str] = (),
        refused: Collection[str] = (),
        dry_run: bool = False,
    ) -> "Sharing":
        """Put the lines that were agreed to into one's own contribution, and take back what is not offered any more.

        `agreed` are ids from `Sharing.ask`. `Sharing.files` are the very texts that leave. Ids from `Sharing.strange` say
        of a line that came from elsewhere that it is one's own (`agreed`), or that it is to go (`refused`).
        """
        from vaultkit.actions.share import share

        return share(self.config, day or self.today(), agreed=agreed, refused=refused, dry_run=dry_run)

    def sync(self, day: datetime.date | None = None) -> "Synced":
        """Share what was agreed to, bring what the partner sent, join both and send. Being offline is no error."""
        from vaultkit.actions.syncing import sync

        return sync(self.config, day or self.today())

    def export(self, folder: str | os.PathLike[str]) -> "Exported":
        """Copy every note to a new or empty folder outside the vault, and what they say as one JSON file."""
        from vaultkit.actions.leaving import export

        return export(self.config, Path(folder))

    def obsidian_plugin(self) -> "Plugin":
        """How the plugin for Obsidian stands in this vault."""
        from vaultkit.actions.obsidian_plugin import plugin_status

        return plugin_status(self.config)

    def install_obsidian_plugin(self, *, dry_run: bool = False) -> "Copied":
        """Copy the plugin for Obsidian into this vault; a file that someone changed is put aside, not lost."""
        from vaultkit.actions.obsidian_plugin import install_plugin

        return install_plugin(self.config, dry_run=dry_run)

    def uninstall_obsidian_plugin(self, *, dry_run: bool = False) -> "Removed":
        """Take the plugin's own files out of this vault again; a file that someone changed stays."""
        from vaultkit.actions.obsidian_plugin import uninstall_plugin

        return uninstall_plugin(self.config, dry_run=dry_run)

    def check(self, day: datetime.date | None = None) -> "Checked":
        """Every problem of every note, by path and line. Nothing is changed."""
        from vaultkit.actions.check import check

        return check(self.config, day or self.today())

    def _this_week(self) -> str:
        from vaultkit.workbook.days import week_of

        return week_of(self.today())

"""One round of exchanging the shared folder: see, bring, join, send, write.

What was last on disk is a commit of its own, and the base of everything: a round that is killed at any moment goes on in
the next one, and never takes what it had not written yet for something that was deleted. What is not sent yet is one
commit on top of what was met last, so that what was shared and taken back before never leaves. Rules: docs/syncing.md.
"""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from vaultkit.errors import UserError
from vaultkit.sync.commits import Commits
from vaultkit.sync.differing import Differing, differences, with_differences
from vaultkit.sync.git import Repository
from vaultkit.sync.incoming import MOST_FILES
from vaultkit.sync.objects import BLOB, Object
from vaultkit.sync.snapshot import Seen, Snapshot, snapshot
from vaultkit.sync.transport import PUBLISHED, Outcome, Transport
from vaultkit.sync.tree_merge import MergedTree, Twice, merge_trees, united
from vaultkit.sync.writing_out import Log, Written, write_out
from vaultkit.vault.names import nfc

DISK = "refs/vaultkit/disk"
"""The commit whose files were last on disk."""

MET = "refs/vaultkit/met"
"""The last commit of the others that is taken in there."""

WRITING = "refs/vaultkit/writing"
"""The commit that is being written to disk just now, and what will be met once it is."""

MEETING = "refs/vaultkit/meeting"

TRIED = "refs/vaultkit/tried"
"""A commit of ours that was handed over, it is not known whether to the end."""

_DAY = 86_400
_TRIES = 10
_MANY = 3
_RACE = "the others sent theirs at the same moment, again and again"
_UNUSABLE = "what lies there cannot be used"


class Round(NamedTuple):
    """What a round did. `head` is the commit that is now on disk; `changed` are the paths it changed there.

    `offline` says why nothing could be brought or sent, "" if it could. `sent` says whether the others can have all of
    ours. `twice` is what stands twice after merging, and `told` are sentences about names and about what was left out.
    """

    head: str
    changed: tuple[str, ...]
    sent: bool
    offline: str
    twice: tuple[Twice, ...]
    told: tuple[str, ...]


class _Met(NamedTuple):
    """An exchange, before anything of it is on disk. `met` is what the others have for certain."""

    ours: str
    now: Snapshot
    head: str
    met: str
    outcome: Outcome
    offline: str


class Exchange:
    """The shared folder, its hidden repository, and a way to the other machines.

    Only one process at a time may work on these; whoever calls sees to that.
    """

    def __init__(
        self, folder: Path, state: Path, repository: Repository, transport: Transport, device: str
    ) -> None:
        self.folder = folder
        self.state = state
        self.repository = repository
        self.transport = transport
        self.device = f"{device}@device.invalid"
        self.commits = Commits(repository)
        self.differing = Differing(state / "differing.json")
        self.files = self.commits.files
        self.read = self.commits.read
        self.told: list[str] = []
        self._begun = False
        self.seen = Seen(state / "seen.json")

    def begin(self) -> None:
        """Begin to look for what the others sent, which `round` goes on with; other things can be done meanwhile."""
        self.repository.clear_locks()
        self.transport.begin()
        self._begun = True

    def round(self, today: float) -> Round:
        """Exchange once. `today` is a moment of the day that it is, in seconds since 1970: no other time travels.

        Raises UserError if the shared folder is not there, or all of it seems gone.
        """
        if not self.folder.is_dir():
            raise UserError(f"{self.folder}: the shared folder is not there, so nothing was synced")
        if not self._begun:
            self.repository.clear_locks()
        day = int(today // _DAY) * _DAY
        changed = list(self._finish_writing().changed)
        met, seen = self._send_ahead(day)
        for attempt in range(_TRIES if met is None else 0):
            self.commits.twice = []
            met = self._meet(day, seen)
            if met.outcome is not Outcome.REJECTED:
                break
            # Each waits for a time of its own, so that not all come again at once.
            seen = None
            time.sleep(os.urandom(1)[0] / 5000 * (attempt + 1))
        assert met
        changed += self._write(met).changed
        told = tuple(dict.fromkeys((*self.told, *self.commits.told, *met.now.left_out)))
        offline = met.offline or (_RACE if met.outcome is Outcome.REJECTED else "")
        sent = met.outcome is Outcome.SENT
        return Round(met.head, tuple(dict.fromkeys(changed)), sent, offline, tuple(self.commits.twice), told)

    def remember(self, today: float) -> None:
        """Put what is on disk now into the history, without exchanging anything."""
        self.repository.clear_locks()
        self._finish_writing()
        self._ours((), int(today // _DAY) * _DAY, online=False)

    def _send_ahead(self, day: int) -> tuple[_Met | None, tuple[str, Snapshot] | None]:
        """Send what is new here before looking at what the others sent: where there is nothing of theirs, all is done.

        A branch that moved rejects it, and then all is done in order. Else gives what is on disk, if nothing is new.
        """
        known = self.transport.known()
        if not self.transport.one_head or not known:
            return None, None
        ours, now = self._ours(known, day, online=True)
        if not ours or self._is_sent(ours, known):
            return None, (ours, now)
        ahead = all(self.repository.is_ancestor(head, ours) for head in known)
        if not ahead or self.transport.send(ours) is not Outcome.SENT:
            return None, None
        if self._begun:
            # What it brings is ours by now, or what ours is built on.
            self.transport.fetch()
            self._begun = False
        return _Met(ours, now, ours, ours, Outcome.SENT, ""), None

    def _meet(self, day: int, seen: tuple[str, Snapshot] | None) -> _Met:
        """Bring, see what is on disk unless it was `seen`, join, and send."""
        fetched = self.transport.fetch()
        self._begun = False
        self.told += fetched.trouble
        self.files(self._disk())
        heads = self.commits.usable(fetched.heads)
        # A branch that cannot be read cannot be built on either.
        lost = self.transport.one_head and len(heads) < len(fetched.heads)
        offline = fetched.offline or (_UNUSABLE if lost else "")
        ours, now = seen or self._ours(heads, day, online=not offline)
        theirs = self.commits.joined(heads)
        if theirs and self.files(theirs) == self.files(ours) and self._adds_nothing(ours, theirs, heads):
            head = theirs
        else:
            head = self.commits.joined((ours, *heads))
        outcome = Outcome.OFFLINE
        if not offline:
            nothing = not head or (head == theirs and self.transport.one_head)
            outcome = Outcome.SENT if nothing else self.transport.send(head)
            if outcome is Outcome.OFFLINE:
                offline = self.transport.trouble
        return _Met(ours, now, head, head if outcome is Outcome.SENT else theirs, outcome, offline)

    def _adds_nothing(self, ours: str, theirs: str, heads: Sequence[str]) -> bool:
        """Whether ours, with the same files as theirs, can be dropped: not if it takes back what was sent before it."""
        if not ours or self._is_sent(ours, heads):
            return not ours
        return all(
            self.repository.is_ancestor(parent, theirs) for parent in self.repository.commit(ours).parents
        )

    def _ours(self, heads: Sequence[str], day: int, *, online: bool) -> tuple[str, Snapshot]:
        """The commit for what is on disk now, and what was seen there."""
        disk = self._disk()
        before = self.files(disk)
        was = with_differences(before, self.differing.of(disk))
        now = snapshot(self.folder, was, self.seen)
        self._check(was, now)
        # What could not be written last time counts as if it had been, but for what was written there since.
        new = dict(now.objects)

        def read(blob: str) -> bytes:
            return new[blob].data if blob in new else self.read(blob)

        def made(found: MergedTree) -> dict[str, str]:
            blobs = {path: Object(BLOB, data) for path, data in found.made.items()}
            new.update({blob.id: blob for blob in blobs.values()})
            return found.files | {path: blob.id for path, blob in blobs.items()}

        files = made(merge_trees(was, now.files, before, read))
        if files != before:
            alike = united(files, read)
            files = made(alike)
            self.told, self.commits.twice = [*self.told, *alike.names], [*self.commits.twice, *alike.twice]
        parent = self._parent(disk, heads)
        if (disk and files == before and parent in (disk, "")) or not (files or disk):
            self.repository.write(list(now.objects.values()))
            self.seen.keep(now.known)
            return disk, now
        parent = parent or self.repository.ref(MET)
        ours = self.commits.write(files, list(new.values()), [parent] if parent else [], self.device, day)
        refs = {DISK: ours, TRIED: ours} if online else {DISK: ours}
        self.repository.update_refs(refs, expected={DISK: disk})
        self.seen.keep(now.known)
        return ours, now

    def _disk(self) -> str:
        """The commit that stands for the disk; without one, nothing that was seen before is in the repository."""
        disk = self.repository.ref(DISK)
        if not disk:
            self.seen.known = {}
        if not self.commits.known:
            self.commits.known = {nfc(name): blob for name, (_, blob) in self.seen.known.items()}
        return disk

    def _check(self, was: dict[str, str], now: Snapshot) -> None:
        if len(was) >= _MANY and not now.files:
            raise UserError(
                f"{self.folder}: everything in it is gone, which may be a disk that is not there; nothing was synced. "
                "If you meant it, make a note in it and sync again"
            )
        if len(now.files) > MOST_FILES:
            raise UserError(
                f"{self.folder}: there are {len(now.files):,} files in it, expected at most {MOST_FILES:,}; "
                "move some of them out of it, and sync again"
            )

    def _parent(self, disk: str, heads: Sequence[str]) -> str:
        """What a new commit of ours builds on: the last one if it left this machine; "" for what was met last."""
        if not disk or self._is_sent(disk, heads):
            return disk
        tried = self.repository.ref(TRIED)
        arrived = tried not in ("", disk) and any(self.repository.is_ancestor(tried, head) for head in heads)
        return tried if arrived and not self.repository.is_ancestor(tried, disk) else ""

    def _is_sent(self, commit: str, heads: Sequence[str]) -> bool:
        """Whether the others have a commit of ours, as far as is known."""
        known = [self.repository.ref(MET), self.repository.ref(PUBLISHED), *heads, *self.transport.known()]
        return commit in known or any(
            self.repository.is_ancestor(commit, head) for head in dict.fromkeys(known) if head
        )

    def _write(self, met: _Met) -> Written:
        """Write the merged files to disk, so that it can be gone on with at any moment."""
        if not met.head:
            return Written(())
        after = self.files(met.head)
        if after == met.now.files:
            self._arrive(met.head, met.met)
            return Written(())
        self.differing.keep({met.ours: differences(self.files(met.ours), met.now.files)})
        log = Log(self.state / "writing.log")
        log.end()
        self.repository.update_refs({MEETING: met.met, WRITING: met.head})
        return self._write_out(met.ours, met.now.files, met.head, met.now.real, log)

    def _finish_writing(self) -> Written:
        """Go on with a write that was cut off."""
        head = self.repository.ref(WRITING)
        if not head:
            return Written(())
        disk = self._disk()
        if disk == head:
            # Nothing was left to do but to say so.
            self._arrive(head, self.repository.ref(MEETING))
            return Written(())
        was = with_differences(self.files(disk), self.differing.of(disk))
        real = snapshot(self.folder, was, self.seen).real
        return self._write_out(disk, was, head, real, Log(self.state / "writing.log"))

    def _write_out(
        self, ours: str, was: dict[str, str], head: str, real: dict[str, str], log: Log
    ) -> Written:
        done = write_out(self.folder, was, self.files(head), self.read, real, log)
        self.told += done.left
        stuck = {path: was.get(path) for path in done.stuck}
        self.differing.keep({ours: differences(self.files(ours), was), head: stuck})
        self._arrive(head, self.repository.ref(MEETING))
        self.differing.keep({head: stuck})
        log.end()
        return done

    def _arrive(self, head: str, met: str) -> None:
        """The disk is as `head` now. In this order: what was met is never ahead of what is on disk."""
        self.repository.update_refs({DISK: head, MET: met or self.repository.ref(MET), WRITING: ""})

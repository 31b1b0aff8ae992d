"""One round of exchanging the shared folder: see, bring, join, send, write.

What was last on disk is a commit of its own, and the base of everything: a round that is killed at any moment goes on in
the next one, and never takes what it had not written yet for something that was deleted. What is not sent yet is one
commit on top of what was met last, so that what was shared and taken back before never leaves. Rules: docs/syncing.md.
"""

import json
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from vaultkit.errors import UserError
from vaultkit.sync.git import GitError, Repository
from vaultkit.sync.incoming import LARGEST_IMAGE, TooMuch, checked_tree
from vaultkit.sync.objects import BLOB, Object, commit_object, folders_of
from vaultkit.sync.snapshot import Seen, Snapshot, snapshot
from vaultkit.sync.transport import PUBLISHED, Outcome, Transport
from vaultkit.sync.tree_merge import MergedTree, Twice, merge_trees
from vaultkit.sync.writing_out import Log, Written, write_out

DISK = "refs/vaultkit/disk"
"""The commit whose files were last on disk."""

MET = "refs/vaultkit/met"
"""The last commit of the others that is taken in there."""

WRITING = "refs/vaultkit/writing"
"""The commit that is being written to disk just now."""

MERGER = "merge@device.invalid"
_DAY = 86_400
_TRIES = 10
_MOST_BASES = 8
_MANY = 3


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


class Exchange:
    """The shared folder, its hidden repository, and a way to the other machines."""

    def __init__(
        self, folder: Path, state: Path, repository: Repository, transport: Transport, device: str
    ) -> None:
        self.folder = folder
        self.state = state
        self.repository = repository
        self.transport = transport
        self.device = f"{device}@device.invalid"
        self.seen = Seen(state / "seen.json")
        self.twice: list[Twice] = []
        self.told: list[str] = []
        self._files: dict[str, dict[str, str]] = {}

    def round(self, today: float) -> Round:
        """Exchange once. `today` is a moment of the day that it is, in seconds since 1970: no other time travels.

        Raises UserError if the shared folder is not there, or all of it seems gone.
        """
        if not self.folder.is_dir():
            raise UserError(f"{self.folder}: the shared folder is not there, so nothing was synced")
        day = int(today // _DAY) * _DAY
        changed = list(self._finish_writing().changed)
        for attempt in range(_TRIES):
            fetched = self.transport.fetch()
            self.told += fetched.trouble
            theirs = self._joined(self._good(fetched.heads), day)
            ours, now = self._ours(theirs, day)
            same = self.transport.one_head and ours and theirs and self.files(ours) == self.files(theirs)
            head = theirs if same else self._merged([one for one in (ours, theirs) if one], day)
            outcome = self._send(head, theirs, offline=bool(fetched.offline))
            if outcome is not Outcome.REJECTED:
                break
            time.sleep(random.uniform(0, 0.05) * (attempt + 1))
        met = head if outcome is Outcome.SENT else theirs
        if met:
            self.repository.update_ref(MET, met)
        if head and head != ours:
            changed += self._write(ours, head, now).changed
        elif head:
            self.repository.update_ref(DISK, head)
        offline = fetched.offline or ("the others could not be reached" if outcome is Outcome.OFFLINE else "")
        told = tuple(dict.fromkeys((*self.told, *now.left_out)))
        return Round(
            head, tuple(dict.fromkeys(changed)), outcome is Outcome.SENT, offline, tuple(self.twice), told
        )

    def remember(self, today: float) -> None:
        """Put what is on disk now into the history, without exchanging anything."""
        self._finish_writing()
        self._ours("", int(today // _DAY) * _DAY)

    def files(self, commit: str) -> dict[str, str]:
        """The files of one of our own commits, or one that was looked at."""
        if not commit:
            return {}
        if commit not in self._files:
            known = next(iter(self._files.values()), {})
            self._files[commit] = checked_tree(self.repository, commit, known).files
        return self._files[commit]

    def read(self, blob: str) -> bytes:
        """The bytes of a file."""
        return self.repository.read(blob, BLOB, LARGEST_IMAGE)

    def _good(self, heads: Sequence[str]) -> list[str]:
        """Those heads whose files can be used, each newest only."""
        good = []
        for head in sorted(set(heads)):
            try:
                known = self.files(self.repository.ref(DISK))
                found = checked_tree(self.repository, head, known)
            except (TooMuch, GitError) as error:
                self.told.append(f"What arrived was refused, and nothing of it is used: {error}.")
                continue
            self._files[head] = found.files
            self.told += found.left_out
            good.append(head)
        ancestor = self.repository.is_ancestor
        return [one for one in good if not any(one != other and ancestor(one, other) for other in good)]

    def _joined(self, heads: Sequence[str], day: int) -> str:
        """One commit that holds all of the others' heads; "" if there are none."""
        return self._merged(heads, day) if heads else ""

    def _ours(self, theirs: str, day: int) -> tuple[str, Snapshot]:
        """The commit for what is on disk now, and what was seen there."""
        disk = self.repository.ref(DISK)
        before = self.files(disk)
        now = snapshot(self.folder, before, self.seen)
        if len(before) >= _MANY and not now.files:
            raise UserError(
                f"{self.folder}: everything in it is gone, which may be a disk that is not there; nothing was synced. "
                "If you meant it, make a note in it and sync again"
            )
        files, objects = self._without_stuck(now, before)
        if disk and files == before:
            self.seen.keep(now.known)
            return disk, now
        if not files and not disk:
            return "", now
        is_sent = bool(disk) and (
            (bool(theirs) and self.repository.is_ancestor(disk, theirs))
            or disk == self.repository.ref(PUBLISHED)
        )
        parent = disk if is_sent else self.repository.ref(MET)
        ours = self._commit(files, objects, [parent] if parent else [], self.device, day)
        self.repository.update_ref(DISK, ours, disk)
        self.seen.keep(now.known)
        return ours, now

    def _without_stuck(self, now: Snapshot, before: Mapping[str, str]) -> tuple[dict[str, str], list[Object]]:
        """What is on disk, but for files that could not be written last time: these count as if they had been."""
        files, objects = dict(now.files), list(now.objects.values())
        for path, stuck in self._stuck().items():
            found, wanted = files.get(path), before.get(path)
            if found == wanted:
                continue
            if found == stuck:
                if wanted is None:
                    files.pop(path, None)
                else:
                    files[path] = wanted
            elif found and stuck and wanted:
                # Someone wrote in it since: that is what is new, and the rest stays to come.
                self.repository.write(objects)
                joined = merge_trees({path: stuck}, {path: found}, {path: wanted}, self.read)
                made = [Object(BLOB, data) for data in joined.made.values()]
                objects += made
                files |= joined.files | {name: one.id for name, one in zip(joined.made, made, strict=True)}
        return files, objects

    def _merged(self, heads: Sequence[str], day: int) -> str:
        """One commit that holds all of these; the same on every machine that merges the same."""
        heads = sorted(set(heads))
        if not heads:
            return ""
        result = heads[0]
        for other in heads[1:]:
            result = self._merge(result, other, day)
        return result

    def _merge(self, one: str, two: str, day: int, *, quietly: bool = False) -> str:
        if self.repository.is_ancestor(one, two):
            return two
        if self.repository.is_ancestor(two, one):
            return one
        files_one, files_two = self.files(one), self.files(two)
        if files_one == files_two and not self.transport.one_head:
            return min(one, two)
        base = self._base(one, two, day)
        merged: MergedTree = merge_trees(base, files_one, files_two, self.read)
        if not quietly:
            self.twice += merged.twice
            self.told += merged.names
        made = {path: Object(BLOB, data) for path, data in merged.made.items()}
        files = merged.files | {path: blob.id for path, blob in made.items()}
        when = max(self.repository.commit(one).time, self.repository.commit(two).time)
        return self._commit(files, list(made.values()), sorted((one, two)), MERGER, when)

    def _base(self, one: str, two: str, day: int) -> Mapping[str, str]:
        """The files that both came from: of several such commits, these merged by the same rules."""
        bases = self.repository.merge_bases(one, two)[:_MOST_BASES]
        if not bases:
            return {}
        result = bases[0]
        for other in bases[1:]:
            result = self._merge(result, other, day, quietly=True)
        return self.files(result)

    def _commit(
        self, files: dict[str, str], objects: list[Object], parents: list[str], author: str, when: int
    ) -> str:
        folders = folders_of(files)
        commit = commit_object(folders[-1].id, parents, author, when)
        self.repository.write([*objects, *folders, commit])
        self._files[commit.id] = files
        return commit.id

    def _send(self, head: str, theirs: str, *, offline: bool) -> Outcome:
        if not head or (head == theirs and self.transport.one_head):
            return Outcome.OFFLINE if offline else Outcome.SENT
        return Outcome.OFFLINE if offline else self.transport.send(head)

    def _write(self, ours: str, head: str, now: Snapshot) -> Written:
        """Write the merged files to disk, so that it can be gone on with at any moment."""
        self.repository.update_ref(WRITING, head)
        return self._write_out(now.files, self.files(head), now.real, head)

    def _finish_writing(self) -> Written:
        """Go on with a write that was cut off."""
        head = self.repository.ref(WRITING)
        if not head:
            return Written(())
        before = self.files(self.repository.ref(DISK))
        real = snapshot(self.folder, before, self.seen).real
        return self._write_out(before, self.files(head), real, head)

    def _write_out(
        self, before: Mapping[str, str], after: Mapping[str, str], real: Mapping[str, str], head: str
    ) -> Written:
        log = Log(self.state / "writing.log")
        done = write_out(self.folder, before, after, self.read, real, log)
        self.told += done.left
        stuck = {path: before.get(path) for path in done.stuck}
        new = self.state / "stuck.json.new"
        new.write_text(json.dumps(stuck), "utf-8")
        new.replace(self.state / "stuck.json")
        self.repository.update_ref(DISK, head)
        self.repository.update_ref(WRITING, "")
        log.end()
        return done

    def _stuck(self) -> dict[str, str | None]:
        """What is on disk where a write was refused, by path."""
        try:
            found = json.loads((self.state / "stuck.json").read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

"""Commits of the shared folder: the files of one, a new one, and several joined to one.

Joining the same commits gives the same commit on every machine, to the last bit, so that two machines that join the
same two heads have nothing left to join.
"""

from collections.abc import Iterable, Mapping, Sequence

from vaultkit.sync.git import GitError, Repository
from vaultkit.sync.incoming import LARGEST_IMAGE, TooMuch, checked_tree
from vaultkit.sync.objects import BLOB, Object, commit_object, folders_of
from vaultkit.sync.tree_merge import Twice, merge_trees

MERGER = "merge@device.invalid"
_MOST_BASES = 8


class Commits:
    """The commits of a repository. `twice` and `told` gather what is to be said of those that were joined."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.twice: list[Twice] = []
        self.told: list[str] = []
        self.known: dict[str, str] = {}
        """Files that need no second look: these were on disk here."""
        self._files: dict[str, dict[str, str]] = {}

    def files(self, commit: str) -> dict[str, str]:
        """The files of a commit as ids by path; none of "". Raises TooMuch and GitError."""
        if not commit:
            return {}
        if commit not in self._files:
            known = next(reversed(self._files.values()), self.known)
            found = checked_tree(self.repository, commit, known)
            self._files[commit] = found.files
            self.told += found.left_out
        return self._files[commit]

    def read(self, blob: str) -> bytes:
        """The bytes of a file."""
        return self.repository.read(blob, BLOB, LARGEST_IMAGE)

    def usable(self, heads: Iterable[str]) -> list[str]:
        """Those of the heads whose files can be used; of the others it is told."""
        usable = []
        for head in sorted(set(heads)):
            try:
                self.files(head)
            except (TooMuch, GitError) as error:
                self.told.append(f"What arrived was refused, and nothing of it is used: {error}.")
            else:
                usable.append(head)
        return usable

    def write(
        self, files: dict[str, str], objects: Sequence[Object], parents: Sequence[str], author: str, time: int
    ) -> str:
        """A new commit of these files, of which `objects` are new; its id."""
        folders = folders_of(files)
        commit = commit_object(folders[-1].id, parents, author, time)
        self.repository.write([*objects, *folders, commit])
        self._files[commit.id] = files
        return commit.id

    def joined(self, heads: Iterable[str]) -> str:
        """One commit that holds all of these; "" of none."""
        unlike = sorted({head for head in heads if head})
        ancestor = self.repository.is_ancestor
        newest = [one for one in unlike if not any(one != other and ancestor(one, other) for other in unlike)]
        return self._folded(newest)

    def _folded(self, heads: Sequence[str], *, quietly: bool = False) -> str:
        result = heads[0] if heads else ""
        for other in heads[1:]:
            result = self._join(result, other, quietly=quietly)
        return result

    def _join(self, one: str, two: str, *, quietly: bool) -> str:
        """One commit on top of two, neither of which holds the other."""
        one, two = sorted((one, two))
        files_one, files_two = self.files(one), self.files(two)
        when = max(self.repository.commit(one).time, self.repository.commit(two).time)
        if files_one == files_two:
            return self.write(files_one, [], (one, two), MERGER, when)
        merged = merge_trees(self._base(one, two), files_one, files_two, self.read)
        if not quietly:
            self.twice += merged.twice
            self.told += merged.names
        made = {path: Object(BLOB, data) for path, data in merged.made.items()}
        files = merged.files | {path: blob.id for path, blob in made.items()}
        return self.write(files, list(made.values()), (one, two), MERGER, when)

    def _base(self, one: str, two: str) -> Mapping[str, str]:
        """The files that both came from: of several such commits, these joined by the same rules."""
        bases = self.repository.merge_bases(one, two)[:_MOST_BASES]
        return self.files(self._folded(bases, quietly=True))

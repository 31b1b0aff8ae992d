"""The way over a git server, by https or ssh, with the credentials that are set up for git on this machine."""

import re
from collections.abc import Callable

from vaultkit.errors import UserError
from vaultkit.sync.git import GitError, Repository
from vaultkit.sync.transport import Fetched, Outcome, Progress

ARRIVED = "refs/vaultkit/arrived"
_HEAD = "refs/heads/main"
_USER = r"(?:[!-,.0-?A-~][!-.0-?A-~]*@)?"
_URL = re.compile(
    rf"(?:https|ssh)://{_USER}[A-Za-z0-9_.\[][A-Za-z0-9_.:%\[\]-]*(?:/[!-~\u00a1-\u1fff\u2c00-\U0010ffff]*)?"
)
_LIKE_SHORT = re.compile(r"[^/\\]*@[^/\\]*:.*", re.DOTALL)
_SHORT = re.compile(
    r"[A-Za-z0-9_.][A-Za-z0-9_.-]*@[A-Za-z0-9_.][A-Za-z0-9_.-]*:(?![:/-])[^\s\x00-\x1f]+|[A-Za-z0-9_.][A-Za-z0-9_.-]*@[A-Za-z0-9_.][A-Za-z0-9_.-]*:/[^/\s][^\s]*"
)
# What git says where there is nothing wrong but the way: no network, no server, no key.
_EMPTY = re.compile(r"couldn't find remote ref")
_BEHIND = re.compile(
    r"^!.*\[rejected\]|^!.*\[remote rejected\] \((?:failed to update ref|cannot lock ref|incorrect old value|"
    r"reference already exists|fetch first|non-fast-forward)",
    re.MULTILINE,
)
_REFUSED = re.compile(r"^!.*\[remote rejected\] (.*)", re.MULTILINE)
_SECRET = re.compile(r"(?<=://)[^/\s]*@")


def is_url(remote: str) -> bool:
    """Whether this names a git server rather than a folder."""
    return "://" in remote or "::" in remote or bool(_LIKE_SHORT.fullmatch(remote))


def check_url(url: str) -> str:
    """The address, if it is one by https or ssh; UserError otherwise."""
    if _URL.fullmatch(url) or _SHORT.fullmatch(url):
        return url
    raise UserError(
        f"{without_secret(url)}: expected an address that begins with https:// or ssh://, "
        "such as https://example.org/ours.git, or a folder"
    )


def without_secret(text: str) -> str:
    """The text without what stands before an @ in an address, which may be a password."""
    return _SECRET.sub("", text)


class UrlTransport:
    """One branch on one server, which only ever moves forward."""

    one_head = True

    def __init__(self, repository: Repository, url: str, progress: Progress | None = None) -> None:
        self.repository = repository
        self.url = check_url(url)
        self.progress = progress
        self.trouble = ""
        self._fetching: Callable[[], bytes] | None = None

    def begin(self) -> None:
        """Begin to bring the branch."""
        if self.progress:
            self.progress("Looking for what is new …")
        self._fetching = self.repository.begin(
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-gc", "--no-recurse-submodules",
            "--refmap=", "--", self.url, f"+{_HEAD}:{ARRIVED}", mine=False,
        )  # fmt: skip

    def fetch(self) -> Fetched:
        """Bring the branch; a server that has none yet has no heads."""
        before = self.repository.ref(ARRIVED)
        if not self._fetching:
            self.begin()
        fetching, self._fetching = self._fetching, None
        assert fetching
        try:
            fetching()
        except GitError as error:
            if _EMPTY.search(str(error)):
                if before:
                    self.repository.update_ref(ARRIVED, "")
                return Fetched(())
            return Fetched((), without_secret(str(error)))
        head = self.repository.ref(ARRIVED)
        return Fetched((head,) if head else ())

    def known(self) -> tuple[str, ...]:
        """The branch as it was brought last."""
        head = self.repository.ref(ARRIVED)
        return (head,) if head else ()

    def send(self, commit: str) -> Outcome:
        """Move the branch to `commit`; rejected if it has moved meanwhile."""
        self.trouble = ""
        try:
            self.repository.run(
                "push", "--porcelain", "--no-verify", "--no-signed", "--", self.url, f"{commit}:{_HEAD}", mine=False
            )  # fmt: skip
        except GitError as error:
            if _BEHIND.search(error.told):
                return Outcome.REJECTED
            refused = _REFUSED.search(error.told)
            self.trouble = f"the server refused it {refused[1]}" if refused else without_secret(str(error))
            return Outcome.OFFLINE
        return Outcome.SENT

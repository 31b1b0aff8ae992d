"""What goes wrong, in words for the person who has to mend it."""

from typing import NamedTuple


class Problem(NamedTuple):
    """Something in one file that could not be read as meant.

    `line` counts from 1; 0 means the file as a whole.
    """

    line: int
    message: str

    def at(self, path: object) -> str:
        """`path:line: message`, or `path: message` for the file as a whole."""
        return f"{path}:{self.line}: {self.message}" if self.line else f"{path}: {self.message}"


class UserError(Exception):
    """Something the person can mend: each problem says what, where and what to do."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

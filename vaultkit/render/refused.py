"""The error of a template that cannot be used, before it is given the template's name."""


class Refused(Exception):
    """What a template may not do, and the line (from 1; 0 for the whole of it) where it tries to."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line

"""Lets python-frontmatter read and write properties the way Obsidian does."""

import re
from collections.abc import Mapping

from frontmatter.default_handlers import BaseHandler

from vaultkit.errors import UserError
from vaultkit.notes.front_matter import FrontMatter, find_front_matter
from vaultkit.notes.properties import read_between
from vaultkit.notes.scalars import Value
from vaultkit.notes.yaml_writer import entry


class NoteHandler(BaseHandler):
    """A handler for python-frontmatter: `frontmatter.loads(text, handler=NoteHandler())`.

    Values are those of `parse_note`. Properties with a problem raise UserError, since that library has no
    place to report one. Written properties keep their order; to keep every other byte too, use
    `Note.with_properties`.
    """

    FM_BOUNDARY = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """Whether the text begins with front matter."""
        return isinstance(find_front_matter(text), FrontMatter)

    def split(self, text: str) -> tuple[str, str]:
        """The lines between the fences, and the body. Raises ValueError if there is no front matter."""
        front = find_front_matter(text)
        if not isinstance(front, FrontMatter):
            raise ValueError("no front matter")
        return text[front.start : front.end], text[front.body :]

    def load(self, fm: str) -> dict[str, Value]:
        """The properties. Raises UserError if any of them cannot be read as meant."""
        properties, _, problems = read_between(fm)
        if problems:
            raise UserError(*(f"line {problem.line}: {problem.message}" for problem in problems))
        return properties

    def export(self, metadata: Mapping[str, object], **_: object) -> str:
        """The properties as YAML, in their order."""
        return "".join(entry(key, value) for key, value in metadata.items()).rstrip("\n")

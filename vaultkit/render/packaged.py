"""The packaged templates of charts and pages: what lies in a vault can't shape them, and every value is escaped."""

from functools import cache
from typing import TYPE_CHECKING

from vaultkit.data import packaged

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def packaged_templates(folder: str) -> "Environment":
    """The templates in that folder of the packaged ones."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(packaged("templates") / folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

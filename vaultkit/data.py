"""Finding the files that travel with the program: templates and the example vault."""

from pathlib import Path

_HERE = Path(__file__).parent


def packaged(name: str) -> Path:
    """The folder `name` that came with this installation.

    An installed program carries it inside the package, a checkout beside it.
    """
    inside = _HERE / "_data" / name
    return inside if inside.is_dir() else _HERE.parent / name

"""Runs one guided session with a clock of the test's own: as many seconds a picture as the first argument says.

With 0 the clock stands still, and keys alone lead on. The others are the vault and the arguments of the command.
"""

import sys
from datetime import date
from itertools import count

from vaultkit.actions.exercises import chosen_way, exercise_called
from vaultkit.cli.soothing_run import Manner, guide
from vaultkit.cli.talking import Clock
from vaultkit.vault.config import load_config


def main(step: str, root: str, *arguments: str) -> None:
    """Guide through the exercise that is named, or a suggested one."""
    from pathlib import Path

    import typer

    config = load_config(Path(root))
    flags = {one for one in arguments if one.startswith("--")}
    name = next((one for one in arguments if not one.startswith("--")), "")
    exercise = exercise_called(config, name) if name else None
    manner = Manner("--plain" in flags, "--still" in flags, "--no-questions" not in flags)
    seconds = count(0, float(step))
    # Where the clock stands, the next key is waited for; else nothing is.
    clock = Clock(lambda: float(next(seconds)), 0.0 if float(step) else 0.02)
    try:
        guide(config, date(2026, 11, 24), exercise, chosen_way, manner, clock)
    except typer.Exit as left:
        sys.exit(left.exit_code)


if __name__ == "__main__":
    main(*sys.argv[1:])

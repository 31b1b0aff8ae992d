"""The watcher as a process of its own, with short waits: python quick_watcher.py VAULT DAY [--polling]"""

import sys
from datetime import date
from pathlib import Path

from vaultkit.vault.config import load_config
from vaultkit.watch import run
from vaultkit.watch.pace import Pace
from vaultkit.watch.telling import Event, in_words

PACE = Pace(
    settle=0.2, fill=0.6, quiet=0.5, send=0.4, unreadable=0.5, wake=1, rescan=60, offline_first=1, regular=1.5
)


def tell(event: Event) -> None:
    print(in_words(event), flush=True)


if __name__ == "__main__":
    run(
        load_config(Path(sys.argv[1])),
        day=date.fromisoformat(sys.argv[2]),
        pace=PACE,
        tell=tell,
        polling="--polling" in sys.argv,
    )

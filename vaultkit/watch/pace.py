"""How patient the watcher is: every wait it makes, in one place."""

from typing import NamedTuple


class Pace(NamedTuple):
    """Seconds.

    A changed note counts once it was quiet for `settle`, or has been written without a pause for `longest`. An empty one
    is filled once it was quiet for `fill`: longer than Obsidian takes to save the first words. A note that someone else
    changed is not rewritten before it was quiet for `quiet`. Every `rescan` all notes are looked at. A change in the
    shared folder is sent after `send`; when offline, the waits grow from `offline_first` to `offline_most`. What failed is
    tried again after `retry`, later each time. A note that cannot be read is told of once it was left alone for `unreadable`.
    At least every `wake` the clock is looked at. `regular` stands in for the setting `sync_seconds`.
    """

    settle: float = 0.5
    longest: float = 10.0
    fill: float = 2.5
    quiet: float = 5.0
    rescan: float = 900.0
    send: float = 5.0
    offline_first: float = 30.0
    offline_most: float = 3600.0
    retry: float = 60.0
    retry_most: float = 3600.0
    unreadable: float = 10.0
    wake: float = 30.0
    regular: float | None = None

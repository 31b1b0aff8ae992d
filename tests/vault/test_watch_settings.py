from pathlib import Path

import pytest

from vaultkit.errors import UserError
from vaultkit.vault.config import config_from
from vaultkit.vault.watch_settings import WatchSettings

BASE = 'id = "0123456789abcdef"\nme = "Mara"\n'


def test_what_the_watcher_does_can_be_set() -> None:
    text = "[checkin]\nprepare_days = 0\n[watch]\njournal = false\nsummary = false\nfill = false\nnotify = true\npoll_seconds = 60\nsync_seconds = 3600\n"
    config = config_from(Path("/v"), BASE + text)
    assert config.watch == WatchSettings(0, False, False, False, True, 60, 3600)
    assert config_from(Path("/v"), BASE).watch == WatchSettings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[checkin]\nprepare_days = 7",
            "config.toml:4: checkin.prepare_days: found 7, expected a whole number from 0 to 6",
        ),
        (
            "[watch]\npoll_seconds = true",
            "watch.poll_seconds: found True, expected a whole number from 1 to 3600",
        ),
        ("[watch]\nsync_seconds = 1", "expected a whole number from 5 to 86400"),
        ("[watch]\nfill = 1", "watch.fill: found 1, expected true or false"),
        ("[watch]\npol_seconds = 1", "did you mean poll_seconds under [watch]?"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line(text: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        config_from(Path("/v"), f"{BASE}{text}\n")
    assert said in caught.value.problems[0]

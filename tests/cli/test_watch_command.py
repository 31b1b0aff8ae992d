import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_one_round_makes_todays_page_and_says_what_it_did(on: Run, vault: Path) -> None:
    done = on("watch", "--once", "--verbose")
    assert (done.code, done.err) == (0, "")
    assert "Made today's page. Journal/2026-11-24.md" in done.out
    assert (vault / "Progress/Progress last four weeks.md").is_file()
    again = on("watch", "--once")
    assert (again.code, again.out, again.err) == (0, "", "")


def test_each_event_is_a_line_of_json(on: Run) -> None:
    events = [json.loads(line) for line in on("watch", "--once", "--json").out.splitlines()]
    assert "page" in {event["event"] for event in events}
    assert all(event["time"] for event in events)


def test_what_needs_a_person_is_said_and_the_status_says_it_again(on: Run, vault: Path) -> None:
    assert on("watch", "status").out.startswith("This vault is not watched.")
    (vault / "Templates/vaultkit").mkdir(parents=True)
    (vault / "Templates/vaultkit/journal.md").write_text("{{ nothing }}")
    done = on("watch", "--once")
    assert done.code == 3
    assert "journal.md" in done.out
    status = on("watch", "status", "--json").json()
    assert status["running"] is False
    assert "journal.md" in status["problems"][0]["words"]


def test_the_service_shows_its_file_before_it_is_there(on: Run, environment: dict[str, str]) -> None:
    done = on("service", "install", "--dry-run")
    assert done.code == 0
    assert "watch" in done.out
    assert not done.last.exists()
    assert on("service", "status", "--json").json()["installed"] is False
    assert on("service", "uninstall").code == 0
    assert on("service", "logs").out == "Nothing yet.\n"

"""What every test may use: whole expected files, and properties that always finish."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How fast examples are found says nothing of what is promised, and differs from run to run.
settings.register_profile(
    "vaultkit",
    deadline=None,
    max_examples=60,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
settings.load_profile("vaultkit")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the expected files under tests/cases again")


@pytest.fixture
def matches_file(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """Compare a whole text, byte for byte, with the file of that name under tests/cases."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "cases" / name
        if pytestconfig.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return compare

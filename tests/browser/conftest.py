"""A real browser without a window, and a copy of the example vault with its pages made."""

import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "example-vault"
sys.path.append(str(Path(__file__).parents[1] / "render"))
NODE_MODULES = Path(os.environ.get("VAULTKIT_NODE_MODULES") or Path(__file__).parent.parent / "node_modules")
DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def browser():
    """Chromium or Chrome where it and playwright are installed; else the tests are skipped."""
    playwright = pytest.importorskip("playwright.sync_api")
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def axe():
    """The checks of axe-core, as a script."""
    script = NODE_MODULES / "axe-core/axe.min.js"
    if not script.is_file():
        pytest.skip("axe-core is not installed")
    return script.read_text("utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Every page of the example vault by its name, one of which a stranger has written into."""
    from vaultkit import Vault
    from vaultkit.workbook.periods import season

    root = tmp_path_factory.mktemp("pages") / "Our vault"
    shutil.copytree(EXAMPLE, root, copy_function=shutil.copyfile)
    vault = Vault.open(root)
    period = season(DAY, "north")
    found = {
        audience: vault.report(period, audience=audience, with_words=True, day=DAY).file.path
        for audience in ("myself", "professional", "both")
    }
    found["agenda"] = vault.print_checkin("2026-W48").path
    held = root / "Shared/Check-ins/2026-W46.md"
    held.write_text(held.read_text("utf-8").replace("### 1. Arrive", f"{HOSTILE}\n\n### 1. Arrive"), "utf-8")
    found["hostile agenda"] = vault.print_checkin("2026-W46").path
    for at in range(3):
        note = (
            f"---\ntype: moment\ndate: 2026-11-{21 + at}\ntriggers: ['{HOSTILE_WORDS}']\nbefore: 8\nafter: 3\n"
            f"tools: ['{HOSTILE_WORDS}']\nfeeling: '{HOSTILE_WORDS}'\ntags: [vaultkit/moment]\n---\n"
        )
        (root / f"Moments/2026-11-{21 + at} 0100 moment.md").write_text(note, "utf-8")
    found["hostile report"] = vault.report(audience="professional", day=DAY).file.path
    vault.write_progress(vault.progress(period))
    found["chart"] = next(root.glob("Progress/charts/*distress.svg"))
    return found


HOSTILE = (
    "<script>alert(1)</script> <img src=https://example.invalid/a.png onerror=alert(1)> "
    "![x](https://example.invalid/b.png) [press](javascript:alert(1)) [press](obsidian://open) "
    "<style>@import url(https://example.invalid/c.css)</style> <meta http-equiv=refresh content=0;url=https://example.invalid>"
)
HOSTILE_WORDS = '</text></svg><script>alert(1)</script><img src=https://example.invalid/a.png onerror=alert(1)>" onload=alert(1) '

"""`soothe` under tmux: nothing of a session stays in a pane or in what can be scrolled back to."""

import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

if shutil.which("tmux") is None or sys.platform == "win32":
    pytest.skip("tmux is not installed", allow_module_level=True)

DRIVER = Path(__file__).with_name("soothe_driver.py")
PATIENCE = 20.0


class Pane:
    """A tmux server of its own with one pane, in which a shell runs."""

    def __init__(self, socket, environment, settings=""):
        self.command = ["tmux", "-S", str(socket), "-f", "/dev/null"]
        self.environment = {**environment, "TERM": "xterm-256color", "PS1": "$ ", "LC_ALL": "C.UTF-8"}
        self.run("new-session", "-d", "-x", "80", "-y", "24", "env PS1='$ ' sh")
        if settings:
            self.run("set-option", "-g", *settings.split())

    def run(self, *arguments):
        done = subprocess.run(
            [*self.command, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
        return done.stdout

    def type(self, *keys):
        self.run("send-keys", *keys)

    def text(self, *, back=False):
        """The pane, and with `back` all that it can be scrolled back to."""
        return self.run("capture-pane", "-p", *(["-S", "-"] if back else []))

    def until(self, what):
        end = time.monotonic() + PATIENCE
        while what not in self.text():
            assert time.monotonic() < end, self.text()
            time.sleep(0.01)

    def close(self):
        subprocess.run([*self.command, "kill-server"], capture_output=True, check=False)


@pytest.fixture(params=["", "alternate-screen off"], ids=["as it comes", "without another screen"])
def pane(request, environment, tmp_path_factory):
    # The name of a socket may not be long.
    folder = tmp_path_factory.mktemp("t")
    opened = Pane(folder / "s", environment, request.param)
    yield opened
    opened.close()


@pytest.mark.parametrize("key", ["q", "Escape"])
def test_nothing_of_a_session_can_be_seen_or_scrolled_back_to(pane, vault, key):
    pane.run(
        "send-keys",
        "-l",
        f"echo before; clear 2>/dev/null; {shlex.join([sys.executable, str(DRIVER), '0', str(vault), 'breathing'])}; echo it is over",
    )
    pane.type("Enter")
    pane.until("How strong is it")
    pane.type("8", "Enter")
    pane.until("A word for the feeling")
    pane.type("l", "o", "n", "e", "l", "y", "Enter")
    pane.until("What set it off")
    pane.type(key)
    pane.until("it is over\n")
    everything = pane.text(back=True)
    for word in ("How strong", "lonely", "What set it off", "What you did then", "Enter goes on"):
        assert word not in everything
    assert pane.run("display-message", "-p", "#{alternate_on} #{cursor_flag}").split() == ["0", "1"]

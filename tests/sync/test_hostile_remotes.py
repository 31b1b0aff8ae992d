"""Places that are no place, folders that are repositories, and surroundings that would have git do other things."""

import os
import subprocess
from pathlib import Path

import pytest
from hostile_host import DAY, DEVICE, SSH, Host, Way, a_vault, everything_but_shared, git, said, shared_files

from vaultkit.actions.syncing import set_up, sync
from vaultkit.errors import UserError
from vaultkit.sync.transport_url import check_url, without_secret
from vaultkit.vault.config import Config

GOOD = {"Goals/A swim.md", "Our workbook.md"}


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    return a_vault(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    "url",
    [
        "ext::sh -c touch% /tmp/x",
        "file:///tmp/x",
        "git://example.org/x",
        "http://example.org/x",
        "ftp://example.org/x",
        "fd::17",
        "ssh://-oProxyCommand=touch/x",
        "ssh://mara@-oProxyCommand=touch/x",
        "ssh://-oProxyCommand=touch@example.org/x",
        "ssh://-mara@example.org/x",
        "-oProxyCommand=touch@example.org:x",
        "mara@-oProxyCommand=touch:x",
        "mara@example.org:-x",
        "https://",
        "https://-x/y",
        "https://example.org/a b",
        "https://example.org/a\nb",
        "ssh://example.org/\x1b[2J",
        "ssh://example.org\u202e/x",
        "HTTPS::x",
        "transport::https://example.org/x",
        "--upload-pack=touch x://y",
    ],
)
def test_an_address_that_could_act_is_refused_in_one_line(
    url: str, config: Config, monkeypatch, tmp_path: Path
):
    ran = tmp_path / "ran"
    (tmp_path / "ssh").write_text(f"#!/bin/sh\ntouch '{ran}'\n")
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError) as caught:
        set_up(config, url)
    (problem,) = caught.value.problems
    assert "https://" in str(problem)
    assert not ran.exists()
    assert [one for one in sorted(tmp_path.rglob("*")) if one not in before and "state" not in str(one)] == []


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/ours.git",
        "https://mara@example.org:8443/~x/ours.git",
        "ssh://mara@example.org/~/ours.git",
        "ssh://[::1]:22/ours",
        "mara@example.org:ours.git",
        "mara@example.org:/srv/ours.git",
    ],
)
def test_honest_addresses_are_taken(url: str):
    assert check_url(url) == url


def test_a_folder_that_is_named_like_an_option_is_only_a_folder(config: Config, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    set_up(config, "--upload-pack=touch ran")
    sync(config, DAY)
    assert not (tmp_path / "ran").exists()
    assert [one.suffix for one in (tmp_path / "--upload-pack=touch ran").iterdir()] == [".bundle"]


def test_no_password_of_an_address_is_ever_said():
    for url in (
        "https://mara:p@ss@example.org/x",
        "https://mara:secret@example.org/x",
        "https://a:b@c@d.org/x",
    ):
        assert without_secret(url) in ("https://example.org/x", "https://d.org/x")


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that leaves a trace when it is run."""
    made = tmp_path / "trap"
    made.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\nexit 0\n")
    made.chmod(0o755)
    return made


def sprung(tmp_path: Path) -> bool:
    return (tmp_path / "sprung").exists()


def test_a_folder_that_is_a_repository_is_not_used(config: Config, tmp_path: Path, trap: Path):
    place = tmp_path / "stick"
    git("init", "-q", "--bare", str(place))
    for hook in ("pre-receive", "post-receive", "post-update", "update", "reference-transaction"):
        (place / "hooks").mkdir(exist_ok=True)
        (place / "hooks" / hook).write_text(trap.read_text())
        (place / "hooks" / hook).chmod(0o755)
    with pytest.raises(UserError, match="ssh:// or https://"):
        set_up(config, str(place))
    assert not sprung(tmp_path)


def test_what_lies_in_a_folder_beside_the_bundles_is_never_run_or_followed(
    config: Config, tmp_path: Path, trap: Path
):
    place = tmp_path / "stick"
    (place / ".git/hooks").mkdir(parents=True)
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (place / ".git/config").write_text(
        f"[core]\n\tsshCommand = {trap}\n\tfsmonitor = {trap}\n\thooksPath = {place}/.git/hooks\n"
    )
    (place / ".git/objects/info").mkdir(parents=True)
    (place / ".git/objects/info/alternates").write_text(str(secret))
    (place / "hooks").mkdir()
    (place / "hooks/post-update").write_text(trap.read_text())
    (place / "hooks/post-update").chmod(0o755)
    (place / "config").write_text(f"[uploadpack]\n\tpackObjectsHook = {trap}\n")
    (place / ".gitattributes").write_text("* filter=trap merge=trap\n")
    set_up(config, str(place))
    (place / f"{DEVICE}-000001.bundle").symlink_to(secret)
    (place / f"{DEVICE}-000002.bundle").mkdir()
    os.mkfifo(place / f"{DEVICE}-000003.bundle")
    (place / f"{DEVICE}-000004.bundle").write_bytes(b"")
    (place / f"{DEVICE}-000005.bundle").write_bytes(b"# v2 git bundle\n")
    (place / f"{DEVICE}-000006.bundle").write_bytes(
        b"# v3 git bundle\n@filter=blob:none\n@object-format=sha1\n\n"
    )
    (place / f"{DEVICE}-000007.bundle").write_bytes(
        b"# v2 git bundle\n" + b"-" + b"1" * 40 + b"\n" + b"2" * 40 + b" refs/heads/main\n\n"
    )
    (place / f"{DEVICE}-000008.bundle").write_bytes(
        b"# v2 git bundle\n" + b"2" * 40 + b" --upload-pack=x\n\nPACK"
    )
    told = said(config)
    assert told
    assert all(line.isprintable() and len(line) < 300 for line in told)
    assert not sprung(tmp_path)
    assert secret.read_text() == "secret"
    assert shared_files(config) == GOOD


def test_links_that_lie_in_wait_in_a_folder_are_not_written_through(config: Config, tmp_path: Path):
    place = tmp_path / "stick"
    place.mkdir()
    secret = tmp_path / "secret"
    secret.write_text("secret")
    set_up(config, str(place))
    (state,) = (tmp_path / "state of Mara").rglob("settings.json")
    device = state.read_text().partition('"device": "')[2][:16]
    (place / f"{device}-000001.bundle").symlink_to(secret)
    (place / f".{device}-000002.bundle.{os.getpid()}").symlink_to(secret)
    said(config)
    said(config)
    assert secret.read_text() == "secret"
    assert any(one.is_file() and not one.is_symlink() for one in place.glob(f"{device}-*.bundle"))


def test_a_forged_last_number_does_not_keep_ours_from_the_other(config: Config, tmp_path: Path, monkeypatch):
    place = tmp_path / "stick"
    place.mkdir()
    set_up(config, str(place))
    sync(config, DAY)
    (mine,) = place.iterdir()
    forged = place / f"{mine.name[:16]}-999999.bundle"
    forged.write_bytes(mine.read_bytes())
    (config.root / "Shared/Goals/New.md").write_text("---\ntype: goal\n---\nnew\n")
    sync(config, DAY)
    forged.unlink()
    jonas = a_vault(tmp_path, monkeypatch, "Jonas")
    set_up(jonas, str(place), join=True)
    sync(jonas, DAY)
    assert "Goals/New.md" in shared_files(jonas)


def test_the_files_on_a_stick_do_not_tell_the_hour(config: Config, tmp_path: Path):
    place = tmp_path / "stick"
    place.mkdir()
    set_up(config, str(place))
    sync(config, DAY)
    assert [one.stat().st_mtime % 86_400 for one in place.iterdir()] == [0]


@pytest.mark.parametrize("name", ["ssh", "folder"])
def test_neither_environment_nor_settings_nor_attributes_change_what_is_exchanged(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trap: Path
):
    elsewhere = tmp_path / "elsewhere"
    git("init", "-q", str(elsewhere))
    attributes = tmp_path / "attributes"
    attributes.write_text(
        "*.md filter=trap merge=trap diff=trap text eol=crlf working-tree-encoding=UTF-16 ident\n"
    )
    (tmp_path / "hooks").mkdir()
    for hook in (
        "reference-transaction",
        "pre-push",
        "post-merge",
        "post-index-change",
        "pre-auto-gc",
        "post-rewrite",
    ):
        (tmp_path / "hooks" / hook).write_text(trap.read_text())
        (tmp_path / "hooks" / hook).chmod(0o755)
    (tmp_path / "home").mkdir(exist_ok=True)
    settings = tmp_path / "home/.gitconfig"
    (tmp_path / "excludes").write_text("*.md\n")
    settings.write_text(
        f"""[core]
\tautocrlf = true
\tsafecrlf = true
\teol = crlf
\texcludesFile = {tmp_path}/excludes
\tattributesFile = {attributes}
\thooksPath = {tmp_path}/hooks
\tfsmonitor = {trap}
\talternateRefsCommand = {trap}
\tpager = {trap}
\teditor = {trap}
[filter "trap"]
\tclean = {trap}
\tsmudge = {trap}
\trequired = true
[merge "trap"]
\tdriver = {trap}
[merge]
\trenames = false
[diff]
\texternal = {trap}
[commit]
\tgpgSign = true
[push]
\tgpgSign = if-asked
\trecurseSubmodules = on-demand
\tfollowTags = true
[gpg]
\tprogram = {trap}
[fetch]
\tfsckObjects = false
\tprune = true
\trecurseSubmodules = true
[transfer]
\tfsckObjects = false
[protocol "ext"]
\tallow = always
[protocol "file"]
\tallow = always
[init]
\ttemplateDir = {tmp_path}/hooks
\tdefaultObjectFormat = sha256
\tdefaultBranch = other
[i18n]
\tcommitEncoding = latin1
[user]
\tname = CANARY
\temail = CANARY@example.org
[gc]
\tauto = 1
"""
    )
    mara = a_vault(tmp_path, monkeypatch)
    for variable, value in {
        "GIT_DIR": str(elsewhere / ".git"),
        "GIT_WORK_TREE": str(elsewhere),
        "GIT_INDEX_FILE": str(elsewhere / "index"),
        "GIT_OBJECT_DIRECTORY": str(elsewhere / "objects"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(elsewhere / ".git/objects"),
        "GIT_NAMESPACE": "x",
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": str(trap),
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor={trap}'",
        "GIT_EXTERNAL_DIFF": str(trap),
        "GIT_EDITOR": str(trap),
        "GIT_PAGER": str(trap),
        "GIT_EXEC_PATH": str(tmp_path),
        "GIT_TEMPLATE_DIR": str(tmp_path / "hooks"),
        "GIT_PROXY_COMMAND": str(trap),
        "GIT_ALLOW_PROTOCOL": "ext:file",
        "GIT_AUTHOR_NAME": "CANARY",
        "GIT_AUTHOR_DATE": "2001-01-01T01:01:01",
        "GIT_COMMITTER_EMAIL": "CANARY@example.org",
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_TRACE": str(tmp_path / "trace"),
        "GIT_SHALLOW_FILE": str(trap),
        "GIT_REPLACE_REF_BASE": "refs/x",
        "GIT_ATTR_SOURCE": "HEAD",
    }.items():
        monkeypatch.setenv(variable, value)
    text = "---\r\ntype: goal\r\n---\r\n$Id$ over here\r\nand there\n"
    (mara.root / "Shared/Goals/Mixed.md").write_bytes(text.encode())
    way = Way(name, mara, Host(tmp_path))
    (tmp_path / "ssh").write_text(
        SSH.replace("exec sh", "unset GIT_DIR GIT_CONFIG_GLOBAL; export HOME=/nonexistent; exec sh")
    )
    way.begin()
    assert said(mara) == []
    jonas = a_vault(tmp_path, monkeypatch, "Jonas")
    place = tmp_path / ("ours.git" if name == "ssh" else "stick")
    set_up(jonas, f"ssh://host{place}" if name == "ssh" else str(place), join=True)
    (jonas.root / "Shared/Goals/Theirs.md").write_text("theirs\n")
    assert said(jonas) == []
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state of Mara"))
    assert said(mara) == []
    assert (jonas.root / "Shared/Goals/Mixed.md").read_bytes() == text.encode()
    assert shared_files(mara) == shared_files(jonas) == GOOD | {"Goals/Mixed.md", "Goals/Theirs.md"}
    assert not sprung(tmp_path)
    assert not (tmp_path / "trace").exists()
    assert b"CANARY" not in everything_sent(place)
    assert sorted(one.name for one in elsewhere.iterdir()) == [".git"]


def everything_sent(place: Path) -> bytes:
    """Every object that lies there, unpacked."""
    if (place / "HEAD").exists():
        folder = place
    else:
        folder = place.parent / "unpacked"
        git("init", "-q", "--bare", str(folder))
        for bundle in sorted(place.glob("*.bundle")):
            data = bundle.read_bytes()
            subprocess.run(
                ["git", "--git-dir", str(folder), "index-pack", "--stdin", "--fix-thin"],
                input=data[data.index(b"\n\n") + 2 :],
                check=True,
                capture_output=True,
                env={"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull},
            )
    ids = git("--git-dir", str(folder), "cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
    done = subprocess.run(
        ["git", "--git-dir", str(folder), "cat-file", "--batch"],
        input=ids.encode(),
        capture_output=True,
        check=True,
        env={"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull},
    )
    return done.stdout


def test_a_server_that_runs_wild_after_a_good_start_harms_nothing(
    config: Config, tmp_path: Path, monkeypatch
):
    place = tmp_path / "ours.git"
    git("init", "-q", "--bare", "-b", "main", str(place))
    set_up(config, f"ssh://host{place}")
    before = everything_but_shared(config)
    for reply in (
        "printf '0000'",
        "printf '000eversion 2\\n0000'",
        "printf 'ffff'; head -c 70000 /dev/zero",
        "printf '\\033]0;title\\007\\033[2J' >&2; exit 1",
        "printf '0032%s refs/heads/main\\n0000' 1111111111111111111111111111111111111111",
        "exit 255",
    ):
        (tmp_path / "ssh").write_text(f"#!/bin/sh\n{reply}\n")
        for line in said(config):
            assert line.isprintable()
            assert len(line) < 400
    assert everything_but_shared(config) == before
    assert shared_files(config) == GOOD


@pytest.mark.parametrize("inside", ["Shared/Goals", "Shared/Mara"])
def test_a_link_in_ones_own_shared_folder_is_neither_read_nor_written_through(
    config: Config, tmp_path: Path, inside: str
):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("CANARY\n")
    host = Host(tmp_path)
    way = Way("folder", config, host)
    way.begin()
    sync(config, DAY)
    link = config.root / inside
    if link.exists():
        (link / "A swim.md").unlink()
        link.rmdir()
    link.symlink_to(outside)
    way.offer(
        host.commit(
            host.files(
                {f"{inside.partition('/')[2]}/secret.md": "x\n", f"{inside.partition('/')[2]}/new.md": "x\n"}
            )
        )
    )
    assert said(config)
    assert {one.name: one.read_text() for one in outside.iterdir()} == {"secret.md": "CANARY\n"}
    said(config)
    sent = everything_sent(tmp_path / "stick")
    # What cannot be looked at does not count as deleted.
    assert sent.count(b"A swim.md") >= sent.count(b"Our workbook.md") - 1
    assert b"CANARY" not in sent


def test_a_server_that_cannot_be_reached_is_not_taken_for_a_hostile_one(config: Config, tmp_path: Path):
    place = tmp_path / "ours.git"
    git("init", "-q", "--bare", "-b", "main", str(place))
    set_up(config, f"ssh://host{place}")
    (tmp_path / "ssh").write_text("#!/bin/sh\necho 'ssh: Could not resolve hostname host' >&2; exit 255\n")
    (told,) = said(config)
    assert "harm" not in told
    assert "Could not resolve hostname" in told

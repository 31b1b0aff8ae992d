"""The ways between the machines: git by https and by ssh with a server that is really there, and a plain folder."""

import os
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from shared_worlds import SSH, World, without_network

from vaultkit.errors import UserError
from vaultkit.sync.git import Repository
from vaultkit.sync.objects import BLOB, Object, commit_object, folders_of
from vaultkit.sync.transport import Outcome
from vaultkit.sync.transport_folder import FolderTransport
from vaultkit.sync.transport_url import UrlTransport

pytestmark = pytest.mark.skipif(not without_network(), reason="needs git and fork")

ONE, TWO = "1" * 16, "2" * 16


def commit(repository: Repository, text: str, *parents: str) -> str:
    """A commit with one note."""
    blob = Object(BLOB, text.encode())
    folders = folders_of({"a.md": blob.id})
    made = commit_object(folders[-1].id, parents, "x@device.invalid", 0)
    repository.write([blob, *folders, made])
    return made.id


def text_of(repository: Repository, commit_id: str) -> str:
    (entry,) = repository.folder_of(repository.commit(commit_id).tree)
    return repository.read(entry.id, BLOB, 1000).decode()


@pytest.fixture
def repositories(tmp_path: Path) -> Iterator[tuple[Repository, Repository]]:
    with (
        Repository.open(tmp_path / "one" / "shared.git") as one,
        Repository.open(tmp_path / "two" / "shared.git") as two,
    ):
        yield one, two


class GitOverHttps(BaseHTTPRequestHandler):
    """git's own server side, `git http-backend`, as a web server runs it."""

    protocol_version = "HTTP/1.1"
    root = ""
    password = ""

    def do_GET(self) -> None:
        self.run(b"")

    def do_POST(self) -> None:
        if self.headers.get("Transfer-Encoding") == "chunked":
            data = b""
            while size := int(self.rfile.readline(), 16):
                data += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.run(data)

    def run(self, data: bytes) -> None:
        if self.password and not self.headers.get("Authorization"):
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="ours"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        path, _, query = self.path.partition("?")
        environ = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": self.root,
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(data)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "ours",
            "REMOTE_ADDR": "127.0.0.1",
        }
        told = subprocess.run(
            ["git", "http-backend"], input=data, capture_output=True, env=environ, check=False
        )
        head, _, body = told.stdout.partition(b"\r\n\r\n")
        lines = [line.partition(": ")[::2] for line in head.decode().split("\r\n")]
        status = next((value for name, value in lines if name == "Status"), "200 OK")
        self.send_response(int(status.split()[0]))
        for name, value in lines:
            if name and name != "Status":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def https(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty repository on a server with a certificate of its own."""
    pytest.importorskip("ssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
        ],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("needs openssl")
    place = tmp_path / "served" / "ours.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", place], check=True)
    subprocess.run(["git", "config", "http.receivepack", "true"], cwd=place, check=True)
    handler = type("Handler", (GitOverHttps,), {"root": str(place.parent)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("GIT_SSL_CAINFO", str(certificate))
    monkeypatch.setenv("HOME", str(tmp_path))
    try:
        yield f"https://localhost:{server.server_address[1]}/ours.git"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty repository that is reached as if by ssh."""
    script = tmp_path / "ssh"
    script.write_text(SSH)
    script.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(script))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    place = tmp_path / "ours.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", place], check=True)
    return f"ssh://host{place}"


def exchanged(repositories: tuple[Repository, Repository], url: str) -> None:
    one, two = repositories
    first, second = UrlTransport(one, url), UrlTransport(two, url)
    assert first.fetch().heads == ()
    assert first.fetch().offline == ""
    begun = commit(one, "one\n")
    assert first.send(begun) is Outcome.SENT
    assert second.fetch().heads == (begun,)
    assert text_of(two, begun) == "one\n"
    assert second.known() == (begun,)
    further = commit(two, "two\n", begun)
    assert second.send(further) is Outcome.SENT
    assert first.send(commit(one, "three\n", begun)) is Outcome.REJECTED
    assert first.fetch().heads == (further,)


def test_by_ssh_commits_go_and_come_and_one_that_is_behind_is_rejected(
    repositories: tuple[Repository, Repository], ssh: str
) -> None:
    exchanged(repositories, ssh)


def test_by_https_commits_go_and_come_and_one_that_is_behind_is_rejected(
    repositories: tuple[Repository, Repository], https: str
) -> None:
    exchanged(repositories, https)


def test_three_machines_meet_by_https(tmp_path: Path, https: str) -> None:
    world = World(tmp_path, https)
    world.remote = tmp_path / "served" / "ours.git"
    world.scaffold(0)
    for number in (0, 1, 2):
        world.sync(number)
        world.edit(number, 0, number, "in place")
    world.sync_killed(1, 9, "before")
    world.heal()
    assert world.broken_promises() == []


def test_a_certificate_that_no_one_vouches_for_is_refused(
    repositories: tuple[Repository, Repository], https: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GIT_SSL_CAINFO")
    fetched = UrlTransport(repositories[0], https).fetch()
    assert fetched.heads == ()
    assert "certificate" in fetched.offline


def test_a_server_that_is_not_there_is_offline_and_its_password_is_not_told(
    repositories: tuple[Repository, Repository],
) -> None:
    one, _ = repositories
    transport = UrlTransport(one, "https://mara:secret@localhost:9/ours.git")
    assert transport.fetch().offline
    assert transport.send(commit(one, "one\n")) is Outcome.OFFLINE
    assert "secret" not in transport.fetch().offline + transport.trouble


def test_own_settings_of_git_do_not_change_what_is_sent(
    repositories: tuple[Repository, Repository], ssh: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = tmp_path / "ran"
    hook = tmp_path / "hooks" / "pre-push"
    hook.parent.mkdir()
    hook.write_text(f"#!/bin/sh\ntouch {ran}\nexit 1\n")
    hook.chmod(0o755)
    (tmp_path / ".gitconfig").write_text(
        f"[core]\n\thooksPath = {hook.parent}\n\tautocrlf = true\n[push]\n\tfollowTags = true\n"
        "[fetch]\n\tprune = true\n\twriteCommitGraph = true\n[advice]\n\tpushUpdateRejected = false\n"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    exchanged(repositories, ssh)
    assert not ran.exists()


# A plain folder.


def folder_ways(
    repositories: tuple[Repository, Repository], tmp_path: Path
) -> tuple[FolderTransport, FolderTransport]:
    drive = tmp_path / "drive"
    drive.mkdir(exist_ok=True)
    return FolderTransport(repositories[0], drive, ONE), FolderTransport(repositories[1], drive, TWO)


def test_over_a_folder_each_adds_its_own_files_and_reads_the_others(
    repositories: tuple[Repository, Repository], tmp_path: Path
) -> None:
    one, two = repositories
    first, second = folder_ways(repositories, tmp_path)
    begun = commit(one, "one\n")
    assert first.fetch().heads == ()
    assert first.send(begun) is Outcome.SENT
    assert second.fetch().heads == (begun,)
    further = commit(two, "two\n", begun)
    assert second.send(further) is Outcome.SENT
    assert second.send(further) is Outcome.SENT
    assert first.fetch().heads == (further,)
    assert text_of(one, further) == "two\n"
    names = sorted(path.name for path in (tmp_path / "drive").iterdir())
    assert names == [f"{ONE}-000001.bundle", f"{TWO}-000001.bundle"]


def test_a_file_that_is_copied_by_half_is_read_once_it_is_whole(
    repositories: tuple[Repository, Repository], tmp_path: Path
) -> None:
    first, second = folder_ways(repositories, tmp_path)
    begun = commit(repositories[0], "one\n")
    first.send(begun)
    bundle = tmp_path / "drive" / f"{ONE}-000001.bundle"
    whole = bundle.read_bytes()
    for end in (0, 10, 60, len(whole) // 2, len(whole) - 1):
        bundle.write_bytes(whole[:end])
        fetched = second.fetch()
        assert fetched.heads == ()
        assert len(fetched.trouble) == 1
    bundle.write_bytes(whole)
    assert second.fetch() == ((begun,), "", ())


def test_files_that_arrive_in_another_order_are_waited_for(
    repositories: tuple[Repository, Repository], tmp_path: Path
) -> None:
    one, _ = repositories
    first, second = folder_ways(repositories, tmp_path)
    begun = commit(one, "one\n")
    first.send(begun)
    further = commit(one, "two\n", begun)
    first.send(further)
    bundle = tmp_path / "drive" / f"{ONE}-000001.bundle"
    late = bundle.rename(tmp_path / "late")
    assert second.fetch().heads == ()
    late.rename(bundle)
    assert second.fetch().heads == (further,)


def test_a_folder_that_lost_some_files_gets_all_again_under_a_new_number(
    repositories: tuple[Repository, Repository], tmp_path: Path
) -> None:
    one, _ = repositories
    first, second = folder_ways(repositories, tmp_path)
    begun = commit(one, "one\n")
    first.send(begun)
    (tmp_path / "drive" / f"{ONE}-000001.bundle").unlink()
    assert first.send(begun) is Outcome.SENT
    assert [path.name for path in (tmp_path / "drive").iterdir()] == [f"{ONE}-000002.bundle"]
    assert second.fetch().heads == (begun,)
    assert first.send(begun) is Outcome.SENT
    assert len(list((tmp_path / "drive").iterdir())) == 1


def test_a_folder_that_is_not_there_is_offline(
    repositories: tuple[Repository, Repository], tmp_path: Path
) -> None:
    transport = FolderTransport(repositories[0], tmp_path / "not there", ONE)
    assert transport.fetch().offline
    assert transport.send(commit(repositories[0], "one\n")) is Outcome.OFFLINE
    assert transport.trouble


def test_what_others_put_into_the_folder_is_passed_over(
    repositories: tuple[Repository, Repository], tmp_path: Path
) -> None:
    _, second = folder_ways(repositories, tmp_path)
    drive = tmp_path / "drive"
    (drive / "readme.txt").write_text("hello")
    (drive / f"{ONE}-1.bundle").write_text("hello")
    (drive / f"{ONE}-000001.bundle").symlink_to(drive / "readme.txt")
    fetched = second.fetch()
    assert fetched.heads == ()
    assert len(fetched.trouble) == 1


def test_an_address_that_could_act_is_refused(repositories: tuple[Repository, Repository]) -> None:
    for url in (
        "ext::sh -c true",
        "--upload-pack=x",
        "file:///tmp/x",
        "http://example.org/x",
        "-oProxyCommand=x",
    ):
        with pytest.raises(UserError):
            UrlTransport(repositories[0], url)

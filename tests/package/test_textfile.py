from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from generator.package import textfile
from generator.package.textfile import Fault


def rule(path: Path, folder: Path | None = None) -> str:
    found = textfile.read(path, folder or path.parent)
    assert isinstance(found, Fault)
    return found.rule


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Fault("empty-file")),
        (b" \r\n\t\n", Fault("empty-file")),
        ("caf\u00e9\n".encode("latin-1"), Fault("encoding", 1, r"\xe9")),
        ("a\nb\ncaf\u00e9\n".encode("cp1252"), Fault("encoding", 3, r"\xe9")),
        ("a,b\n".encode("utf-16"), Fault("encoding", 1, "UTF-16")),
        ("a,b\n".encode("utf-16-le"), Fault("encoding", 1, "UTF-16")),
        ("a,b\n".encode("utf-16-be"), Fault("encoding", 1, "UTF-16")),
        ("a,b\n".encode("utf-32"), Fault("encoding", 1, "UTF-16")),
        (b"a\nb\0c\n", Fault("nul-character", 2)),
        (b"\xed\xa0\x80", Fault("encoding", 1, r"\xed")),
    ],
)
def test_what_is_no_text(content: bytes, expected: Fault, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    assert textfile.read(path, tmp_path) == expected


@pytest.mark.parametrize("text", ["a\r\nb\r\n", "\ufeffa\n", "\u00e9\u0159\U0001f600"])
def test_text_comes_as_it_is(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode("utf-8"))
    assert textfile.read(path, tmp_path) == text


def test_what_is_no_file(tmp_path: Path) -> None:
    assert rule(tmp_path / "absent.csv") == "missing-file"
    (tmp_path / "file").touch()
    assert rule(tmp_path / "file" / "x.csv", tmp_path) == "missing-file"
    (tmp_path / "folder.csv").mkdir()
    assert rule(tmp_path / "folder.csv") == "not-a-file"
    os.mkfifo(tmp_path / "pipe.csv")
    assert rule(tmp_path / "pipe.csv") == "not-a-file"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket.csv"))
        assert rule(tmp_path / "socket.csv") == "not-a-file"


def test_links(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (tmp_path / "outside.csv").write_text("a\n", encoding="utf-8")
    (package / "inside.csv").write_text("b\n", encoding="utf-8")
    for name, target in {
        "good": "inside.csv",
        "out": "../outside.csv",
        "dangling": "nowhere.csv",
        "loop": "loop",
    }.items():
        (package / name).symlink_to(target)
    assert textfile.read(package / "good", package) == "b\n"
    assert rule(package / "out") == "outside-folder"
    assert rule(package / "dangling") == "missing-file"
    assert rule(package / "loop") == "unreadable-file"
    linked = tmp_path / "linked"
    linked.symlink_to(package)
    assert textfile.read(linked / "inside.csv", linked) == "b\n"


@pytest.mark.parametrize("name", ["a" * 300, "nul\0", "half\ud800"])
def test_impossible_names(name: str, tmp_path: Path) -> None:
    assert rule(tmp_path / name) == "unreadable-file"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a\n", encoding="utf-8")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert textfile.read(path, tmp_path) == Fault("unreadable-file", details={"found": "Permission denied"})


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.touch()
    os.truncate(path, textfile.LARGEST + 1)
    assert rule(path) == "huge-file"

"""What is kept is found again by what it was made from, and goes when nobody asks for it."""

from __future__ import annotations

from pathlib import Path

from generator.store import Store, name


def test_a_result_is_made_once(tmp_path: Path) -> None:
    made = []

    def make() -> bytes:
        made.append(1)
        return b"result"

    assert Store(tmp_path / "kept").made("a", make) == b"result"
    assert Store(tmp_path / "kept").made("a", make) == b"result"
    assert made == [1]


def test_the_name_tells_ingredients_apart() -> None:
    assert name([b"a", b"b"], ".svg") == name([b"a", b"b"], ".svg")
    different = {name(parts, ".svg") for parts in ([b"a", b"b"], [b"ab"], [b"b", b"a"], [b"ab", b""])}
    assert len(different) == 4
    assert name([b"a"], ".svg").endswith(".svg")


def test_sweeping_leaves_what_was_asked_for(tmp_path: Path) -> None:
    before = Store(tmp_path)
    before.put("old", b"1")
    before.put("found", b"2")
    after = Store(tmp_path)
    after.get("found")
    after.put("new", b"3")
    after.sweep()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["found", "new"]


def test_sweeping_a_folder_that_is_not_there_does_nothing(tmp_path: Path) -> None:
    Store(tmp_path / "none").sweep()
    assert not (tmp_path / "none").exists()

from pathlib import Path

import pytest

from tests.provision import chromium


def test_it_finds_the_browser_on_the_path(tmp_path: Path) -> None:
    (tmp_path / "chromium").touch(mode=0o755)
    assert chromium.find(str(tmp_path)) == tmp_path / "chromium"


def test_a_machine_without_browser_has_none(tmp_path: Path) -> None:
    assert chromium.find(str(tmp_path)) is None


def test_without_a_browser_it_refuses_and_names_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(chromium.ChromiumMissing, match=r"apt-get .* chromium .*BROWSER=0"):
        chromium.require()


def test_without_apt_nobody_can_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.administrator() is None
    with pytest.raises(chromium.ChromiumMissing):
        chromium.ensure()

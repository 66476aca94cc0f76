"""Data flows one way: intake and lenses know no Django and not each other. The contracts stand in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_rooms_import_only_what_they_may():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_colour_stands_outside_the_tokens():
    styles = (ROOT / "src/waylight/pages/static").rglob("*.css")
    loose = [path.name for path in styles if path.name != "tokens.css" and _colours(path.read_text())]
    assert loose == []


def _colours(text: str) -> list[str]:
    import re

    return re.findall(r"(?<!&)#[0-9a-fA-F]{3,8}\b", text)


def test_no_file_is_longer_than_a_reader_can_hold():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "src").rglob("*.py")
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > 300
    }
    assert long == {}

"""A store of its own in a folder, and processes that work on it, as the server, the worker and commands do."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0)"
SET_UP = "import django; django.setup()\n"
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Store:
    """Where it is, and the environment that leads to it. SQLite, unless ``DATABASE_URL`` is among ``also``."""

    var: Path
    also: dict[str, str] = field(default_factory=dict)

    @classmethod
    def made(cls, var: Path, **also: str) -> Store:
        """Make a store with its tables and nothing in them. The tables of files are made once, and copied."""
        var.mkdir(parents=True, exist_ok=True)
        store = cls(var, also)
        if "DATABASE_URL" in also:
            store.says(MIGRATE, within_s=600)
        else:
            shutil.copyfile(_empty(), store.sqlite)
        return store

    @property
    def sqlite(self) -> Path:
        """The file of an SQLite store."""
        return self.var / "waylight.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to find this store and no other."""
        known = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "WAYLIGHT_TASKS"}}
        found = {**known, "DJANGO_SETTINGS_MODULE": "waylight.settings", "WAYLIGHT_VAR": str(self.var)}
        return {**found, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", **self.also}

    def start(self, code: str, *arguments: str) -> subprocess.Popen[str]:
        """Run Python on this store, without waiting for it."""
        command = [sys.executable, "-c", SET_UP + code, *arguments]
        return subprocess.Popen(
            command, env=self.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def says(self, code: str, *arguments: str, within_s: float = 120) -> str:
        """What Python on this store prints; fails with its errors if it fails, or takes longer."""
        child = self.start(code, *arguments)
        said, errors = child.communicate(timeout=within_s)
        assert child.returncode == 0, errors
        return said.strip()

    def command(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a ``waylight`` command on this store."""
        return subprocess.run(
            [sys.executable, "-m", "waylight", *arguments],
            capture_output=True,
            text=True,
            env={**self.environment, **more},
            check=False,
            timeout=300,
        )


@functools.cache
def _empty() -> Path:
    """A file with tables and nothing in them, made once in each run."""
    folder = tempfile.TemporaryDirectory(prefix="waylight-empty-")  # removed when the run ends
    _empty.folder = folder  # type: ignore[attr-defined]
    store = Store(Path(folder.name))
    store.says(MIGRATE, within_s=600)
    return store.sqlite

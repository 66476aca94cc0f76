"""Loaded before the settings: tests never touch the store of this checkout."""

import atexit
import os
import shutil
import tempfile

if "WAYLIGHT_VAR" not in os.environ:
    _folder = tempfile.mkdtemp(prefix="waylight-tests-")
    os.makedirs(f"{_folder}/static")
    os.environ["WAYLIGHT_VAR"] = _folder
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ.setdefault("WAYLIGHT_SECRET_KEY", "for tests alone")

"""Loaded before the settings: tests never touch the store of this checkout, and compile what they run once."""

import atexit
import os
import shutil
import sys
import tempfile

# Processes of one run begin with what the first was told: each has a folder of its own all the same, as what waits in
# one to be noted is nothing to the others.
if "WAYLIGHT_VAR" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    _folder = tempfile.mkdtemp(prefix="waylight-tests-")
    os.makedirs(f"{_folder}/static")
    os.environ["WAYLIGHT_VAR"] = _folder
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ.setdefault("WAYLIGHT_SECRET_KEY", "for tests alone")
# A run starts some hundred processes. Where Python was told to keep no compiled files, each of them compiled all of
# ours anew, and each of pytest's own all tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

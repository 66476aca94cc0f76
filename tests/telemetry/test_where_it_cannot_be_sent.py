"""Traces that are asked for and cannot be sent are said in a sentence, before anything starts."""

from __future__ import annotations

import os
import subprocess
import sys

# What Python finds where the extra is not installed.
WITHOUT = "import sys; sys.modules['opentelemetry'] = None; from waylight.cli import main; sys.exit(main(sys.argv[1:]))"


def test_without_what_sends_traces_it_says_so_and_nothing_starts(tmp_path):
    asked = {**os.environ, "WAYLIGHT_VAR": str(tmp_path), "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}
    command = [sys.executable, "-c", WITHOUT, "coach", "maren@practice.example"]
    done = subprocess.run(command, env=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install waylight[telemetry]" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []

"""``python -m waylight`` is the ``waylight`` command."""

import sys

from waylight.cli import main

sys.exit(main())

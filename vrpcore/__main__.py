"""``python -m vrpcore`` is the same as ``vrpcore``."""

import sys

from vrpcore.cli import main

sys.exit(main())

"""Hypothesis profiles: the default explores, ``ci`` (used by ``make test``) repeats."""

from hypothesis import settings

# Deadlines measure the machine, not the code: off in both.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("default")

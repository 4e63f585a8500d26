"""All promises, one function each. A broken one raises `BrokenPromiseError`."""

from vrpcore.testing.conformance.answers import (
    check_declaration,
    check_nothing_to_do,
    check_options,
    check_random,
    check_warm_start,
    check_warm_start_large,
)
from vrpcore.testing.conformance.features import check_feature
from vrpcore.testing.conformance.running import (
    check_cancel,
    check_determinism,
    check_progress,
    check_stop_rules,
    check_time_limit,
)

__all__ = [
    "check_cancel",
    "check_declaration",
    "check_determinism",
    "check_feature",
    "check_nothing_to_do",
    "check_options",
    "check_progress",
    "check_random",
    "check_stop_rules",
    "check_time_limit",
    "check_warm_start",
    "check_warm_start_large",
]

"""The native search engine, from cpp/; absent where vrpcore was installed without a C++ compiler."""

from typing import TypedDict

class BuildInfo(TypedDict):
    """How the module was compiled."""

    compiler: str
    standard: int
    optimised: bool
    assertions: bool
    sanitizers: str

def build_info() -> BuildInfo:
    """How this module was compiled."""

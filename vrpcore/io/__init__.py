"""Files in and out."""

from vrpcore.io.vrplib import read_vrplib
from vrpcore.io.vrplib_solution import read_vrplib_solution

__all__ = ["read_vrplib", "read_vrplib_solution"]

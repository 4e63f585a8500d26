"""A fluent way to state a problem step by step, for notebooks and scripts."""

from vrpcore.builder.model import Model

__all__ = ["Model"]

"""Solvers behind one protocol; see `vrpcore.solvers.protocol`."""

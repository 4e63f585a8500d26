"""The native engine as solvers use it: the problem stated to it, and its answer checked.

Part of the contract: what a solver needs that runs the engine, and nothing of any one solver.
"""

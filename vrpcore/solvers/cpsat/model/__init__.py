"""The CP-SAT model: one module per kind of rule, put together in `build`."""

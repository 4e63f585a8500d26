"""Search: the native engine."""

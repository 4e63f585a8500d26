"""Delivery planning over two channels: centre or store, route by route."""

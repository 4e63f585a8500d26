"""Text and pictures of plans for people."""

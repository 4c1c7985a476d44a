"""Exact text: the room where the text layer of a later version goes."""

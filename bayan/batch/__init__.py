"""Many renditions in one go."""

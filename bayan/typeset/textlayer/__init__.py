"""The text layer: one code for each character, so that readers find what was written."""

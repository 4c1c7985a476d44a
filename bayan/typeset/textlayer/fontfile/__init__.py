"""Font files, read glyph by glyph and written with one glyph for each code."""

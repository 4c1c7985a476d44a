"""The proof after each rendition: what was written is what a reader takes out, word by word."""

"""Bayan: official statements in many languages, set as letterhead PDFs."""

__version__ = "0.1.0"

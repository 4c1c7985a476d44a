"""Render a statement: ``python render.py statement.md --lang ar``."""

from bayan.cli.render import render

if __name__ == "__main__":
    render(prog_name="render.py")

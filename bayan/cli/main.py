"""`bayan`: one word in front of every command."""

from collections.abc import Mapping
from importlib import import_module

import click

from bayan import __version__

COMMANDS: Mapping[str, str] = {
    "render": "Make the PDFs of statements.",
    "new": "Begin a statement: files to fill in.",
    "fonts": "Show which fonts there are and what they cover.",
    "verify": "Say what is in a PDF and whether it keeps the promises.",
}
"""Command to its line of help; each lives in the module of its name, loaded when it is called."""


class Lazy(click.Group):
    """A group whose commands are imported only when one is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands, the most used first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command *cmd_name*, or None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"bayan.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands and what they do, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bayan", message="%(prog)s %(version)s")
def main() -> None:
    """Turn official statements, written in Markdown, into letterhead PDFs in each language."""

"""The commands. Each module is one group; all of them open the desk through `dabir.app` and close it at the end."""

from dabir.cli.commands import cli

__all__ = ["cli"]

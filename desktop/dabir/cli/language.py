"""The language of an option: a code that names one, or the reason why it does not."""

from __future__ import annotations

import click

from dabir.domain.language import normalise


class _Language(click.ParamType[str]):
    """A language code as people write it; "" stands where an option says nothing."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code as Dabir writes it; one of no language ends the command, naming those that may be meant."""
        # Imported here: the names of all languages are read only where one is asked for.
        from dabir.translation.languages import why_not_language  # noqa: PLC0415

        code = normalise(value)
        if code and (unknown := why_not_language(code)):
            self.fail(unknown, param, ctx)
        return code


LANGUAGE = _Language()

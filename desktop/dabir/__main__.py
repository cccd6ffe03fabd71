"""Where Dabir starts, and where Ctrl+C ends it without a word while it does."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run the command named on the command line, or open the window when none is."""
    try:
        # Imported here: all of Dabir comes with it, which takes a moment.
        from dabir.start import start  # noqa: PLC0415

        start()
    except KeyboardInterrupt:
        # A command that had begun has said what it keeps; before that nothing was done.
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    main()

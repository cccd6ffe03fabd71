"""Numbers of things in a sentence."""


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 story", "1,204 stories".

    Args:
        count: how many.
        one: the noun for one.
        many: the noun for any other number; the first with an "s" where it is left out.
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"

"""What the translation memory needs to know of texts: how alike two are, where they differ, and files of units."""

"""Plain data and rules of the desk. Standard library only; knows no file, no database, no window."""

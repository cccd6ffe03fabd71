"""The termbase: finding terms in a text, the names to start with, and the files terms come and go in."""

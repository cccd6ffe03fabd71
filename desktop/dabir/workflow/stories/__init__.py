"""Reading the desk: lists, stories, words in texts, and what time does to them."""

"""What editors decide and what partners kill, judged by the rules."""

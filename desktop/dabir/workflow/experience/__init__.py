"""What the desk has learnt: memory and terms, and sharing them with a partner."""

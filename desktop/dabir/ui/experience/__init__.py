"""Memory and terms, and sharing them with a partner."""

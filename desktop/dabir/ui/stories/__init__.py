"""The queue: the list, the open story with its original, its life and its alarms."""

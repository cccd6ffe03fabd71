"""The signed record of decisions: canonical bytes, keys, the chain, checkpoints and the check of all of them.

Nothing here opens a database or a window: bytes and values in, verdicts out. Only `keys` touches files, in the folder
it is given.
"""

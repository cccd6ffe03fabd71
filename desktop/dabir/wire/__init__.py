"""Bytes from partners to stories: one module a wire format, behind one registry.

Nothing here opens a connection, runs what a document asks for, or changes the bytes it is given.
"""

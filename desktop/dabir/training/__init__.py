"""Training: a pack's model, what it learns from, and going on with it on the desk's own units.

The only package that may import torch. Nothing of it is imported before somebody asks for a training: the program
translates without torch, and most desks never have it.
"""

"""Segmentation, language packs, the translation engine and the checks of drafts.

Nothing here ever imports `argostranslate.translate`, Stanza, spaCy or Torch, and nothing here opens a connection
but `index`, when it is asked to.
"""

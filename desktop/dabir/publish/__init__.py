"""What leaves the desk: outputs of a released text, its manifest, and the folder they are written to.

The original leaves byte for byte as it came; nothing here changes a word of what was approved.
"""

"""The pipeline that makes the bundled language pack from the corpus: `python installer/pack/build.py`."""

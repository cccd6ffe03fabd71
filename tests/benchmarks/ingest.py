"""How fast files become stories that are safe on the disk: prints one JSON object. See `ingest_measured`.

The processes that help with reading load the program that was started anew, so it is as short here as `dabir` itself.

    PYTHONPATH=desktop python tests/benchmarks/ingest.py [--stories 6000] [--cores 2]
"""

if __name__ == "__main__":
    from ingest_measured import main

    main()

"""How fast decisions enter the log and how fast a record is verified: prints one JSON object. See `record_measured`.

The processes that help with signatures load the program that was started anew, so it is as short here as `dabir` is.

    PYTHONPATH=desktop python tests/benchmarks/record.py [--entries 1000000]
"""

if __name__ == "__main__":
    from record_measured import main

    main()

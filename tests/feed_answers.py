"""Answers of web servers, byte for byte, for the tests of feeds."""

from web_server import Wire

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Günəş</title>
<item><guid>gunes-1</guid><title>Bakıda yağış gözlənilir</title><description>Sabah küləkli olacaq.</description></item>
<item><guid>gunes-2</guid><title>باران در راه است</title><description>فردا هوا سرد می‌شود.</description></item>
</channel></rss>
""".encode()


def head(status="200 OK", **fields):
    """Return the head of an answer."""
    lines = [f"HTTP/1.1 {status}", "Connection: close", *(f"{k.replace('_', '-')}: {v}" for k, v in fields.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def whole(body=RSS, status="200 OK", **fields):
    """Return an answer that is as it should be."""
    return Wire([head(status, Content_Length=len(body), **fields) + body])


def redirected(status, location):
    """Return a redirection."""
    return Wire([head(status, Location=location, Content_Length=0)])

"""E-mails as files (RFC 5322, MIME), for a desk that mails by hand: they open in a mail program, ready to be sent.

The text stands in the mail as plain text and as HTML, which alone can say that it runs from right to left. The files
of the release are attached.
"""

from __future__ import annotations

import hashlib
import html
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from dabir.domain.language import is_right_to_left
from dabir.domain.outbox import Parcel, ParcelFile, Target
from dabir.publish.files import write_flushed
from dabir.publish.folder import flush_folder, safe_name
from dabir.publish.targets.delivery import NotDelivered
from dabir.publish.targets.folder_target import existing

MEDIA_TYPE: Final = "message/rfc822"
_HTML: Final = '<!DOCTYPE html>\n<html lang="{lang}" dir="{way}">\n<body>\n{body}\n</body>\n</html>\n'


def message(
    target: Target, key: str, subject: str, text: str, language: str, at: datetime, files: Sequence[ParcelFile]
) -> bytes:
    """Write an e-mail; the same arguments give the same bytes.

    Args:
        target: from whom, and to whom.
        key: idempotency key; the message's identifier is made of it.
        subject: its subject, in any script.
        text: what it says; paragraphs are divided by empty lines.
        language: of subject and text.
        at: its date.
        files: what is attached.

    Returns:
        The message with CRLF line ends.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Date"] = at
    mail["From"] = target.sender
    mail["To"] = ", ".join(target.recipients)
    mail["Subject"] = " ".join(_printable(subject).split())
    mail["Message-ID"] = f"<{key[:40]}@dabir.invalid>"
    mail["Content-Language"] = language or "und"
    # Outlook opens a file that says so as a draft that can be sent.
    mail["X-Unsent"] = "1"
    mail.set_content(_printable(text), cte="base64", charset="utf-8")
    mail.add_alternative(_page(_printable(text), language), subtype="html", cte="base64", charset="utf-8")
    for file in files:
        kind, _, subtype = file.media_type.partition(";")[0].strip().partition("/")
        if not subtype or kind in {"message", "multipart"}:  # these would have to be messages themselves
            kind, subtype = "application", "octet-stream"
        mail.add_attachment(file.data, maintype=kind, subtype=subtype, filename=file.name)
    for number, part in enumerate(one for one in mail.walk() if one.is_multipart()):
        part.set_boundary(f"=_{hashlib.sha256(f'{key} {number}'.encode()).hexdigest()[:40]}")
    return mail.as_bytes()


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _page(text: str, language: str) -> str:
    blocks = [block for block in text.split("\n\n") if block.strip()]
    body = "\n".join(f"<p>{'<br>'.join(html.escape(block.strip()).splitlines())}</p>" for block in blocks)
    return _HTML.format(
        lang=html.escape(language or "und"), way="rtl" if is_right_to_left(language) else "ltr", body=body
    )


def deliver(target: Target, parcel: Parcel) -> str:
    """Put an e-mail into the target's folder, whole or not at all.

    A repeated delivery finds the same file in its place. Another file is never touched.

    Returns:
        The file.

    Raises:
        NotDelivered: when it cannot be written.
    """
    folder = existing(target)
    (file,) = parcel.files
    place = folder / f"{safe_name(parcel.name)}.eml"
    part = folder / f".dabir-{secrets.token_hex(8)}"
    try:
        if not (place.is_file() and place.read_bytes() == file.data):
            write_flushed(part, file.data)
            part.replace(place)
            flush_folder(folder)
    except OSError as error:
        raise NotDelivered(f"{place} cannot be written: {error.strerror or error}.", later=True) from error
    finally:
        # Only a write that failed leaves it; that failure is the one to tell of.
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return str(place)

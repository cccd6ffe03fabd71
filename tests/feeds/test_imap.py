import base64
import json
import re
import threading
from contextlib import suppress
from dataclasses import replace

import pytest
from certificates import certificate
from hypothesis import given, settings
from hypothesis import strategies as st
from imap_server import Mail, imap_server

from dabir.domain.feed import Feed, FeedKind
from dabir.feeds import imap
from dabir.feeds.arrival import MAX_BYTES
from dabir.feeds.connection import Limits
from dabir.feeds.fetcher import Advising, FeedError
from dabir.feeds.imap import ImapFetcher
from dabir.feeds.imap_answers import Answer, Literal, fetched, mailbox_name, modified_utf7, tokens

FIRST = "From: Günəş <wire@gunes.example>\r\nSubject: Bakı\r\n\r\nBakıda yağış yağdı.\r\n".encode()
SECOND = "Subject: باران\r\n\r\nباران در تهران بارید.\r\n".encode()
THIRD = b"Subject: Rain\r\n\r\nIt rained )\r\nd9 OK done\r\n{5}\r\n\x00\xff"


@pytest.fixture
def server():
    with imap_server() as running:
        running.add(FIRST, SECOND)
        yield running


@pytest.fixture
def feed(server):
    address = f"imap://127.0.0.1:{server.port}/INBOX"
    return Feed("Günəş", FeedKind.IMAP, address, user="Leyla", private=True)


def look(feed, mark="", secret="parol", **options):
    fetcher = ImapFetcher(feed, secret, **options)
    try:
        return list(fetcher.fetch(mark))
    finally:
        fetcher.close()


def once(server, command, answer):
    """Return a fault that happens one time."""

    def act(_tag):
        del server.faults[command]
        yield answer

    return act


def refusal(feed, mark="", secret="parol", **options):
    with pytest.raises(FeedError) as caught:
        look(feed, mark, secret, **options)
    assert caught.value.message.startswith("“Günəş”: ")
    assert "parol" not in str(caught.value)
    return caught.value


def data(deliveries):
    return [one.arrival.data for one in deliveries]


def test_mails_come_byte_for_byte_the_oldest_first(server, feed):
    server.add(THIRD)
    deliveries = look(feed)
    assert data(deliveries) == [FIRST, SECOND, THIRD]
    assert deliveries[0].arrival.name == feed.address + "/1.eml"
    assert [one.source for one in deliveries] == ["1", "2", "3"]


def test_nothing_is_connected_to_before_the_first_look(server, feed):
    imap.fetcher(feed, "parol").close()
    assert server.connections == 0


def test_only_new_mails_come_at_the_next_look(server, feed):
    mark = look(feed)[-1].mark
    assert look(feed, mark) == []
    server.add(THIRD)
    (delivery,) = look(feed, mark)
    assert delivery.arrival.data == THIRD


def test_last_mail_is_not_brought_again_by_a_server_that_does_not_say_its_next_number(server, feed):
    server.says_next = False
    mark = look(feed)[-1].mark
    assert look(feed, mark) == []
    assert b"UID FETCH 3:* (UID RFC822.SIZE)" in server.heard


def test_look_that_was_cut_goes_on_behind_what_was_kept(server, feed):
    mark = look(feed)[0].mark
    assert data(look(feed, mark)) == [SECOND]


def test_everything_is_looked_at_once_more_when_the_server_counts_anew(server, feed):
    mark = look(feed)[-1].mark
    server.validity = 8
    again = look(feed, mark)
    assert data(again) == [FIRST, SECOND]
    assert look(feed, again[-1].mark) == []


def test_mark_of_another_mailbox_counts_for_nothing(server, feed):
    mark = look(feed)[-1].mark
    server.mailboxes[b"Wire"] = dict(server.inbox)
    other = replace(feed, address=feed.address.replace("INBOX", "Wire"))
    assert data(look(other, mark)) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "mark",
    ["{", "[]", "null", '{"uid": "x"}', '{"validity": 7, "uid": -5}', '{"left": 3}', "[" * 9999, '{"uid": 1e999}'],
)
def test_damaged_mark_brings_everything_once_more(server, feed, mark):
    assert data(look(feed, mark)) == [FIRST, SECOND]


def test_flags_stay_untouched_and_the_mailbox_is_opened_for_reading_only(server, feed):
    deliveries = look(feed)
    fetcher = ImapFetcher(feed, "parol")
    for delivery in deliveries:
        fetcher.kept(delivery)
    fetcher.close()
    assert all(not mail.flags for mail in server.inbox.values())
    assert "EXAMINE" in server.names() and "SELECT" not in server.names() and b"STORE" not in b" ".join(server.heard)


def test_mail_is_marked_as_read_only_after_it_is_kept_and_never_deleted(server, feed):
    fetcher = ImapFetcher(replace(feed, clear=True), "parol")
    deliveries = []
    for delivery in fetcher.fetch(""):
        deliveries.append(delivery)
        assert not server.inbox[int(delivery.source)].flags
    fetcher.kept(deliveries[0])
    fetcher.close()
    assert [mail.flags for mail in server.inbox.values()] == [{"\\Seen"}, set()]
    assert server.connections == 1


def test_mail_is_marked_as_read_although_the_server_lost_patience(server, feed):
    fetcher = ImapFetcher(replace(feed, clear=True), "parol")
    first, _ = fetcher.fetch("")
    server.faults["STORE"] = once(server, "STORE", b"* BYE you were idle\r\n")
    fetcher.kept(first)
    fetcher.close()
    assert server.inbox[1].flags == {"\\Seen"} and server.connections == 2


def test_mail_that_cannot_be_marked_is_told_and_the_feed_goes_on(server, feed):
    server.faults["STORE"] = b"TAG NO [NOPERM] read only\r\n"
    fetcher = ImapFetcher(replace(feed, clear=True), "parol")
    first, _ = fetcher.fetch("")
    with pytest.raises(FeedError, match=r"“Günəş”: The mail 1 is taken in, but cannot be marked.*--no-clear"):
        fetcher.kept(first)
    fetcher.close()


def test_wrong_mail_is_never_marked_after_the_server_counts_anew(server, feed):
    fetcher = ImapFetcher(replace(feed, clear=True), "parol")
    first, _ = fetcher.fetch("")
    server.validity = 8
    server.faults["STORE"] = once(server, "STORE", b"* BYE you were idle\r\n")
    with pytest.raises(FeedError, match="counts anew"):
        fetcher.kept(first)
    fetcher.close()
    assert not server.inbox[1].flags


def test_too_large_mail_comes_as_an_error_and_is_not_fetched(server, feed):
    server.inbox[1].size = MAX_BYTES + 1
    first, second = look(feed)
    assert first.arrival.data is None and str(MAX_BYTES + 1) in first.arrival.error
    assert second.arrival.data == SECOND
    assert not any(b"UID FETCH 1 " in line for line in server.heard)
    assert look(feed, second.mark) == []


def test_too_large_mail_is_not_marked_as_read(server, feed):
    server.inbox[1].size = MAX_BYTES + 1
    fetcher = ImapFetcher(replace(feed, clear=True), "parol")
    for delivery in fetcher.fetch(""):
        fetcher.kept(delivery)
    fetcher.close()
    assert not server.inbox[1].flags and server.inbox[2].flags


def test_size_that_is_not_quite_right_harms_nothing(server, feed):
    server.inbox[1].size = 5
    assert data(look(feed)) == [FIRST, SECOND]


def test_mail_that_is_larger_than_its_server_said_is_refused_at_its_length(server, feed):
    server.faults["FETCH 1"] = b"* 1 FETCH (UID 1 BODY[] {99999999999}\r\nFrom"
    fetcher = ImapFetcher(feed, "parol")
    first, second = fetcher.fetch("")
    fetcher.close()
    assert first.arrival.data is None and "99999999999" in first.arrival.error
    assert second.arrival.data == SECOND


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b'* 1 FETCH (BODY[] "a \\"b\\" c" UID 1 FLAGS (\\Seen))\r\nTAG OK done\r\n', b'a "b" c'),
        (b"* 1 FETCH (FLAGS (\\Recent) BODY[] {3}\r\nabc UID 1)\r\n* 9 EXISTS\r\nTAG OK done\r\n", b"abc"),
        (b'* 1 FETCH (UID 1 BODY[] "")\r\n* 2 FETCH (FLAGS (\\Seen))\r\nTAG OK done {7}\r\n', b""),
        (b"* 1 fetch (uid 1 body[] ~{3}\r\na\x00b)\r\n* 3 EXPUNGE\r\nTAG ok done\r\n", b"a\0b"),
    ],
)
def test_answers_are_understood_however_they_are_written(server, feed, body, found):
    server.faults["FETCH 1"] = body
    assert data(look(feed)) == [found, SECOND]


@pytest.mark.parametrize("body", [b"TAG OK done\r\n", b"* 1 FETCH (UID 1 BODY[] NIL)\r\nTAG OK done\r\n"])
def test_mail_that_is_gone_meanwhile_is_passed_over(server, feed, body):
    server.faults["FETCH 1"] = body
    assert data(look(feed)) == [SECOND]


def test_refused_mail_holds_up_no_other_and_is_tried_again(server, feed):
    server.faults["FETCH 1"] = b"TAG NO [SERVERBUG] cannot read the file\r\n"
    fetcher = ImapFetcher(feed, "parol")
    (delivery,) = fetcher.fetch("")
    fetcher.close()
    assert delivery.arrival.data == SECOND
    assert isinstance(fetcher, Advising)
    assert "mail 1 could not be had" in fetcher.advice().message and "cannot read" in fetcher.advice().message
    assert look(feed, delivery.mark) == []
    server.faults.clear()
    (again,) = look(feed, delivery.mark)
    assert again.arrival.data == FIRST
    assert json.loads(again.mark)["left"] == [] and look(feed, again.mark) == []


def test_refused_mail_that_is_gone_is_forgotten(server, feed):
    server.faults["FETCH 1"] = b"TAG NO no\r\n"
    (delivery,) = look(feed)
    del server.inbox[1]
    server.add(THIRD)
    (third,) = look(feed, delivery.mark)
    assert json.loads(third.mark)["left"] == []


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"* 1 FETCH (UID 1 BODY[] {9}\r\nSubject: too short)\r\nTAG OK done\r\n", "mail server"),
        ((b"* 1 FETCH (UID 1 BODY[] {900}\r\nSubject: too long)\r\nTAG OK done\r\n", "stall"), "said nothing"),
        ((b"* 1 FETCH (UID 1 BODY[] {900}\r\nSubj", "cut"), "broke off"),
        ((b"* 1 FETCH (UID 1 BODY[] {900}\r\nSubj", "end"), "ended the connection"),
        (b"* BYE [UNAVAILABLE] going down\r\n", "going down"),
        ((b"* 1 FE", "stall"), "said nothing"),
        (b"\r\n", "mail server"),
        (b"* 1 FETCH (UID 1 BODY[] {3}\r\nabc\r\nTAG OK done\r\n", "mail server"),
        (b"* 1 FETCH (UID 1 BODY[] (a b))\r\nTAG OK done\r\n", "mail server"),
        (b"* 1 FETCH (UID x BODY[] {3}\r\nabc)\r\nTAG OK done\r\n", "mail server"),
        (b"* 1 FETCH " + b"(" * 50 + b"\r\nTAG OK done\r\n", "mail server"),
        (b"TAG BAD what?\r\n", "does not understand"),
        (b"x" * 70_000, "does not end"),
    ],
)
def test_conversation_that_breaks_off_at_a_mail_is_an_error_and_the_others_come(server, feed, body, word):
    server.faults["FETCH 1"] = body
    fetcher = ImapFetcher(feed, "parol", limits=Limits(wait=0.3 if body[-1] == "stall" else 20))
    came = []
    with pytest.raises(FeedError) as caught:
        came.extend(fetcher.fetch(""))
    fetcher.close()
    assert word in caught.value.message and not caught.value.lasting
    assert data(came) == [SECOND] and json.loads(came[0].mark)["left"] == [1]


def test_server_that_breaks_off_at_every_mail_is_left_alone_soon(server, feed):
    server.add(*[THIRD] * 20)
    server.faults.update({f"FETCH {uid}": (b"", "end") for uid in range(1, 30)})
    assert "ended the connection" in refusal(feed).message
    assert server.connections == 3


def endless(piece):
    def steps(tag):
        while True:
            yield piece

    return steps


@pytest.mark.parametrize("when", ["GREETING", "CAPABILITY", "AUTHENTICATE", "LIST", "EXAMINE", "FETCH", "FETCH 1"])
@pytest.mark.parametrize("how", [("stall",), ("cut",), (b"* BYE bye\r\n", "end"), (b"\xff\xfe\r\n", "stall")])
def test_server_that_fails_at_any_step_is_an_error_in_time(server, feed, when, how):
    del server.inbox[2]
    server.faults[when] = how
    error = refusal(feed, limits=Limits(wait=0.3))
    assert not error.lasting and error.remedy


@pytest.mark.parametrize("when", ["GREETING", "CAPABILITY", "FETCH", "FETCH 1"])
def test_server_that_never_stops_speaking_is_left_when_time_is_up(server, feed, when):
    server.faults[when] = endless(b"* OK still here, wait\r\n" * 50)
    if when == "GREETING":
        server.faults[when] = endless(b"x" * 10)
    error = refusal(feed, limits=Limits(total=0.5))
    assert "too slow" in error.message or "does not end" in error.message


def test_endless_value_is_left_when_time_is_up(server, feed):
    del server.inbox[2]
    head = b"* 1 FETCH (UID 1 BODY[] {60000000}\r\n"
    server.faults["FETCH 1"] = (head, endless(b"x"))
    assert "too slow" in refusal(feed, limits=Limits(total=0.5)).message


def test_wrong_password_is_lasting_and_shows_what_the_server_said(server, feed):
    error = refusal(feed, secret="sehv")
    assert error.lasting and "wrong name or password" in error.message and "sehv" not in str(error)


def test_server_that_lets_nobody_in_for_now_is_asked_again(server, feed):
    server.faults["AUTHENTICATE"] = b"TAG NO [UNAVAILABLE] try later\r\n"
    assert not refusal(feed).lasting


@pytest.mark.parametrize("change", [{"user": ""}, {}])
def test_feed_without_user_or_password_is_told_so(server, feed, change):
    error = refusal(replace(feed, **change), secret="" if not change else "parol")
    assert error.lasting and "password" in error.message


@pytest.mark.parametrize("password", ["parol", 'a "quoted" \\ one', "şifrə", "گذرواژه"])
@pytest.mark.parametrize("abilities", ["IMAP4rev1", "IMAP4rev1 AUTH=PLAIN"])
def test_every_password_can_sign_in(server, feed, password, abilities):
    server.password, server.abilities = password, abilities
    assert len(look(feed, secret=password)) == 2


def test_server_without_a_way_to_sign_in_is_told(server, feed):
    server.abilities = "IMAP4rev1 LOGINDISABLED"
    assert refusal(feed).lasting
    assert "LOGIN" not in server.names()


@pytest.mark.parametrize(
    ("path", "delimiter", "name"),
    [
        ("", "/", b"INBOX"),
        ("INBOX/Wire", "/", b"INBOX/Wire"),
        ("INBOX/Wire/", ".", b"INBOX.Wire"),
        ("X%C9%99b%C9%99rl%C9%99r", "/", b"X&Alk-b&Alk-rl&Alk-r"),
        ("%D8%A7%D8%AE%D8%A8%D8%A7%D8%B1", "/", b"&BicGLgYoBicGMQ-"),
        ("A%26B", "", b"A&-B"),
        ("A%2FB", ".", b"A/B"),
        ('say "hi"', "/", b'say "hi"'),
    ],
)
def test_mailbox_in_the_address_is_named_as_its_server_names_it(path, delimiter, name):
    assert mailbox_name(path, delimiter) == name


@pytest.mark.parametrize("path", ["%FF", "a%0D%0Ad5%20DELETE%20INBOX", "%00"])
def test_mailbox_that_cannot_be_is_refused(path):
    with pytest.raises(FeedError):
        mailbox_name(path, "/")


def test_mailbox_below_another_is_read(server, feed):
    server.delimiter = "."
    server.mailboxes[b"INBOX.Wire &- co"] = {4: Mail(THIRD)}
    assert data(look(replace(feed, address=feed.address + "/Wire%20%26%20co"))) == [THIRD]


def test_mailbox_that_is_not_there_is_lasting(server, feed):
    error = refusal(replace(feed, address=feed.address + "/Nowhere"))
    assert error.lasting and "no such mailbox" in error.message


def test_empty_mailbox_brings_nothing(server, feed):
    server.inbox.clear()
    assert look(feed) == []


def test_server_without_lasting_numbers_is_refused(server, feed):
    server.faults["EXAMINE"] = b"* 2 EXISTS\r\nTAG OK done\r\n"
    assert refusal(feed).lasting


@pytest.mark.parametrize(
    "address", ["imap:///INBOX", "http://mail.example/", "imaps://mail.example:99999/", "imaps://l:p@mail.example/"]
)
def test_address_that_is_none_is_lasting(feed, address):
    assert refusal(replace(feed, address=address)).lasting


def test_private_address_is_refused_unless_the_feed_says_so(server, feed):
    error = refusal(replace(feed, private=False))
    assert error.lasting and "private network" in error.message
    assert server.connections == 0


def test_unencrypted_server_of_the_public_internet_never_hears_the_password(server, feed, monkeypatch):
    monkeypatch.setattr("dabir.feeds.addresses.is_public", lambda _: True)
    error = refusal(replace(feed, private=False))
    assert error.lasting and "no encryption" in error.message
    assert server.names()[:2] in (["CAPABILITY"], ["CAPABILITY", "LOGOUT"])


@pytest.fixture
def trusted(tmp_path, monkeypatch):
    file = certificate(tmp_path, "mail.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return file


@pytest.mark.parametrize("encrypted", [True, False])
def test_mail_is_read_encrypted(trusted, feed, encrypted):
    with imap_server(trusted, encrypted=encrypted) as server:
        server.add(FIRST, THIRD * 9000)
        scheme = "imaps" if encrypted else "imap"
        there = replace(feed, address=f"{scheme}://mail.example:{server.port}")
        assert data(look(there, look_up=lambda *_: ["127.0.0.1"])) == [FIRST, THIRD * 9000]
        assert ("STARTTLS" in server.names()) is not encrypted


@pytest.mark.parametrize("encrypted", [True, False])
def test_server_with_a_certificate_for_another_name_never_hears_the_password(trusted, feed, encrypted):
    with imap_server(trusted, encrypted=encrypted) as server:
        scheme = "imaps" if encrypted else "imap"
        there = replace(feed, address=f"{scheme}://other.example:{server.port}")
        error = refusal(there, look_up=lambda *_: ["127.0.0.1"])
        assert error.lasting and "another name" in error.message
        assert "AUTHENTICATE" not in server.names()


def test_words_put_in_before_the_encryption_are_not_believed(trusted, feed):
    with imap_server(trusted) as server:
        server.faults["STARTTLS"] = b"TAG OK begin\r\n* CAPABILITY IMAP4rev1\r\nd2 OK done\r\n"
        there = replace(feed, address=f"imap://mail.example:{server.port}")
        error = refusal(there, look_up=lambda *_: ["127.0.0.1"])
        assert error.lasting and "before the connection is encrypted" in error.message


def test_greeting_that_forbids_encryption_is_not_believed(trusted, feed, monkeypatch):
    monkeypatch.setattr("dabir.feeds.addresses.is_public", lambda _: True)
    with imap_server(trusted) as server:
        server.greeting = b"* PREAUTH welcome"
        there = replace(feed, private=False, address=f"imap://mail.example:{server.port}")
        assert refusal(there, look_up=lambda *_: ["127.0.0.1"]).lasting


def test_new_mail_is_noticed_at_once_where_the_server_tells(server, feed):
    fetcher = ImapFetcher(feed, "parol")
    mark = list(fetcher.fetch(""))[-1].mark
    noticed = []
    waiting = threading.Thread(target=lambda: noticed.append(fetcher.wait(30)))
    waiting.start()
    assert server.idle.wait(30)
    server.add(THIRD)
    waiting.join(30)
    assert noticed == [True]
    assert data(fetcher.fetch(mark)) == [THIRD]
    fetcher.close()
    assert server.connections == 1


def test_wait_ends_when_its_time_has_passed_and_when_it_is_closed(server, feed):
    fetcher = ImapFetcher(feed, "parol")
    list(fetcher.fetch(""))
    assert fetcher.wait(0.01) is False
    server.idle.clear()
    ended = []

    def wait():
        with pytest.raises(FeedError) as caught:
            fetcher.wait(300)
        ended.append(caught.value)

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert server.idle.wait(30)
    fetcher.close()
    waiting.join(30)
    assert "was ended" in ended[0].message


def test_server_that_cannot_tell_is_not_waited_for(server, feed):
    server.abilities = "IMAP4rev1 AUTH=PLAIN"
    fetcher = ImapFetcher(feed, "parol")
    assert fetcher.wait(300) is None
    fetcher.close()


def test_wait_after_a_broken_connection_is_an_error_and_the_next_look_connects_anew(server, feed):
    fetcher = ImapFetcher(feed, "parol")
    mark = list(fetcher.fetch(""))[-1].mark
    server.faults["IDLE"] = (b"+ waiting\r\n", "cut")
    with pytest.raises(FeedError, match="broke off"):
        fetcher.wait(30)
    server.add(THIRD)
    assert data(fetcher.fetch(mark)) == [THIRD]
    fetcher.close()


def test_look_ends_soon_after_it_is_closed_from_another_thread(server, feed):
    fetcher = ImapFetcher(feed, "parol")
    reached = threading.Event()

    def stall(_tag):
        reached.set()
        server.closing.wait(30)
        yield b""

    server.faults["FETCH 1"] = stall
    threading.Thread(target=lambda: reached.wait(30) and fetcher.close(), daemon=True).start()
    with pytest.raises(FeedError, match="was ended"):
        list(fetcher.fetch(""))
    with pytest.raises(FeedError):
        list(fetcher.fetch(""))
    assert server.connections == 1


def test_look_that_takes_too_long_leaves_the_rest_for_the_next(server, feed):
    moments = iter([0, 0, 601])
    (delivery,) = look(feed, monotonic=lambda: next(moments))
    assert delivery.arrival.data == FIRST
    assert data(look(feed, delivery.mark)) == [SECOND]


def test_none_of_many_refused_mails_is_forgotten_and_the_mark_stays_small(server, feed):
    server.add(*[THIRD] * 150)
    server.faults.update({f"FETCH {uid}": b"TAG NO no\r\n" for uid in range(2, 200)})
    assert "have to wait" in refusal(feed).message
    fetcher = ImapFetcher(feed, "parol")
    came = [next(fetcher.fetch(""))]
    fetcher.close()
    server.faults = {f"FETCH {uid}": b"TAG NO no\r\n" for uid in range(2, 102)}
    came = look(feed, came[0].mark)
    assert data(came) == [THIRD] * 51 and len(came[-1].mark) < 2000
    server.faults.clear()
    assert len(look(feed, came[-1].mark)) == 100


def test_numbers_of_another_counting_are_never_asked_for(server, feed):
    def anew(tag):
        server.validity = 8
        yield b"* 1 FETCH (UID 1 BODY[] {99999999999}\r\nFrom"

    server.faults["FETCH 1"] = anew
    fetcher = ImapFetcher(feed, "parol")
    deliveries = fetcher.fetch("")
    assert next(deliveries).arrival.data is None
    with pytest.raises(FeedError, match="counts its mails anew"):
        next(deliveries)
    fetcher.close()


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_is_read_as_a_mark(text):
    assert isinstance(imap._Mark.read(text), imap._Mark)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.one_of(st.binary(max_size=40), st.binary(max_size=9).map(Literal)), min_size=1, max_size=4))
def test_any_answer_is_taken_apart_or_refused(parts):
    for act in (lambda: tokens(parts), lambda: fetched(Answer(b"*", (b"1 FETCH " + parts[0], *parts[1:])))):
        with suppress(FeedError):
            act()


def read_modified_utf7(name):
    """Return what a name says, by the rules of RFC 3501, section 5.1.3."""

    def unshifted(found):
        inner = found[1].replace(",", "/")
        return base64.b64decode(inner + "=" * (-len(inner) % 4)).decode("utf-16-be") if inner else "&"

    return re.sub("&([^-]*)-", unshifted, name.decode("ascii"))


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_modified_utf7_is_printable_ascii_and_says_what_it_was_given(text):
    made = modified_utf7(text)
    assert all(0x20 <= byte <= 0x7E for byte in made)
    assert read_modified_utf7(made) == text

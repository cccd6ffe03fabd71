import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from certificates import certificate
from ftp_server import File, ftp_server
from hypothesis import given, settings
from hypothesis import strategies as st
from remote_looks import Looks, states, taken

from dabir.domain.feed import Feed, FeedKind
from dabir.feeds import ftp
from dabir.feeds.arrival import MAX_BYTES
from dabir.feeds.connection import Limits
from dabir.feeds.fetcher import Advising, FeedError, Remembering
from dabir.feeds.ftp_listing import of_machines, of_people
from dabir.feeds.remote_files import is_same_time

RAIN = "Bakıda yağış yağdı.\r\n".encode()
SNOW = "در تهران برف بارید.\n".encode()
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


looks = Looks(ftp.reader)
reader, look, refusal, trouble = looks.reader, looks.look, looks.refusal, looks.trouble


@pytest.fixture
def server():
    with ftp_server() as running:
        running.files = {"rain.txt": File(RAIN), "snow.txt": File(SNOW, datetime(2026, 11, 24, tzinfo=UTC))}
        yield running


@pytest.fixture
def feed(server):
    return Feed("Günəş", FeedKind.FTP, f"ftp://127.0.0.1:{server.port}", user="Leyla", private=True)


def test_files_come_whole_the_oldest_first_and_nothing_is_connected_to_before(server, feed):
    fetcher = ftp.fetcher(feed, "parol")
    assert isinstance(fetcher, Remembering) and isinstance(fetcher, Advising)
    fetcher.close()
    assert server.connections == 0
    deliveries = look(feed)
    assert list(taken(deliveries).items()) == [("snow.txt", SNOW), ("rain.txt", RAIN)]
    assert deliveries[0].arrival.name == feed.address + "/snow.txt"


def test_what_was_kept_is_not_brought_again(server, feed):
    known = states(look(feed))
    assert look(feed, known) == []
    server.files["rain.txt"] = File(RAIN, datetime(2026, 11, 25, 8, 30, 6, tzinfo=UTC))
    assert taken(look(feed, known)) == {"rain.txt": RAIN}


def test_waits_only_when_there_is_something_new(server, feed):
    waited = []
    known = states(look(feed, wait=waited.append))
    assert len(waited) == 1
    look(feed, known, wait=waited.append)
    assert len(waited) == 1


def test_growing_file_is_left_until_it_stands_still(server, feed):
    steps = iter([RAIN * 2, RAIN * 3, RAIN * 3])

    def grow(_seconds):
        server.files["rain.txt"] = File(next(steps))

    assert taken(look(feed, wait=grow)) == {"snow.txt": SNOW, "rain.txt": RAIN * 3}


def test_file_that_grows_all_the_time_is_not_taken(server, feed):
    def grow(_seconds):
        server.files["rain.txt"] = File(server.files["rain.txt"].data + b"x")

    assert taken(look(feed, wait=grow)) == {"snow.txt": SNOW}


def test_unfinished_names_are_passed_over_and_a_renamed_file_is_new(server, feed):
    server.files = {"a.xml.part": File(RAIN), ".b.xml": File(RAIN), "c.tmp": File(SNOW), "Thumbs.db": File(b"x")}
    assert look(feed) == []

    def rename(_seconds):
        if "a.xml.part" in server.files:
            server.files["a.xml"] = server.files.pop("a.xml.part")

    server.files["d.xml"] = File(SNOW)
    assert taken(look(feed, wait=rename)) == {"a.xml": RAIN, "d.xml": SNOW}


def test_folders_are_read_one_level_deep(server, feed):
    deep = {"deep.txt": File(b"deep")}
    server.files["fa"] = {"one.txt": File(SNOW), "deeper": deep}
    server.files["-az"] = {"two.txt": File(RAIN)}
    server.files[".git"] = server.files["in.tmp"] = deep
    assert set(taken(look(feed))) == {"rain.txt", "snow.txt", "fa/one.txt", "-az/two.txt"}


def test_folder_that_cannot_be_listed_is_told_and_nothing_counts_as_missing(server, feed):
    server.files["fa"] = {}
    server.faults["MLSD fa"] = b"550 permission denied\r\n"
    fetcher = reader(feed, {"gone.txt": "1 2"})
    assert set(taken(fetcher.fetch(""))) == {"rain.txt", "snow.txt"}
    fetcher.close()
    assert "“fa”" in fetcher.advice().message and fetcher.missing() is None


def test_what_is_there_no_more_is_told(server, feed):
    fetcher = reader(feed, {"gone.txt": "1 2", **states(look(feed))})
    list(fetcher.fetch(""))
    fetcher.close()
    assert fetcher.missing() == {"gone.txt"}


def test_folder_of_the_address_is_entered(server, feed):
    server.files = {"wire": {"az xəbər": {"a.txt": File(RAIN)}}}
    address = feed.address + "/wire/az%20x%C9%99b%C9%99r/"
    assert taken(look(replace(feed, address=address))) == {"a.txt": RAIN}
    error = refusal(replace(feed, address=feed.address + "/nowhere"))
    assert error.lasting and "no such folder" in error.message


@pytest.mark.parametrize("path", ["/a%0D%0ADELE%20rain.txt", "/a%00"])
def test_address_cannot_hold_commands(server, feed, path):
    assert refusal(replace(feed, address=feed.address + path)).lasting
    assert "rain.txt" in server.files


@pytest.mark.parametrize("name", ["../rain.txt", "a/b.txt", "a\rDELE rain.txt", "a\0b"])
def test_names_that_lead_elsewhere_are_not_asked_for(server, feed, name):
    server.files = {name: File(RAIN), "ok.txt": File(SNOW)}
    came, advice = trouble(feed)
    assert came == {"ok.txt": SNOW} and "no file can be asked for" in advice.message


def test_names_in_any_bytes_come(server, feed):
    server.files = {"x\udce9b\udce9r.txt": File(RAIN), "خبر.txt": File(SNOW)}
    deliveries = look(feed)
    assert taken(deliveries) == server_data(server)
    assert all(one.arrival.name.isprintable() for one in deliveries)


def server_data(server):
    return {name: file.data for name, file in server.files.items()}


def test_source_stays_unless_asked(server, feed):
    fetcher = reader(feed)
    for delivery in fetcher.fetch(""):
        fetcher.kept(delivery)
    fetcher.close()
    assert set(server.files) == {"rain.txt", "snow.txt"} and "DELE" not in server.names()


@pytest.mark.parametrize("features", ["MLST", ""])
def test_source_is_deleted_only_after_it_is_kept(server, feed, features):
    server.features = features
    server.files["fa"] = {"one.txt": File(SNOW)}
    fetcher = reader(replace(feed, clear=True))
    deliveries = list(fetcher.fetch(""))
    assert len(deliveries) == 3 and set(server.files) == {"rain.txt", "snow.txt", "fa"}
    for delivery in deliveries:
        if delivery.source != "rain.txt":
            fetcher.kept(delivery)
    fetcher.close()
    assert server.files == {"rain.txt": File(RAIN), "fa": {}}


@pytest.mark.parametrize("features", ["MLST", ""])
@pytest.mark.parametrize("now", [File(RAIN + b"x"), File(RAIN, datetime(2026, 11, 26, tzinfo=UTC)), None, {}])
def test_source_that_was_changed_meanwhile_is_not_deleted(server, feed, features, now):
    server.features = features
    fetcher = reader(replace(feed, clear=True))
    deliveries = list(fetcher.fetch(""))
    server.files["rain.txt"] = now
    if now is None:
        del server.files["rain.txt"]
    for delivery in deliveries:
        fetcher.kept(delivery)
    fetcher.close()
    assert server.files == ({} if now is None else {"rain.txt": now})
    assert [line for line in server.heard if line.startswith("DELE")] == ["DELE snow.txt"]


def test_source_that_cannot_be_deleted_is_told_and_tried_again_at_the_next_look(server, feed):
    server.faults["DELE"] = b"550 permission denied\r\n"
    cleared = replace(feed, clear=True)
    fetcher = reader(cleared)
    deliveries = list(fetcher.fetch(""))
    with pytest.raises(FeedError, match=r"“Günəş”: .* is taken in, but cannot be deleted .*denied.*--no-clear"):
        fetcher.kept(deliveries[0])
    fetcher.close()
    fetcher = reader(cleared, states(deliveries))
    assert list(fetcher.fetch("")) == [] and "cannot be deleted" in fetcher.advice().message
    fetcher.close()
    server.faults.clear()
    assert look(cleared, states(deliveries)) == [] and server.files == {}


def test_source_is_deleted_although_the_server_lost_patience(server, feed):
    fetcher = reader(replace(feed, clear=True))
    deliveries = list(fetcher.fetch(""))

    def bored():
        del server.faults["MLST"]
        yield b"421 you were idle\r\n"

    server.faults["MLST"] = bored
    fetcher.kept(deliveries[0])
    fetcher.close()
    assert set(server.files) == {"rain.txt"} and server.connections == 2


def test_too_large_file_comes_as_an_error_once_and_is_never_deleted(server, feed):
    server.files["rain.txt"].size = MAX_BYTES + 1
    fetcher = reader(replace(feed, clear=True))
    deliveries = list(fetcher.fetch(""))
    for delivery in deliveries:
        fetcher.kept(delivery)
    fetcher.close()
    errors = {one.source: one.arrival.error for one in deliveries}
    assert str(MAX_BYTES + 1) in errors["rain.txt"] and "RETR rain.txt" not in server.heard
    assert set(server.files) == {"rain.txt"}
    assert look(replace(feed, clear=True), states(deliveries)) == [] and set(server.files) == {"rain.txt"}


@pytest.mark.parametrize("size", [len(RAIN) + 5, len(RAIN) - 5])
def test_file_that_has_not_the_listed_size_is_never_handed_over(server, feed, size):
    server.files["rain.txt"].size = size
    came, advice = trouble(feed)
    assert came == {"snow.txt": SNOW}
    assert "rain.txt" in advice.message and "by its server's list" in advice.message


def test_file_that_does_not_end_is_left_at_its_size(server, feed):
    server.spoiled["RETR rain.txt"] = (len(RAIN), "endless")
    came, advice = trouble(feed)
    assert came == {"snow.txt": SNOW} and "more came" in advice.message


def test_file_that_is_cut_is_never_handed_over_and_holds_up_no_other(server, feed):
    server.files["hail.txt"] = File(b"hail", datetime(2026, 11, 26, tzinfo=UTC))
    server.spoiled["RETR rain.txt"] = (5, "cut")
    fetcher = reader(feed)
    came = []
    with pytest.raises(FeedError, match=r"“Günəş”: .*broke off"):
        came.extend(fetcher.fetch(""))
    fetcher.close()
    assert taken(came) == {"snow.txt": SNOW, "hail.txt": b"hail"}


def test_file_that_stalls_is_left_in_time(server, feed):
    server.spoiled["RETR rain.txt"] = (5, "stall")
    assert "said nothing" in refusal(feed, limits=Limits(wait=0.3)).message


def test_server_in_trouble_has_sent_no_file_although_all_bytes_came(server, feed):
    server.faults["RETR rain.txt"] = b"451 disk failed\r\n"
    assert "disk failed" in refusal(feed).message


def test_file_that_may_not_be_read_is_told_and_the_others_come(server, feed):
    server.faults["RETR rain.txt"] = b"550 permission denied\r\n"
    came, advice = trouble(feed)
    assert came == {"snow.txt": SNOW} and "rain.txt cannot be read (“550 permission denied”)" in advice.message


def test_file_that_was_not_had_is_never_deleted_as_if_it_was(server, feed):
    server.faults["RETR rain.txt"] = b"550 permission denied\r\n"
    fetcher = reader(replace(feed, clear=True))
    for _ in range(2):
        assert set(taken(fetcher.fetch(""))) == {"snow.txt"}
    fetcher.close()
    assert "DELE" not in server.names() and set(server.files) == {"rain.txt", "snow.txt"}


def test_connection_that_breaks_off_at_every_file_is_left_soon(server, feed):
    server.files = {f"{number}.txt": File(RAIN) for number in range(9)}
    server.faults["RETR"] = (b"", "end")
    assert "ended the connection" in refusal(feed).message
    assert server.connections == 3


@pytest.mark.parametrize("when", ["GREETING", "USER", "PASS", "FEAT", "TYPE", "EPSV", "MLSD"])
@pytest.mark.parametrize("how", [("stall",), ("cut",), (b"421 going down\r\n", "end"), (b"\xff\xfe\r\n", "stall")])
def test_server_that_fails_at_any_step_is_an_error_in_time(server, feed, when, how):
    server.faults[when] = how
    error = refusal(feed, limits=Limits(wait=0.3))
    assert not error.lasting and error.remedy


@pytest.mark.parametrize("piece", [b"220-and\r\n" * 99, b"x" * 999])
def test_answer_that_does_not_end_is_left(server, feed, piece):
    def endless():
        while True:
            yield piece

    server.faults["FEAT"] = endless
    assert "does not end" in refusal(feed).message


def test_list_that_does_not_end_is_left(server, feed, monkeypatch):
    monkeypatch.setattr("dabir.feeds.ftp._LIST", 1 << 16)
    server.spoiled["MLSD"] = (10, "endless")
    assert "more than" in refusal(feed).message


def test_folder_with_too_many_files_is_refused(server, feed, monkeypatch):
    monkeypatch.setattr("dabir.feeds.remote_files.MAX_LISTED", 20)
    server.files = {f"{number}.txt": File(RAIN) for number in range(21)}
    assert refusal(feed).lasting


def test_wrong_password_is_lasting(server, feed):
    error = refusal(feed, secret="sehv")
    assert error.lasting and "wrong name or password" in error.message and "sehv" not in str(error)


def test_password_cannot_hold_commands(server, feed):
    assert refusal(feed, secret="parol\r\nDELE rain.txt").lasting
    assert "PASS" not in server.names()


def test_nobody_signs_in_where_nobody_is_named(server, feed):
    server.user = ""
    assert set(taken(look(replace(feed, user=""), secret=""))) == {"rain.txt", "snow.txt"}
    assert "USER anonymous" in server.heard


def test_server_without_epsv_is_read_at_its_own_address_only(server, feed):
    server.features = "MLST"
    assert set(taken(look(feed))) == {"rain.txt", "snow.txt"}
    assert server.names().count("EPSV") == 1


@pytest.mark.parametrize("answer", [b"229 (|||0|)\r\n", b"229 what\r\n", b"229 (|||99999|)\r\n"])
def test_server_that_offers_no_connection_for_files_is_told(server, feed, answer):
    server.faults["EPSV"] = answer
    assert "no connection for its files" in refusal(feed).message


def test_private_address_is_refused_unless_the_feed_says_so(server, feed):
    assert refusal(replace(feed, private=False)).lasting
    assert server.connections == 0


@pytest.mark.parametrize("scheme", ["ftp", "ftps"])
def test_server_without_encryption_never_hears_a_password(server, feed, scheme, monkeypatch):
    monkeypatch.setattr("dabir.feeds.addresses.is_public", lambda _: True)
    address = feed.address.replace("ftp:", f"{scheme}:")
    error = refusal(replace(feed, private=False, address=address))
    assert error.lasting and "no encryption" in error.message
    assert not {"USER", "PASS"} & set(server.names())


def test_ftps_is_never_read_unencrypted_even_in_a_private_network(server, feed):
    assert refusal(replace(feed, address=feed.address.replace("ftp:", "ftps:"))).lasting


@pytest.fixture
def trusted(tmp_path, monkeypatch):
    file = certificate(tmp_path, "files.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return file


def there(feed, server, host="files.example", scheme="ftps"):
    return replace(feed, address=f"{scheme}://{host}:{server.port}"), {"look_up": lambda *_: ["127.0.0.1"]}


@pytest.mark.parametrize("scheme", ["ftp", "ftps"])
@pytest.mark.parametrize("ragged", [True, False])
def test_files_are_read_encrypted_in_the_session_of_the_first_connection(trusted, feed, scheme, ragged):
    with ftp_server(trusted) as server:
        server.ragged = ragged
        server.files = {"rain.txt": File(RAIN * 9000)}
        named, here = there(feed, server, scheme=scheme)
        assert taken(look(named, **here)) == {"rain.txt": RAIN * 9000}
        assert server.heard.index("AUTH TLS") < server.heard.index("USER Leyla")
        assert server.reused and all(server.reused)


def test_encrypted_file_that_is_cut_is_never_handed_over(trusted, feed):
    with ftp_server(trusted) as server:
        server.files = {"rain.txt": File(RAIN * 9000)}
        server.spoiled["RETR rain.txt"] = (9000, "")
        server.ragged = True
        named, here = there(feed, server)
        came, advice = trouble(named, **here)
        assert came == {} and "9000 came" in advice.message


def test_server_with_a_certificate_for_another_name_never_hears_the_password(trusted, feed):
    with ftp_server(trusted) as server:
        named, here = there(feed, server, host="other.example")
        error = refusal(named, **here)
        assert error.lasting and "another name" in error.message and "USER" not in server.names()


def test_look_ends_soon_after_it_is_closed_from_another_thread(server, feed):
    fetcher = reader(feed, wait=None)
    reached = threading.Event()

    def stall():
        reached.set()
        server.closing.wait(30)
        yield b""

    server.faults["MLSD"] = stall
    threading.Thread(target=lambda: reached.wait(30) and fetcher.close(), daemon=True).start()
    with pytest.raises(FeedError, match="was ended"):
        list(fetcher.fetch(""))
    with pytest.raises(FeedError):
        list(fetcher.fetch(""))
    assert server.connections == 1


def test_waiting_for_files_to_settle_ends_with_the_look(server, feed):
    fetcher = reader(feed, wait=lambda _: fetcher.close())
    with pytest.raises(FeedError, match="was ended"):
        list(fetcher.fetch(""))


def test_look_that_takes_too_long_leaves_the_rest_for_the_next(server, feed):
    moments = iter([0, 0, 601])
    fetcher = reader(feed, {"gone.txt": "1 2"}, monotonic=lambda: next(moments))
    assert taken(fetcher.fetch("")) == {"snow.txt": SNOW}
    assert fetcher.missing() is None
    fetcher.close()


def test_file_without_a_size_in_the_list_is_asked_for_it(server, feed):
    server.files = {"rain.txt": File(RAIN, facts="type=file; ")}
    assert taken(look(feed)) == {"rain.txt": RAIN}
    server.faults["SIZE"] = b"502 no\r\n"
    came, advice = trouble(feed)
    assert came == {} and "size" in advice.message


UNIX = [
    ("-rw-r--r--    1 1000     wire         1234 Nov 25 08:30 rain storm.txt", ("rain storm.txt", "file", 1234)),
    ("-rw-r--r--    1 leyla    Domain Users 12 Jan  3  2025 a.txt", ("a.txt", "file", 12)),
    ("-rw-r--r--+   1 leyla    12 Nov  5 8:30  lead", (" lead", "file", 12)),
    ("drwxr-xr-x    2 1000     wire         4096 Nov 20 10:00 fa", ("fa", "folder", 4096)),
    ("lrwxrwxrwx    1 1000     wire            5 Nov 20 10:00 link -> there", ("link -> there", "other", 5)),
]
DOS = [
    ("11-25-26  08:30AM                 1234 rain storm.txt", ("rain storm.txt", "file", 1234)),
    ("11-25-2026  20:30                 1234 a.txt", ("a.txt", "file", 1234)),
    ("11-25-26  08:30PM       <DIR>          fa", ("fa", "folder", None)),
]


@pytest.mark.parametrize(("line", "found"), UNIX + DOS)
def test_lists_for_people_are_understood(line, found):
    entry = of_people(line, NOW)
    assert (entry.name, entry.kind, entry.size) == found
    assert abs(datetime.fromtimestamp(entry.order, UTC) - NOW) < timedelta(days=800)


@pytest.mark.parametrize(
    "line", ["", "total 8", "hello", "-rw-r--r-- 1 a b x Nov 25 08:30 c", "-rw-r--r-- 1 a b 5 Abc 25 08:30 c"]
)
def test_other_lines_are_no_files(line):
    assert of_people(line, NOW) is None


def test_fresh_file_of_last_december_is_older_than_one_of_january():
    december = of_people("-rw-r--r-- 1 a b 5 Dec 30 08:30 c", datetime(2027, 1, 2, tzinfo=UTC))
    january = of_people("-rw-r--r-- 1 a b 5 Jan 01 08:30 c", datetime(2027, 1, 2, tzinfo=UTC))
    assert december.order < january.order


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_any_line_of_a_list_is_read_or_passed_over(line):
    for entry in (of_people(line, NOW), of_machines(line)):
        assert entry is None or entry.name


def test_server_with_lists_for_people_is_read(server, feed):
    server.features = ""
    server.files["fa"] = {"one.txt": File(SNOW)}
    deliveries = look(feed)
    assert set(taken(deliveries)) == {"rain.txt", "snow.txt", "fa/one.txt"}
    assert look(feed, states(deliveries)) == []


def test_file_is_known_again_when_its_list_drops_the_hour(server, feed):
    server.features = ""
    server.list_lines = ["-rw-r--r-- 1 a b 5 Nov 25 08:30 a.txt", "-rw-r--r-- 1 a b 5 Nov 25 08:30 b.txt"]
    server.files = {"a.txt": File(b"12345"), "b.txt": File(b"12345")}
    known = states(look(feed))
    assert len(known) == 2
    server.list_lines = ["-rw-r--r-- 1 a b 5 Nov 25  2026 a.txt", "-rw-r--r-- 1 a b 5 Nov 26  2026 b.txt"]
    fetcher = reader(feed, known)
    again = list(fetcher.fetch(""))
    fetcher.close()
    assert set(taken(again)) == {"b.txt"} and fetcher.restated() == {"a.txt": "5 2026-11-25"}


@pytest.mark.parametrize(
    ("known", "now", "same"),
    [
        ("5 11-25 08:30", "5 2026-11-25", True),
        ("5 2026-11-25", "5 11-25 08:30", True),
        ("5 11-25 08:30", "6 2026-11-25", False),
        ("5 11-25 08:30", "5 11-25 08:31", False),
        ("5 20261125083000", "5 20261125083001", False),
        ("5", "5 2026-11-25", False),
    ],
)
def test_times_are_compared_by_the_day_only_where_one_has_no_more(known, now, same):
    assert is_same_time(known, now) is same


def test_list_that_is_not_understood_is_told_and_an_empty_one_is_empty(server, feed):
    server.features = ""
    server.list_lines = ["+i8388621.29609,m824255902,/,\ttdev"]
    error = refusal(feed)
    assert error.lasting and "not understood" in error.message
    server.list_lines = ["total 0"]
    assert look(feed) == []
    server.list_lines = []
    assert look(feed) == []
    server.faults["LIST"] = b"450 No files found\r\n"
    assert look(feed) == []

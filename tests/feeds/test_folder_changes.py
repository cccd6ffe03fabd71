import threading
from queue import SimpleQueue

from dabir.feeds.folder_changes import changes


def test_dropped_file_is_noticed_with_the_name_of_its_folder_and_unfinished_ones_are_not(tmp_path):
    folders = {name: tmp_path / name for name in ("alborz", "aran", "away")}
    for name in ("alborz", "aran"):
        folders[name].mkdir()
    stop, heard = threading.Event(), SimpleQueue()

    def listen():
        for names in changes(folders, stop):
            heard.put(names)

    listening = threading.Thread(target=listen, daemon=True)
    listening.start()
    try:
        # The watch begins some time after the thread, and says so: what was dropped before it is looked for once.
        assert heard.get(timeout=30) == {"alborz", "aran"}
        (folders["aran"] / "1.part").write_bytes(b"x")
        (folders["alborz"] / "1.xml").write_bytes(b"x")
        assert heard.get(timeout=30) == {"alborz"}
    finally:
        stop.set()
        listening.join(30)
    assert not listening.is_alive()


def test_without_a_folder_there_is_nothing_to_hear(tmp_path):
    assert list(changes({"away": tmp_path / "away"}, threading.Event())) == []

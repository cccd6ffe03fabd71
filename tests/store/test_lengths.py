from dabir.store import lengths


def test_ratio_is_told_once_enough_units_were_confirmed(database):
    for _ in range(199):
        database.write(lambda one: lengths.add(one, "fa", "az", "۱۲۳ خبر", "123 xəbər, yeni"))
    assert lengths.ratio(database.read(), "fa", "az") is None
    database.write(lambda one: lengths.add(one, "fa", "az", "۱۲۳ خبر", "123 xəbər, yeni"))
    assert lengths.ratio(database.read(), "fa", "az") == 2.0
    assert lengths.ratio(database.read(), "az", "fa") is None


def test_units_without_letters_do_no_harm(database):
    for _ in range(200):
        database.write(lambda one: lengths.add(one, "fa", "en", "…", "…"))
    assert lengths.ratio(database.read(), "fa", "en") is None

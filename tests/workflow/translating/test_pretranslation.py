from wire_samples import AZERBAIJANI, ninjs, take_in


def names(desk, targets):
    return [
        (desk.stories.get(one.story_id).story.uri[-1], one.target) for one in desk.pretranslation.waiting(targets)
    ]


def test_urgent_stories_come_first_then_the_newest(desk, tmp_path, clock):
    for number, urgency in ((1, 4), (2, 1), (3, 4), (4, 0)):
        take_in(desk, tmp_path / str(number), ninjs(f"tag:alborz.example,2026:{number}", urgency=urgency))
        clock.advance(minutes=1)
    assert names(desk, ["az"]) == [("2", "az"), ("3", "az"), ("1", "az"), ("4", "az")]


def test_drafted_killed_and_decided_stories_do_not_wait(desk, tmp_path, signer):
    rows = [
        row
        for number in range(4)
        for row in take_in(desk, tmp_path / str(number), ninjs(f"tag:alborz.example,2026:{number}"))
    ]
    desk.translations.translate([rows[0]], "az")
    desk.decisions.kill(rows[1], signer, "Wrong story")
    desk.decisions.refuse(rows[2], "", signer, "Not for us")
    assert names(desk, ["az"]) == [("3", "az")]


def test_stories_in_the_language_itself_and_without_a_pack_do_not_wait(desk, tmp_path):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in AZERBAIJANI)
    take_in(desk, tmp_path, ninjs(language="az", headline="Nazir Tehrana gəlib", body_xhtml=body))
    assert names(desk, ["az", "en", "ru"]) == [("1", "en")]


def test_languages_of_a_story_follow_each_other(desk, tmp_path, clock):
    take_in(desk, tmp_path / "1", ninjs("tag:alborz.example,2026:1", urgency=5))
    clock.advance(minutes=1)
    take_in(desk, tmp_path / "2", ninjs("tag:alborz.example,2026:2", urgency=2))
    assert names(desk, ["az", "en"]) == [("2", "az"), ("2", "en"), ("1", "az"), ("1", "en")]


def test_size_tells_a_long_story_from_a_short_one(desk, tmp_path):
    take_in(desk, tmp_path / "1", ninjs("tag:alborz.example,2026:1"))
    take_in(desk, tmp_path / "2", ninjs("tag:alborz.example,2026:2", body_xhtml="<p>" + "خبر. " * 500 + "</p>"))
    sizes = {desk.stories.get(one.story_id).story.uri[-1]: one.size for one in desk.pretranslation.waiting(["az"])}
    assert sizes["2"] > sizes["1"] + 2000

from __future__ import annotations

import pytest

from noteport.videos import MediaFragment, media_fragment, video_of_address
from noteport.videos.address import Time, parse_address, read_time, time_of
from noteport.videos.registry import ANYWHERE, SITES

YOUTUBE = "https://www.youtube.com/watch?v=sleep_talk1"


def opened(address: str, second: int | None = 65) -> str | None:
    """The address that opens a second of the video at an address."""
    video = video_of_address(address)
    return video.url(second) if video is not None else None


# --- which video an address opens -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=sleep_talk1",
        "http://youtube.com/watch?v=sleep_talk1&list=WL&index=3",
        "https://www.youtube.com/watch?list=WL&t=284&v=sleep_talk1",
        "https://m.youtube.com/watch?app=desktop&v=sleep_talk1",
        "https://music.youtube.com/watch?v=sleep_talk1&si=Ab12cd34EF56",
        "https://WWW.YouTube.com/watch?v=sleep_talk1#t=02:05.88",
        "https://www.youtube.com/watch?v=sleep_talk1&amp;t=5",
        "https://www.youtube.com/watch/sleep_talk1",
        "https://youtu.be/sleep_talk1",
        "https://youtu.be/sleep_talk1?si=Ab12cd34EF56&t=65",
        "https://www.youtube.com/shorts/sleep_talk1?feature=share",
        "https://www.youtube.com/live/sleep_talk1?feature=share",
        "https://www.youtube.com/embed/sleep_talk1?start=65",
        "https://www.youtube.com/embed/sleep_talk1&list=WL",
        "https://www.youtube-nocookie.com/embed/sleep_talk1",
        "https://www.youtube.com/v/sleep_talk1",
        "//www.youtube.com/embed/sleep_talk1",
        "www.youtube.com/watch?v=sleep_talk1",
        "youtu.be/sleep_talk1",
        " <https://youtu.be/sleep_talk1> ",
        "[a talk](https://youtu.be/sleep_talk1)",
        "![](https://youtu.be/sleep_talk1)",
        "A talk (https://youtu.be/sleep_talk1), the first.",
        '<iframe src="https://www.youtube.com/embed/sleep_talk1?rel=0"></iframe>',
        "obsidian://mx-open/https://www.youtube.com/watch?v=sleep_talk1",
    ],
)
def test_every_form_of_an_address_at_youtube_opens_its_video(address: str) -> None:
    assert opened(address) == f"{YOUTUBE}&t=65s"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://",
        "http://[bad",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=XXX",
        "https://www.youtube.com/watch?v=twelve_chars",
        "https://www.youtube.com/@sleep_talk1",
        "https://www.youtube.com/playlist?list=PLsleep_talk1",
        "https://www.youtube.com/embed/videoseries?list=PLsleep",
        "https://www.youtube.com/embed/live_stream?channel=UCsleep",
        "https://notyoutube.com/watch?v=sleep_talk1",
        "https://youtube.com.example.org/watch?v=sleep_talk1",
        "https://example.org/watch?v=sleep_talk1",
        "https://example.org/talks/12",
        "https://example.org/talks/12#section=3",
        "sleep_talk1",
        "#t=65",
    ],
)
def test_any_other_address_opens_none(address: str) -> None:
    assert video_of_address(address) is None


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://vimeo.com/76979871#t=5s", "https://vimeo.com/76979871#t=65s"),
        ("https://vimeo.com/76979871/0a1b2c3d4e", "https://vimeo.com/76979871/0a1b2c3d4e#t=65s"),
        ("https://player.vimeo.com/video/76979871?h=0a1b2c3d4e", "https://vimeo.com/76979871/0a1b2c3d4e#t=65s"),
        ("https://vimeo.com/channels/staffpicks/76979871", "https://vimeo.com/76979871#t=65s"),
        ("https://vimeo.com/groups/owls/videos/76979871", "https://vimeo.com/76979871#t=65s"),
        ("vimeo.com/76979871", "https://vimeo.com/76979871#t=65s"),
        ("https://vimeo.com/ada", None),
        ("https://example.org/12#t=5", "https://example.org/12#t=65"),
        ("https://example.org/12?a=b&t=5#t=0:05", "https://example.org/12?a=b#t=65"),
        ("https://cdn.example.org/12.mp3", "https://cdn.example.org/12.mp3#t=65"),
        ("https://share.snipd.com/episode/0c3a", "https://share.snipd.com/episode/0c3a#t=65"),
        ("https://share.snipd.com/snip/0c3a", None),
    ],
)
def test_vimeo_and_podcasts(address: str, url: str | None) -> None:
    assert opened(address) == url


@pytest.mark.parametrize(
    ("address", "id", "url"),
    [
        ("lecture.mp4", "lecture.mp4", "lecture.mp4#t=65"),
        ("./media/lecture.mp4#t=5", "media/lecture.mp4", "media/lecture.mp4#t=65"),
        ("../media/My talk.webm", "../media/My talk.webm", "../media/My%20talk.webm#t=65"),
        ("media/My%20talk.webm", "media/My talk.webm", "media/My%20talk.webm#t=65"),
        ('a"b<c>.mp3', 'a"b<c>.mp3', "a%22b%3Cc%3E.mp3#t=65"),
        ("[[media/lecture.mp4#t=5|00:05]]", "media/lecture.mp4", "media/lecture.mp4#t=65"),
        ("file:///home/ada/talks/1.mp4#t=5", "talks/1.mp4", "file:///home/ada/talks/1.mp4#t=65"),
    ],
)
def test_a_file_of_the_user_keeps_its_path_as_written(address: str, id: str, url: str) -> None:
    video = video_of_address(address)
    assert video is not None
    assert (video.provider, video.id, video.url(65)) == ("local", id, url)


@pytest.mark.parametrize(
    "address",
    [
        "/home/ada/lecture.mp4",
        "~/lecture.mp4",
        "C:\\Users\\ada\\lecture.mp4",
        "\\\\server\\lecture.mp4",
        "javascript:alert(1)//lecture.mp4",
        "data:video/mp4,lecture.mp4",
        "ftp://example.org/lecture.mp4",
        "file:lecture.mp4",
        "lecture.pdf",
        "lecture%00.mp4",
    ],
)
def test_what_is_no_media_file_or_only_one_machines_opens_nothing(address: str) -> None:
    assert video_of_address(address) is None


def test_a_url_of_a_file_on_the_disk_gives_no_more_of_its_path_to_ids_than_folder_and_name() -> None:
    video = video_of_address("file:///home/ada/talks/1.mp4")
    assert video is not None
    assert "home" not in video.id
    assert "ada" not in video.id


def test_providers_have_names_of_their_own() -> None:
    names = [provider.name for provider in (*SITES, *ANYWHERE)]
    assert len(set(names)) == len(names)


# --- which second it names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("754", 754, None),
        ("754s", 754, None),
        ("754.9", 754, None),
        ("2m41s", 161, None),
        ("2m41", 161, None),
        ("2m", 120, None),
        ("1h2m3s", 3723, None),
        ("1H2M3S", 3723, None),
        ("1h", 3600, None),
        ("0", 0, None),
        ("02:05.88", 125, None),
        ("1:02:03", 3723, None),
        ("75:00", 4500, None),
        ("65,80", 65, 80),
        ("npt:1:05,1:20.5", 65, 80),
        (",80", 0, 80),
        ("80,65", 80, None),
    ],
)
def test_spellings_of_a_time(written: str, start: int, end: int | None) -> None:
    assert read_time(written) == Time(start, end, written)


@pytest.mark.parametrize("written", ["", ",", "s", "abc", "-5", "1d", "5:5:5:5", "Ab12cd", "1e3", "99999999999"])
def test_what_is_no_time(written: str) -> None:
    assert read_time(written) is None


@pytest.mark.parametrize(
    ("address", "start"),
    [
        (f"{YOUTUBE}&t=119#t=01:59.00", 119),
        (f"{YOUTUBE}&t=119#t=300", 300),
        (f"{YOUTUBE}&t=119#section", 119),
        (f"{YOUTUBE}&t=119#t=soon", 119),
        ("https://www.youtube.com/embed/sleep_talk1?start=65", 65),
        ("https://www.youtube.com/watch?time_continue=65&v=sleep_talk1", 65),
        ("https://youtu.be/sleep_talk1?si=Ab12cd34EF56&t=702", 702),
        ("lecture.mp4#loop&t=5", 5),
        ("#t=65", 65),
    ],
)
def test_the_fragment_wins_over_the_query(address: str, start: int) -> None:
    parsed = parse_address(address)
    assert parsed is not None
    time = time_of(parsed)
    assert time is not None
    assert time.start == start


# --- what a link names ----------------------------------------------------------------------------------------------


def test_a_media_fragment_has_a_video_a_time_or_both() -> None:
    video = video_of_address(YOUTUBE)
    assert media_fragment(f"{YOUTUBE}&t=65") == MediaFragment(video, Time(65, None, "65"))
    assert media_fragment(YOUTUBE) == MediaFragment(video, None)
    assert media_fragment("#t=65") == MediaFragment(None, Time(65, None, "65"))


def test_an_address_that_names_no_video_of_its_site_is_in_the_notes_own_video() -> None:
    assert media_fragment("https://www.youtube.com/watch?v=XXX") == MediaFragment(None, None)
    assert media_fragment("https://www.youtube.com/watch?v=XXX&t=65") == MediaFragment(None, Time(65, None, "65"))


def test_an_unknown_page_is_a_media_fragment_if_it_has_a_time() -> None:
    moment = media_fragment("https://video.example.org/12?p=3&t=65")
    assert moment is not None
    assert moment.video is not None
    assert moment.video.url(70) == "https://video.example.org/12?p=3&t=70"


@pytest.mark.parametrize("target", ["", "#top", "https://example.org/12", "mailto:ada@example.org", "note.md#t=65"])
def test_any_other_target_is_an_ordinary_link(target: str) -> None:
    assert media_fragment(target) is None

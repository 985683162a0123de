"""Notes that are difficult for a format: real kinds of notes, and what careless programs and attackers produce."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_VIDEO = "---\nvideoId: dQw4w9WgXcQ\n---\n"
_TIMESTAMP = "[00:01:05]"


def _about(text: str, head: str = _VIDEO) -> str:
    """A note about a video; every ``@@`` in its text is a timestamp."""
    return head + text.replace("@@", _TIMESTAMP)


AWKWARD: Mapping[str, str] = MappingProxyType(
    {
        # --- hardly a note ---
        "plain/empty.md": "",
        "plain/front_matter_only.md": _VIDEO,
        "plain/no_claims.md": _about("# A title\n\n## A heading with nothing under it\n"),
        "plain/no_times.md": _about("A sentence without a timestamp. And another.\n\n* A point\n"),
        "plain/no_video.md": "A fact without a video [00:01:05].\n",
        # --- what stands for something in other formats ---
        "signs/markup.md": _about(
            "A <script>alert(1)</script> & <img src=x onerror=alert(1)> \"quoted\" 'twice' ]]> --> </script> @@.\n"
        ),
        "signs/links.md": _about("See [this](javascript:alert(1)) and [that](https://example.org/?a=1&b=<2>) @@.\n"),
        "signs/formula.md": _about("=1+1, +1, -1 and @SUM(A1) begin; a tab\there; a ; and a , and a | too @@.\n"),
        "signs/tex.md": _about("Energy is $E = mc^2$ and $$\\frac{a}{b} < 1$$, not \\(x\\) nor {{c1::gap}} @@.\n"),
        "signs/braces.md": _about("Say {title} and {0} and %s and ${HOME} and \\n and `code {}` @@.\n"),
        "=signs/-first; second.md": _about(
            "A fact @@.\n", "---\ntitle: '=HYPERLINK(\"x\")'\nvideoId: -Qw4w9WgXcQ\n---\n"
        ),
        "signs/a % b & c's #1.md": _about("A file name with signs in it @@.\n"),
        "signs/titles.md": _about(
            "A fact @@.\n",
            '---\ntitle: "A::b/c\\\\d <e> & \\"f\\": [g]"\nvideoId: dQw4w9WgXcQ\n---\n',
        ),
        "signs/tags.md": _about(
            "Write `<script>alert(1)</script>` or `<img src=x onerror=alert(1)>` in full @@.\n",
            "---\ntitle: '<script>alert(1)</script> & more'\nvideoId: dQw4w9WgXcQ\n---\n",
        ),
        # --- scripts and characters ---
        "شرح/سماء.md": _about(
            "النجوم بعيدة جدا @@. والقمر **قريب** @@.\n", "---\nlang: ar\nvideoId: dQw4w9WgXcQ\n---\n"
        ),
        "@handle/日本 「語」.md": _about("水は透明である@@。[[水]]と[[かき]]と[[かぎ]]は違う@@。\n"),
        "scripts/emoji.md": _about("A family 👩‍👩‍👧‍👦, a flag 🏳️‍🌈, 𝒎𝒂𝒕𝒉 and e\u0301 in two parts @@.\n"),
        "scripts/unseen.md": _about(
            "A\u2028line \u200fbreak\x07 \u202eand \u200bmarks\ufeff of 5\u00a0µm, \x00 and \x1b[2J @@.\n"
        ),
        "scripts/windows.md": _about("Lines end in two characters @@.\n\nAs here @@.\n").replace("\n", "\r\n"),
        # --- size ---
        "size/long.md": _about(
            f"A {'very ' * 400}long sentence @@. A {'w' * 3000} long word @@.\n",
            f"---\ntitle: {'A long title ' * 30}\nvideoId: dQw4w9WgXcQ\n---\n",
        ),
        "size/many.md": _about(
            "".join(f"Claim {number} of many [00:00:{number % 60:02}].\n\n" for number in range(120))
        ),
        "size/deep.md": _about("".join(f"{'  ' * depth}* Level {depth} @@\n" for depth in range(12))),
        # --- every block and inline ---
        "all/blocks.md": _about(
            """# A title @@

## A heading with *emphasis* and `code` @@

**Term**: a claim with **bold**, ~~struck~~, `code`, [[wiki link|shown]], ![[embedded.png]] and ![alt](image.png) @@.

1. First @@
2. Second @@
   * Nested @@
- [x] Done @@

> [!note] A callout
> It says so @@.

> A quotation @@.
> — Its author

| Thing | Measure |
|---|---|
| One | 1 m @@ |
| Two | 2 m @@ |

A note below[^1] @@.

[^1]: It stands here @@.

```python
print("code [00:01:05]")
```

$$
a^2 + b^2 = c^2
$$

<div onclick="alert(1)">raw @@</div>

---

###

An empty heading stands above @@.
"""
        ),
        # --- times ---
        "times/ranges.md": _about("From here to there [00:01:05 - 00:02:00]. Twice [00:00:01], [00:59:59].\n"),
        "times/hours.md": _about("Late [03:04:05], at the very start [00:00:00], out of order [00:00:02].\n"),
        "times/beyond.md": _about(
            "After the end [00:09:05]. Not so this [00:00:05].\n",
            "---\nvideoId: aaaaaaaaaaa\nduration: 60\n---\n",
        ),
        "times/inferred.md": _about("It has one @@. This one looks back at it. So does that.\n"),
        "times/twice.md": _about("The same claim @@.\n\nThe same claim @@.\n"),
        "times/other_video.md": _about(
            "Here @@. And there [01:05](https://www.youtube.com/watch?v=aaaaaaaaaaa&t=65s).\n"
        ),
        "times/broken.md": _about('Damaged <a class="yt-timestamp" data-t="00:0x:05">[..]</a> and [99:99:99] @@.\n'),
        # --- videos ---
        "videos/vimeo.md": "---\nurl: https://vimeo.com/76979871\n---\nA fact from Vimeo [00:01:05].\n",
        "videos/mine.md": "---\nmedia: 'media/my lecture #1.mp4'\n---\nA fact from a file of mine [00:01:05].\n",
        "videos/hostile.md": "---\nvideoId: '\"><script>alert(1)</script>'\n---\nA fact [00:01:05].\n",
        # --- one id for two notes ---
        "same/a/twin.md": _about("One of two @@.\n", "---\nchannel: twins\nvideoId: dQw4w9WgXcQ\n---\n"),
        "same/b/twin.md": _about("The other @@.\n", "---\nchannel: twins\nvideoId: dQw4w9WgXcQ\n---\n"),
    }
)
"""Texts by path. The paths are part of the test: some of them are awkward themselves."""

ANOTHER: Mapping[str, str] = MappingProxyType({"!first/of_all.md": _about("A fact that comes before all others @@.\n")})
"""A note that is added to the others and sorts before them."""

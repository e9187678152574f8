"""Who talked with whom, shown by who speaks."""

from __future__ import annotations

import pytest

from tests.parsing.test_records import fields

CHAT = "[10:32] 韩冰：姚书记，我婆婆摔了，两头跑。\n[10:33] {0}：怎么不早说？\n[10:35] 韩冰：怕添麻烦。\n[10:36] {0}：下周一起你弹性到九点半。\n"
LINES = "{0} 20:13\n小韩睡了没 白天看你开会一直揉太阳穴\n韩冰 20:14\n没呢 孩子刚哄睡\n{0} 20:15\n怎么个扛不住法 跟我说说\n韩冰 20:17\n我婆婆摔了\n"


@pytest.mark.parametrize("chat", [CHAT, LINES])
@pytest.mark.parametrize(
    ("header", "speaker", "talker"), [("谈话人：姚望\n", "姚望", "姚望"), ("谈话人：姚望\n", "姚书记", "姚望"), ("", "姚书记", "姚书记")]
)
def test_the_other_of_two_speakers_is_the_partner(chat: str, header: str, speaker: str, talker: str) -> None:
    """Under his name, under his office, and where no label names either."""
    found = fields(f"谈心谈话记录（微信聊天）\n2025-10-21\n{header}{chat.format(speaker)}")
    assert (found.get("talker"), found.get("talkee")) == (talker, "韩冰")


@pytest.mark.parametrize("third", ["[10:37] 柏云：我也去。\n", ""])
def test_three_speakers_or_two_strangers_show_no_partner(third: str) -> None:
    """Of more than two, or of two of whom neither is known, nobody is taken."""
    found = fields(f"谈心谈话记录（微信聊天）\n2025-10-21\n{'谈话人：姚望' if third else ''}\n{CHAT.format('姚望')}{third}")
    assert "talkee" not in found


def test_the_day_of_every_message_shows_who_speaks() -> None:
    """An export of a chat with the full date before the clock; the program is where it was, not what type of record it is."""
    chat = LINES.format("姚书记").replace(" 20:", " 2025-10-21 20:")
    found = fields(f"谈话方式：微信\n{chat}")
    assert (found.get("talker"), found.get("talkee"), found.get("place"), "type" in found) == ("姚书记", "韩冰", "微信", False)
    assert fields(f"谈话方式：个别谈话\n{chat}")["type"] == "个别谈话"

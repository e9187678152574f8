"""What many tests need: one analyser, and records written by hand."""

from __future__ import annotations

import pytest
from hypothesis import settings

from analyzer import Analyzer
from analyzer.types.document import Document, Source

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

GENERIC_TALK = """谈心谈话记录
谈话时间：2025年6月12日上午
谈话地点：二楼谈心室
谈话人：莫家驹
谈话对象：费小琴
谈话内容：
问：小琴，按要求和你谈一次，先说说对支部工作有什么意见建议？
答：支部工作抓得很紧，我没什么意见。
问：对支委几位同志，有什么要提的？
答：几位委员都以身作则，值得学习。
问：好，感谢你对支部工作的支持。
"""
GOOD_TALK = """谈心谈话记录
谈话时间：2025年9月3日16:10
谈话地点：变电站值班室
谈话人：莫家驹
谈话对象：单晓东
谈话内容：
问：听说你这个月跟人换了四次班，家里出什么事了？
答：我妈八月底脑梗住进县医院，我爱人又怀着七个月，前天交接班我把压板状态记漏了一个。
问：你自己心里怎么想？
答：那天下了班我在车里坐了半个钟头，后怕，这阵子总睡不踏实。
问：从这周起你改上白班，夜班由老耿和我顶到你妈出院，工会的大病慰问我今天就报。
答：我认，是我自己硬撑着不吭声，应该早点跟班里讲。
"""
ONE_POT = """支部党员大会会议记录
会议时间：2025年6月27日15:00-16:10
会议地点：三楼会议室
主持人：莫家驹
记录人：费小琴
应到人数：21 实到人数：18 缺席：三人值班
会议内容：
一、理论学习。会议传达学习了近期重要会议精神，要求大家深刻领会、抓好落实。
二、廉政教育。通报了有关典型案例，提醒大家引以为戒。
三、理想信念教育。集体观看了红色影片，大家深受教育。
四、思想分析。会议分析了党员思想状况，总体稳定。
五、书记党课。支部书记为大家讲了一堂党课，发人深省。
本次会议同时计入党课1次、廉政教育1次、思想分析1次。
"""
RECIPE = "红烧肉的做法：五花肉切块，冷水下锅焯两分钟捞出。锅里放冰糖小火炒成焦糖色，倒入肉块翻炒，加生抽、老抽、料酒和热水，小火炖一个小时，收汁出锅。"


def document(text: str, name: str = "record.txt") -> Document:
    """A text as it comes from the text reader."""
    return Document(text, Source(name, "text", "0" * 64))


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    """The shipped policy and model."""
    return Analyzer()

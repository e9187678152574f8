"""The words for the depth of a talk (0–3) and the load of a meeting (0–2): as a report says them, as they are chosen from, and in one word."""

from __future__ import annotations

__all__ = ["DEPTHS", "DEPTH_CHOICES", "POTS", "POTS_IN_SHORT", "POT_CHOICES"]

DEPTHS = ("未触及本人", "只有套话", "谈到本人一方面", "深入且有回应")
POTS = ("主题集中", "承载偏多，多数有实质", "一锅炖：多项任务装进一次会议，多数没有实质")
POTS_IN_SHORT = ("否", "偏多", "一锅炖")
DEPTH_CHOICES = (
    (0, "0 没有谈到本人（泛泛）"),
    (1, "1 只有套话（泛泛）"),
    (2, "2 至少一方面有本人的事实"),
    (3, "3 两方面有事实，有来有回有措施"),
)
POT_CHOICES = ((0, "0 主题集中"), (1, "1 承载偏多，多数有实质"), (2, "2 一锅炖"))

"""The keys of the annotation guideline, each with the Chinese that screens and reports show."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "COUNTABLE",
    "DERIVED",
    "NEVER_SPECIFIC",
    "OF_THE_PERSON",
    "PERSONAL",
    "Activity",
    "Aspect",
    "Duty",
    "Event",
    "FindingKind",
    "Label",
    "Lecturer",
    "LedgerKind",
    "MeetingDimension",
    "MeetingType",
    "RecordType",
    "Severity",
    "TalkDimension",
    "TalkKind",
    "band_name",
    "carried_by",
]


class Label(StrEnum):
    """A key of the guideline; `zh` is what a user reads."""

    zh: str

    def __new__(cls, key: str, zh: str = "") -> Label:
        """A member with its Chinese name."""
        member = str.__new__(cls, key)
        member._value_ = key
        member.zh = zh
        return member


class RecordType(Label):
    """What a record is (guideline, section 1)."""

    TALK = "talk", "谈心谈话记录"
    MEETING = "meeting", "会议或活动记录"


class MeetingType(Label):
    """Which meeting a record declares itself to be (section 1)."""

    MEMBER_ASSEMBLY = "member_assembly", "支部党员大会"
    COMMITTEE = "committee", "支部委员会会议"
    GROUP = "group", "党小组会"
    LECTURE = "lecture", "党课"
    JOINT = "joint", "党政联席会、业务会议"
    PARTY_DAY = "party_day", "主题党日"
    ORG_LIFE = "org_life", "组织生活会"
    APPRAISAL = "appraisal", "民主评议党员"
    STUDY = "study", "集中学习"
    OTHER = "other", "其他"


class Activity(Label):
    """What one segment of a meeting does (section 2)."""

    THEORY_STUDY = "theory_study", "理论学习"
    PARTY_LECTURE = "party_lecture", "党课"
    DISCIPLINE_EDUCATION = "discipline_education", "廉政纪律教育"
    THOUGHT_ANALYSIS = "thought_analysis", "思想分析"
    CAMPAIGN = "campaign", "专题学习教育"
    BELIEF_EDUCATION = "belief_education", "理想信念教育"
    CRITICISM = "criticism", "批评与自我批评"
    APPRAISAL = "appraisal", "民主评议"
    MEMBER_DEVELOPMENT = "member_development", "发展党员"
    ELECTION = "election", "选举"
    BRANCH_AFFAIRS = "branch_affairs", "党务工作"
    BUSINESS = "business", "业务工作"
    PRACTICE = "practice", "实践活动"
    PROCEDURE = "procedure", "会议程序"


class Duty(Label):
    """What a branch is assessed on: may stand in a row's type or claims (issue «The ledger»)."""

    MEMBER_ASSEMBLY = "member_assembly", "支部党员大会"
    COMMITTEE = "committee", "支部委员会会议"
    GROUP = "group", "党小组会"
    LECTURE = "lecture", "党课"
    PARTY_DAY = "party_day", "主题党日"
    ORG_LIFE = "org_life", "组织生活会"
    APPRAISAL = "appraisal", "民主评议党员"
    STUDY = "study", "集中学习"
    JOINT = "joint", "党政联席会、业务会议"
    OTHER = "other", "其他"
    TALK = "talk", "谈心谈话"
    CAMPAIGN = "campaign", "专题学习教育"
    BELIEF_EDUCATION = "belief_education", "理想信念教育"
    THOUGHT_ANALYSIS = "thought_analysis", "思想分析"
    DISCIPLINE_EDUCATION = "discipline_education", "廉政纪律教育"


COUNTABLE = (
    Activity.THEORY_STUDY,
    Activity.PARTY_LECTURE,
    Activity.DISCIPLINE_EDUCATION,
    Activity.THOUGHT_ANALYSIS,
    Activity.CAMPAIGN,
    Activity.BELIEF_EDUCATION,
    Activity.CRITICISM,
    Activity.APPRAISAL,
)
"""Purposes that are each reported as a duty of their own (section 3)."""

_CARRIED_BY: dict[str, tuple[Activity, ...]] = {
    MeetingType.LECTURE: (Activity.PARTY_LECTURE,),
    MeetingType.STUDY: (Activity.THEORY_STUDY, Activity.CAMPAIGN),
    MeetingType.ORG_LIFE: (Activity.CRITICISM,),
} | {activity: (activity,) for activity in Activity}


def carried_by(duty: str) -> tuple[Activity, ...]:
    """The purposes that carry out a claimed duty; none for a form of meeting that has no content of its own (section 3)."""
    return _CARRIED_BY.get(duty, ())


class Lecturer(Label):
    """Who gave the party lecture (section 2)."""

    SECRETARY = "secretary", "书记党课"
    LEADER = "leader", "领导干部党课"
    MEMBER = "member", "微党课"


class Aspect(Label):
    """What one sentence of a talk is about (section 4)."""

    THOUGHT = "thought", "思想状况"
    WORK = "work", "工作情况"
    STUDY = "study", "学习成长"
    LIFE = "life", "生活家庭健康"
    CONDUCT = "conduct", "作风廉洁"
    SOLICIT = "solicit", "征求意见"
    SUGGESTION = "suggestion", "意见建议"
    CRITICISM = "criticism", "指出不足"
    REFLECTION = "reflection", "自我剖析"
    SUPPORT = "support", "回应帮助"
    FORMALITY = "formality", "寒暄套话"


PERSONAL = (Aspect.THOUGHT, Aspect.WORK, Aspect.STUDY, Aspect.LIFE, Aspect.CONDUCT)
"""Aspects of the person that `depth` counts; `reflection` counts for what it reflects on (section 4)."""

OF_THE_PERSON = (*PERSONAL, Aspect.REFLECTION)
"""What is told of the person; a fact of one of these makes depth 2."""

NEVER_SPECIFIC = (Aspect.SOLICIT, Aspect.FORMALITY)
"""Aspects whose sentences state no fact of the person, whatever stands in them (section 4)."""


class TalkKind(Label):
    """A talk's main purpose as carried out (section 4)."""

    SOLICITATION = "solicitation", "征求意见"
    CARE = "care", "思想沟通与关心"
    REMINDER = "reminder", "提醒教育"
    ASSIGNMENT = "assignment", "布置或汇报工作"
    RITUAL = "ritual", "表态走过场"


class MeetingDimension(Label):
    """How a meeting is rated, each 0–4 (section 5)."""

    FOCUS = "focus", "聚焦"
    SUBSTANCE = "substance", "实质"
    PARTICIPATION = "participation", "讨论"
    OUTCOME = "outcome", "落实"
    COMPLETENESS = "completeness", "要素"


class TalkDimension(Label):
    """How a talk is rated, each 0–4 (section 5)."""

    COVERAGE = "coverage", "覆盖"
    SPECIFICITY = "specificity", "具体"
    EXCHANGE = "exchange", "双向"
    FOLLOW_UP = "follow_up", "闭环"
    COMPLETENESS = "completeness", "要素"


class Severity(Label):
    """How much a finding matters (section 6)."""

    INFO = "info", "提示"
    MINOR = "minor", "一般"
    MAJOR = "major", "严重"


class FindingKind(Label):
    """What can be found inside one record (section 6)."""

    GENERIC_TALK = "generic_talk", "泛泛谈话"
    ONE_POT = "one_pot", "一会多用"
    EMPTY_CLAIM = "empty_claim", "有名无实"
    HOLLOW_SEGMENT = "hollow_segment", "内容空洞"
    MISSING_ELEMENT = "missing_element", "要素缺失"
    NO_DISCUSSION = "no_discussion", "没有讨论"
    NO_OUTCOME = "no_outcome", "没有落实"
    BOILERPLATE = "boilerplate", "套话"
    KEYWORD_STUFFING = "keyword_stuffing", "堆砌关键词"
    INCONSISTENT_HEADER = "inconsistent_header", "要素矛盾"
    OFF_TOPIC = "off_topic", "名实不符"
    GRADER_INSTRUCTION = "grader_instruction", "向评分者喊话"
    TEMPLATE_RESIDUE = "template_residue", "模板残留"


DERIVED = (FindingKind.GENERIC_TALK, FindingKind.ONE_POT)
"""Findings that follow from the grade of the whole, and so are neither told nor asked for apart from it."""


class LedgerKind(Label):
    """What can be found between records (section 6)."""

    NEAR_DUPLICATE = "near_duplicate", "雷同"
    COPIED_TEMPLATE = "copied_template", "套用范文"
    MULTIPLE_CLAIM = "multiple_claim", "一会多报"
    TIME_CONFLICT = "time_conflict", "同人同时"
    ABSENT_SPEAKER = "absent_speaker", "缺席者发言"
    LATE_ENTRY = "late_entry", "补录"
    BURST_ENTRY = "burst_entry", "集中补录"
    QUOTA_SHORTFALL = "quota_shortfall", "次数不足"
    UNEVEN_YEAR = "uneven_year", "年终突击"
    MISSING_MONTHS = "missing_months", "断档"
    NEVER_TALKED = "never_talked", "未谈到"
    GENERIC_SHARE = "generic_share", "泛泛占比高"
    UNMET_NEED = "unmet_need", "该谈未谈"
    OFFICER_TURNOVER = "officer_turnover", "党务人员频繁更换"
    LEDGER_MISMATCH = "ledger_mismatch", "纸质电子不一致"


class Event(Label):
    """What asks for a talk (五必谈): what befalls a person, and the appraisal that the whole branch is to talk before."""

    POST = "post", "岗位职务变动"
    DISCIPLINE = "discipline", "受表彰或受处理"
    HARDSHIP = "hardship", "家庭变故、生病或困难"
    CONFLICT = "conflict", "发生矛盾或被投诉"
    APPRAISAL = "appraisal", "民主评议、组织生活会"


_BANDS = ("很差", "较差", "一般", "较好", "很好")


def band_name(band: int) -> str:
    """The Chinese name of a band 1–5 (section 5)."""
    return _BANDS[band - 1]

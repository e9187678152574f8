"""What looks like the name of a person, and what is prose."""

from __future__ import annotations

import re

__all__ = ["OFFICE_AT_END", "is_named", "is_office", "may_be_person", "named"]

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程"
    "嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘"
    "党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜"
    "养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫丘佘亓仝鄢缑揭冼谌仉苌笪庹邸佟禚雒佴郇麴门郄兰綦漆牟矫覃禤眭亢额迟药麦芦栗邝粟商操鹿降茆檀戢展闾初迮占谯忻令鲜苟苑萨来练尉战荔帅麹么海骈贠母冒揣隋侬夙"
    "褟岳粘如爨宛阿邳綮啜涂泷邾丌柘楚辜代付区晋楮宥衣"
)
_COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|申屠|公冶|濮阳|淳于|单于|太叔|轩辕|鲜于|闾丘|夏侯|司空|呼延|端木|宇文|长孙|东郭|南宫|西门|独孤|相里|第五|柳下|赫连|澹台|宗政|钟离|百里|司寇|尉缭"
_ROOTS = "乌云|乌日|其木|莫德|哈斯|呼格吉|额尔敦|娜仁|萨仁|巴图|阿迪|艾力|吐尔|买买|古丽|扎西|次仁|多吉|卓玛|尼玛|旦增|索朗|德吉|查理"
"""How names without surname begin that are written by their sound."""
_NO_NAME = re.compile(
    "支部|支委|支书$|时间|时候|安全|高级|成员|方[向面案]|金融|车[间上队]|国[家务]|门[口面]|海事|文[员字件]|常委|宣传|纪检$|应[到该]|查[看阅]|习[近惯]|周[一二三四五六日末]|和[他她谁]|相[关互]|关[于心]|向[他她]|于是|计入|公[司布]|单[位独]"
    "|何[时人]|平[时日]|后[来续]|那[个些]|干[部活]|项目|路上|马上|通[知过报]|能[够力]|经[理过]|管[理]|解[决释]|明[天确]|许多|谈[心话到完了]|终于|别[人的]|从[此]|全[体员部]|都[是有在]|如[下此果何]|来[了到]|会[议上]|党[员课日支委小总]|强[调]"
    "|代[表替]|初步|商[量定]|展[开示]|司机|师[傅]$|东西|通讯|家[里中人]|水[平]|应[当]|房间|连续|易[于]"
    "|广[场大]|利用|红色|公[安开]|白天|常规|阿姨|任[务何]|官兵|现场|于[当此]|阳台"
)
_PROSE = "了的是吗呢啊呀吧嘛哦说问谈他她我你您就都没不还也过着很么这那把被给让对跟在该"
_GIVEN = f"(?:(?![{_PROSE}])[\u4e00-\u9fff])"
_OFFICE = (
    "书记|支书|主任|委员|组长|队长|班长|站长|所长|科长|处长|局长|厂长|场长|校长|院长|行长|部长|部门负责人|负责人|台长|馆长|团长|镇长|村长|船长|船副|主席|经理|总监|教导员|指导员|政委|干事|内勤|文书|秘书|文员|主管|助理|编辑|教授|讲师|工程师|检察官|法官|警官|干警"
    "|民警|医生|护士长|护士|教师|老师|师傅|同志|律师|委派|领导|党员|积极分子|代表|工长|工|总|姐|哥|叔|婶|姨|伯|爷|嫂|老"
)
_FIRST = "守长静小秋云水根桂建国志文德明玉春秀淑红永金福学海清雨晓一天"
_SECOND = "田庚姝禾虎莲香根宝军英兰芳梅珍花凤玲娟霞生贵富财祥林山峰波涛杰伟强刚勇平安宁康琴芬萍菊婷雪岚川舟帆苇笛棠麟"
_SINGLE = f"(?:(?:{_COMPOUND})|(?!{_NO_NAME.pattern})[{_SURNAMES}])"
_NAME = (
    f"(?:(?:(?:{_COMPOUND}){_GIVEN}{{1,2}}|(?!{_NO_NAME.pattern})[{_SURNAMES}](?:{_GIVEN}{{1,2}}|[某XxＸ×○]{{1,2}}))"
    f"|[老小大阿]?{_SINGLE}|(?:{_ROOTS}){_GIVEN}{{0,3}}|(?!长春|平安)[{_FIRST}][{_SECOND}](?![\u4e00-\u9fff]))"
)
_JOB = f"{_GIVEN}{{0,12}}(?:{_OFFICE}|[员师警工手长生兵士])"
_CALLED = "[0-9]{1,4}(?:岗|号)|[A-Z]{1,3}[0-9]{0,4}|我|本人"
_POST = f"{_GIVEN}{{0,12}}(?:{_OFFICE})"
_PERSON = (
    f"(?:(?:{_JOB}(?:[、,]{_JOB})?[ ]?)?(?:[A-Z]{{1,3}}[0-9]{{1,4}} ?)?{_NAME}(?:[ ]?(?:{_OFFICE}|副?{_POST}))?"
    f"|{_POST}|{_CALLED})(?:\\([^()\n]*\\))?"
)
_ONE = re.compile(f"(?:{_PERSON})$")
_POSITION = re.compile(f"{_JOB}$")
_BETWEEN = re.compile("[、,/ ]+|(?<=..)[和与及]")
OFFICE_AT_END = re.compile(f"(?:{_OFFICE})$")
_OFFICE_ALONE = re.compile(
    "(?:机关|党|第[一二三四五六七八九十])*(?:支部|总支|党委|党组)?(?:副|专职|常务|第一)*(?:书记|支书|主任|委员|支委|组长|党员|干部|领导|成员|职工|群众|同志|负责人|代表|班子)(?:成员|之间|互)?$"
)
_BEGINS = re.compile(f"[由请]?(?:{_PERSON})")
_BRACKETED = re.compile("\\([^()\n]*\\)?")
_TALKS = re.compile("[?!…。]|[了吗呢啊呀吧嘛哦]|什么|怎么|这个|那个|我们|咱们|大家|[这那]样|意见|征求|询问|问|说|接着|站一站|签[字名]")


def is_named(words: str) -> bool:
    """Whether words are a person, or a list of persons: surname and given name, «老张», «张书记», an office, «03岗», initials."""
    pieces = [piece for piece in _BETWEEN.split(_BRACKETED.sub("", words).removesuffix("等")) if piece]
    persons = [piece for piece in pieces if _ONE.match(piece)]
    return bool(persons) and all(piece in persons or _POSITION.match(piece) for piece in pieces)


def is_office(words: str) -> bool:
    """Whether words are an office without a name («副书记», «支部委员»)."""
    return _OFFICE_ALONE.match(words) is not None


def named(words: str) -> bool:
    """Whether words that a sentence tells begin with a person («王某补», «由李某代»)."""
    return _BEGINS.match(words) is not None and not set(_BRACKETED.sub("", words)) & set("了的吗呢啊吧")


def may_be_person(words: str) -> bool:
    """Whether words under a label may be whoever it asks for: a person, or any words that are no speech."""
    bare = _BRACKETED.sub("", words)
    return is_named(bare.strip()) or _TALKS.search(bare) is None

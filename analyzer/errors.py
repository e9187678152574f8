"""The error family: what a caller can catch and what a user reads.

    AnalyzerError
    ├── InputError                the file or text that was given
    │   ├── UnreadableFile        unreadable_file      damaged, cut short, not what it claims to be
    │   ├── EncryptedFile         encrypted_file       needs a password
    │   ├── UnsupportedFormat     unsupported_format   a kind of file that is not read
    │   ├── TooLarge              too_large            beyond a limit on size, pages, memory
    │   ├── ReadingTimeout        reading_timeout      took longer than allowed
    │   ├── EmptyRecord           empty_record         no text in it
    │   ├── NoBody                no_body              a form that was not filled in
    │   ├── NoTextLayer           no_text_layer        a scan: pictures of words
    │   ├── NotARecord            not_a_record         text, but neither a talk nor a meeting
    │   ├── ClassifiedMaterial    classified_material  bears a mark of secrecy
    │   ├── NoHeadings            no_headings          a ledger without a row of headings
    │   ├── BadRow                bad_row              a row of a ledger that cannot be used
    │   ├── AmbiguousYear         ambiguous_year       a ledger that may be of two years
    │   ├── NoRecords             no_records           a year that no record of the ledger is dated in
    │   ├── UnknownModel          unknown_model        a version of the model that is not there
    │   ├── UnknownField          unknown_field        a field beside the text that no record has
    │   └── BadField              bad_field            a field beside the text with an impossible value
    ├── SetupError                the installation or its settings
    │   ├── PolicyError           policy_error         a policy file is wrong, with its line
    │   ├── ModelError            model_error          a model file is missing, cut or altered
    │   ├── WorseModel            worse_model          a new model is worse than the present one
    │   ├── MissingExtra          missing_extra        an optional part is not installed
    │   ├── OutputError           output_error         the result cannot be written
    │   └── SettingsError         settings_error       a setting has an impossible value
    └── InternalError             internal_error       a fault of the program at one file or row, the others are not affected

Each error says what is wrong, where (file, row, line), and what to do. `code` never changes once published; API, CLI and logs share it.
No message contains the text of a record. Errors survive pickling.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "AmbiguousYear", "AnalyzerError", "BadField", "BadRow", "ClassifiedMaterial", "EmptyRecord", "EncryptedFile",
    "InputError", "InternalError", "MissingExtra", "ModelError", "NoBody", "NoHeadings", "NoRecords", "NoTextLayer",
    "NotARecord", "OutputError", "PolicyError", "ReadingTimeout", "SettingsError", "SetupError", "TooLarge",
    "UnknownField", "UnknownModel", "UnreadableFile", "UnsupportedFormat", "WorseModel", "error_codes",
]  # fmt: skip


class AnalyzerError(Exception):
    """Root of every error that this package raises on purpose.

    `problem` says what is wrong, `remedy` what to do, `where` names the file, row or line; all three are Chinese, for the user.
    """

    code: ClassVar[str] = "analyzer_error"
    title: ClassVar[str] = "出错"
    default_remedy: ClassVar[str] = "请联系管理员。"

    def __init__(self, problem: str, *, where: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.where = where
        self.remedy = remedy or self.default_remedy
        super().__init__(problem)

    def __str__(self) -> str:
        place = f"{self.where}：" if self.where else ""
        return f"{place}{self.problem}{self.remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.problem, self.where, self.remedy)

    def at(self, where: str) -> AnalyzerError:
        """The same error with its place named, unless a closer place is known already."""
        return type(self)(self.problem, where=self.where or where, remedy=self.remedy)


def _rebuild(kind: type[AnalyzerError], problem: str, where: str, remedy: str) -> AnalyzerError:
    return kind(problem, where=where, remedy=remedy)


class InputError(AnalyzerError):
    """What was given cannot be judged; the other files of the call are not affected."""

    code = "input_error"
    title = "材料有误"


class UnreadableFile(InputError):
    """The file is damaged, cut short, or not what it claims to be."""

    code = "unreadable_file"
    title = "文件无法读取"
    default_remedy = "请用 WPS 或 Word 打开并另存为 .docx 后重新上传。"


class EncryptedFile(InputError):
    """The file needs a password."""

    code = "encrypted_file"
    title = "文件已加密"
    default_remedy = "请打开文件、取消密码后另存，再重新上传。"


class UnsupportedFormat(InputError):
    """A kind of file that is not read."""

    code = "unsupported_format"
    title = "不支持的文件类型"
    default_remedy = "请提供 .docx、.txt、.pdf（可选中文字）或 .xlsx 文件。"


class TooLarge(InputError):
    """A limit on bytes, unpacked size, pages, characters or memory is exceeded."""

    code = "too_large"
    title = "文件过大"
    default_remedy = "请拆分后再上传，或删去文件中的图片和附件。"


class ReadingTimeout(InputError):
    """Reading took longer than allowed."""

    code = "reading_timeout"
    title = "读取超时"
    default_remedy = "请删去文件中的复杂格式（或另存为 .txt）后再试。"


class EmptyRecord(InputError):
    """There is no text in it."""

    code = "empty_record"
    title = "没有内容"
    default_remedy = "请检查是否传错了文件。"


class NoBody(InputError):
    """A form with its labels and perhaps its header, and nothing of what was talked about or done: not judged."""

    code = "no_body"
    title = "没有正文"
    default_remedy = "请补上谈话或会议的内容后重试；内容在附件里的，请传那份附件。"


class NoTextLayer(InputError):
    """A scan or a photograph: pictures of words, no words."""

    code = "no_text_layer"
    title = "扫描件没有文字层"
    default_remedy = "请上传原始 Word 文件，或先做文字识别（OCR）。"


class NotARecord(InputError):
    """Text, but neither a talk nor a meeting record: not judged."""

    code = "not_a_record"
    title = "不是谈话或会议记录"
    default_remedy = "如确是记录，请补上时间、主持人或谈话人等要素后重试。"


class ClassifiedMaterial(InputError):
    """The head of the text bears a mark of secrecy; it is neither stored nor judged."""

    code = "classified_material"
    title = "疑似涉密材料"
    default_remedy = "本系统未按涉密信息系统建设，严禁处理涉密内容。文件未保存，请按保密规定处理。"


class NoHeadings(InputError):
    """Rows of a ledger with nothing above them that says which column is what."""

    code = "no_headings"
    title = "台账没有表头"
    default_remedy = (
        "请在数据上面加一行列名，如：党支部、类型、谈话时间、谈话人、谈话对象、谈话内容（会议写会议时间、主持人、记录人、会议内容）。"
        "如果这其实只是一条记录，请另存为 .docx 或 .txt。"
    )


class BadRow(InputError):
    """A row of a ledger that cannot be used."""

    code = "bad_row"
    title = "台账行有误"
    default_remedy = "请改正该行后重新导入。"


class UnknownField(InputError):
    """A field given beside the text that no record has."""

    code = "unknown_field"
    title = "没有这个台账字段"
    default_remedy = "请对照接口文档改正字段名，或不传这个字段。"


class BadField(InputError):
    """A field given beside the text whose value cannot be: nothing is judged, lest it be dropped in silence."""

    code = "bad_field"
    title = "台账字段的值有误"
    default_remedy = "请改正这个字段的值，或不传这个字段。"


class AmbiguousYear(InputError):
    """No year is given, and two have as many records."""

    code = "ambiguous_year"
    title = "年度不明"
    default_remedy = "请写明考核年度。"


class NoRecords(InputError):
    """A ledger is asked of a year that none of its records is dated in."""

    code = "no_records"
    title = "这个年度没有记录"
    default_remedy = "请改写年度。"


class UnknownModel(InputError):
    """A report is asked of a version of the model that is not on this machine."""

    code = "unknown_model"
    title = "没有这个版本的模型"
    default_remedy = "请把那个模型的目录用 mqa model add 登记；已有的版本用 mqa model list 查看。"


class SetupError(AnalyzerError):
    """The installation or its settings are at fault, not the material."""

    code = "setup_error"
    title = "系统设置有误"


class PolicyError(SetupError):
    """A policy file is wrong; `where` holds file and line."""

    code = "policy_error"
    title = "政策文件有误"
    default_remedy = "请按提示改正后运行 mqa policy check。"


class ModelError(SetupError):
    """A model file is missing, cut short or altered."""

    code = "model_error"
    title = "模型文件有误"
    default_remedy = "请重新安装程序，或运行 mqa doctor 查看。"


class WorseModel(SetupError):
    """A newly trained model is worse than the present one on the guard styles; it is not written."""

    code = "worse_model"
    title = "新模型不如现有模型"
    default_remedy = (
        "没有写出模型。请核对新增例子里与这些指标有关的标注：多半是写反了，或宽严与标注规范不一；改好再训练。例子不多时，先多复核一些。"
    )


class MissingExtra(SetupError):
    """An optional part is not installed."""

    code = "missing_extra"
    title = "缺少可选组件"


class OutputError(SetupError):
    """The result cannot be written where it was asked for."""

    code = "output_error"
    title = "结果无法写出"
    default_remedy = "请检查磁盘空间与目录权限。"


class SettingsError(SetupError):
    """A setting has an impossible value."""

    code = "settings_error"
    title = "设置有误"
    default_remedy = "请检查 mqa.toml 与环境变量。"


class InternalError(AnalyzerError):
    """A fault of the program at one file or row of many; it names its kind, not its words, which may be those of a record."""

    code = "internal_error"
    title = "程序出错"
    default_remedy = "请把出处和这个错误告诉管理员；其余各条不受影响。"

    @classmethod
    def of(cls, fault: Exception, where: str) -> InternalError:
        """The error that a fault of any kind is, at a place."""
        return cls(f"程序出错（{type(fault).__name__}），没有评价。", where=where)


def error_codes() -> dict[str, type[AnalyzerError]]:
    """Every published code with its class, in order of code."""
    found: list[type[AnalyzerError]] = [AnalyzerError]
    for kind in found:
        found.extend(kind.__subclasses__())
    return {kind.code: kind for kind in sorted(found, key=lambda kind: kind.code)}

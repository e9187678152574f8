"""Old Word and WPS documents (OLE2): read by an outside program, if there is one."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from analyzer.errors import EncryptedFile, ReadingTimeout, UnreadableFile, UnsupportedFormat
from analyzer.readers.content import Content
from analyzer.readers.limits import Limits
from analyzer.types.document import Notice

__all__ = ["NAME", "program", "read", "sniff"]

NAME = "旧版 Word 文档"

_COMMANDS = {"catdoc": ("-w", "-d", "utf-8"), "antiword": ("-w", "0", "-m", "UTF-8.txt")}
_SECONDS = 15
_FEWEST = 2


def sniff(head: bytes, data: bytes) -> bool:
    """Whether an OLE2 container holds a Word document or an encrypted package."""
    return head.startswith(b"\xd0\xcf\x11\xe0") and (
        "WordDocument".encode("utf-16-le") in data or "EncryptedPackage".encode("utf-16-le") in data
    )


def program() -> str | None:
    """The path of the outside program that will be used, None where there is none."""
    return next((path for name in _COMMANDS if (path := shutil.which(name))), None)


def read(data: bytes, _name: str, _limits: Limits) -> Content:
    """The text that the outside program gives. Raises EncryptedFile, UnsupportedFormat where no program is there, UnreadableFile, ReadingTimeout."""
    import msoffcrypto

    if "EncryptedPackage".encode("utf-16-le") in data:
        raise EncryptedFile("Office 文件需要密码。")
    try:
        encrypted = msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted()
    except Exception as error:
        raise UnreadableFile("旧版 Word 文件损坏。") from error
    if encrypted:
        raise EncryptedFile("Word 文件需要密码。")
    command = program()
    if command is None:
        raise UnsupportedFormat("这是旧版 .doc 文件，本机没有可用的转换程序。", remedy="请用 WPS 或 Word 另存为 .docx 后重新上传。")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.doc"
        path.write_bytes(data)
        try:
            done = subprocess.run([command, *_COMMANDS[Path(command).name], str(path)], capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 fixed program, own file
        except subprocess.TimeoutExpired as error:
            raise ReadingTimeout("转换旧版 .doc 文件超时。") from error
    text = done.stdout.decode("utf-8", "replace").replace("\f", "\n")
    if done.returncode != 0 or len(text.strip()) < _FEWEST:
        raise UnreadableFile("旧版 Word 文件无法转换。")
    return Content(text, notices=(Notice("converted", "旧版 .doc 文件，格式信息可能有出入，建议另存为 .docx。"),))

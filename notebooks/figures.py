"""Figures with readable Chinese: a font that this machine has is registered, and a character without a glyph is an error."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

from matplotlib import font_manager, pyplot

__all__ = ["chinese_figures"]

_FONTS = (
    "notosanscjk-regular",
    "notosanscjksc-regular",
    "sourcehansanssc-regular",
    "wqy-zenhei",
    "wqy-microhei",
    "msyh",
    "pingfang",
    "simhei",
)
"""File names of fonts that have Simplified Chinese, the best first."""


def chinese_figures() -> str:
    """Makes all figures use a Chinese font and gives its name; raises FileNotFoundError where the machine has none."""
    files = {Path(file).stem.lower(): file for file in sorted(font_manager.findSystemFonts())}
    file = next((files[name] for name in _FONTS if name in files), None)
    if file is None:
        raise FileNotFoundError("没有找到中文字体，图里的汉字会变成方框。Debian、Ubuntu 请运行：apt-get install fonts-wqy-zenhei")
    font_manager.fontManager.addfont(file)
    name = str(font_manager.FontProperties(fname=file).get_name())
    pyplot.rcParams.update({"font.family": name, "axes.unicode_minus": False, "axes.spines.top": False, "axes.spines.right": False})
    pyplot.rcParams.update(
        {
            "figure.dpi": 90,
            "figure.constrained_layout.use": True,
            "axes.prop_cycle": pyplot.cycler(color=["#9e1b1b", "#2b6390", "#96590a", "#2c6e49"]),
        }
    )
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # it tells each time that a font has one weight only
    warnings.filterwarnings("error", message="Glyph .* missing")
    return name

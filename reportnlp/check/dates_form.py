"""How the date at the foot of a report is written: FMT-02."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.rule import Example, Judgement, Rule, fails, passes
from reportnlp.datamodel import Span
from reportnlp.resources.profiles import Law

_IN_FORCE = "2012-07-01"
_TAIL = 1500  # characters at the end in which a signature stands
# On the text as decoded: the views turn 二〇二二年 into 2022年.
_DATE_LINE = re.compile(
    r"(?m)^[ \t\u3000\xa0]{0,60}(?P<date>(?P<year>[0-9０-９]{4}|[一二][一二三四五六七八九〇○零OＯ0]{3})年"
    r"(?P<month>[^年月日\n]{1,4})月(?P<day>[^年月日\n]{1,4})日)[ \t\u3000\xa0]{0,8}$"
)
_ORGAN_END = re.compile(r"(?:政府|[委办]|委员会|[局厅院司处所站队]|办公室|中心|办事处|集团|公司)\Z")
_YEAR = str.maketrans("〇○零OＯ一二三四五六七八九０１２３４５６７８９", "000001234567890123456789")


class SignedDate(Rule):
    """成文日期写法不合格式。

    说明：落款处的成文日期用阿拉伯数字，年份写全，月、日前面不加0，如“2022年3月20日”。
    例外：2012年7月以前的公文，网页上的发布日期，标题下的题注，不查。
    """

    id = "FMT-02"
    name = "成文日期写法"
    level = "warning"
    sources = (Law(instrument="GB/T 9704—2012 党政机关公文格式", article="7.3.5.4", certainty="seen"),)
    bad = (
        Example("特此报告。\n临江县人民政府\n二〇二二年三月二十日", marked="二〇二二年三月二十日"),
        Example("特此报告。\n临江县司法局\n2022年03月20日", marked="2022年03月20日"),
    )
    good = (
        Example("特此报告。\n临江县人民政府\n2022年3月20日"),
        Example("特此报告。\n临江县人民政府\n二〇一〇年三月二十日", year=2009),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """The date under the name of an organ at the end."""
        text = context.text
        for found in _DATE_LINE.finditer(text, max(0, len(text) - _TAIL)):
            above = text[max(0, found.start() - 80) : found.start()].rstrip()
            if _ORGAN_END.search(above) and _is_bound(found):
                yield _judgement(found)


def _is_bound(found: re.Match[str]) -> bool:
    year = found["year"].translate(_YEAR)
    return f"{year}-12-31" >= _IN_FORCE and year < "2100"


def _judgement(found: re.Match[str]) -> Judgement:
    span = Span(*found.span("date"))
    if not found["year"].isascii():
        what = "用了汉字或全角数字"
    elif found["month"].startswith("0") or found["day"].startswith("0"):
        what = "月、日前面加了0"
    elif not (found["month"].strip().isdigit() and found["day"].strip().isdigit()):
        what = "月、日没有用阿拉伯数字"
    else:
        return passes(span)
    message = f"成文日期“{found['date']}”{what}"
    return fails(message, span, suggestion="写成“2022年3月20日”这样的形式")


RULES: Final = (SignedDate,)

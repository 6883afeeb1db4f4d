"""The organ that issues the report, malformed or another's: NAM-01."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportnlp.check.context import Context
from reportnlp.check.names_places import Home, near_misses, places_of
from reportnlp.check.rule import PLAIN_READING, Example, Judgement, Rule, fails, passes, unsure
from reportnlp.datamodel import Span
from reportnlp.resources.profiles import Law
from reportnlp.scanning import at_each

_FOOT = 1000
_DOUBLED = re.compile(
    r"中共[\u4e00-\u9fff]{1,12}?([省市县区州旗镇乡])\1委(?:员会)?"
    r"|(?<![全我本各该两到在])([省市县区州旗镇乡])\2(?:人民政府|人民代表大会|委员会)"
    r"|(?<=[，。、；：在和及与被向的对由受是为从把经将示“（\n])([省市县区州旗])\3(?=委|政府|政协|人大|纪委)"
    r"|人民政人民府?|(?:人民){2}(?:政府|法院|检察院)|(?:人民)?政府(?:人民)?政府|人民政府府(?!院|际|校|城)|人民政政府"
    r"|办公室室(?![内外主])|委员会会(?![议同员长商报计])|委员委会|(?:管理|监督|司法|公安|财政)局局(?![长务部机领党])"
)
# Every match of the one above holds one of these.
_DOUBLED_CUE = re.compile(r"([省市县区州旗镇乡])\1(?:[委政纪]|人[民大])")
_DOUBLED_WORDS = (
    "人民人民",
    "政人民",
    "政府政府",
    "政府人民政府",
    "府府",
    "室室",
    "员会会",
    "委员委会",
    "局局",
)
_SIGNED_DOUBLED = re.compile(r"([省市县区州旗镇乡])\1(?=[委政人纪法司])")
_NOW = re.compile(
    r"现将([\u4e00-\u9fff]{2,10}?[省市县区旗])(?=20|[\u4e00-\u9fff]{0,8}(?:政府|法治|依法|工作|情况))"
)
_SUBJECT = re.compile(
    r"(?:(?<=[。；\n\u3000])|\A)([\u4e00-\u9fff]{2,6}?[县市区旗])(?:委、[县市区旗]政府|人民政府)?"
    r"(?=认真|坚持|严格|积极|深入|全面|持续|不断|大力|始终|高度重视|切实|扎实|进一步|牢固|充分)"
    r"[^。\n]{0,60}"
)
_BREAK = re.compile(r"[。；\n\u3000]")
_COMMON = re.compile(
    r"^(?:全|我|本|各|该|两|在|与|助力|城|市|县|区|老|新|[一二三四五六七八九十]是|重点|周边)|[社园片城校地辖]区$"
)
_WITH_OTHERS = re.compile(r"对口|协作|合作|结对|帮扶|援|携手|共建|共同|毗邻")
_NAMED = re.compile(r"人民政府|委(?:员会|、)|政府|法治|20\d\d年|全[县市区旗]|[，。、；]")


class IssuingOrgan(Rule):
    """制发机关名称有误。

    说明：机关名称多字叠字（中共某县县委、人民政人民府）、署名机关的地名和标题不同、“现将某县……”写成别的县，
    多是笔误或照抄外地文稿留下的。党委的规范名称是“中共临江县委员会”，可简称“中共临江县委”。
    例外：正文里的“临江县县委”是口语说法，只作提示；上级、下辖和曾用地名不判；别的县作主语、本县名错一字，只作存疑。
    """

    id = "NAM-01"
    name = "制发机关名称"
    level = "error"
    sources = (
        PLAIN_READING,
        Law(instrument="党政机关公文处理工作条例", article="第九条（发文机关署名）", certainty="recalled"),
    )
    bad = (
        Example("全年办案12件。\n中共临江县县委\n2024年2月20日", marked="中共临江县县委"),
        Example("全年办案12件。\n清流县人民政府\n2024年2月20日", marked="清流县人民政府"),
        Example("现将青岚县2023年法治政府建设情况报告如下：全年办案12件。", marked="青岚县"),
        Example("青岚县坚持依法行政，全年办案12件。", marked="青岚县", reason="linking"),
    )
    good = (
        Example(
            "县县直机关、全县县人民政府系统共办案12件。\n中共临江县委员会\n临江县人民政府\n2024年2月20日"
        ),
        Example("与青岚县开展协作，临江县委书记到会。\n临江县司法局\n2024年2月20日"),
    )

    def judge(self, context: Context) -> Iterator[Judgement]:
        """Doubled characters everywhere; then the signature and the sentences that name a place."""
        if _may_be_doubled(context.plain):
            for found in _DOUBLED.finditer(context.plain):
                yield _malformed(context, context.match(found))
        region = context.report.meta.region
        if region is None or region.level == "nation":
            return
        home = Home(region)
        yield from _signatures(context, home)
        yield from _colloquial(context, home)
        if context.report.meta.kind in ("fazhi", "xxgk"):
            yield from _announced(context, home)
        if region.level in ("county", "department", "township"):
            yield from _subjects(context, home)
        yield from _misspelt(context, home)


def _may_be_doubled(text: str) -> bool:
    return _DOUBLED_CUE.search(text) is not None or any(word in text for word in _DOUBLED_WORDS)


def _malformed(context: Context, span: Span) -> Judgement:
    text = f"机关名称“{context.quote(span)}”有重复的字"
    party = "；党委的规范名称是“中共××县（市、区）委员会”" if "中共" in text else ""
    return fails(text, span, suggestion=f"请删去重复的字{party}")


def _signatures(context: Context, home: Home) -> Iterator[Judgement]:
    start = max(0, len(context.clean) - _FOOT)
    for organ in context.report.meta.issuers:
        at = context.clean.rfind(organ, start)
        if at < 0:
            continue
        span = context.span(at, at + len(organ))
        names = places_of(organ)
        if names and home.is_foreign(names[-1]):
            text = f"报告是{home.name}的，署名却是“{organ}”"
            yield _foreign(context, home, span, text)
        elif _SIGNED_DOUBLED.search(organ) and not _DOUBLED.search(organ):
            yield _malformed(context, span)
        else:
            yield passes(span)


def _foreign(context: Context, home: Home, span: Span, text: str) -> Judgement:
    """A failure where the title names the own place; where it was only inferred, not sure."""
    advice = "请核对地名和机关，是否沿用了外地文稿"
    if home.name in context.report.meta.title.replace(" ", ""):
        return fails(text, span, suggestion=advice)
    return unsure("linking", text, span, suggestion=advice, level="warning")


def _colloquial(context: Context, home: Home) -> Iterator[Judgement]:
    """临江县县委 and 临江县县政府 in running text: all together, as a matter of style."""
    own, text = home.name, context.plain
    doubled = own + own[-1:]
    if doubled not in text:
        return
    pattern = re.compile(rf"(?<!中共){re.escape(doubled)}(?:委|政府|人大|政协|纪委)")
    spans = tuple(context.match(m) for m in pattern.finditer(text))
    free = tuple(s for s in spans if not _signs(context, s))
    if free:
        message = f"“{context.quote(free[0])}”是口语说法，地名已带“{own[-1]}”字"
        yield fails(message, *free, suggestion=f"宜写“{own}委”或“{own[-1]}委”一类简称", level="info")


def _signs(context: Context, span: Span) -> bool:
    """Whether the stretch is part of a signature, which is judged as such."""
    return any(context.report.quote(span) in organ for organ in context.report.meta.issuers)


def _announced(context: Context, home: Home) -> Iterator[Judgement]:
    for found in _NOW.finditer(context.plain):
        name = (places_of(found[1]) or ("",))[-1]
        if name and not _COMMON.search(found[1]) and home.is_foreign(name):
            span = context.match(found, 1)
            yield _foreign(context, home, span, f"报告是{home.name}的，要报告的却是“{found[1]}”的情况")


def _subjects(context: Context, home: Home) -> Iterator[Judgement]:
    starts = (0, *(m.end() for m in _BREAK.finditer(context.plain)))
    for found in at_each(_SUBJECT, context.plain, starts):
        name = found[1]
        if _COMMON.search(name) or places_of(name)[-1:] != (name,) or _WITH_OTHERS.search(found[0]):
            continue
        span = context.match(found, 1)
        if home.is_foreign(name) and not context.is_apart(span.start):
            text = f"报告是{home.name}的，这一句的主语却是“{name}”"
            yield unsure("linking", text, span, suggestion="请核对地名，是否沿用了外地文稿", level="warning")


def _misspelt(context: Context, home: Home) -> Iterator[Judgement]:
    """The own name with one character wrong, where it stands as a name does."""
    own, text = home.name, context.plain
    if len(own) < 3 or own[-1] not in "县旗市区":
        return
    for start in near_misses(text, own):
        end = start + len(own)
        alone = start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff"
        if alone and _NAMED.match(text, end) and not _COMMON.search(text[start:end]):
            span = context.span(start, end)
            message = f"“{text[start:end]}”与本报告的“{own}”只差一个字"
            yield unsure("linking", message, span, suggestion="请核对地名", level="warning")


RULES: Final = (IssuingOrgan,)

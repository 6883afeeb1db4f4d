"""Operators on the text of two years: what is taken over from last year's report (M15b, T2, S3, S4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random

from mutations.figures import Figure, Span, figures, narrowed, sentences
from mutations.mutants import Candidate, Edit, Original
from mutations.pairs import Pair, ahead, behind
from mutations.words import word_list, word_map

_LONG = 110  # characters from which on a paragraph says something
_YEAR = re.compile(r"(?<!\d)(20[012]\d)(?=年)")
_SEVERAL = re.compile(r"五年|年来|以来|年均|累计|本届|“十[一二三四五]五”")
_CREDO = re.compile(r"坚持以|为指导|精神|总要求|思想|感谢|敬意|各位代表|形势|深刻|体会")
_DONE = re.compile(
    r"(?<=[，。；、\n])(?P<name>[\u4e00-\u9fff“”]{2,16}"
    r"(?:大桥|公园|医院|学校|中学|小学|水厂|隧道|高速|电站|铁路|图书馆|博物馆|体育馆|电厂|立交|大道|文化馆|污水处理厂|客运站|产业园))"
    r"(?:项目|工程)?(?:全面|顺利|正式|全线)?"
    r"(?P<done>建成(?:通车|投用|投入使用|使用)?|竣工|通车|投入使用|投用|投产)(?=[，。；、])"
)
_NOT_DONE = re.compile(
    r"将|拟|加快|推进|争取|力争|确保|等|年底|即将|基本|部分|主体|项目建设|一批|座|个|所|和|及"
)
_OF_ITS_YEAR = re.compile(
    r"[\d０-９“《]|建成|通车|通航|贯通|投[用产运入]|启用|开[业通馆园放]|挂牌|揭牌|竣工|完工|运营|落成"
)
_TASK = re.compile(
    r"[，。；](?P<task>(?:新建|改造|新改建|建设|建成|完成|新增|开工|培育|引进|创建|打造)[^，。；\n]{4,40})(?=[，。；])"
)
_NUMERALS = "〇一二三四五六七八九十"
_CONGRESS = re.compile(
    rf"(?<![一二三四五六七八九])(?:{'|'.join(word_list('congresses'))})(?=大(?!会)|届(?:[一二三四五六七]中|历次|各次|历届))"
)


def copied_paragraph(pair: Pair, _: Random) -> Iterator[Candidate]:
    """M15b: a paragraph of last year's review, as it stood or with its years moved on."""
    places = _openings(pair)
    for start, end in _substantive(pair.old):
        text = pair.old.text[start:end]
        if places and _gist(text) not in _gist(pair.text):
            at = places[start % len(places)]
            yield Candidate("M15b", "verbatim", (Edit(at, at, text.strip("\n") + "\n"),))
            moved = _YEAR.sub(lambda m: str(int(m[1]) + 1), text)
            if moved != text:
                yield Candidate("M15b", "years moved", (Edit(at, at, moved.strip("\n") + "\n"),))


def copied_and_reworked(pair: Pair, random: Random) -> Iterator[Candidate]:
    """NY6: clauses of a paragraph of last year's review, each in other words; no figure, name or finish."""
    for candidate in copied_paragraph(pair, random):
        edit = candidate.edits[0]
        if candidate.variety == "verbatim":
            said = [c for c in re.split(r"(?<=[，。；])", edit.new) if not _OF_ITS_YEAR.search(c)]
            text = "".join(new for new, changes in map(_reworded, said) if changes).rstrip("，；。\n")
            if len(text) >= 40:
                yield Candidate("NY6", "pasted", (Edit(edit.start, edit.end, f"{text}。\n"),))


def reworded(pair: Pair, _: Random) -> Iterator[Candidate]:
    """NY5: a paragraph of this year in other words."""
    for start, end in _substantive(pair):
        text, changes = _reworded(pair.text[start:end])
        if changes >= 3:
            yield Candidate("NY5", "in place", (Edit(start, end, text),))


def _reworded(text: str) -> tuple[str, int]:
    changes = 0
    for word, other in word_map("synonyms").items():
        changes += text.count(word)
        text = text.replace(word, other)
    return text, changes


def swapped(pair: Pair, _: Random) -> Iterator[Candidate]:
    """NY7: two neighbouring paragraphs of the review change places."""
    found = [p for p in pair.paragraphs if _is_within(pair, p) and p[1] - p[0] >= _LONG]
    for one, other in pairwise(found):
        if (
            other[0] - one[1] <= 2
            and _is_prose(pair.text[slice(*one)])
            and _is_prose(pair.text[slice(*other)])
        ):
            a, b = pair.text[slice(*one)], pair.text[slice(*other)]
            yield Candidate("NY7", "paragraphs", (Edit(*one, b), Edit(*other, a)))


def _is_prose(text: str) -> bool:
    """Whether it has no number of its own, which would then stand out of order."""
    return re.match(r"[\s　]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.是]|——)", text) is None


def _openings(report: Original) -> list[int]:
    """Where paragraphs of the review begin that are as long as a pasted one."""
    found = [p for p in report.paragraphs if _is_within(report, p) and p[1] - p[0] >= _LONG]
    return [start for start, _ in found[1:]]


def _is_within(report: Original, paragraph: Span) -> bool:
    return any(
        a <= paragraph[0] and paragraph[1] <= b + 1 for a, b in behind(report)
    ) and not report.in_table(paragraph[0])


def _substantive(report: Original) -> Iterator[Span]:
    """Paragraphs of the review that tell what was done, with two figures or more."""
    for start, end in report.paragraphs:
        text = report.text[start:end]
        told = sum(not f.is_rate for f in figures(narrowed(text)))
        if not (_LONG <= end - start <= 900 and told >= 2 and text.count("。") >= 2):
            continue
        if not _CREDO.search(text) and not _SEVERAL.search(text) and _is_within(report, (start, end)):
            yield start, end


def _gist(text: str) -> str:
    return re.sub(r"\s", "", text)


def task_again(pair: Pair, _: Random) -> Iterator[Candidate]:
    """T2: a task of last year, of which this year's report says nothing, is planned once more."""
    for task, _figure in _unheard(pair):
        for at in _planning(pair)[:1]:
            yield Candidate("T2", "put again", (Edit(at, at, f"{task}。"),))


def task_anew(pair: Pair, _: Random) -> Iterator[Candidate]:
    """NY9: such a task with another number."""
    for task, figure in _unheard(pair):
        digits = str(int(figure.number) + max(3, int(figure.number) // 5))
        changed = task[: figure.start] + digits + task[figure.number_end :]
        for at in _planning(pair)[:1]:
            yield Candidate("NY9", "another number", (Edit(at, at, f"{changed}。"),))


def _unheard(pair: Pair) -> Iterator[tuple[str, Figure]]:
    """Clauses of the old plan with one whole number, of which nothing is found in the new report."""
    for start, end in _outermost(ahead(pair.old)):
        for m in _TASK.finditer(pair.old.narrow, start, end):
            task = m["task"]
            inside = figures(task)
            if len(inside) != 1 or inside[0].significant < 2 or "." in inside[0].digits or inside[0].is_rate:
                continue
            figure = inside[0]
            words = re.sub(r"[^\u4e00-\u9fff]", "", task[: figure.start] + task[figure.end :])[2:]
            grams = [words[i : i + 4] for i in range(len(words) - 3)]
            if len(grams) >= 2 and not any(g in pair.text for g in grams) and not _SEVERAL.search(task):
                yield task, figure


def _outermost(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if not found or span[0] >= found[-1][1]:
            found.append(span)
    return found


def _planning(pair: Pair) -> list[int]:
    """Where a sentence of the tasks ends, behind the first third of what is planned."""
    found: list[int] = []
    for start, end in _outermost(ahead(pair)):
        for paragraph in pair.paragraphs:
            if (
                start + (end - start) // 3 <= paragraph[0]
                and paragraph[1] <= end
                and paragraph[1] - paragraph[0] > 60
            ):
                found += [b for _, b in sentences(pair.text, paragraph)[:-1]]
    return [at for at in found if pair.text[at - 1] == "。"]


def stale_term(pair: Pair, _: Random) -> Iterator[Candidate]:
    """S3: the five-year plan that is over is to be carried out; the congress before the last one guides."""
    places, over = _planning(pair), (pair.year_reviewed - 1950) // 5 - 1
    if places and over >= 10 and (pair.year_reviewed - 1950) % 5:
        plan = "十" + _NUMERALS[over - 10] if over > 10 else "十"
        if f"{plan}五" not in pair.text:
            words = f"深入实施“{plan}五”规划，抓好各项重点任务落实。"
            yield Candidate("S3", "plan", (Edit(places[0], places[0], words),))
    yield from _older_congress(pair)


def _older_congress(pair: Pair) -> Iterator[Candidate]:
    held = word_list("congresses")
    named = list(_CONGRESS.finditer(pair.text))
    latest = max((held.index(m[0]) for m in named), default=0)
    years = word_map("congress_years")
    due = max((i for i, name in enumerate(held) if years[name] <= pair.year_reviewed), default=0)
    if latest == due and latest > 0:
        edits = tuple(Edit(*m.span(), held[latest - 1]) for m in named if m[0] == held[latest])
        if re.search(
            rf"(?:贯彻|学习|落实|以)[^，。；]{{0,9}}党的{held[latest]}(?:大|届)[^，。；]{{0,40}}精神",
            pair.text,
        ):
            yield Candidate("S3", "congress", edits)


def told_again(pair: Pair, _: Random) -> Iterator[Candidate]:
    """S4: what was finished last year is finished again."""
    places = [] if pair.reviews_a_term else _sentence_ends(pair)
    for start, end in _outermost(behind(pair.old)):
        for m in _DONE.finditer(pair.old.text, start, end):
            sentence = pair.old.text[pair.old.text.rfind("。", 0, m.start()) + 1 : m.end()]
            if _NOT_DONE.search(m[0]) or _SEVERAL.search(sentence[-80:]) or m["name"][-6:] in pair.text:
                continue
            if places:
                at = places[m.start() % len(places)]
                yield Candidate("S4", m["done"], (Edit(at, at, f"{m[0]}。"),))


def _sentence_ends(pair: Pair) -> list[int]:
    found = [p for p in pair.paragraphs if _is_within(pair, p) and not _SEVERAL.search(pair.text[slice(*p)])]
    return [b for p in found for _, b in sentences(pair.text, p)[:-1] if pair.text[b - 1] == "。"]

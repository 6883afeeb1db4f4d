"""What a comment in the margin of a Word document says of a finding."""

from __future__ import annotations

from reportnlp.datamodel import Evidence, Finding, Report
from reportnlp.render.finding_words import GRADES, REASON_MEANINGS, evidence_text, grade
from reportnlp.render.plain import one_line

_PLACES = 12  # other places that a comment quotes at most
_QUOTE = 30  # characters of a place that it quotes at most


def remark(finding: Finding, report: Report) -> tuple[str, ...]:
    """The paragraphs of a comment: what is wrong, on what grounds, what to do, by which rule."""
    lines = [f"【{GRADES[grade(finding)]}】{finding.message}"]
    if finding.reason is not None:
        lines.append(f"存疑原因：{REASON_MEANINGS[finding.reason]}")
    if finding.evidence is not None and (grounds := _grounds(finding.evidence, finding.message)):
        lines.append(f"依据：{grounds}")
    elif others := _other_places(finding, report):
        lines.append(f"还涉及：{others}")
    lines += [f"同一原因：{other}" for other in finding.related]
    if finding.suggestion:
        lines.append(f"建议：{finding.suggestion}")
    return (*lines, f"规则 {finding.rule}")


def _grounds(evidence: Evidence, said: str) -> str:
    """The relation with its values, and the words that it is made of."""
    members = "、".join(
        m.name + _quoted(m.text) + ("（上年报告）" if m.source else "") for m in evidence.members[:_PLACES]
    )
    return "；".join(part for part in (evidence_text(evidence, said), members) if part)


def _other_places(finding: Finding, report: Report) -> str:
    others = finding.spans[1:]
    quoted = "、".join(_quoted(report.quote(span)) for span in others[:_PLACES])
    return f"{quoted}等 {len(others)} 处" if len(others) > _PLACES else quoted


def _quoted(text: str) -> str:
    line = one_line(text)
    return f"“{line}”" if len(line) <= _QUOTE else f"“{line[:_QUOTE]}……”"

"""How one profile extends another, and profiles that an organ writes itself.

A profile with `extends` says only what differs: a key at the top replaces the one of the profile
extended; a part is joined by its id, key by key, and a new part is put behind the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportnlp.errors import ResourceError
from reportnlp.resources import list_names, read_text, read_yaml
from reportnlp.resources.user_yaml import read_user_yaml

_DEEPEST = 4  # profiles that extend one another
_SKELETON = "profile_skeleton.yaml"


def extended(raw: Any, where: str, depth: int = 0) -> Any:
    """The content of a profile's file, joined with what it extends.

    Raises:
        ResourceError: there is no such profile, or they extend one another in a circle.
    """
    if not isinstance(raw, dict) or not raw.get("extends"):
        return raw
    base = raw["extends"]
    if base not in list_names("profiles"):
        known = "、".join(list_names("profiles"))
        raise ResourceError(f"没有“{base}”这个文种规范", f"{where} 的 extends", f"可用的有：{known}")
    if depth >= _DEEPEST:
        raise ResourceError("文种规范互相沿用，绕成了圈", f"{where} 的 extends", "请改成只沿用内置的一种")
    file = f"profiles/{base}.yaml"
    inherited = extended(read_yaml(file), file, depth + 1)
    own = {key: value for key, value in raw.items() if key != "roles"}
    kept = {key: value for key, value in inherited.items() if key not in ("id", "levels")}
    return {**kept, **own, "roles": _joined(inherited["roles"], raw.get("roles"), f"{where} 的 roles")}


def _joined(inherited: list[dict[str, Any]], own: Any, where: str) -> list[Any]:
    """The inherited parts (or contents of one) with what the own ones say of them, new ones behind."""
    changes = _by_id(own or [], where)
    known = {entry["id"] for entry in inherited}
    new = [entry for name, entry in changes.items() if name not in known]
    return [_changed(entry, changes.get(entry["id"], {}), where) for entry in inherited] + new


def _by_id(own: Any, where: str) -> dict[Any, dict[str, Any]]:
    if not isinstance(own, list) or not all(isinstance(entry, dict) for entry in own):
        raise ResourceError("应为列表，每一项以“- id:”开头", where, "请照其他文种改正")
    names = [str(entry.get("id")) for entry in own]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise ResourceError(f"同一部分写了两次：{'、'.join(doubled)}", where, "请合成一处")
    return dict(zip(names, own, strict=True))


def _changed(entry: dict[str, Any], change: dict[str, Any], where: str) -> dict[str, Any]:
    """One part with what is said anew of it; the contents are joined in their turn."""
    both = {**entry, **change}
    if "contents" in entry and "contents" in change:
        both["contents"] = _joined(entry["contents"], change["contents"], f"{where} 的 contents")
    return both


def read_profile_file(path: Path) -> Mapping[str, Any]:
    """The content of a profile that someone wrote, joined with what it extends; `id` is its name.

    Raises:
        ResourceError: the file cannot be read, is not valid YAML, or extends what there is not.
    """
    raw = read_user_yaml(path)
    if not isinstance(raw, dict):
        raise ResourceError("不是文种规范：应为若干行“名称: 值”", str(path), "可用 profiles new 生成一份样子")
    joined: Mapping[str, Any] = extended({"id": path.stem, **raw}, str(path))
    return joined


def skeleton(name: str, title: str, base: str, parts: Mapping[str, str]) -> str:
    """The text of a profile to be edited: `parts` says of the parts of `base`, by id, what they are."""
    listed = "\n".join(f"#   {part}  {what}" for part, what in parts.items())
    ids = [part for part in parts if part not in ("closing", "notes")]
    words = {"NAME": name, "TITLE": title, "BASE": base, "PARTS": listed, "FIRST": ids[0], "LAST": ids[-1]}
    text = read_text(_SKELETON)
    for key, value in words.items():
        text = text.replace(f"<{key}>", value)
    return text

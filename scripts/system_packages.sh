#!/bin/sh
# The tests read .doc files and make .pdf files with LibreOffice, and need one CJK font for it.
# On Debian as root this installs them; elsewhere it prints the line to type and stops.
set -eu
PACKAGES="libreoffice-writer-nogui fonts-noto-cjk fontconfig"

has_office() { command -v soffice >/dev/null 2>&1 || command -v libreoffice >/dev/null 2>&1; }
has_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh-cn 2>/dev/null | head -n 1)" ]; }

if has_office && has_font; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $PACKAGES >/dev/null
    exit 0
fi
echo "LibreOffice and a Chinese font are needed for the tests. On Debian or Ubuntu type:" >&2
echo "    sudo apt-get install $PACKAGES" >&2
exit 1

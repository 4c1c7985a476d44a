#!/usr/bin/env bash
# system.sh PACKAGE...: sees that the system has what these Debian packages bring.
# What is missing is installed by apt-get, as root or by a sudo that asks for no password;
# else the line to type is printed, and the status is 1.
set -euo pipefail
python=${PYTHON:-python3}

words() { [ -r "/usr/share/$1" ]; }
library() { "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1"; }

present() {
  case $1 in
    libpango-1.0-0) library libpango-1.0.so.0 ;;
    libpangoft2-1.0-0) library libpangoft2-1.0.so.0 ;;
    libharfbuzz-subset0) library libharfbuzz-subset.so.0 ;;
    python3-venv) "$python" -c 'import ensurepip, venv' ;;
    poppler-utils) command -v pdffonts ;;
    nodejs) node -e 'process.exit(+(process.versions.node.split(".")[0] < 18))' ;;
    npm) npm --version ;;
    hunspell-ar) words hunspell/ar.dic ;;
    hunspell-en-us) words hunspell/en_US.dic ;;
    hunspell-fr) words hunspell/fr.dic ;;
    hunspell-he) words hunspell/he_IL.dic ;;
    hunspell-hi) words hunspell/hi_IN.dic ;;
    hunspell-ru) words hunspell/ru_RU.dic ;;
    aspell-fa) aspell --version && words aspell/fa-common.cwl.gz ;;
    default-jre-headless) java -version ;;
    maven) mvn --version ;;
    *) false ;; # No way to tell: apt-get will.
  esac >/dev/null 2>&1
}

absent() { for package in "$@"; do present "$package" || echo "$package"; done; }

mapfile -t missing < <(absent "$@")
[ ${#missing[@]} -gt 0 ] || exit 0

line="apt-get install --no-install-recommends -y ${missing[*]}"
if ! command -v apt-get >/dev/null; then
  echo "Missing: ${missing[*]} (Debian's names). There is no apt-get here: install them as this system does." >&2
  exit 1
elif [ "$(id -u)" = 0 ]; then
  as_root=(env)
elif sudo -n true 2>/dev/null; then
  as_root=(sudo -n env)
else
  echo "Missing: ${missing[*]}. Type this line, then the same make again:" >&2
  echo "  sudo $line" >&2
  exit 1
fi

echo "Installing ${missing[*]}"
as_root+=(DEBIAN_FRONTEND=noninteractive)
"${as_root[@]}" apt-get update -qq || true
# shellcheck disable=SC2086 # the line is words
"${as_root[@]}" $line -qq >/dev/null || true
mapfile -t missing < <(absent "$@")
[ ${#missing[@]} -eq 0 ] || { echo "Still missing: ${missing[*]}. Tried: $line" >&2; exit 1; }

#!/usr/bin/env bash
# environment.sh LOCK: the system's libraries, and a .venv with what LOCK pins and `bayan`.
# Does nothing, and needs no network, where that is done already.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX
python=${PYTHON:-python3}
lock=$1
libraries=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
in_venv=.venv/bin/python
stamp=.venv/$lock.done

fail() { echo "$*" >&2; exit 1; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if new_enough $in_venv && $in_venv -m pip --version >/dev/null 2>&1; then
  PYTHON=$in_venv setup/system.sh "${libraries[@]}"
else
  command -v "$python" >/dev/null || fail "There is no $python: install python3 and python3-venv."
  new_enough "$python" ||
    fail "$("$python" --version) is too old: Bayan needs 3.11 or newer, as in make PYTHON=python3.12 demo"
  PYTHON=$python setup/system.sh python3-venv "${libraries[@]}"
  echo "Making .venv with $("$python" --version)"
  "$python" -m venv --clear .venv
fi

mark=$(cat "$lock" setup/environment.sh | sha256sum)
[ "$(cat "$stamp" 2>/dev/null)" != "$mark" ] || exit 0

echo "Installing what $lock pins"
$in_venv -m pip install --disable-pip-version-check --no-input --quiet \
  --require-hashes --only-binary :all: -r "$lock"

# The checkout itself, without a build: the path is relative, so that the folder may move.
echo ../../../.. >"$($in_venv -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/bayan.pth"
cat >.venv/bin/bayan <<'END'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -P -c 'from bayan.cli.main import main; main(prog_name="bayan")' "$@"
END
chmod +x .venv/bin/bayan
echo "$mark" >"$stamp"

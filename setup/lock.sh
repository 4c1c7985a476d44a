#!/usr/bin/env bash
# lock.sh: renews both lock files from pyproject.toml, for every Python and platform at once.
# The second holds the first, so that one installation serves tests and rendering alike.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(mktemp -d)
trap 'rm -rf "$uv"' EXIT
.venv/bin/python -m pip install --quiet --target "$uv" uv==0.13.9
pin() {
  "$uv/bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --custom-compile-command "make lock" pyproject.toml "$@"
}
pin --output-file requirements.lock
pin --group dev --constraints requirements.lock --output-file requirements-dev.lock

#!/usr/bin/env bash
# tools.sh: brings what tests ask for and rendering does not. The system's packages: poppler-utils,
# Java, Node.js, dictionaries. Into .tools/, pinned by tools/: veraPDF, a Java archive from Maven
# Central (Maven is needed only to fetch it), and from npm pdf.js and fonts, without any scripts.
set -euo pipefail
cd "$(dirname "$0")/.."
fetched=.tools/fetched
needed=(
  poppler-utils default-jre-headless nodejs
  hunspell-ar hunspell-en-us hunspell-fr hunspell-he hunspell-hi hunspell-ru aspell-fa
)
declare -A pins=(
  [verapdf]="tools/pom.xml tools/verapdf tools/verapdf.sha256"
  [npm]="tools/package.json tools/package-lock.json"
)
declare -A fetcher=([verapdf]=maven [npm]=npm)

fetch_verapdf() {
  mvn --batch-mode --file tools/pom.xml -Dmaven.repo.local="$PWD/$fetched/repository" \
    dependency:copy-dependencies -DoutputDirectory="$PWD/.tools/verapdf" -Dmdep.stripVersion=true \
    >$fetched/log 2>&1 || { grep ERROR $fetched/log >&2; exit 1; }
  (cd .tools/verapdf && sha256sum --check --quiet ../../tools/verapdf.sha256)
  cp tools/verapdf .tools/verapdf/verapdf
  .tools/verapdf/verapdf --list >/dev/null # it writes its settings, so that parallel runs need not
}

fetch_npm() {
  cp tools/package.json tools/package-lock.json .tools/npm
  npm ci --prefix .tools/npm --cache $fetched/cache --ignore-scripts --omit=optional \
    --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null
}

# shellcheck disable=SC2086 # the files are words
mark() { cat ${pins[$1]} setup/tools.sh | sha256sum; }
fresh() { [ "$(cat ".tools/$1/done" 2>/dev/null)" = "$(mark "$1")" ]; }

stale=()
for name in verapdf npm; do
  fresh $name || { stale+=("$name"); needed+=("${fetcher[$name]}"); }
done
setup/system.sh "${needed[@]}"

trap 'rm -rf $fetched' EXIT
for name in "${stale[@]}"; do
  echo "Fetching what tests need: $name"
  rm -rf "$fetched" ".tools/$name"
  mkdir -p $fetched ".tools/$name"
  "fetch_$name"
  mark "$name" >".tools/$name/done"
done

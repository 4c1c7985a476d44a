#!/usr/bin/env bash
# tools.sh: brings the outside programs that tests ask for: poppler-utils, Java, veraPDF.
# veraPDF is a Java archive from Maven Central, pinned in tools/; Maven is needed only to fetch it.
set -euo pipefail
cd "$(dirname "$0")/.."
home=.tools/verapdf
fetched=.tools/fetched
stamp=$home/done
needed=(poppler-utils default-jre-headless)

mark=$(cat tools/* setup/tools.sh | sha256sum)
if [ "$(cat $stamp 2>/dev/null)" = "$mark" ]; then
  exec setup/system.sh "${needed[@]}"
fi

setup/system.sh "${needed[@]}" maven
echo "Fetching veraPDF"
rm -rf $home $fetched
mkdir -p $home $fetched
trap 'rm -rf $fetched' EXIT
mvn --batch-mode --file tools/pom.xml -Dmaven.repo.local="$PWD/$fetched/repository" \
  dependency:copy-dependencies -DoutputDirectory="$PWD/$home" -Dmdep.stripVersion=true \
  >$fetched/log 2>&1 || { grep ERROR $fetched/log >&2; exit 1; }
(cd $home && sha256sum --check --quiet ../../tools/verapdf.sha256)
cp tools/verapdf $home/verapdf
$home/verapdf --list >/dev/null # it writes its settings, so that runs in parallel need not
echo "$mark" >$stamp

#!/usr/bin/env bash
# From a fresh checkout to a report: builds, fetches Fashion-MNIST, trains a GAN and a VAE on Spark, generates, explains,
# evaluates, and writes one page for each model. Needs a JDK 17 and Maven; about a quarter of an hour on two cores.
#
#   submit-scripts/quickstart.sh [--root FOLDER]
set -euo pipefail

from=$PWD
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$home"
root=$home/lucidgen-data

fail() {
  echo "$1" >&2
  exit 2
}

while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      sed -n '2,/^set /p' "$home/submit-scripts/quickstart.sh" | sed '$d; s/^# \{0,1\}//'
      exit 0
      ;;
  esac
  [ "$1" = --root ] || fail "Cannot run the quickstart for option=$1: it is unknown. Use --root FOLDER"
  [ $# -gt 1 ] || fail "Cannot run the quickstart for option=--root: no value follows. Give a folder"
  case $2 in
    /* | *:/*) root=$2 ;;
    *) root=$from/$2 ;;
  esac
  shift 2
done
for tool in java mvn; do
  command -v "$tool" >/dev/null ||
    fail "Cannot run the quickstart for program=$tool: it is not on the PATH. Install a JDK 17 and Maven"
done

summary=()
step() { # title, command
  local title=$1 began=$SECONDS
  shift
  echo
  echo "== $title"
  "$@"
  summary+=("$(printf '%-28s %4d s' "$title" $((SECONDS - began)))")
}

# One date for all steps: they find one another by it, and midnight may pass.
run_date=$(date -u +%F)
run() { # command, configuration
  submit-scripts/submit.sh -- "$1" --config "$2" --set "root=$root" --run-date "$run_date"
}

step "build" mvn -B -ntp -q -Dstyle.color=never -Pquick -DskipTests package
step "fetch Fashion-MNIST" submit-scripts/fetch-data.sh fashion-mnist --to data/fashion-mnist
step "ingest" run ingest conf/tutorial-stable.conf
for model in tutorial-stable vae; do
  for command in train generate explain evaluate report; do
    step "$command ($model)" run "$command" "conf/$model.conf"
  done
done

echo
printf '%s\n' "${summary[@]}" "$(printf '%-28s %4d s' total $SECONDS)"
echo
echo "Everything is under $root. Open these pages in a browser:"
find "$root/reports" -name index.html | sort

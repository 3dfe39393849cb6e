#!/usr/bin/env bash
# Runs a Lucidgen command by spark-submit.
#
#   submit-scripts/submit.sh [spark-submit options] [--dry-run] -- COMMAND [options]
#
# Uses $SPARK_HOME/bin/spark-submit or a spark-submit on the PATH; without either, the Spark that `mvn package` puts
# under jobs/target/spark, with master local[*]. --dry-run prints the command instead of running it.
#
#   submit-scripts/submit.sh -- ingest --config conf/tutorial-stable.conf
#   submit-scripts/submit.sh --master spark://host:7077 --executor-memory 4g -- train --config conf/vae.conf
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
app=${LUCIDGEN_APP:-$home/jobs/target/lucidgen}
embedded=$home/jobs/target/spark
driver_memory=${LUCIDGEN_DRIVER_MEMORY:-3g}

fail() {
  echo "$1" >&2
  exit 2
}

# A file's address: neither spark-submit nor Java takes the path apart at its spaces.
log_settings=${home//%/%25}/conf/log4j2.properties
log_settings=file:${log_settings// /%20}
java_options=("-Dlog4j2.configurationFile=$log_settings")

spark_options=()
dry_run=false
has_master=false
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  case $1 in
    --dry-run) dry_run=true ;;
    -h | --help)
      sed -n '2,/^set /p' "${BASH_SOURCE[0]}" | sed '$d; s/^# \{0,1\}//'
      exit 0
      ;;
    --driver-memory)
      [ $# -gt 1 ] || fail "Cannot read the options for option=--driver-memory: no value follows. Give a size such as 4g"
      driver_memory=$2
      shift
      ;;
    --driver-memory=*) driver_memory=${1#*=} ;;
    --driver-java-options)
      [ $# -gt 1 ] || fail "Cannot read the options for option=--driver-java-options: no value follows. Give Java's options"
      read -ra more <<<"$2"
      java_options+=(${more[@]+"${more[@]}"})
      shift
      ;;
    --master | --master=*)
      has_master=true
      spark_options+=("$1")
      ;;
    *) spark_options+=("$1") ;;
  esac
  shift
done
[ $# -gt 1 ] || fail "Cannot run Lucidgen for command=(none): no '-- COMMAND' was given. Try: $0 -- help"
shift

[ -f "$app/lucidgen-jobs.jar" ] ||
  fail "Cannot run Lucidgen for folder=$app: it holds no lucidgen-jobs.jar. Build it with: mvn -Pquick package"
jars=$(printf '%s,' "$app"/lib/*.jar)

# One thread for the arithmetic of each task: with more, the task slots of a machine fight over its cores.
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
defaults=(
  --class io.lucidgen.jobs.cli.Main
  --jars "${jars%,}"
  --conf "spark.executorEnv.OMP_NUM_THREADS=$OMP_NUM_THREADS"
)

spark_submit=
if [ -n "${SPARK_HOME:-}" ]; then
  spark_submit=$SPARK_HOME/bin/spark-submit
  [ -x "$spark_submit" ] ||
    fail "Cannot run Lucidgen for SPARK_HOME=$SPARK_HOME: it holds no bin/spark-submit. Correct or unset SPARK_HOME"
elif command -v spark-submit >/dev/null; then
  spark_submit=$(command -v spark-submit)
fi

if [ -n "$spark_submit" ]; then
  command=("$spark_submit" --driver-memory "$driver_memory" --driver-java-options "${java_options[*]}")
else
  [ -d "$embedded/jars" ] ||
    fail "Cannot run Lucidgen for folder=$embedded: there is no Spark in it. Build it with mvn -Pquick package, or set SPARK_HOME"
  $has_master || defaults+=(--master 'local[*]')
  export SPARK_HOME=$embedded SPARK_SCALA_VERSION=2.12
  # The driver runs in this very process, so its memory and options are given to Java itself.
  read -ra module_options <<<"$(cat "$embedded/java-options")"
  command=("${JAVA_HOME:+$JAVA_HOME/bin/}java" "-Xmx$driver_memory" "${module_options[@]}" "${java_options[@]}"
    -cp "$embedded/jars/*" org.apache.spark.deploy.SparkSubmit)
fi
command+=("${defaults[@]}" ${spark_options[@]+"${spark_options[@]}"} "$app/lucidgen-jobs.jar" "$@")

if $dry_run; then
  printf '%q ' "${command[@]}"
  echo
  exit 0
fi
exec "${command[@]}"

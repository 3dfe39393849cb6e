#!/usr/bin/env bash
# Starts and stops a real standalone Spark cluster on this machine: one master and N worker processes.
#
#   submit-scripts/cluster.sh start [--workers 2] [--cores 1] [--memory 3g] [--port 7077]
#   submit-scripts/cluster.sh stop
#
# Uses $SPARK_HOME when it is set, else the Spark that `mvn package` puts under jobs/target/spark.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export SPARK_HOME=${SPARK_HOME:-$home/jobs/target/spark} SPARK_SCALA_VERSION=2.12
state=${LUCIDGEN_CLUSTER_DIR:-$home/jobs/target/cluster}
workers=2 cores=1 memory=3g port=7077

fail() {
  echo "$1" >&2
  exit 2
}

stop() {
  [ -d "$state" ] || return 0
  for file in "$state"/*.pid; do
    [ -e "$file" ] || continue
    pid=$(cat "$file")
    if kill "$pid" 2>/dev/null; then
      for _ in $(seq 100); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
      done
      kill -9 "$pid" 2>/dev/null || true
    fi
    rm -f "$file"
  done
}

launch() { # name, class, arguments
  local name=$1
  shift
  read -ra module_options <<<"$(cat "$SPARK_HOME/java-options" 2>/dev/null || true)"
  OMP_NUM_THREADS=1 nohup "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m ${module_options[@]+"${module_options[@]}"} \
    -cp "$SPARK_HOME/jars/*" "$@" >"$state/$name.log" 2>&1 &
  echo $! >"$state/$name.pid"
}

await() { # log file, text, how often it must stand there
  for _ in $(seq 300); do
    [ "$(grep -c "$2" "$1" 2>/dev/null)" -ge "$3" ] && return 0
    sleep 0.1
  done
  tail -n 20 "$1" >&2
  stop
  echo "Cannot start the cluster for log=$1: it does not say '$2' within 30 seconds. Read the log above" >&2
  exit 1
}

case ${1:-} in
  start)
    shift
    while [ $# -gt 0 ]; do
      [ $# -gt 1 ] || fail "Cannot start the cluster for option=$1: no value follows. Give one"
      case $1 in
        --workers) workers=$2 ;;
        --cores) cores=$2 ;;
        --memory) memory=$2 ;;
        --port) port=$2 ;;
        *) fail "Cannot start the cluster for option=$1: it is unknown. Use --workers, --cores, --memory or --port" ;;
      esac
      shift 2
    done
    [ -d "$SPARK_HOME/jars" ] ||
      fail "Cannot start the cluster for SPARK_HOME=$SPARK_HOME: there is no Spark in it. Build it with mvn -Pquick package"
    mkdir -p "$state"
    if compgen -G "$state/*.pid" >/dev/null; then
      fail "Cannot start the cluster for folder=$state: one is running already. Stop it with: $0 stop"
    fi
    master=spark://127.0.0.1:$port
    launch master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port 0
    await "$state/master.log" 'I have been elected leader' 1
    for i in $(seq "$workers"); do
      launch "worker$i" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 \
        --cores "$cores" --memory "$memory" --work-dir "$state/work$i" "$master"
    done
    await "$state/master.log" 'Registering worker' "$workers"
    echo "$master"
    ;;
  stop) stop ;;
  *) fail "Cannot run cluster.sh for command=${1:-(none)}: it is unknown. Use start or stop" ;;
esac

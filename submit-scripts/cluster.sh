#!/usr/bin/env bash
# Starts and stops a real standalone Spark cluster on this machine: one master and N worker processes.
#
#   submit-scripts/cluster.sh start [--workers 2] [--cores 1] [--memory 3g] [--port 7077]
#   submit-scripts/cluster.sh stop
#
# start prints the master's address, for submit.sh --master; port 0 takes a free one. Uses $SPARK_HOME when it is set,
# else the Spark that `mvn package` puts under jobs/target/spark. Logs and process ids are kept in
# $LUCIDGEN_CLUSTER_DIR, by default jobs/target/cluster. Workers take the Java options $LUCIDGEN_WORKER_JAVA_OPTS, such as
# -Dspark.worker.resource.gpu.amount=1 -Dspark.worker.resource.gpu.discoveryScript=/path/to/script.
#
# Exit codes: 0 done, 2 wrong usage, 1 a process did not start (its log is named).
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export SPARK_HOME=${SPARK_HOME:-$home/jobs/target/spark} SPARK_SCALA_VERSION=2.12
state=${LUCIDGEN_CLUSTER_DIR:-$home/jobs/target/cluster}
workers=2 cores=1 memory=3g port=7077
daemon_memory=512m
# The master is where it is asked to be or not at all; the log says when it is there, whatever else logs are set to.
read -ra worker_options <<<"${LUCIDGEN_WORKER_JAVA_OPTS:-}"
daemon_options=(-Dspark.port.maxRetries=0 -Dlog4j2.configurationFile=org/apache/spark/log4j2-defaults.properties)

fail() { # exit code, message
  echo "$2" >&2
  exit "$1"
}

is_ours() { # process id; another program may have it since the machine was started again
  ps -o args= -p "$1" 2>/dev/null | grep -q 'org\.apache\.spark\.deploy\.'
}

stop() {
  local file pid
  for file in "$state"/*.pid; do
    [ -e "$file" ] || continue
    pid=$(cat "$file")
    if is_ours "$pid" && kill "$pid" 2>/dev/null; then
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
  local name=$1 module_options
  shift
  if [ -x "$SPARK_HOME/bin/spark-class" ]; then
    OMP_NUM_THREADS=1 SPARK_DAEMON_MEMORY=$daemon_memory SPARK_DAEMON_JAVA_OPTS="${daemon_options[*]}" \
      nohup "$SPARK_HOME/bin/spark-class" "$@" >"$state/$name.log" 2>&1 </dev/null &
  else
    read -ra module_options <"$SPARK_HOME/java-options" || true
    OMP_NUM_THREADS=1 nohup "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx$daemon_memory "${module_options[@]}" \
      "${daemon_options[@]}" -cp "$SPARK_HOME/jars/*" "$@" >"$state/$name.log" 2>&1 </dev/null &
  fi
  echo $! >"$state/$name.pid"
}

await() { # name, text, how often it must stand in the log
  local log=$state/$1.log reason="it does not say '$2' within 30 seconds" pid
  pid=$(cat "$state/$1.pid")
  for _ in $(seq 300); do
    [ "$(grep -c "$2" "$log" 2>/dev/null)" -lt "$3" ] || return 0
    if ! kill -0 "$pid" 2>/dev/null; then
      reason="its process has ended"
      break
    fi
    sleep 0.1
  done
  stop
  fail 1 "Cannot start the cluster for process=$1: $reason. Read $log"
}

start() {
  local file i master
  while [ $# -gt 0 ]; do
    [ $# -gt 1 ] || fail 2 "Cannot start the cluster for option=$1: no value follows. Give one"
    case $1 in
      --workers) workers=$2 ;;
      --cores) cores=$2 ;;
      --memory) memory=$2 ;;
      --port) port=$2 ;;
      *) fail 2 "Cannot start the cluster for option=$1: it is unknown. Use --workers, --cores, --memory or --port" ;;
    esac
    case $1=$2 in
      --memory=*[0-9][mMgG]) ;;
      --memory=*) fail 2 "Cannot start the cluster for --memory=$2: it is no size. Give one such as 3g" ;;
      *=*[!0-9]* | *=) fail 2 "Cannot start the cluster for $1=$2: it is no number. Give one" ;;
    esac
    shift 2
  done
  [ -d "$SPARK_HOME/jars" ] ||
    fail 2 "Cannot start the cluster for SPARK_HOME=$SPARK_HOME: there is no Spark in it. Build it with mvn -Pquick package"
  mkdir -p "$state"
  for file in "$state"/*.pid; do
    [ -e "$file" ] || continue
    ! is_ours "$(cat "$file")" ||
      fail 2 "Cannot start the cluster for folder=$state: one is running already. Stop it with: $0 stop"
    rm -f "$file"
  done
  if [ "$port" -ne 0 ] && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail 2 "Cannot start the cluster for port=$port: another program listens there. Choose one with --port, or 0 for a free one"
  fi

  trap 'stop; exit 1' INT TERM
  launch master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port 0
  await master 'I have been elected leader' 1
  master=$(sed -n 's/.*Starting Spark master at \(spark:[^ ]*\).*/\1/p' "$state/master.log")
  for i in $(seq "$workers"); do
    daemon_options+=("${worker_options[@]}") worker_options=()
    launch "worker$i" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 \
      --cores "$cores" --memory "$memory" --work-dir "$state/work$i" "$master"
  done
  await master 'Registering worker' "$workers"
  echo "$master"
}

case ${1:-} in
  start)
    shift
    start "$@"
    ;;
  stop) stop ;;
  -h | --help) sed -n '2,/^set /p' "${BASH_SOURCE[0]}" | sed '$d; s/^# \{0,1\}//' ;;
  *) fail 2 "Cannot run cluster.sh for command=${1:-(none)}: it is unknown. Use start or stop" ;;
esac

#!/usr/bin/env bash
# Measures Lucidgen beside PyTorch and dl4j-spark's training master on this machine, on a standalone cluster of two
# executors of one core, which it starts and stops.
#
#   submit-scripts/benchmark.sh [options of the command benchmark, such as --out DIR, --pairs 5, --quick, --peers PYTHON]
#
# Builds Lucidgen and fetches Fashion-MNIST where they are missing. Without --peers it installs PyTorch in an
# environment of its own under jobs/target/peers (submit-scripts/benchmark-peers.txt); where that fails, PyTorch is left
# out. The results go to jobs/target/benchmark unless --out says otherwise. Takes about 20 minutes on two cores that
# have nothing else to do.
#
# Exit codes: those of the command; 2 wrong usage, 1 anything else.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$home/jobs/target/benchmark-data
options=()
has_out=false has_peers=false
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      sed -n '2,/^set /p' "${BASH_SOURCE[0]}" | sed '$d; s/^# \{0,1\}//'
      exit 0
      ;;
    --out | --out=*) has_out=true ;;
    --peers | --peers=*) has_peers=true ;;
  esac
  options+=("$1")
  shift
done
for tool in java mvn; do
  command -v "$tool" >/dev/null || {
    echo "Cannot run the benchmark for program=$tool: it is not on the PATH. Install a JDK 17 and Maven" >&2
    exit 2
  }
done
$has_out || options+=(--out "$home/jobs/target/benchmark")

# Both sides choose the kernels of their BLAS themselves, with one thread for each task.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
export OMP_NUM_THREADS=1
export LUCIDGEN_CLUSTER_DIR=$home/jobs/target/benchmark-cluster

[ -f "$home/jobs/target/lucidgen/lucidgen-jobs.jar" ] ||
  (cd "$home" && mvn -B -ntp -q -Dstyle.color=never -Pquick -DskipTests package)

if ! $has_peers; then
  python=$home/jobs/target/peers/bin/python
  if [ -x "$python" ] ||
    { python3 -m venv "$home/jobs/target/peers" &&
      "$home/jobs/target/peers/bin/pip" install -q -r "$home/submit-scripts/benchmark-peers.txt"; }; then
    options+=(--peers "$python")
  else
    echo "PyTorch could not be installed and is left out" >&2
    rm -rf "$home/jobs/target/peers"
  fi
fi

master=$("$home/submit-scripts/cluster.sh" start --workers 2 --cores 1 --memory 3g --port 0)
trap '"$home/submit-scripts/cluster.sh" stop' EXIT
trap 'exit 1' INT TERM
on_cluster=(--master "$master" --executor-memory 2g --conf spark.scheduler.minRegisteredResourcesRatio=1.0)

if "$home/submit-scripts/fetch-data.sh" fashion-mnist --to "$home/data/fashion-mnist"; then
  (cd "$home" && submit-scripts/submit.sh "${on_cluster[@]}" -- \
    ingest --config conf/fashion-mnist.conf --set "root=$root")
else
  echo "Fashion-MNIST could not be fetched: the benchmark uses noise in its place" >&2
fi
"$home/submit-scripts/submit.sh" "${on_cluster[@]}" -- benchmark --set "root=$root" "${options[@]}"

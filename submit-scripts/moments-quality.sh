#!/usr/bin/env bash
# Does it cost quality to leave the optimiser's moments with their workers, or to begin every round without any? Trains the
# stable tutorial GAN under each averaging.updater-state and several seeds, generates, evaluates, and prints what came out
# as the table of docs/moments.md.
#
#   submit-scripts/moments-quality.sh [--root FOLDER] [--seeds "1 2 3"] [--local-steps "20 5"] [--python PYTHON]
#
# The steps of a worker are the same, however many of them a round has. About four minutes for each training on two cores;
# what is done already is skipped. The table needs a Python that can import duckdb; without --python an environment of
# its own is made under jobs/target.
#
# Exit codes: those of the commands; 2 wrong usage.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$home/jobs/target/moments-quality
seeds="1 2 3"
local_steps="20"
steps=4000
python=
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      sed -n '2,/^set /p' "${BASH_SOURCE[0]}" | sed '$d; s/^# \{0,1\}//'
      exit 0
      ;;
    --root | --seeds | --local-steps | --python)
      [ $# -gt 1 ] || {
        echo "Cannot compare the moments for option=$1: no value follows. Give one" >&2
        exit 2
      }
      case $1 in
        --root) root=$2 ;;
        --seeds) seeds=$2 ;;
        --python) python=$2 ;;
        *) local_steps=$2 ;;
      esac
      shift 2
      ;;
    *)
      echo "Cannot compare the moments for option=$1: it is unknown. Use --root, --seeds, --local-steps or --python" >&2
      exit 2
      ;;
  esac
done
cd "$home"
[ -f jobs/target/lucidgen/lucidgen-jobs.jar ] ||
  mvn -B -ntp -q -Dstyle.color=never -Pquick -DskipTests package
submit-scripts/fetch-data.sh fashion-mnist --to data/fashion-mnist
submit-scripts/submit.sh -- ingest --config conf/tutorial-stable.conf --set "root=$root"

if [ -z "$python" ]; then
  python=$home/jobs/target/moments-python/bin/python
  [ -x "$python" ] || python3 -m venv "$home/jobs/target/moments-python"
  "$python" -m pip install -q duckdb
fi

# One date for all steps: they find one another by it, and midnight may pass.
run_date=$(cat "$root/run-date" 2>/dev/null || date -u +%F)
echo "$run_date" > "$root/run-date"
for seed in $seeds; do
  for k in $local_steps; do
    for state in average local reset; do
      for command in train generate evaluate; do
        submit-scripts/submit.sh -- "$command" --config conf/tutorial-stable.conf --run-date "$run_date" \
          --set "root=$root" --set "model.name=moments-$state-k$k-seed$seed" --set "seed=$seed" \
          --set "averaging.updater-state=$state" --set "averaging.local-steps=$k" \
          --set "training.rounds=$((steps / k))" --set "training.held-out-every=$((200 / k))" \
          --set generation.samples=5000
      done
    done
  done
done
"$python" - "$root" "$run_date" <<'PYTHON'
import sys
import duckdb

shown = ["frechet_distance", "precision", "recall", "density", "coverage", "classes_found", "largest_class_share"]
scores = duckdb.sql(f"""
    select regexp_extract(model, 'moments-([a-z]+)-k([0-9]+)-seed([0-9]+)', ['state', 'k', 'seed']) as training,
           metric, value, low, high
    from read_parquet('{sys.argv[1]}/tables/model_scores/**/*.parquet', hive_partitioning = true)
    where model like 'moments-%' and run_date = '{sys.argv[2]}' and metric in {tuple(shown)}""").fetchall()
rows = {}
for training, metric, value, low, high in scores:
    interval = "" if low is None else f" ({low:.2f} to {high:.2f})"
    rows.setdefault((-int(training["k"]), training["state"], int(training["seed"])), {})[metric] = f"{value:.2f}{interval}"
print("| K | updater-state | seed | " + " | ".join(name.replace("_", " ") for name in shown) + " |")
print("|---|---|---|" + "---|" * len(shown))
for (k, state, seed), figures in sorted(rows.items()):
    print(f"| {-k} | {state} | {seed} | " + " | ".join(figures.get(name, "") for name in shown) + " |")
PYTHON

#!/usr/bin/env bash
# Trains models in several ways, generates, evaluates, and prints what came out as a table of a page under docs.
#
#   submit-scripts/quality.sh EXPERIMENT [--root FOLDER] [--seeds "1 2 3"] [--models "dcgan conv-vae"]
#                             [--local-steps "20 5"] [--workers "2 5"] [--epochs N] [--python PYTHON]
#                             [--results FILE]
#
#   families     every family by its profile, and by one worker instead of two: docs/families.md. Hours on two cores.
#   single       two workers at K = 10 against one worker at equal epochs, tutorial-stable and vae: docs/averaging.md
#   averaging    steps between averages, workers, mixed shards and shards by class, on a cluster with a process for each
#                worker; and where it is hardest to average, 50 steps and shards by class, the other ways to do it: an outer
#                Nesterov step, a discriminator for each worker, steps that follow the clock. docs/averaging.md
#   stabilisers  tutorial-stable with EMA, packing, both and neither: docs/averaging.md
#   stacked      how many of a thousand combinations of three garments a GAN shows, with packing: docs/families.md
#   shapes       the mutual information gap of the total-correlation VAE on drawn shapes: docs/families.md
#   monitors     what the stability monitors say of healthy runs of ten seeds: docs/families.md
#   gaps         how many points integrated gradients need until their maps add up: docs/explanations.md
#   methods      how good the maps of every method are, of a dense critic, a convolutional one and a VAE: docs/explanations.md
#   draws        how alike KernelSHAP's maps of two seeds are, and how long one takes: docs/explanations.md
#   leakage      how well explanations tell the rows that a VAE was trained on from others: docs/explanations.md
#   captum       integrated gradients beside Captum, map for map and second for second: docs/explanations.md
#   moments      what becomes of the optimiser's moments between rounds: docs/moments.md
#
# What is done already is skipped, and a training that was stopped goes on: give the command again. Each model's figures are
# kept in the results file, by default results.csv under the root; a model that it has is not made again, so that an
# experiment of many models may go on on another machine: docs/results has those of the pages. The figures are read by a
# Python that can import duckdb; without --python an environment of its own is made under jobs/target.
#
# Exit codes: those of the commands; 2 wrong usage.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root= seeds= models= local_steps= workers= epochs= python= results=
spark_options=()
samples=5000

fail() {
  echo "$1" >&2
  exit 2
}

experiment=${1:-}
case $experiment in
  families | single | averaging | stabilisers | stacked | shapes | monitors | gaps | methods | draws | leakage | captum | moments) shift ;;
  -h | --help)
    sed -n '2,/^set /p' "${BASH_SOURCE[0]}" | sed '$d; s/^# \{0,1\}//'
    exit 0
    ;;
  *) fail "Cannot measure quality for experiment=${experiment:-(none)}: it is unknown. Use families, single, averaging, stabilisers, stacked, shapes, monitors, gaps, methods, draws, leakage, captum or moments" ;;
esac
while [ $# -gt 0 ]; do
  [ $# -gt 1 ] || fail "Cannot measure quality for option=$1: no value follows. Give one"
  case $1 in
    --root) root=$2 ;;
    --seeds) seeds=$2 ;;
    --models) models=$2 ;;
    --local-steps) local_steps=$2 ;;
    --workers) workers=$2 ;;
    --epochs) epochs=$2 ;;
    --python) python=$2 ;;
    --results) results=$(realpath -m -- "$2") ;;
    *) fail "Cannot measure quality for option=$1: it is unknown. Use --root, --seeds, --models, --local-steps, --workers, --epochs, --python or --results" ;;
  esac
  shift 2
done
cd "$home"
root=${root:-$home/jobs/target/quality/$experiment}
results=${results:-$root/results.csv}
[ -f jobs/target/lucidgen/lucidgen-jobs.jar ] ||
  mvn -B -ntp -q -Dstyle.color=never -Pquick -DskipTests package
submit-scripts/fetch-data.sh fashion-mnist --to data/fashion-mnist
if [ -z "$python" ]; then
  python=$home/jobs/target/quality-python/bin/python
  [ -x "$python" ] || python3 -m venv "$home/jobs/target/quality-python"
  "$python" -m pip install -q duckdb
fi

# One date for all steps: they find one another by it, and midnight may pass.
mkdir -p "$root" "$(dirname "$results")"
run_date=$(cat "$root/run-date" 2>/dev/null || date -u +%F)
echo "$run_date" >"$root/run-date"

run() { # command, configuration, settings
  local command=$1 configuration=$2
  shift 2
  submit-scripts/submit.sh "${spark_options[@]}" -- "$command" --config "$configuration" --run-date "$run_date" \
    --set "root=$root" --set "generation.samples=$samples" "$@"
}

figures() { # what to do with the results file, arguments
  local what=$1
  shift
  "$python" submit-scripts/quality_results.py "$what" "$results" "$@"
}

steps() { # commands, configuration, name, settings: these commands, then the model's figures are kept
  local commands=$1 configuration=$2 name=$3 settings=() setting command code
  shift 3
  ! figures has "$name" || return 0
  for setting in "$@"; do
    settings+=(--set "$setting")
  done
  for command in $commands; do
    run "$command" "$configuration" --set "model.name=$name" "${settings[@]}" || {
      code=$?
      echo "$name: $command ended with exit code $code" >&2
      # Training went wrong, and would again: that is a result too.
      [ "$code" -ne 6 ] || figures failed "$run_date" "$name" "$code"
      return 0
    }
  done
  figures save "$root" "$run_date" "$name"
}

model() { # configuration, name, settings: from training to scores
  steps "train generate evaluate" "$@"
}

table() { # regular expression of models, columns
  figures table "$@"
}

run ingest conf/tutorial-stable.conf
distances="frechet_distance@classifier frechet_distance@principal-components frechet_distance@random-convolutions"
case $experiment in
  families)
    for name in ${models:-dcgan infogan conv-vae vae-gan conditional-dcgan conditional-vae shapes-dcgan \
      tutorial-stable vae}; do
      settings=()
      [ "$name" != shapes-dcgan ] || run ingest conf/shapes-dcgan.conf
      # All test rows: the interval is that of the mean over them.
      [ "$name" != conv-vae ] || settings=(evaluation.likelihood-examples=10000 evaluation.likelihood-draws=250)
      model "conf/$name.conf" "$name" "${settings[@]}"
      case $name in
        tutorial-stable | vae) continue ;; # more of them by: quality.sh single
        *vae) batch=256 ;;
        *) batch=128 ;;
      esac
      # One worker that does as many steps on as many examples.
      model "conf/$name.conf" "$name-single" "${settings[@]}" averaging.workers=1 "training.batch-size=$batch"
    done
    if [ -d "$root/models/vae-gan" ] && ! figures has vae-gan-gated; then
      # What the same model's discriminator lets through: under the next day's date, so that both sets stay.
      next=$(date -d "$run_date + 1 day" +%F)
      for command in generate evaluate; do
        run_date=$next run "$command" conf/vae-gan.conf --set generation.gate.enabled=true
      done
      figures save "$root" "$next" vae-gan vae-gan-gated
    fi
    if [ -f data/mnist/train-images-idx3-ubyte.gz ]; then
      run ingest conf/mnist.conf
      digits=(dataset.name=mnist "dataset.class-names=[]")
      for file in train-images train-labels test-images test-labels; do
        raw=${file/test/t10k}
        rank=3
        [ "${file#*-}" = images ] || rank=1
        digits+=("dataset.$file=data/mnist/$raw-idx$rank-ubyte.gz")
      done
      model conf/conv-vae.conf mnist-conv-vae "${digits[@]}" evaluation.likelihood-examples=10000 evaluation.likelihood-draws=250
      model conf/infogan.conf mnist-infogan "${digits[@]}"
    else
      echo "MNIST: not run, its files are not under data/mnist. Put them there with submit-scripts/fetch-data.sh mnist --to data/mnist"
    fi
    table '.*' $distances kernel_distance@classifier precision@classifier recall@classifier density@classifier coverage@classifier
    echo
    figures ratios '' single $distances
    echo
    table '.*' classifier_score cells_differing@classifier cell_divergence@classifier classes_found class_divergence \
      nearer_to_training@principal-components near_copies@principal-components train_on_generated_accuracy
    echo
    table '.*' class_as_asked code_class_agreement critic_accuracy critic_brier_score critic_calibration_error \
      log_likelihood_bound elbo posterior_divergence active_units reconstruction_class_kept
    ;;
  single)
    seeds=${seeds:-1 2 3 4 5}
    for seed in $seeds; do
      for name in ${models:-tutorial-stable vae}; do
        common=("seed=$seed" averaging.local-steps=10)
        arm() { # what to call it, workers, batch of each, rounds, learning rate, settings
          model "conf/$name.conf" "$name-$1-seed$seed" "${common[@]}" "averaging.workers=$2" "training.batch-size=$3" \
            "training.rounds=$4" "training.optimizer.learning-rate=$5" "${@:6}"
        }
        # The same epochs for all: 17 of the GAN, 13 of the VAE. What an arm is good for is looked at once.
        if [ "$name" = vae ]; then
          # The mean of two noisy steps of Adam is shorter than one that is less noisy: twice the rate makes up for it.
          arm averaged 2 64 600 2e-3
          arm single 1 128 600 1e-3
          [ "$seed" = "${seeds%% *}" ] || continue
          arm fast 1 128 600 2e-3
          arm plain 2 64 600 1e-3
          arm wide 2 128 300 1e-3
          arm outer 2 128 300 1e-3 averaging.outer.rate=1.0 averaging.outer.momentum=0.5
        else
          # Here twice the steps, of small batches, make up for it better than twice the rate.
          arm averaged 2 32 1600 2e-4
          arm single 1 128 800 2e-4
          [ "$seed" = "${seeds%% *}" ] || continue
          arm small 1 64 1600 2e-4
          arm rate 2 64 800 4e-4
          arm local 2 32 1600 2e-4 averaging.updater-state=local
        fi
      done
    done
    table '.*' $distances coverage@classifier
    echo
    for arm in averaged small rate local fast plain wide outer; do
      figures ratios $arm single $distances
      echo
    done
    ;;
  averaging)
    epochs=${epochs:-5}
    for count in ${workers:-2 5}; do
      submit-scripts/cluster.sh stop
      master=$(submit-scripts/cluster.sh start --workers "$count" --memory 2g --port 0)
      trap 'submit-scripts/cluster.sh stop' EXIT
      spark_options=(--master "$master" --executor-memory 1g --conf spark.cores.max="$count")
      for name in ${models:-tutorial-stable vae}; do
        epoch=$((60000 / (128 * count)))
        for k in ${local_steps:-1 10 50 epoch}; do
          steps=$k
          [ "$k" != epoch ] || steps=$epoch
          # So often that a run has ten measurements.
          rounds=$((epochs * epoch / steps))
          every=$((rounds < 10 ? 1 : rounds / 10))
          for shards in mixed by-class; do
            policies=mean
            [ "$k" != 50 ] || [ "$shards" = mixed ] || policies="mean nesterov auto"
            [ "$policies" = mean ] || [ "$name" = vae ] || policies+=" discriminators"
            for policy in $policies; do
              case $policy in
                mean) settings=() ;;
                nesterov) settings=(averaging.outer.rate=0.7 averaging.outer.momentum=0.9) ;;
                auto) settings=(averaging.communication-share=0.1) ;;
                discriminators) settings=(averaging.discriminator.per-worker=true averaging.discriminator.swap-every=5) ;;
              esac
              model "conf/$name.conf" "$name-k$k-w$count-$shards-$policy" "averaging.workers=$count" \
                "averaging.local-steps=$steps" "averaging.sharding=$shards" "training.rounds=$rounds" \
                "training.held-out-every=$every" "training.checkpoint-every=$every" "${settings[@]}"
            done
          done
        done
      done
      submit-scripts/cluster.sh stop
    done
    table '.*' seconds_per_epoch megabytes_per_epoch $distances coverage@classifier recall@classifier classes_found
    ;;
  stabilisers)
    for seed in ${seeds:-1 2 3}; do
      model conf/tutorial-stable.conf "neither-seed$seed" "seed=$seed" training.ema-decay=0.0
      model conf/tutorial-stable.conf "ema-seed$seed" "seed=$seed"
      model conf/tutorial-stable.conf "packing-seed$seed" "seed=$seed" training.ema-decay=0.0 model.adversarial.packing=2
      model conf/tutorial-stable.conf "both-seed$seed" "seed=$seed" model.adversarial.packing=2
    done
    table '.*' $distances coverage@classifier recall@classifier
    echo
    for arm in both ema packing; do
      figures ratios $arm neither $distances
      echo
    done
    ;;
  stacked)
    run ingest conf/stacked-dcgan.conf
    # As many as the literature counts modes over.
    samples=26000
    for seed in ${seeds:-1}; do
      model conf/stacked-dcgan.conf "stacked-packing2-seed$seed" "seed=$seed"
      model conf/stacked-dcgan.conf "stacked-packing1-seed$seed" "seed=$seed" model.adversarial.packing=1
    done
    table '.*' modes_found class_divergence scorer_accuracy frechet_distance@classifier coverage@classifier
    ;;
  shapes)
    run ingest conf/shapes-tc-vae.conf
    for seed in ${seeds:-1 2 3 4 5}; do
      model conf/shapes-tc-vae.conf "shapes-tc-vae-seed$seed" "seed=$seed"
    done
    gap=mutual_information_gap
    table '.*' $gap $gap/position-x $gap/position-y $gap/scale $gap/shape $gap/orientation \
      reconstruction_squared_error seconds_per_epoch
    ;;
  monitors)
    # Whole trainings, at least twice as many steps as the monitors wait, and measurements enough for their patience.
    watched=(training.rounds=200 training.held-out-every=5)
    for seed in ${seeds:-1 2 3 4 5 6 7 8 9 10}; do
      steps train conf/tutorial-stable.conf "healthy-gan-seed$seed" "seed=$seed" "${watched[@]}"
      steps train conf/vae.conf "healthy-vae-seed$seed" "seed=$seed" "${watched[@]}"
    done
    steps train conf/tutorial.conf tutorial-to-the-letter "${watched[@]}"
    figures alarms '.*'
    ;;
  gaps)
    for name in ${models:-tutorial-stable}; do
      explained() { # what to call it, method, settings
        ! figures has "$name-$1" || return 0
        run explain "conf/$name.conf" --set explanation.samples=400 --set "explanation.methods=[$2]" "${@:3}"
        figures maps "$root" "$run_date" "$name" "$name-$1"
      }
      run train "conf/$name.conf"
      run generate "conf/$name.conf"
      for count in 25 50 100 200 300 400 500 600 800; do
        explained "fixed-$count" integrated-gradients --set "explanation.integrated-gradients.steps=$count"
      done
      explained adaptive adaptive-integrated-gradients
    done
    table '.*' steps forward_passes backward_passes milliseconds gap_within_0.01 gap_of_95_percent
    ;;
  methods)
    every=saliency,input-x-gradient,guided-backpropagation,deep-lift,integrated-gradients,adaptive-integrated-gradients
    every+=,smooth-grad,smooth-grad-squared,var-grad,gradient-shap,occlusion,rise,kernel-shap
    for name in ${models:-tutorial-stable dcgan vae}; do
      ! figures has "$name" || continue
      case $name in
        *vae) asked=$every settings=(--set "explanation.targets=[reconstruction-error]") ;; # has no relevance
        *dcgan) asked=$every,lrp-epsilon,grad-cam settings=() ;;
        *) asked=$every,lrp-epsilon settings=() ;;
      esac
      run train "conf/$name.conf"
      run generate "conf/$name.conf"
      run explain "conf/$name.conf" --set explanation.samples=200 --set "explanation.methods=[$asked]" "${settings[@]}"
      figures methods "$root" "$run_date" "$name"
    done
    table '.*: .*' examined deletion insertion random_order faster_than_chance unexplained_share max_sensitivity \
      cascade_correlation randomized_correlation agreement complexity passes milliseconds trusted
    ;;
  draws)
    name=tutorial-stable
    run train "conf/$name.conf"
    run generate "conf/$name.conf"
    for coalitions in 1000 4000; do
      ! figures has "$name-$coalitions" || continue
      for seed in 1 2; do
        # The same samples, and one task, so that a map has a core to itself.
        run explain "conf/$name.conf" --set explanation.samples=200 --set explanation.quality.samples=0 \
          --set "explanation.methods=[kernel-shap]" --set "explanation.kernel-shap.coalitions=$coalitions" \
          --set explanation.partitions=1 --set "seed=$seed"
      done
      figures draws "$root" "$run_date" "$name" "$name-$coalitions"
    done
    table '.*' maps correlation correlation_of_5_percent least_correlation milliseconds maps_per_second_of_a_core
    ;;
  leakage)
    for rows in 500 20000; do
      name=vae-$rows-rows
      settings=()
      # As many steps on a few rows as on many: the few are seen 600 times, the many 15 times.
      for setting in dataset.name=shapes-$rows dataset.format=shapes "dataset.class-names=[]" dataset.shapes.side=32 \
        dataset.shapes.train-examples=$rows dataset.shapes.test-examples=2000 model.name=$name averaging.workers=1 \
        averaging.local-steps=20 training.batch-size=50 training.rounds=300 training.held-out-examples=500 \
        explanation.samples=1000 "explanation.sources=[real, training]" explanation.quality.samples=0 \
        "explanation.methods=[saliency, integrated-gradients]" explanation.internals.enabled=false \
        explanation.surrogates.enabled=false; do
        settings+=(--set "$setting")
      done
      if ! figures has "$name"; then
        for command in ingest train explain; do
          run "$command" conf/vae.conf "${settings[@]}"
        done
        figures leakage "$root" "$run_date" "$name"
      fi
      # What the guard publishes, means over 500 real rows, attacked by one who has the maps of 1,000. Most of
      # these maps are longer than the clip. An epsilon of 1e9 is as good as no noise.
      for budget in 1 10 1e9; do
        guarded="$name, shared with epsilon $budget"
        ! figures has "$guarded" || continue
        for command in ingest train explain; do
          run "$command" conf/vae.conf "${settings[@]}" --set "explanation.sources=[real]"
        done
        run explain conf/vae.conf "${settings[@]}" --set "explanation.sources=[real]" --set explanation.samples=500 \
          --set explanation.shared-maps.enabled=true --set "explanation.shared-maps.epsilon=$budget"
        figures attack "$root" "$run_date" "$name" "$guarded" "$budget"
      done
    done
    table '.*' attack most target_value attribution_abs_sum attribution_max_abs gini attribution_sum positive_share
    ;;
  captum)
    "$python" -c "import captum" 2>/dev/null || "$python" -m pip install -q captum
    spark_options=(--master "local[1]")
    export OMP_NUM_THREADS=1
    for name in ${models:-tutorial-stable dcgan}; do
      # How long a map takes does not depend on how well the model was trained.
      settings=(--set "model.name=$name-captum" --set training.rounds=20)
      run train "conf/$name.conf" "${settings[@]}"
      run generate "conf/$name.conf" "${settings[@]}"
      submit-scripts/submit.sh "${spark_options[@]}" -- export --config "conf/$name.conf" --set "root=$root" \
        "${settings[@]}" --to "$root/export/$name"
      for pair in ${seeds:-1 2 3 4 5}; do
        ! figures has "$name-pair$pair" || continue
        run explain "conf/$name.conf" "${settings[@]}" --set "explanation.methods=[integrated-gradients]" \
          --set "explanation.targets=[critic-logit]" --set explanation.samples=400 --set explanation.partitions=1 \
          --set explanation.quality.samples=0 --set explanation.internals.enabled=false \
          --set explanation.surrogates.enabled=false --set "explanation.top-k=$((10 + pair))"
        figures captum "$root" "$run_date" "$name-captum" "$name-pair$pair" "$root/export/$name" -1
      done
    done
    table '.*' captum_milliseconds lucidgen_milliseconds captum_over_lucidgen difference largest_difference
    ;;
  moments)
    # The steps of a worker are the same, however many of them a round has.
    steps=4000
    for seed in ${seeds:-1 2 3}; do
      for k in ${local_steps:-20}; do
        for state in average local reset; do
          model conf/tutorial-stable.conf "moments-$state-k$k-seed$seed" "seed=$seed" \
            training.ema-decay=0.0 "averaging.updater-state=$state" "averaging.local-steps=$k" "training.rounds=$((steps / k))" \
            "training.held-out-every=$((200 / k))"
        done
      done
    done
    table '.*' frechet_distance@classifier precision@classifier recall@classifier density@classifier \
      coverage@classifier classes_found largest_class_share
    ;;
esac

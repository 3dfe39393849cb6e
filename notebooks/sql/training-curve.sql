-- How did training go? Every measure over the rounds, as it was and smoothed.
--
-- Parameters, each set with SET VARIABLE and each optional:
--   model        the name of a model; all models unless set
--   run_date     a date; the newest date of each model unless set
--   metric       the name of a measure; all measures unless set
--   smooth_over  how many measurements each smoothed value is the mean of, itself and those before; 10 unless set
--
-- Columns: one row for each round and measure
--   run_date, model, version               the run
--   metric, round, step, examples, value   as in training_history
--   smoothed                               mean of the last measurements
--   elapsed_seconds                        wall time of all rounds until then
--   examples_per_second                    of this round

WITH
chosen AS (
    SELECT *
    FROM training_history
    WHERE (getvariable('model') IS NULL OR model = getvariable('model'))
        AND (getvariable('run_date') IS NULL OR run_date = getvariable('run_date')::DATE)
    QUALIFY run_date = max(run_date) OVER (PARTITION BY model)
),
rounds AS (
    SELECT
        run_id, round,
        sum(seconds) OVER so_far AS elapsed_seconds,
        (examples - lag(examples, 1, 0) OVER so_far) / seconds AS examples_per_second
    FROM (SELECT DISTINCT run_id, round, examples, seconds FROM chosen)
    WINDOW so_far AS (PARTITION BY run_id ORDER BY round)
),
smooth AS (
    SELECT
        *,
        avg(value) OVER (
            PARTITION BY run_id, metric
            ORDER BY round
            ROWS BETWEEN (coalesce(getvariable('smooth_over')::BIGINT, 10) - 1) PRECEDING AND CURRENT ROW) AS smoothed
    FROM chosen
)
SELECT
    run_date, model, version,
    metric, round, step, examples, value, smoothed,
    elapsed_seconds, examples_per_second
FROM smooth
JOIN rounds USING (run_id, round)
WHERE getvariable('metric') IS NULL OR metric = getvariable('metric')
ORDER BY model, metric, round;

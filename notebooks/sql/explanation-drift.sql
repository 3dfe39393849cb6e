-- Do the maps of two models or versions say the same of the same samples, and if not, by more than another seed would do?
--
-- Maps are compared that are of the same target, by the same method, and of the same real row, or of samples generated from
-- the same latent. How alike two maps are is their cosine: 1 for maps that are equal but for their strength, 0 for maps
-- that have nothing in common, -1 for opposites.
--
-- Parameters, set with SET VARIABLE:
--   first, second  what to compare: a run date, a version, a model's name, or the run id of explain; must be set
--   other_seeds    a list, as ['seed-2', 'seed-3'], of models that were trained like the first but for their seed: how far
--                  apart two trainings are that differ in nothing else (the null); without it only cosines are given
--   model          the name of a model, where a date has several; any model unless set
--
-- Columns: one row for each source, target and method
--   source, target_kind, target_index, method    whose maps
--   pairs                                        maps that both sides have
--   median_cosine, low_cosine, high_cosine       median of their cosines, and the quartiles
--   strength_ratio                               median of attribution_abs_sum of the second over that of the first
--   null_trainings                               how many of other_seeds have such maps
--   null_lowest, null_highest                    of the medians of their cosines with the first
--   less_alike                                   probability that a pair is less alike than a pair of the null; a half when
--                                                the two differ as seeds do
--   less_alike_low, less_alike_high              its 95 % interval over samples (Hanley and McNeil 1982)
--   drifted                                      whether this interval lies above a half and the median below null_lowest;
--                                                null without other_seeds
--   drifted_by_chance                            how often that is so for one more seed: 1 / (null_trainings + 1) at most
--   first_run_id, second_run_id                  the runs of explain

WITH
sides AS (
    SELECT side, coalesce(wanted, error('Cannot compare: set both first and second with SET VARIABLE.')) AS wanted
    FROM (VALUES ('first', getvariable('first')::VARCHAR), ('second', getvariable('second')::VARCHAR)) AS given (side, wanted)
    UNION ALL
    SELECT 'null', unnest(getvariable('other_seeds')::VARCHAR[])
),
candidates AS (
    SELECT DISTINCT maps.run_id, maps.run_date, maps.model, maps.version, runs.finished
    FROM complete.explanations AS maps
    JOIN runs USING (run_date, run_id)
    WHERE getvariable('model') IS NULL OR maps.model = getvariable('model')
),
chosen AS (
    SELECT side, wanted, candidates.*
    FROM sides
    LEFT JOIN candidates ON wanted IN (run_date::VARCHAR, version, candidates.model, run_id)
    QUALIFY row_number() OVER (PARTITION BY side, wanted ORDER BY run_date DESC, finished DESC, run_id DESC) = 1
),
all_found AS (
    SELECT CASE
        WHEN count(run_id) = count(*) THEN true
        ELSE error(
            'Cannot compare: no complete run of explain fits ' || string_agg(wanted, ' or ') FILTER (run_id IS NULL) || '.')
    END AS found
    FROM chosen
),
maps AS (
    SELECT
        side, chosen.run_id, maps.source, maps.sample_id, target_kind, target_index, method, attribution,
        attribution_abs_sum, latent
    FROM chosen
    JOIN complete.explanations AS maps USING (run_id)
    LEFT JOIN complete.samples AS samples
        ON maps.source = 'generated'
        AND samples.samples_run_id = maps.samples_run_id
        AND samples.id = maps.sample_id
),
pairs AS (
    SELECT
        other.side, one.source, one.target_kind, one.target_index, one.method,
        list_cosine_similarity(one.attribution::DOUBLE[], other.attribution::DOUBLE[]) AS cosine,
        other.attribution_abs_sum / one.attribution_abs_sum AS ratio,
        one.run_id AS first_run_id, other.run_id AS other_run_id
    FROM maps AS one
    JOIN maps AS other USING (source, sample_id, target_kind, target_index, method)
    WHERE one.side = 'first'
        AND other.side <> 'first'
        AND len(one.attribution) = len(other.attribution)
        AND (one.source = 'real' OR one.latent = other.latent)
        AND one.attribution_abs_sum > 0
        AND other.attribution_abs_sum > 0
),
summaries AS (
    SELECT
        side, source, target_kind, target_index, method, count(*) AS pairs,
        median(cosine) AS median_cosine,
        quantile_cont(cosine, 0.25) AS low_cosine,
        quantile_cont(cosine, 0.75) AS high_cosine,
        median(ratio) AS strength_ratio,
        first_run_id, other_run_id
    FROM pairs
    GROUP BY ALL
),
nulls AS (
    SELECT
        source, target_kind, target_index, method,
        count(*) AS null_trainings, min(median_cosine) AS null_lowest, max(median_cosine) AS null_highest
    FROM summaries
    WHERE side = 'null'
    GROUP BY ALL
),
-- Ranks instead of all pairs of pairs: the probability follows from their sum (Mann and Whitney 1947).
ranked AS (
    SELECT
        *,
        rank() OVER (PARTITION BY source, target_kind, target_index, method ORDER BY cosine DESC)
        + (count(*) OVER (PARTITION BY source, target_kind, target_index, method, cosine) - 1) / 2 AS rank
    FROM pairs
),
probabilities AS (
    SELECT
        source, target_kind, target_index, method,
        count(*) FILTER (side = 'second') AS n,
        count(*) FILTER (side = 'null') AS m,
        (sum(rank) FILTER (side = 'second') - n * (n + 1) / 2) / nullif(n * m, 0) AS less_alike
    FROM ranked
    GROUP BY ALL
),
intervals AS (
    SELECT
        source, target_kind, target_index, method, less_alike,
        1.96 * sqrt(
            (less_alike * (1 - less_alike)
                + (n - 1) * (less_alike / (2 - less_alike) - less_alike ^ 2)
                + (m - 1) * (2 * less_alike ^ 2 / (1 + less_alike) - less_alike ^ 2))
            / (n * m)) AS half
    FROM probabilities
)
SELECT
    second.source, second.target_kind, second.target_index, second.method,
    pairs, median_cosine, low_cosine, high_cosine, strength_ratio,
    null_trainings, null_lowest, null_highest,
    less_alike, less_alike - half AS less_alike_low, less_alike + half AS less_alike_high,
    less_alike - half > 0.5 AND median_cosine < null_lowest AS drifted,
    1 / (null_trainings + 1) AS drifted_by_chance,
    first_run_id, other_run_id AS second_run_id
FROM all_found
JOIN summaries AS second ON found AND side = 'second'
LEFT JOIN nulls USING (source, target_kind, target_index, method)
LEFT JOIN intervals USING (source, target_kind, target_index, method)
ORDER BY second.source, second.target_kind, second.target_index, second.method;

-- How do two models differ? Two dates, versions, models or runs of evaluate side by side.
--
-- Each side is the latest complete run of evaluate that fits, together with the latest run of explain on the same
-- samples. A difference counts as clear when the two 95 % intervals do not meet; where there are no intervals, judge by
-- how many samples and maps the figures rest on.
--
-- Parameters, set with SET VARIABLE:
--   first, second  what to compare: a run date, a version, a model's name, or the run id of evaluate or generate;
--                  must be set
--   model          the name of a model, where a date has several; any model unless set
--
-- Columns: one row for each figure; null on the side that does not have it
--   about                                   model: from model_scores; maps: from explanations, over all maps of a method
--   measure, class_name                     metric and class of model_scores, or what of the maps is summarised:
--                                             maps                 how many there are
--                                             trusted_share        share of them that are trusted, 0 to 1
--                                             mean_gini            their mean gini
--                                             mean_positive_share  their mean positive_share
--                                             mean_abs_sum         their mean attribution_abs_sum
--                                             median_relative_gap  median of relative_gap, for methods that have it
--                                             mean_milliseconds    mean wall time of a map
--   feature_space                           what samples were compared in; null for figures without one, and for maps
--   target_kind, target_index, method       whose maps; null for figures about the model
--   first_value, first_low, first_high      the figure of the first side and its 95 % interval
--   second_value, second_low, second_high   the same of the second side
--   difference                              second_value - first_value
--   clear                                   whether the intervals do not meet; null without intervals
--   better                                  lower, higher or neither: which way is good; null for maps
--   improved                                whether the second side is better; null where neither way is good
--   first_n, second_n                       samples or maps that the figures rest on
--   first_run_id, second_run_id             the runs of evaluate, or of explain for maps

WITH
sides AS (
    SELECT side, coalesce(wanted, error('Cannot compare: set both first and second with SET VARIABLE.')) AS wanted
    FROM (VALUES ('first', getvariable('first')::VARCHAR), ('second', getvariable('second')::VARCHAR)) AS given (side, wanted)
),
candidates AS (
    SELECT DISTINCT scores.run_id, scores.samples_run_id, scores.run_date, scores.model, scores.version, runs.finished
    FROM complete.model_scores AS scores
    JOIN runs USING (run_date, run_id)
    WHERE getvariable('model') IS NULL OR scores.model = getvariable('model')
),
evaluations AS (
    SELECT side, candidates.*
    FROM sides
    JOIN candidates ON wanted IN (run_date::VARCHAR, version, candidates.model, run_id, samples_run_id)
    QUALIFY row_number() OVER (PARTITION BY side ORDER BY run_date DESC, finished DESC, run_id DESC) = 1
),
both_found AS (
    SELECT CASE
        WHEN count(run_id) = 2 THEN true
        ELSE error(
            'Cannot compare: no complete run of evaluate fits '
            || string_agg(wanted, ' or ') FILTER (run_id IS NULL) || '.')
    END AS found
    FROM sides
    LEFT JOIN evaluations USING (side)
),
maps AS (
    SELECT
        side, explanations.*, scores.trusted, scores.relative_gap,
        dense_rank() OVER (PARTITION BY side ORDER BY runs.finished DESC, explanations.run_id DESC) AS age
    FROM evaluations
    JOIN complete.explanations AS explanations USING (samples_run_id)
    JOIN runs ON runs.run_id = explanations.run_id
    LEFT JOIN complete.explanation_scores AS scores
        ON scores.run_id = explanations.run_id
        AND scores.sample_id = explanations.sample_id
        AND scores.source = explanations.source
        AND scores.target_kind = explanations.target_kind
        AND scores.target_index = explanations.target_index
        AND scores.method = explanations.method
),
summaries AS (
    SELECT
        side, run_id, target_kind, target_index, method, count(*) AS n,
        count(*)::DOUBLE AS maps,
        avg(trusted::INTEGER) AS trusted_share,
        avg(gini) AS mean_gini,
        avg(positive_share) AS mean_positive_share,
        avg(attribution_abs_sum) AS mean_abs_sum,
        median(relative_gap) AS median_relative_gap,
        avg(milliseconds) AS mean_milliseconds
    FROM maps
    WHERE age = 1
    GROUP BY ALL
),
figures AS (
    SELECT
        side, 'model' AS about, metric AS measure, class_name, feature_space,
        NULL::VARCHAR AS target_kind, NULL::INTEGER AS target_index, NULL::VARCHAR AS method,
        value, low, high, n, better, run_id
    FROM complete.model_scores
    JOIN evaluations USING (run_id)
    UNION ALL
    SELECT
        side, 'maps', measure, NULL, NULL,
        target_kind, target_index, method,
        value, NULL, NULL, n, NULL, run_id
    FROM summaries
    UNPIVOT (
        value FOR measure IN (
            maps, trusted_share, mean_gini, mean_positive_share, mean_abs_sum, median_relative_gap, mean_milliseconds))
),
pairs AS (
    SELECT
        about, measure, class_name, feature_space, target_kind, target_index, method,
        max(value) FILTER (side = 'first') AS first_value,
        max(low) FILTER (side = 'first') AS first_low,
        max(high) FILTER (side = 'first') AS first_high,
        max(value) FILTER (side = 'second') AS second_value,
        max(low) FILTER (side = 'second') AS second_low,
        max(high) FILTER (side = 'second') AS second_high,
        max(better) AS better,
        max(n) FILTER (side = 'first') AS first_n,
        max(n) FILTER (side = 'second') AS second_n,
        max(run_id) FILTER (side = 'first') AS first_run_id,
        max(run_id) FILTER (side = 'second') AS second_run_id
    FROM figures
    GROUP BY about, measure, class_name, feature_space, target_kind, target_index, method
)
SELECT
    about, measure, class_name, feature_space, target_kind, target_index, method,
    first_value, first_low, first_high,
    second_value, second_low, second_high,
    second_value - first_value AS difference,
    first_high < second_low OR second_high < first_low AS clear,
    better,
    CASE better
        WHEN 'higher' THEN second_value > first_value
        WHEN 'lower' THEN second_value < first_value
    END AS improved,
    first_n, second_n, first_run_id, second_run_id
FROM both_found
LEFT JOIN pairs ON found
ORDER BY about DESC, measure, class_name NULLS FIRST, feature_space NULLS FIRST, target_kind, target_index, method;

-- Which samples look most and least real, and what do their maps say?
--
-- Samples are ranked by realism among all samples of their run of evaluate; a rank of 1 is the most realistic, and the
-- same number of samples is taken from both ends. Read a map's figures only where trusted is true.
--
-- Parameters, each set with SET VARIABLE and each optional:
--   model           the name of a model; all models unless set
--   run_date        a date; the newest date of each model unless set
--   samples_each    how many samples to take from each end; 10 unless set
--   only_explained  true ranks only the samples that have maps; false unless set
--
-- Columns: one row for each sample and map of it
--   run_date, model, version        the run
--   rank_from                       most or least realistic
--   realism_rank, samples_ranked    the sample's rank, and how many were ranked
--   sample_id, realism, nearest_real, class_name, probability      as in sample_scores
--   critic_logit, seed              as in samples
--   target_kind, target_index, method, target_value                as in explanations; null where a sample has no map
--   attribution_sum, attribution_abs_sum, positive_share, gini     as in explanations
--   top_index, top_value            the cell that weighs most (0-based, row-major) and its value
--   relative_gap, trusted, reasons  as in explanation_scores

WITH
chosen AS (
    SELECT *
    FROM sample_scores
    WHERE (getvariable('model') IS NULL OR model = getvariable('model'))
        AND (getvariable('run_date') IS NULL OR run_date = getvariable('run_date')::DATE)
    QUALIFY run_date = max(run_date) OVER (PARTITION BY model)
),
maps AS (
    SELECT
        explanations.samples_run_id, explanations.sample_id, explanations.target_kind, explanations.target_index,
        explanations.method, target_value, attribution_sum, attribution_abs_sum, positive_share, gini,
        explanations.top_index[1] AS top_index, explanations.top_value[1] AS top_value,
        relative_gap, trusted, reasons
    FROM explanations
    LEFT JOIN explanation_scores USING (run_id, sample_id, source, target_kind, target_index, method)
    WHERE source = 'generated'
),
ranked AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY run_id ORDER BY isnan(realism), realism DESC, sample_id) AS realism_rank,
        count(*) OVER (PARTITION BY run_id) AS samples_ranked
    FROM chosen
    WHERE NOT coalesce(getvariable('only_explained')::BOOLEAN, false)
        OR (samples_run_id, sample_id) IN (SELECT (samples_run_id, sample_id) FROM maps)
),
ends AS (
    SELECT
        *,
        CASE WHEN realism_rank <= samples_ranked - realism_rank + 1 THEN 'most' ELSE 'least' END AS rank_from
    FROM ranked
    WHERE least(realism_rank, samples_ranked - realism_rank + 1) <= coalesce(getvariable('samples_each')::BIGINT, 10)
)
SELECT
    ends.run_date, ends.model, ends.version,
    rank_from, realism_rank, samples_ranked,
    ends.sample_id, realism, nearest_real, class_name, probability,
    samples.critic_logit, samples.seed,
    target_kind, target_index, method, target_value,
    attribution_sum, attribution_abs_sum, positive_share, gini, top_index, top_value,
    relative_gap, trusted, reasons
FROM ends
-- The samples that were scored, even when generate has been run again since.
JOIN complete.samples AS samples ON samples.run_id = ends.samples_run_id AND samples.id = ends.sample_id
LEFT JOIN maps ON maps.samples_run_id = ends.samples_run_id AND maps.sample_id = ends.sample_id
ORDER BY ends.model, realism_rank, target_kind, target_index, method;

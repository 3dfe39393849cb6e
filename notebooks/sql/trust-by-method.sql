-- How far can the maps of each method be trusted, and what speaks against those that cannot?
--
-- Parameters, each set with SET VARIABLE and each optional:
--   model     the name of a model; all models unless set
--   run_date  a date; the newest date of each model unless set
--
-- Columns: one row for each model, target and method
--   run_date, model, version, target_kind, target_index, method    whose maps
--   maps, trusted, trusted_share                   how many there are, how many are trusted, and their share, 0 to 1
--   self_check_failed, not_finite, completeness, no_better_than_chance, regardless_of_parameters
--                                                  how many are not trusted for this reason; one map may have several
--   median_relative_gap, worst_relative_gap        of relative_gap; null for methods that promise no completeness
--   mean_milliseconds                              wall time of a map
--   examined                                       how many were measured beside the model; medians over these:
--   median_deletion, median_random_order, median_insertion, median_unexplained_share, median_max_sensitivity,
--   median_cascade_correlation, median_randomized_correlation, median_agreement
--                                                  of the columns of explanation_scores

SELECT
    scores.run_date, scores.model, scores.version, target_kind, target_index, method,
    count(*) AS maps,
    count(*) FILTER (trusted) AS trusted,
    avg(trusted::INTEGER) AS trusted_share,
    count(*) FILTER (list_contains(reasons, 'self-check failed')) AS self_check_failed,
    count(*) FILTER (list_contains(reasons, 'not finite')) AS not_finite,
    count(*) FILTER (list_contains(reasons, 'completeness gap')) AS completeness,
    count(*) FILTER (list_contains(reasons, 'no better than a random order')) AS no_better_than_chance,
    count(*) FILTER (list_contains(reasons, 'regardless of parameters')) AS regardless_of_parameters,
    median(relative_gap) AS median_relative_gap,
    max(relative_gap) AS worst_relative_gap,
    avg(milliseconds) AS mean_milliseconds,
    count(deletion_curve) AS examined,
    median(deletion) AS median_deletion,
    median(random_order) AS median_random_order,
    median(insertion) AS median_insertion,
    median(unexplained_share) AS median_unexplained_share,
    median(max_sensitivity) AS median_max_sensitivity,
    median(cascade_correlation) AS median_cascade_correlation,
    median(randomized_correlation) AS median_randomized_correlation,
    median(agreement) AS median_agreement
FROM explanation_scores AS scores
JOIN explanations USING (run_id, sample_id, source, target_kind, target_index, method)
WHERE (getvariable('model') IS NULL OR scores.model = getvariable('model'))
    AND (getvariable('run_date') IS NULL OR scores.run_date = getvariable('run_date')::DATE)
GROUP BY scores.run_date, scores.model, scores.version, target_kind, target_index, method
QUALIFY scores.run_date = max(scores.run_date) OVER (PARTITION BY scores.model)
ORDER BY scores.model, target_kind, target_index, trusted_share DESC, method;

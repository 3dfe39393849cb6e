-- What is inside the generator of a model, and what changes its samples most?
--
-- Parameters, each set with SET VARIABLE and each optional:
--   model     the name of a model; all models unless set
--   run_date  a date; the newest date of each model unless set
--
-- Columns: one row for each model and layer, the values of the latent as the layer "latent"
--   run_date, model, version, layer   whose parts
--   parts                             values of the latent or units
--   dead                              units that were never seen to be on
--   twins                             units that go along with another of their layer, with a correlation of 0.99 either way
--   mean_active_share                 how often a unit is on, 0 to 1; null for the latent
--   median_change, largest_change     of sample_change: how far a pixel changes when a part is switched off
--   share_of_strongest_tenth          what the strongest tenth of the parts have of all change, 0 to 1; 0.1 if all are alike
--   strongest                         the part that changes samples most
--   punished, rewarded                the part that the critic's logit falls by, or rises by, most; null without a critic

WITH ranked AS (
    SELECT *,
        row_number() OVER (PARTITION BY run_id, layer ORDER BY sample_change DESC, part_index) AS place,
        count(*) OVER (PARTITION BY run_id, layer) AS parts
    FROM part_effects
    WHERE (getvariable('model') IS NULL OR model = getvariable('model'))
        AND (getvariable('run_date') IS NULL OR run_date = getvariable('run_date')::DATE)
)
SELECT
    run_date, model, version, layer,
    count(*) AS parts,
    count(*) FILTER (dead) AS dead,
    count(*) FILTER (abs(twin_correlation) >= 0.99) AS twins,
    avg(active_share) AS mean_active_share,
    median(sample_change) AS median_change,
    max(sample_change) AS largest_change,
    sum(sample_change) FILTER (place <= ceil(parts / 10.0)) / nullif(sum(sample_change), 0) AS share_of_strongest_tenth,
    arg_max(part_index, sample_change) AS strongest,
    arg_min(part_index, logit_effect) AS punished,
    arg_max(part_index, logit_effect) AS rewarded
FROM ranked
GROUP BY run_date, model, version, run_id, layer
QUALIFY run_date = max(run_date) OVER (PARTITION BY model)
ORDER BY model, layer = 'latent' DESC, layer;

-- What does each cell of a map weigh? Maps as tidy rows, ready to plot as a heat map.
--
-- One image of 28 x 28 has 784 cells for each target and method: name a sample, or a method, before plotting all.
--
-- Parameters, each set with SET VARIABLE and each optional:
--   model        the name of a model; all models unless set
--   run_date     a date; the newest date of each model unless set
--   sample_id    such as 'g-00000000'; all explained samples unless set
--   method       such as 'integrated-gradients'; all methods unless set
--   target_kind  such as 'critic-logit'; all targets unless set
--
-- Columns: one row for each cell
--   run_date, model, version, sample_id, source, target_kind, target_index, method    which map
--   cell                                      place of the cell in the stored array, from 0 on
--   channel_index, row_index, column_index    place of the cell on the axes, from 0 on: the last axis of shape counts
--                                             columns, the one before it rows, and all axes before that channels;
--                                             0 where the map has no such axis
--   unit_label                                name of the cell, such as a token; null where cells have none
--   value                                     of the cell, as stored in attribution
--   share                                     the size of value as a part of the map's attribution_abs_sum, 0 to 1
--   trusted                                   as in explanation_scores

WITH
chosen AS (
    SELECT *
    FROM explanations
    WHERE (getvariable('model') IS NULL OR model = getvariable('model'))
        AND (getvariable('run_date') IS NULL OR run_date = getvariable('run_date')::DATE)
    QUALIFY run_date = max(run_date) OVER (PARTITION BY model)
),
maps AS (
    SELECT *, shape[-1] AS columns_of_map, coalesce(shape[-2], 1) AS rows_of_map
    FROM chosen
    WHERE (getvariable('sample_id') IS NULL OR sample_id = getvariable('sample_id'))
        AND (getvariable('method') IS NULL OR method = getvariable('method'))
        AND (getvariable('target_kind') IS NULL OR target_kind = getvariable('target_kind'))
),
cells AS (
    SELECT *, unnest(attribution) AS value, unnest(range(len(attribution))) AS cell
    FROM maps
)
SELECT
    cells.run_date, cells.model, cells.version,
    sample_id, source, target_kind, target_index, method,
    cell,
    cell // (columns_of_map * rows_of_map) AS channel_index,
    cell // columns_of_map % rows_of_map AS row_index,
    cell % columns_of_map AS column_index,
    unit_labels[cell + 1] AS unit_label,
    value,
    CASE WHEN attribution_abs_sum > 0 THEN abs(value) / attribution_abs_sum ELSE 0 END AS share,
    trusted
FROM cells
LEFT JOIN explanation_scores USING (run_id, sample_id, source, target_kind, target_index, method)
ORDER BY cells.model, sample_id, source, target_kind, target_index, method, cell;

-- Views over the tables below a root. Run this file once in every session, before any other file of this folder.
--
-- Parameters, each set with SET VARIABLE before:
--   root       the setting lucidgen.root of the runs: a folder, or a URI that DuckDB can read; must be set
--   run_dates  a pattern of run dates, such as '2026-03-*'; all dates unless set. Opening a view reads the footer of
--              every file, so this saves time where years of runs lie below the root
--
-- Views, each with the columns that TABLES.md describes:
--   samples, method_choices, explanations, explanation_scores, shared_maps, membership_leakage, part_effects, effect_edges,
--   latent_directions, findings, surrogates, sample_scores, model_scores, training_history
--       rows of the latest complete run of each run date and model
--   complete.samples, complete.explanations, ...
--       rows of all complete runs
--   runs
--       all complete runs
--
-- A run is complete once its manifest lies below <root>/runs; rows of any other run are in no view. Besides the columns
-- of TABLES.md, all but training_history and runs have samples_run_id: the run of generate whose samples the row is
-- about. Join tables by it and not by the date alone, because a later run of generate makes other samples under the
-- same ids.
--
-- Every view has all columns of TABLES.md: a table that nothing has been published in is empty, and a column that is
-- younger than a run is null in its rows.

SET VARIABLE root = (
    SELECT rtrim(
        regexp_replace(
            coalesce(
                getvariable('root')::VARCHAR,
                error('Cannot open the tables: no root is set. Run SET VARIABLE root = ''/path/to/root''; first.')),
            '^file:/+', '/'),
        '/'));

SET VARIABLE run_dates = (SELECT coalesce(getvariable('run_dates')::VARCHAR, '*'));

-- Table functions take no subqueries: what is there is looked up now, and again whenever this file is run.
SET VARIABLE published_tables = (
    SELECT coalesce(list(DISTINCT regexp_extract(file, '/tables/([^/]+)/run_date=[^/]+/model=[^/]+/version=', 1)), [])
    FROM glob(
        getvariable('root') || '/tables/*/run_date=' || getvariable('run_dates')
        || '/model=*/version=*/run_id=*/*.parquet'));

SET VARIABLE published_tables = (
    SELECT CASE
        WHEN list_contains(getvariable('published_tables'), 'runs') THEN getvariable('published_tables')
        ELSE error(
            'Cannot open the tables: no run of ' || getvariable('run_dates') || ' lies below root='
            || getvariable('root') || '. Check root and run_dates, or run a command first.')
    END);

-- Written from the code, like TABLES.md: begin.
SET VARIABLE table_columns = MAP {
    'samples': $$
        NULL::INTEGER AS schema_version,
        NULL::VARCHAR AS id,
        NULL::BIGINT AS ordinal,
        NULL::BIGINT AS seed,
        NULL::FLOAT[] AS latent,
        NULL::VARCHAR AS modality,
        NULL::INTEGER[] AS shape,
        NULL::VARCHAR AS media_type,
        NULL::STRUCT(bytes BLOB, path VARCHAR) AS content,
        NULL::VARCHAR AS text,
        NULL::DOUBLE AS critic_logit,
        NULL::INTEGER AS label,
        NULL::INTEGER AS draws $$,
    'method_choices': $$
        NULL::INTEGER AS schema_version,
        NULL::VARCHAR AS target_kind,
        NULL::INTEGER AS target_index,
        NULL::VARCHAR AS method,
        NULL::INTEGER AS maps,
        NULL::DOUBLE AS passes,
        NULL::DOUBLE AS contrast,
        NULL::DOUBLE AS faster_than_chance,
        NULL::DOUBLE AS randomized_correlation,
        NULL::DOUBLE AS adding_up,
        NULL::BOOLEAN AS chosen,
        NULL::VARCHAR AS why,
        NULL::DOUBLE AS milliseconds $$,
    'explanations': $$
        NULL::INTEGER AS schema_version,
        NULL::VARCHAR AS sample_id,
        NULL::VARCHAR AS modality,
        NULL::VARCHAR AS source,
        NULL::VARCHAR AS explained_space,
        NULL::VARCHAR[] AS axes,
        NULL::VARCHAR[] AS axis_units,
        NULL::VARCHAR[] AS unit_labels,
        NULL::INTEGER[] AS shape,
        NULL::VARCHAR AS target_kind,
        NULL::INTEGER AS target_index,
        NULL::DOUBLE AS target_value,
        NULL::DOUBLE AS baseline_value,
        NULL::VARCHAR AS method,
        NULL::MAP(VARCHAR, VARCHAR) AS method_parameters,
        NULL::VARCHAR AS baseline,
        NULL::FLOAT[] AS attribution,
        NULL::DOUBLE AS attribution_sum,
        NULL::DOUBLE AS attribution_abs_sum,
        NULL::DOUBLE AS attribution_max_abs,
        NULL::DOUBLE AS positive_share,
        NULL::DOUBLE AS gini,
        NULL::INTEGER[] AS top_index,
        NULL::FLOAT[] AS top_value,
        NULL::FLOAT[] AS pooled,
        NULL::INTEGER[] AS pooled_shape,
        NULL::DOUBLE AS completeness_gap,
        NULL::INTEGER AS steps,
        NULL::INTEGER AS forward_passes,
        NULL::INTEGER AS backward_passes,
        NULL::DOUBLE AS milliseconds,
        NULL::BOOLEAN AS self_check,
        NULL::VARCHAR AS target_unit $$,
    'explanation_scores': $$
        NULL::INTEGER AS schema_version,
        NULL::VARCHAR AS sample_id,
        NULL::VARCHAR AS source,
        NULL::VARCHAR AS target_kind,
        NULL::INTEGER AS target_index,
        NULL::VARCHAR AS method,
        NULL::DOUBLE AS relative_gap,
        NULL::BOOLEAN AS finite,
        NULL::BOOLEAN AS self_check,
        NULL::BOOLEAN AS trusted,
        NULL::VARCHAR[] AS reasons,
        NULL::DOUBLE AS complexity,
        NULL::DOUBLE AS deletion,
        NULL::DOUBLE AS insertion,
        NULL::DOUBLE AS random_order,
        NULL::FLOAT[] AS deletion_curve,
        NULL::FLOAT[] AS insertion_curve,
        NULL::DOUBLE AS infidelity,
        NULL::DOUBLE AS unexplained_share,
        NULL::DOUBLE AS max_sensitivity,
        NULL::DOUBLE AS cascade_correlation,
        NULL::DOUBLE AS randomized_correlation,
        NULL::DOUBLE AS agreement,
        NULL::VARCHAR AS sentence $$,
    'shared_maps': $$
        NULL::INTEGER AS schema_version,
        NULL::VARCHAR AS target_kind,
        NULL::INTEGER AS target_index,
        NULL::VARCHAR AS method,
        NULL::BIGINT AS rows_explained,
        NULL::FLOAT[] AS noisy_mean,
        NULL::INTEGER[] AS noisy_mean_shape,
        NULL::DOUBLE AS clip,
        NULL::DOUBLE AS sensitivity,
        NULL::DOUBLE AS noise_deviation,
        NULL::INTEGER AS releases,
        NULL::DOUBLE AS epsilon,
        NULL::DOUBLE AS delta,
        NULL::VARCHAR AS protected_unit $$,
    'membership_leakage': $$
        NULL::INTEGER AS schema_version,
        NULL::VARCHAR AS target_kind,
        NULL::INTEGER AS target_index,
        NULL::VARCHAR AS method,
        NULL::VARCHAR AS column_name,
        NULL::DOUBLE AS auc,
        NULL::DOUBLE AS low,
        NULL::DOUBLE AS high,
        NULL::BOOLEAN AS members_lower,
        NULL::INTEGER AS members,
        NULL::INTEGER AS held_out $$,
    'part_effects': $$
        NULL::INTEGER AS schema_version,
        NULL::VARCHAR AS kind,
        NULL::VARCHAR AS layer,
        NULL::INTEGER AS part_index,
        NULL::INTEGER AS samples,
        NULL::DOUBLE AS sample_change,
        NULL::DOUBLE AS logit_effect,
        NULL::DOUBLE AS logit_change,
        NULL::DOUBLE AS active_share,
        NULL::DOUBLE AS mean_activation,
        NULL::DOUBLE AS activation_deviation,
        NULL::INTEGER AS twin,
        NULL::DOUBLE AS twin_correlation,
        NULL::BOOLEAN AS dead,
        NULL::FLOAT[] AS effect_map $$,
    'effect_edges': $$
        NULL::INTEGER AS schema_version,
        NULL::VARCHAR AS from_kind,
        NULL::VARCHAR AS from_layer,
        NULL::INTEGER AS from_index,
        NULL::VARCHAR AS to_kind,
        NULL::VARCHAR AS to_layer,
        NULL::INTEGER AS to_index,
        NULL::INTEGER AS samples,
        NULL::DOUBLE AS effect,
        NULL::DOUBLE AS change,
        NULL::DOUBLE AS strength $$,
    'latent_directions': $$
        NULL::INTEGER AS schema_version,
        NULL::VARCHAR AS source,
        NULL::INTEGER AS rank,
        NULL::DOUBLE AS share,
        NULL::FLOAT[] AS direction,
        NULL::DOUBLE AS sample_change,
        NULL::STRUCT(bytes BLOB, path VARCHAR) AS strip $$,
    'findings': $$
        NULL::INTEGER AS schema_version,
        NULL::INTEGER AS place,
        NULL::VARCHAR AS kind,
        NULL::VARCHAR AS statement,
        NULL::VARCHAR AS evidence_table,
        NULL::VARCHAR AS evidence_rows,
        NULL::DOUBLE AS value,
        NULL::DOUBLE AS untrained_value $$,
    'surrogates': $$
        NULL::INTEGER AS schema_version,
        NULL::VARCHAR AS response,
        NULL::INTEGER AS response_index,
        NULL::VARCHAR AS predictors,
        NULL::BOOLEAN AS simple,
        NULL::VARCHAR AS form,
        NULL::INTEGER AS size,
        NULL::VARCHAR AS rule,
        NULL::DOUBLE AS r2,
        NULL::DOUBLE AS r2_low,
        NULL::DOUBLE AS r2_high,
        NULL::DOUBLE AS agreement,
        NULL::DOUBLE AS line_r2,
        NULL::DOUBLE AS linear_r2,
        NULL::VARCHAR AS fails_where,
        NULL::DOUBLE AS fails_share,
        NULL::DOUBLE AS fails_factor,
        NULL::INTEGER AS fitted_samples,
        NULL::INTEGER AS held_out_samples $$,
    'sample_scores': $$
        NULL::INTEGER AS schema_version,
        NULL::VARCHAR AS sample_id,
        NULL::INTEGER AS predicted_class,
        NULL::VARCHAR AS class_name,
        NULL::DOUBLE AS probability,
        NULL::DOUBLE AS realism,
        NULL::DOUBLE AS nearest_real,
        NULL::VARCHAR AS scorer,
        NULL::INTEGER AS category,
        NULL::DOUBLE AS training_distance_ratio,
        NULL::DOUBLE AS membership_score $$,
    'model_scores': $$
        NULL::INTEGER AS schema_version,
        NULL::VARCHAR AS metric_group,
        NULL::VARCHAR AS metric,
        NULL::VARCHAR AS class_name,
        NULL::DOUBLE AS value,
        NULL::DOUBLE AS low,
        NULL::DOUBLE AS high,
        NULL::BIGINT AS n,
        NULL::DOUBLE AS real_floor,
        NULL::DOUBLE AS threshold,
        NULL::BOOLEAN AS passed,
        NULL::VARCHAR AS better,
        NULL::VARCHAR AS scorer,
        NULL::VARCHAR AS feature_space $$,
    'training_history': $$
        NULL::INTEGER AS schema_version,
        NULL::BIGINT AS round,
        NULL::BIGINT AS step,
        NULL::BIGINT AS examples,
        NULL::DOUBLE AS seconds,
        NULL::VARCHAR AS metric,
        NULL::DOUBLE AS value $$,
    'runs': $$
        NULL::INTEGER AS schema_version,
        NULL::VARCHAR AS command,
        NULL::VARCHAR AS subject,
        NULL::VARCHAR AS status,
        NULL::TIMESTAMPTZ AS started,
        NULL::TIMESTAMPTZ AS finished,
        NULL::DOUBLE AS seconds,
        NULL::VARCHAR[] AS tables,
        NULL::MAP(VARCHAR, BIGINT) AS output_rows,
        NULL::MAP(VARCHAR, BIGINT) AS output_bytes,
        NULL::MAP(VARCHAR, VARCHAR) AS config,
        NULL::MAP(VARCHAR, VARCHAR) AS inputs,
        NULL::MAP(VARCHAR, DOUBLE) AS figures,
        NULL::MAP(VARCHAR, VARCHAR) AS fingerprints,
        NULL::MAP(VARCHAR, VARCHAR) AS environment $$
};
-- Written from the code, like TABLES.md: end.

-- All rows that lie in a table's folder, whether their run is complete or not.
CREATE OR REPLACE MACRO published(table_name) AS TABLE
FROM query(
    'SELECT ' || map_extract(getvariable('table_columns'), table_name)[1]
    || $$,
    NULL::DATE AS run_date, NULL::VARCHAR AS model, NULL::VARCHAR AS version, NULL::VARCHAR AS run_id
    WHERE false $$
    || CASE
        WHEN list_contains(getvariable('published_tables'), table_name) THEN
            $$ UNION ALL BY NAME
            FROM read_parquet(
                getvariable('root') || '/tables/$$ || table_name || $$/run_date=' || getvariable('run_dates')
                || '/model=*/version=*/run_id=*/*.parquet',
                union_by_name = true,
                hive_partitioning = true,
                hive_types = {'run_date': DATE, 'model': VARCHAR, 'version': VARCHAR, 'run_id': VARCHAR}) $$
        ELSE ''
    END);

-- The manifest is written last and in one step, so that its being there makes a run complete.
CREATE OR REPLACE VIEW runs AS
WITH manifests AS (
    SELECT
        regexp_extract(file, '/runs/run_date=([^/]+)/[^/]+/manifest[.]json$', 1)::DATE AS run_date,
        regexp_extract(file, '/runs/run_date=[^/]+/([^/]+)/manifest[.]json$', 1) AS run_id
    FROM glob(getvariable('root') || '/runs/run_date=' || getvariable('run_dates') || '/*/manifest.json')
)
SELECT
    rows.* REPLACE (
        -- Without a time zone, so that every client shows UTC.
        make_timestamp(epoch_us(started)) AS started,
        make_timestamp(epoch_us(finished)) AS finished)
FROM published('runs') AS rows
SEMI JOIN manifests USING (run_date, run_id);

-- The rows of a table that complete runs published.
CREATE OR REPLACE MACRO complete_rows(table_name) AS TABLE
SELECT
    rows.*,
    coalesce(
        map_extract(runs.inputs, 'samples')[1],
        CASE WHEN list_contains(runs.tables, 'samples') THEN runs.run_id END) AS samples_run_id
FROM published(table_name) AS rows
JOIN runs USING (run_date, run_id)
WHERE list_contains(runs.tables, table_name);

-- Which of them is the latest, for each date and model.
CREATE OR REPLACE MACRO latest_runs(table_name) AS TABLE
SELECT run_date, run_id
FROM runs
WHERE list_contains(tables, table_name)
QUALIFY row_number() OVER (PARTITION BY run_date, model, command ORDER BY finished DESC, run_id DESC) = 1;

CREATE SCHEMA IF NOT EXISTS complete;

CREATE OR REPLACE VIEW complete.training_history AS
SELECT * EXCLUDE (samples_run_id) FROM complete_rows('training_history');
CREATE OR REPLACE VIEW complete.samples AS FROM complete_rows('samples');
CREATE OR REPLACE VIEW complete.method_choices AS FROM complete_rows('method_choices');
CREATE OR REPLACE VIEW complete.explanations AS FROM complete_rows('explanations');
CREATE OR REPLACE VIEW complete.explanation_scores AS FROM complete_rows('explanation_scores');
CREATE OR REPLACE VIEW complete.part_effects AS FROM complete_rows('part_effects');
CREATE OR REPLACE VIEW complete.effect_edges AS FROM complete_rows('effect_edges');
CREATE OR REPLACE VIEW complete.latent_directions AS FROM complete_rows('latent_directions');
CREATE OR REPLACE VIEW complete.findings AS FROM complete_rows('findings');
CREATE OR REPLACE VIEW complete.surrogates AS FROM complete_rows('surrogates');
CREATE OR REPLACE VIEW complete.shared_maps AS FROM complete_rows('shared_maps');
CREATE OR REPLACE VIEW complete.membership_leakage AS FROM complete_rows('membership_leakage');
CREATE OR REPLACE VIEW complete.sample_scores AS FROM complete_rows('sample_scores');
CREATE OR REPLACE VIEW complete.model_scores AS FROM complete_rows('model_scores');

CREATE OR REPLACE VIEW training_history AS
FROM complete.training_history SEMI JOIN latest_runs('training_history') USING (run_date, run_id);
CREATE OR REPLACE VIEW samples AS
FROM complete.samples SEMI JOIN latest_runs('samples') USING (run_date, run_id);
CREATE OR REPLACE VIEW method_choices AS
FROM complete.method_choices SEMI JOIN latest_runs('method_choices') USING (run_date, run_id);
CREATE OR REPLACE VIEW explanations AS
FROM complete.explanations SEMI JOIN latest_runs('explanations') USING (run_date, run_id);
CREATE OR REPLACE VIEW explanation_scores AS
FROM complete.explanation_scores SEMI JOIN latest_runs('explanation_scores') USING (run_date, run_id);
CREATE OR REPLACE VIEW part_effects AS
FROM complete.part_effects SEMI JOIN latest_runs('part_effects') USING (run_date, run_id);
CREATE OR REPLACE VIEW effect_edges AS
FROM complete.effect_edges SEMI JOIN latest_runs('effect_edges') USING (run_date, run_id);
CREATE OR REPLACE VIEW latent_directions AS
FROM complete.latent_directions SEMI JOIN latest_runs('latent_directions') USING (run_date, run_id);
CREATE OR REPLACE VIEW findings AS
FROM complete.findings SEMI JOIN latest_runs('findings') USING (run_date, run_id);
CREATE OR REPLACE VIEW surrogates AS
FROM complete.surrogates SEMI JOIN latest_runs('surrogates') USING (run_date, run_id);
CREATE OR REPLACE VIEW shared_maps AS
FROM complete.shared_maps SEMI JOIN latest_runs('shared_maps') USING (run_date, run_id);
CREATE OR REPLACE VIEW membership_leakage AS
FROM complete.membership_leakage SEMI JOIN latest_runs('membership_leakage') USING (run_date, run_id);
CREATE OR REPLACE VIEW sample_scores AS
FROM complete.sample_scores SEMI JOIN latest_runs('sample_scores') USING (run_date, run_id);
CREATE OR REPLACE VIEW model_scores AS
FROM complete.model_scores SEMI JOIN latest_runs('model_scores') USING (run_date, run_id);

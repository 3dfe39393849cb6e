"""Prints scores of models as a table in Markdown, from the Parquet under a root.

quality_table.py ROOT RUN_DATE MODELS COLUMN...            one row for each model whose name the expression matches
quality_table.py --ratios ROOT RUN_DATE A B COLUMN...      how figures of models named ...A... compare with those of ...B...

quality_table.py --alarms ROOT RUN_DATE                    the alarms of each training, and the first round that had one

A column is a metric of model_scores, with @ and a feature space where there are several, or seconds_per_epoch or
megabytes_per_epoch of training_history. Figures have their 95 % interval, and (*floor*) what real samples get.
"""

import math
import re
import statistics
import sys

import duckdb

# Two-sided 95 % of Student's t, by degrees of freedom.
STUDENT = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262}


def scores(root, run_date):
    rows = duckdb.sql(
        f"""select model, metric || coalesce('@' || feature_space, ''), metric, value, low, high, real_floor
            from read_parquet('{root}/tables/model_scores/**/*.parquet', hive_partitioning = true)
            where run_date = '{run_date}' and class_name is null"""
    ).fetchall()
    found = {}
    for model, column, metric, *figures in rows:
        found.setdefault(model, {})[column] = figures
        found[model].setdefault(metric, figures)
    return found


def costs(root, run_date):
    rows = duckdb.sql(
        f"""with rounds as (
              select model, round, any_value(seconds) as seconds, max(examples) as examples,
                     coalesce(sum(value) filter (metric = 'machine-bytes-moved'), 0) as bytes
              from read_parquet('{root}/tables/training_history/**/*.parquet', hive_partitioning = true)
              where run_date = '{run_date}' group by model, round)
            select model, sum(seconds) / max(examples), sum(bytes) / max(examples) from rounds group by model"""
    ).fetchall()
    return {
        model: {"seconds_per_epoch": [s * 60000, None, None, None], "megabytes_per_epoch": [b * 0.06, None, None, None]}
        for model, s, b in rows
    }


def digits(value):
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}" if abs(value) < 100 else f"{value:.1f}"


def cell(figures):
    if figures is None:
        return ""
    value, low, high, floor = figures
    text = digits(value)
    if low is not None:
        text += f" ({digits(low)} to {digits(high)})"
    return text if floor is None else f"{text} (*{digits(floor)}*)"


def table(root, run_date, expression, columns):
    found = scores(root, run_date)
    for model, figures in costs(root, run_date).items():
        found.setdefault(model, {}).update(figures)
    models = sorted((m for m in found if re.fullmatch(expression, m)), key=lambda m: re.split(r"(\d+)", m))
    columns = [c for c in columns if any(c in found[m] for m in models)]
    print("| model | " + " | ".join(c.replace("_", " ").replace("@", ", ") for c in columns) + " |")
    print("|---|" + "---|" * len(columns))
    for model in models:
        print(f"| {model} | " + " | ".join(cell(found[model].get(c)) for c in columns) + " |")


def ratios(root, run_date, of, to, columns):
    found = scores(root, run_date)
    groups = {}
    for model in found:
        if of in model.split("-"):
            other = "-".join(to if part == of else part for part in model.split("-"))
            if other in found:
                groups.setdefault(model.split(f"-{of}")[0] if f"-{of}" in model else of, []).append((model, other))
    print(f"| model | seeds | figure | {of} / {to}, geometric mean (95 % by Student's t) | each seed |")
    print("|---|---|---|---|---|")
    for group, pairs in sorted(groups.items()):
        for column in columns:
            logs = [
                math.log(found[a][column][0] / found[b][column][0])
                for a, b in sorted(pairs)
                if column in found[a] and column in found[b]
            ]
            if not logs:
                continue
            mean = statistics.fmean(logs)
            spread = ""
            if len(logs) > 1:
                half = STUDENT.get(len(logs) - 1, 1.96) * statistics.stdev(logs) / math.sqrt(len(logs))
                spread = f" ({math.exp(mean - half):.3f} to {math.exp(mean + half):.3f})"
            each = ", ".join(f"{math.exp(log):.2f}" for log in logs)
            print(f"| {group} | {len(logs)} | {column.replace('_', ' ')} | {math.exp(mean):.3f}{spread} | {each} |")


def alarms(root, run_date):
    rows = duckdb.sql(
        f"""select model, max(round), count(*) filter (metric like 'alarm-%'),
                   coalesce(string_agg(distinct metric, ', ') filter (metric like 'alarm-%'), ''),
                   min(round) filter (metric like 'alarm-%')
            from read_parquet('{root}/tables/training_history/**/*.parquet', hive_partitioning = true)
            where run_date = '{run_date}' group by model order by model"""
    ).fetchall()
    print("| model | rounds | alarms | which | first in round |")
    print("|---|---|---|---|---|")
    for model, rounds, count, which, first in rows:
        print(f"| {model} | {rounds} | {count} | {which} | {'' if first is None else first} |")


def main():
    arguments = sys.argv[1:]
    if arguments[:1] == ["--ratios"] and len(arguments) > 5:
        ratios(arguments[1], arguments[2], arguments[3], arguments[4], arguments[5:])
    elif arguments[:1] == ["--alarms"] and len(arguments) == 3:
        alarms(arguments[1], arguments[2])
    elif len(arguments) > 3:
        table(arguments[0], arguments[1], arguments[2], arguments[3:])
    else:
        print(__doc__, file=sys.stderr)
        sys.exit(2)


main()

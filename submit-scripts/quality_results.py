"""Keeps the figures of models in a file of values between commas, and prints them as tables in Markdown.

quality_results.py has RESULTS MODEL                        exits with 0 when the file has the model's figures, else with 1
quality_results.py save RESULTS ROOT RUN_DATE MODEL [NAME]  adds those from the Parquet under a root, under another name
quality_results.py maps RESULTS ROOT RUN_DATE MODEL NAME    adds under a name what the last explain of a model took
quality_results.py methods RESULTS ROOT RUN_DATE MODEL      adds for each target and method what that explain found of its maps
quality_results.py draws RESULTS ROOT RUN_DATE MODEL NAME   adds how alike the maps of the last two explains of a model are
quality_results.py leakage RESULTS ROOT RUN_DATE MODEL      adds how well each number of the last explain tells members from others
quality_results.py attack RESULTS ROOT RUN_DATE MODEL NAME EPSILON  adds how well the last shared maps of that epsilon tell the rows in them from others that
                                                            the last explain without has maps of
quality_results.py captum RESULTS ROOT RUN_DATE MODEL NAME EXPORT BASELINE  adds what Captum takes for the maps of the last explain
quality_results.py failed RESULTS RUN_DATE MODEL CODE       says in its place that the training ended with an exit code
quality_results.py table RESULTS MODELS COLUMN...           a row for each model whose name the expression matches
quality_results.py ratios RESULTS A B COLUMN...             how figures of models named ...A... compare with those of ...B...;
                                                            with an empty A, those of any model with those of MODEL-B
quality_results.py alarms RESULTS MODELS                    what the monitors said of each training

A column is a metric of model_scores, with @ and a feature space where there are several, or with / and a factor of the
data; or seconds_per_epoch or megabytes_per_epoch, which are of the training. Figures have their 95 % interval, and
(*floor*) what real samples get.
"""

import csv
import math
import os
import re
import statistics
import subprocess
import sys

FIELDS = ["model", "metric", "feature_space", "value", "low", "high", "real_floor", "run_date", "code"]

# Two-sided 95 % of Student's t, by degrees of freedom.
STUDENT = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262}

ALARM = "alarm-"
EXIT_CODE = "exit_code"


def kept(results):
    if not os.path.exists(results):
        return []
    with open(results, newline="") as lines:
        return list(csv.DictReader(lines))


def number(text):
    return float(text) if text else None


def figures(results):
    """Of each model: what stands in a table's cell, by column."""
    found = {}
    for row in kept(results):
        of = found.setdefault(row["model"], {})
        cell = [number(row[field]) for field in ("value", "low", "high", "real_floor")]
        if row["feature_space"]:
            of[row["metric"] + "@" + row["feature_space"]] = cell
        of.setdefault(row["metric"], cell)
    return found


def source(root, table):
    return f"read_parquet('{root}/tables/{table}/**/*.parquet', hive_partitioning = true)"


def last(root, run_date, command, model):
    """The run id and the code of a command's last run."""
    import duckdb  # the tables are printed without it

    runs = duckdb.execute(
        f"""select run_id, map_values(fingerprints)[list_position(map_keys(fingerprints), 'code')]
            from {source(root, 'runs')} where run_date = '{run_date}' and command = ? and subject = ?
            order by finished desc limit 1""",
        [command, model],
    ).fetchall()
    return runs[0] if runs else (None, None)


def found(root, table, run, sql):
    import duckdb

    if run is None:
        return []
    return duckdb.execute(f"with found as (select * from {source(root, table)} where run_id = ?) " + sql, [run]).fetchall()


def save(results, root, run_date, model, name):
    evaluated, code = last(root, run_date, "evaluate", model)
    trained, trained_by = last(root, run_date, "train", model)
    lines = found(
        root,
        "model_scores",
        evaluated,
        # Of single classes only how far each factor of the data has a latent dimension to itself.
        """select metric || coalesce('/' || class_name, ''), feature_space, value, low, high, real_floor
           from found where class_name is null or metric = 'mutual_information_gap'""",
    )
    lines += [
        (metric, None, value, None, None, None)
        for metric, value in found(
            root,
            "training_history",
            trained,
            f"""select 'seconds_per_epoch', 60000 * sum(seconds) / max(examples)
                from (select any_value(seconds) as seconds, max(examples) as examples from found group by round)
                union all
                select 'megabytes_per_epoch', 0.06 * sum(value) filter (metric = 'machine-bytes-moved') / max(examples)
                from found
                union all select 'rounds', max(round) from found
                union all select metric, count(*) from found where metric like '{ALARM}%' group by metric""",
        )
        if value is not None
    ]
    if not lines:
        sys.exit(f"Cannot keep the figures for model={model}: there are none of {run_date} under {root}. Evaluate it first")
    write(results, name, run_date, (trained_by or code)[:12], lines)


def maps(results, root, run_date, model, name):
    explained, code = last(root, run_date, "explain", model)
    gaps = source(root, "explanation_scores")
    ((count, *values),) = found(
        root,
        "explanations",
        explained,
        f"""select count(*), avg(steps), avg(forward_passes), avg(backward_passes), avg(milliseconds),
                   avg((relative_gap <= 0.01)::int), quantile_cont(relative_gap, 0.95)
            from found join {gaps} using (run_id, sample_id, method, target_kind, target_index)""",
    ) or [(0,)]
    if not count:
        sys.exit(f"Cannot keep the figures for model={model}: no maps of {run_date} are under {root}. Explain it first")
    names = ("steps", "forward_passes", "backward_passes", "milliseconds", "gap_within_0.01", "gap_of_95_percent")
    write(results, name, run_date, code[:12], [(metric, None, value, None, None, None) for metric, value in zip(names, values)])


def methods(results, root, run_date, model):
    explained, code = last(root, run_date, "explain", model)
    medians = {
        column: f"median({column})"
        for column in (
            "deletion",
            "insertion",
            "random_order",
            "unexplained_share",
            "max_sensitivity",
            "cascade_correlation",
            "randomized_correlation",
            "agreement",
            "complexity",
            "milliseconds",
        )
    }
    figures = {
        **medians,
        "examined": "count(cascade_correlation)",
        "faster_than_chance": "avg((deletion < random_order)::int)",
        "passes": "avg(forward_passes + backward_passes)",
        "trusted": "avg(trusted::int)",
    }
    maps = source(root, "explanations")
    rows = found(
        root,
        "explanation_scores",
        explained,
        f"""select target_kind || case when target_index < 0 then '' else ' ' || target_index end, method,
                   {', '.join(figures.values())}
            from found join {maps} using (run_id, sample_id, source, target_kind, target_index, method) group by all""",
    )
    if not rows:
        sys.exit(f"Cannot keep the figures for model={model}: no maps of {run_date} are under {root}. Explain it first")
    for target, method, *values in rows:
        lines = [(figure, None, value, None, None, None) for figure, value in zip(figures, values) if value is not None]
        write(results, f"{model}: {target} by {method}", run_date, code[:12], lines)
    write(results, model, run_date, code[:12], [("methods", None, len(rows), None, None, None)])


def draws(results, root, run_date, model, name):
    import duckdb

    maps = source(root, "explanations")
    pairs, *values = duckdb.execute(
        f"""with last as (
                select run_id, finished from {source(root, 'runs')}
                where run_date = '{run_date}' and command = 'explain' and subject = ?
                order by finished desc limit 2),
            found as (select * from {maps} where run_id in (select run_id from last)),
            cells as (
                select run_id, sample_id, milliseconds, unnest(attribution) as value,
                       unnest(range(len(attribution))) as cell
                from found),
            alike as (
                select sample_id, corr(one.value, other.value) as correlation, any_value(one.milliseconds) as milliseconds
                from cells as one join cells as other using (sample_id, cell)
                where one.run_id < other.run_id group by sample_id)
            select count(*), median(correlation), quantile_cont(correlation, 0.05), min(correlation),
                   median(milliseconds), 1000 / median(milliseconds) from alike""",
        [model],
    ).fetchone()
    if not pairs:
        sys.exit(f"Cannot keep the figures for model={model}: no two runs of explain on {run_date} are under {root}")
    names = ("correlation", "correlation_of_5_percent", "least_correlation", "milliseconds", "maps_per_second_of_a_core")
    _, code = last(root, run_date, "explain", model)
    lines = [("maps", None, pairs, None, None, None)]
    lines += [(figure, None, value, None, None, None) for figure, value in zip(names, values)]
    write(results, name, run_date, code[:12], lines)


def leakage(results, root, run_date, model):
    explained, code = last(root, run_date, "explain", model)
    # Of each number, the target and method by which it tells most.
    lines = found(
        root,
        "membership_leakage",
        explained,
        """select column_name, null, max(auc), arg_max(low, auc), arg_max(high, auc), null from found group by column_name
           union all select 'most', null, max(auc), arg_max(low, auc), arg_max(high, auc), null from found""",
    )
    if not lines:
        sys.exit(f"Cannot keep the figures for model={model}: nothing is said of membership on {run_date} under {root}")
    write(results, model, run_date, code[:12], lines)


def attack(results, root, run_date, model, name, epsilon):
    """Who has the maps of some rows compares each with the published means (Homer et al. 2008): a row that is in a mean goes along with
    what the mean has more than the maps at hand, each cell in its standard deviations."""
    import duckdb

    _, code = last(root, run_date, "explain", model)
    rows = duckdb.execute(
        f"""with runs as (
                select run_id, finished, list_contains(map_keys(output_rows), 'shared_maps') as shares
                from {source(root, 'runs')} where run_date = '{run_date}' and command = 'explain' and subject = ?),
            guarded as (
                select arg_max(run_id, finished) as run_id from runs
                semi join (select run_id from {source(root, 'shared_maps')} where epsilon = {float(epsilon)}) using (run_id)),
            open_one as (select arg_max(run_id, finished) as run_id from runs where not shares),
            means as (select * from {source(root, 'shared_maps')} where run_id = (select run_id from guarded)),
            maps as (select * from {source(root, 'explanations')} where source = 'real'),
            inside as (select distinct sample_id from maps where run_id = (select run_id from guarded)),
            clipped as (
                select sample_id, target_kind, target_index, method, unnest(noisy_mean) as published, unnest(pooled) as own,
                       unnest(range(len(pooled))) as cell, greatest(1, sqrt(list_inner_product(pooled, pooled)) / clip) as too_long
                from maps join means using (target_kind, target_index, method)
                where maps.run_id = (select run_id from open_one)),
            usual as (
                select target_kind, target_index, method, cell, avg(own / too_long) as middle,
                       stddev_pop(own / too_long) as deviation
                from clipped group by all having deviation > 0)
            select sample_id in (select sample_id from inside) as member,
                   sum((own / too_long - middle) / deviation * (published - middle) / deviation) as score
            from clipped join usual using (target_kind, target_index, method, cell) group by sample_id""",
        [model],
    ).fetchall()
    scores = {member: [score for one, score in rows if one == member] for member in (True, False)}
    members, others = (len(scores[member]) for member in (True, False))
    if not members or not others:
        sys.exit(f"Cannot keep the figures for model={model}: shared maps and a run without them on more rows are not both under {root}")
    wins = sum((one > other) + (one == other) / 2 for one in scores[True] for other in scores[False])
    auc = wins / members / others
    # Hanley and McNeil (1982).
    both, neither = auc / (2 - auc), 2 * auc * auc / (1 + auc)
    variance = (auc * (1 - auc) + (members - 1) * (both - auc**2) + (others - 1) * (neither - auc**2)) / members / others
    reach = 1.96 * math.sqrt(max(0.0, variance))
    write(results, name, run_date, code[:12], [("attack", None, auc, max(0.0, auc - reach), min(1.0, auc + reach), None)])


def captum(results, root, run_date, model, name, export, baseline):
    explained, code = last(root, run_date, "explain", model)
    peer = os.path.join(os.path.dirname(os.path.abspath(__file__)), "captum_peer.py")
    said = subprocess.run(
        [sys.executable, peer, "--export", export, "--root", root, "--run", explained, "--baseline", baseline],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    theirs, ours, usual, largest = map(float, said.split())
    figures = {
        "captum_milliseconds": theirs,
        "lucidgen_milliseconds": ours,
        "captum_over_lucidgen": theirs / ours,
        "difference": usual,
        "largest_difference": largest,
    }
    write(results, name, run_date, code[:12], [(figure, None, value, None, None, None) for figure, value in figures.items()])


def write(results, name, run_date, code, lines):
    rest = [row for row in kept(results) if row["model"] != name]
    for metric, space, *values in sorted(lines, key=lambda line: (line[0], line[1] or "")):
        row = [name, metric, space or ""]
        row += ["" if value is None else f"{value:.6g}" for value in values] + [run_date, code]
        rest.append(dict(zip(FIELDS, row)))
    rest.sort(key=lambda row: [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", row["model"])])
    # Whole or not at all: the file may hold days of work.
    with open(results + ".new", "w", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rest)
    os.replace(results + ".new", results)


def digits(value):
    if abs(value) >= 100 or value == int(value):
        return f"{value:.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:.1f}"
    return f"{value:#.3g}"


def cell(figure):
    if figure is None:
        return ""
    value, low, high, floor = figure
    text = digits(value)
    if low is not None:
        text += f" ({digits(low)} to {digits(high)})"
    return text if floor is None else f"{text} (*{digits(floor)}*)"


def table(results, expression, columns):
    found = figures(results)
    models = [model for model in found if re.fullmatch(expression, model)]
    columns = [EXIT_CODE, *columns]
    columns = [column for column in columns if any(column in found[model] for model in models)]
    print("| model | " + " | ".join(re.sub("[@/]", ", ", column.replace("_", " ")) for column in columns) + " |")
    print("|---|" + "---|" * len(columns))
    for model in models:
        print(f"| {model} | " + " | ".join(cell(found[model].get(column)) for column in columns) + " |")


def compared(model, of, to):
    """Which model one is compared with, and the name of the group of such pairs."""
    if not of:
        return f"{model}-{to}", model
    parts = model.split("-")
    if of not in parts:
        return None, None
    return "-".join(to if part == of else part for part in parts), "-".join(parts[: parts.index(of)]) or of


def ratios(results, of, to, columns):
    found = figures(results)
    groups = {}
    for model in found:
        other, group = compared(model, of, to)
        if other in found:
            groups.setdefault(group, []).append((model, other))
    print(f"| model | seeds | figure | {of or 'as it is'} / {to}, geometric mean (95 % by Student's t) | each seed |")
    print("|---|---|---|---|---|")
    for group, pairs in sorted(groups.items()):
        for column in columns:
            logs = [
                math.log(found[a][column][0] / found[b][column][0])
                for a, b in pairs
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


def alarms(results, expression):
    print("| model | rounds | alarms |")
    print("|---|---|---|")
    for model, of in figures(results).items():
        if re.fullmatch(expression, model):
            said = [f"{metric[len(ALARM):]} {of[metric][0]:.0f}" for metric in of if metric.startswith(ALARM)]
            if EXIT_CODE in of:
                print(f"| {model} | | ended with exit code {of[EXIT_CODE][0]:.0f} |")
            else:
                print(f"| {model} | {of['rounds'][0]:.0f} | {', '.join(said) or 'none'} |")


def main(command="", *arguments):
    if command == "has" and len(arguments) == 2:
        sys.exit(0 if any(row["model"] == arguments[1] for row in kept(arguments[0])) else 1)
    elif command == "save" and len(arguments) in (4, 5):
        save(*arguments[:4], arguments[-1])
    elif command == "maps" and len(arguments) == 5:
        maps(*arguments)
    elif command == "methods" and len(arguments) == 4:
        methods(*arguments)
    elif command == "draws" and len(arguments) == 5:
        draws(*arguments)
    elif command == "leakage" and len(arguments) == 4:
        leakage(*arguments)
    elif command == "attack" and len(arguments) == 6:
        attack(*arguments)
    elif command == "captum" and len(arguments) == 7:
        captum(*arguments)
    elif command == "failed" and len(arguments) == 4:
        write(arguments[0], arguments[2], arguments[1], "", [(EXIT_CODE, None, float(arguments[3]), None, None, None)])
    elif command == "table" and len(arguments) > 2:
        table(arguments[0], arguments[1], arguments[2:])
    elif command == "ratios" and len(arguments) > 3:
        ratios(*arguments[:3], arguments[3:])
    elif command == "alarms" and len(arguments) == 2:
        alarms(*arguments)
    else:
        print(__doc__, file=sys.stderr)
        sys.exit(2)


main(*sys.argv[1:])

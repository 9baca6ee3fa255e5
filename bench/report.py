"""The figures as tables."""

import os
import statistics

GOALS = {"read": 0.45, "list": 0.60, "create": 0.65}
NAMES = {
    "read": "read one", "list": "list of 25", "search": "search", "create": "create",
    "search-large": "search, large company",
}


def ratio(one, other):
    """The median of the rounds' ratios: the machine is not equally quick from minute to minute, two neighbours are."""
    pairs = list(zip(one["rates"], other["rates"]))
    if len(pairs) < max(len(one["rates"]), len(other["rates"])):
        pairs = [(one["rate"], other["rate"])]
    return statistics.median(a / b if b else float("nan") for a, b in pairs)


def spread(one, other):
    """The lowest and the highest ratio of the rounds."""
    reached = sorted(a / b for a, b in zip(one["rates"], other["rates"]) if b)
    return f"{reached[0]:.2f} to {reached[-1]:.2f}" if len(reached) > 1 else ""


def table(title, head, rows):
    if not rows:
        return
    print(f"\n{title}\n")
    widths = [max(len(str(row[n])) for row in [head, *rows]) for n in range(len(head))]
    for row in [head, ["-" * width for width in widths], *rows]:
        cells = [str(c).ljust(w) if n == 0 else str(c).rjust(w) for n, (c, w) in enumerate(zip(row, widths))]
        print("| " + " | ".join(cells) + " |")


def figures(run):
    return [f"{run['rate']:,.0f}", *(f"{run[which]:.1f}" for which in ("p50_ms", "p95_ms", "p99_ms"))]


def against_database(results):
    rows = []
    for what, name in NAMES.items():
        if what not in results:
            continue
        server, database = results[what]["server"], results[what]["database"]
        reached, goal = ratio(server, database), GOALS.get(what)
        verdict = "" if goal is None else f"≥ {goal:.2f} {'met' if reached >= goal else 'MISSED'}"
        bare = results[what].get("bare")
        rows.append([name, *figures(server), *figures(database), f"{reached:.2f}", spread(server, database), verdict,
                     f"{ratio(server, bare):.2f}" if bare else ""])
    table("Server and bare database (pgbench, the same statements)",
          ["", "server/s", "p50 ms", "p95", "p99", "database/s", "p50 ms", "p95", "p99", "ratio", "rounds", "goal", "to the answer's own"], rows)


def against_fastapi(results):
    rows = []
    for what, name in NAMES.items():
        other = results.get(what, {}).get("fastapi")
        if other:
            server = results[what]["server"]
            rows.append([name, *figures(server), *figures(other), f"{ratio(server, other):.1f}×"])
    table("Server and FastAPI (two workers)",
          ["", "server/s", "p50 ms", "p95", "p99", "FastAPI/s", "p50 ms", "p95", "p99", "ratio"], rows)


def cost(results):
    rows = []
    for what, name in NAMES.items():
        for contender, label in (("server", "server"), ("database", "pgbench"), ("fastapi", "FastAPI")):
            run = results.get(what, {}).get(contender)
            if run:
                cpu = run["cpu_ms"]
                own = "–" if contender == "database" else f"{cpu['server']:.3f}"
                rows.append([f"{name}, {label}", own, f"{cpu['database']:.3f}", f"{cpu['client']:.3f}"])
    table("Processor time a request, ms", ["", "server", "database", "load generator"], rows)


def growth(bench, results):
    rows = []
    for what, small in results["small"].items():
        large = results[what]["server"]
        rows.append([NAMES[what], f"{small['rate']:,.0f}", f"{large['rate']:,.0f}", f"{ratio(large, small):.2f}",
                     f"{small['p99_ms']:.2f}", f"{large['p99_ms']:.2f}"])
    table(f"Cost of more data: {bench.small:,} and {bench.customers:,} customers",
          ["", "small/s", "large/s", "ratio", "small p99 ms", "large p99 ms"], rows)


def one_at_a_time(bench, run):
    print(f"\nSearch among {bench.large:,} of one company, one at a time: p50 {run['p50_ms']:.1f}, p95 {run['p95_ms']:.1f}, "
          f"p99 {run['p99_ms']:.1f} ms")


def event_streams(run):
    print(f"\nIdle event streams: {run['opened']:,} of {run['wanted']:,} opened in {run['seconds']:.1f} s; "
          f"{run['kb_each']:.1f} KB each ({run['before_kb'] / 1024:.0f} MB before, {run['after_kb'] / 1024:.0f} MB with them)")
    last = "none" if run["last_ms"] is None else f"the last {run['last_ms']:.0f} ms after the request was sent"
    print(f"One event: heard by {run['heard']:,} of the {run['listeners']:,} streams of its company, {last} "
          f"(the request itself was answered after {run['answer_ms']:.0f} ms); heard by {run['strangers_heard']} of others")


def show(bench, seconds):
    results = bench.results
    print(f"\nC&C CRM: {bench.customers:,} customers, {bench.each:,} in each company; {bench.connections} connections, "
          f"{bench.seconds} s a measurement, median of {bench.rounds}; {os.cpu_count()} processor cores shared by server, "
          f"database and load generator")
    against_database(results)
    against_fastapi(results)
    cost(results)
    if "small" in results:
        growth(bench, results)
    if "search-alone" in results:
        one_at_a_time(bench, results["search-alone"])
    if "streams" in results:
        event_streams(results["streams"])
    print(f"\n{seconds / 60:.0f} minutes altogether")

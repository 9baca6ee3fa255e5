"""The figures as tables."""

import os

GOALS = {"read": 0.45, "list": 0.60, "create": 0.65}
NAMES = {
    "read": "read one", "list": "list of 25", "search": "search", "create": "create",
    "search-large": "search, large company",
}


def ratio(one, other):
    return one["rate"] / other["rate"] if other["rate"] else float("nan")


def table(title, head, rows):
    if not rows:
        return
    print(f"\n{title}\n")
    widths = [max(len(str(row[n])) for row in [head, *rows]) for n in range(len(head))]
    for row in [head, ["-" * width for width in widths], *rows]:
        cells = [str(c).ljust(w) if n == 0 else str(c).rjust(w) for n, (c, w) in enumerate(zip(row, widths))]
        print("| " + " | ".join(cells) + " |")


def figures(run):
    return [f"{run['rate']:,.0f}", f"{run['p50_ms']:.2f}", f"{run['p99_ms']:.2f}"]


def against_database(results):
    rows = []
    for what, name in NAMES.items():
        if what not in results:
            continue
        server, database = results[what]["server"], results[what]["database"]
        reached, goal = ratio(server, database), GOALS.get(what)
        verdict = "" if goal is None else f"≥ {goal:.2f} {'met' if reached >= goal else 'MISSED'}"
        bare = results[what].get("bare")
        rows.append([name, *figures(server), *figures(database), f"{reached:.2f}", verdict,
                     f"{ratio(server, bare):.2f}" if bare else ""])
    table("Server and bare database (pgbench, the same statements)",
          ["", "server/s", "p50 ms", "p99 ms", "database/s", "p50 ms", "p99 ms", "ratio", "goal", "to the answer's own"], rows)


def against_fastapi(results):
    rows = []
    for what, name in NAMES.items():
        other = results.get(what, {}).get("fastapi")
        if other:
            server = results[what]["server"]
            rows.append([name, *figures(server), *figures(other), f"{ratio(server, other):.1f}×"])
    table("Server and FastAPI (two workers)",
          ["", "server/s", "p50 ms", "p99 ms", "FastAPI/s", "p50 ms", "p99 ms", "ratio"], rows)


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
    if "streams" in results:
        event_streams(results["streams"])
    print(f"\n{seconds / 60:.0f} minutes altogether")

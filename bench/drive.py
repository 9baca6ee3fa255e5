"""One run of a load against the server, the bare database or the FastAPI server, with what it cost in processor time."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TICK = os.sysconf("SC_CLK_TCK")


def processor_seconds(pid):
    """User and system time of one process, 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def children(pid):
    """The process with all its descendants."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        todo.extend(child for child, parent in parents.items() if parent == one)
    return found


def family_seconds(pid):
    """Processor time of a process and its descendants; of those that have ended too, as far as they were waited for."""
    total = 0.0
    for one in children(pid):
        total += processor_seconds(one)
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += (int(fields[13]) + int(fields[14])) / TICK
    except OSError:
        pass
    return total


class Cost:
    """Processor time used by the parts between two moments."""

    def __init__(self, parts):
        self.parts = parts
        self.begun = {name: measure() for name, measure in parts.items()}

    def end(self):
        return {name: measure() - self.begun[name] for name, measure in self.parts.items()}


def http(url, what, requests, *, form, seconds, connections, seed=0):
    """Runs wrk once; answers its figures."""
    environment = {
        **os.environ, "BENCH_REQUESTS": str(requests), "BENCH_WHAT": what, "BENCH_FORM": form, "BENCH_SEED": str(seed)
    }
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(HERE / "customers.lua"), url],
        env=environment, capture_output=True, text=True,
    )
    found = re.search(r"RESULT (\{.*\})", done.stdout)
    if not found:
        raise SystemExit(f"wrk, {what}: {done.stdout}{done.stderr}")
    result = json.loads(found.group(1))
    if result["broken"] or result["refused"] > result["requests"] * 0.001:
        raise SystemExit(f"{url}, {what}: {result['refused']} of {result['requests']} refused, {result['broken']} broken")
    result["rate"] = (result["requests"] - result["refused"]) / result["seconds"]
    return result


def scripts(folder, what, companies, terms, *, whole):
    """Writes one script for each company (and term): the statements with that company's variables."""
    template = (HERE / "pgbench" / f"{what.split('-')[0]}.sql").read_text()
    if not whole:
        template = re.sub(r"^-- \(:$.*?^-- :\)$\n", "", template, flags=re.M | re.S)
    template = re.sub(r"^--.*\n", "", template, flags=re.M)
    folder.mkdir(exist_ok=True)
    paths = []
    for company in companies:
        for t in range(terms if what.startswith("search") else 1):
            path = folder / f"{what}-{company['n']}-{t}.sql"
            text = template.replace("{i}", str(company["n"])).replace("{t}", str(t))
            path.write_text(text.replace("{each}", str(company["customers"])))
            paths.append(path)
    return paths


def variables(companies):
    """What the scripts refer to, as bound parameters."""
    out = {
        "answer": json.dumps({"id": "cus_" + "0" * 26, "notes": "x" * 1_200}),
        "input": json.dumps({"first_name": "Nora", "last_name": "Abdefgikl", "email": "abdefgikl@example.com"}),
        "canonical": '{"changes":"@","text":"' + "x" * 700 + '"}',
    }
    for c in companies:
        n = c["n"]
        out |= {f"company_{n}": c["company"], f"user_{n}": c["user"], f"session_{n}": c["session"],
                f"location_{n}": c["location"], f"prefix_{n}": c["prefix"]}
        out |= {f"term_{n}_{t}": term for t, term in enumerate(c["terms"])}
    return [f"-D{name}={value}" for name, value in out.items()]


def pgbench(product, what, folder, companies, *, whole, seconds, connections):
    """Runs the statements of a request without the server; answers the same figures as `http`."""
    paths = scripts(folder, what, companies, len(companies[0]["terms"]), whole=whole)
    for old in folder.glob("latency.*"):
        old.unlink()
    command = ["pgbench", "-h", product.socket, "-U", "cnc_app", "-n", "-M", "prepared", f"-c{connections}", "-j1",
               f"-T{seconds}", "--log", f"--log-prefix={folder / 'latency'}", *variables(companies)]
    for path in paths:
        command += ["-f", str(path)]
    done = subprocess.run([*command, "cnc"], capture_output=True, text=True)
    rate = re.search(r"^tps = ([\d.]+)", done.stdout, re.M)
    failed = re.search(r"^number of failed transactions: (\d+)", done.stdout, re.M)
    if done.returncode or not rate or (failed and int(failed.group(1))):
        raise SystemExit(f"pgbench, {what}: {done.stdout[-800:]}{done.stderr[-1500:]}")
    micros = sorted(
        int(line.split()[2]) for log in folder.glob("latency.*") for line in log.read_text().splitlines() if line)
    count = len(micros)
    if not count:
        return {"rate": 0.0, "requests": 0, "p50_ms": 0.0, "p95_ms": 0.0, "p99_ms": 0.0}
    return {"rate": float(rate.group(1)), "requests": count, "p50_ms": micros[count // 2] / 1000,
            "p95_ms": micros[min(count - 1, count * 95 // 100)] / 1000, "p99_ms": micros[min(count - 1, count * 99 // 100)] / 1000}


def note(text):
    print(text, file=sys.stderr, flush=True)

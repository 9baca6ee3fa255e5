"""Loads, measures, prints. Started by run.sh with the binary, an empty folder and the FastAPI environment."""

import json
import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

import drive
import load
import report
import streams
from product import Product, raise_file_limit

OPERATIONS = ("read", "list", "search", "create")


def setting(name, usual):
    return int(os.environ.get(f"BENCH_{name}", usual))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Bench:
    def __init__(self, binary, folder, venv):
        self.folder, self.venv = Path(folder), Path(venv)
        self.product = Product(binary, folder, free_port())
        self.fastapi = None
        self.customers = setting("CUSTOMERS", 1_000_000)
        self.small = setting("SMALL", self.customers // 10)
        self.each = max(1, min(load.EACH, self.small // load.ACTIVE))
        self.large = setting("LARGE", min(100_000, self.customers))
        self.seconds, self.warmup = setting("SECONDS", 6), setting("WARMUP", 3)
        self.connections, self.rounds = setting("CONNECTIONS", 16), setting("ROUNDS", 5)
        self.streams = setting("STREAMS", 10_000)
        only = os.environ.get("BENCH_ONLY", "")
        self.only = set(only.split(",")) if only else {*OPERATIONS, "fastapi", "growth", "streams"}
        self.operations = [what for what in OPERATIONS if what in self.only]
        self.requests = self.folder / "requests"
        self.results = {}

    # What is there.

    def prepare(self):
        drive.note("database, companies, users")
        token = self.product.invite()
        self.product.start()
        made = load.companies_by_api(self.product, token)
        self.companies, self.big = made[:load.ACTIVE], made[load.ACTIVE]
        for company in self.companies:
            load.register(self.product, company, self.each)
        self.grow(self.small)

    def grow(self, customers):
        """More companies until there are so many customers."""
        there = int(self.product.psql("-c", "select count(*) from bench.company where n <> %d" % load.ACTIVE)[0][0])
        wanted = max(customers // self.each, load.ACTIVE)
        load.companies_by_sql(self.product, load.ACTIVE + 1 + there, wanted - there, self.each)
        seconds = load.customers(self.product)
        count = self.product.psql("-c", "select count(*), pg_size_pretty(pg_database_size('cnc')) from customer")[0]
        drive.note(f"{int(count[0]):,} customers of {wanted} companies of {self.each:,}, {count[1]}, loaded in {seconds:.0f} s")

    def sign_in(self):
        load.sign_in(self.product, [*self.companies, self.big])
        for company in [*self.companies, self.big]:
            company["terms"] = load.terms(self.product, company) if company["customers"] else []
        load.write_requests(self.requests, self.companies, self.big)

    # Who is measured.

    def start_fastapi(self):
        key = self.product.psql(
            "-c", "select encode(public_key, 'hex') from signing_key where purpose = 'TOKEN' order by valid_from desc limit 1")
        self.fastapi_port = free_port()
        log = open(self.folder / "fastapi.log", "wb")
        self.fastapi = subprocess.Popen(
            [str(self.venv / "bin" / "uvicorn"), "server:app", "--host", "127.0.0.1", "--port", str(self.fastapi_port),
             "--workers", "2", "--log-level", "warning", "--no-access-log"],
            cwd=load.HERE / "fastapi", stdout=log, stderr=log, start_new_session=True,
            env={**os.environ, "BENCH_TOKEN_KEY": key[0][0], "BENCH_SOCKET": self.product.socket},
        )
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", self.fastapi_port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("FastAPI did not start:\n" + (self.folder / "fastapi.log").read_text()[-2000:])

    def run_once(self, contender, what, seconds, seed, connections):
        size = {"seconds": seconds, "connections": connections}
        if contender == "server":
            return drive.http(self.product.url, what, self.requests, form="edge", seed=seed, **size)
        if contender == "fastapi":
            url = f"http://127.0.0.1:{self.fastapi_port}"
            return drive.http(url, what, self.requests, form="uuid", seed=seed, **size)
        companies = [self.big] if what == "search-large" else self.companies
        whole = contender == "database"
        return drive.pgbench(self.product, what, self.folder / "pgbench", companies, whole=whole, **size)

    def measure(self, contender, what, seed=0, connections=None):
        """One measurement with its warm-up. Whoever is not measured is held still."""
        connections = connections or self.connections
        if not self.product.drained():
            drive.note("  background work was still going on")
        self.product.psql("-c", "checkpoint")
        paused = contender != "server"
        if paused:
            self.product.pause()
        try:
            self.run_once(contender, what, self.warmup, seed + 1, connections)
            parts = {
                "server": lambda: drive.processor_seconds(self.product.pid),
                "database": lambda: drive.family_seconds(self.product.postmaster),
                "client": lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]),
            }
            if contender == "fastapi":
                parts["server"] = lambda: drive.family_seconds(self.fastapi.pid)
            cost = drive.Cost(parts)
            result = self.run_once(contender, what, self.seconds, seed, connections)
            result["cpu_ms"] = {name: 1000 * used / max(result["requests"], 1) for name, used in cost.end().items()}
        finally:
            if paused:
                # What the others wrote must not become the server's work.
                self.product.psql("-c", "delete from outbox", "-c", "delete from audit_pending")
                self.product.resume()
        drive.note(f"  {what:<13} {contender:<10} {result['rate']:>9,.0f}/s  p50 {result['p50_ms']:.2f}  p99 {result['p99_ms']:.2f} ms")
        return result

    def compare(self, what, contenders):
        """Alternating, the median of the rounds."""
        runs = {contender: [] for contender in contenders}
        for n in range(self.rounds):
            for contender in contenders:
                runs[contender].append(self.measure(contender, what, seed=100 * n))
        return {contender: median(many) for contender, many in runs.items()}

    def go(self):
        self.prepare()
        if "growth" in self.only:
            self.sign_in()
            self.results["small"] = {}
            for what in self.operations:
                self.results["small"] |= {what: self.compare(what, ["server"])["server"]}
        load.register(self.product, self.big, self.large)
        self.grow(self.customers)
        contenders = ["server", "database"]
        if "fastapi" in self.only:
            self.start_fastapi()
            contenders.append("fastapi")
        for what in self.operations:
            self.sign_in()
            self.results[what] = self.compare(what, contenders)
            self.results[what]["bare"] = median([self.measure("bare", what)])
        if "search" in self.only:
            self.sign_in()
            self.results["search-large"] = self.compare("search-large", ["server", "database"])
            # What one person waits, who is not in a queue of sixteen.
            self.results["search-alone"] = median([self.measure("server", "search-large", 100 * n, 1) for n in range(self.rounds)])
        self.stop_fastapi()
        if "streams" in self.only:
            self.product.drained()
            self.product.stop()
            self.product.start()
            self.sign_in()
            drive.note(f"{self.streams:,} event streams")
            self.results["streams"] = streams.run(self.product, self.companies, self.streams)

    def stop_fastapi(self):
        if self.fastapi and self.fastapi.poll() is None:
            self.fastapi.terminate()
            try:
                self.fastapi.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.fastapi.pid, signal.SIGKILL)
                self.fastapi.wait()
        self.fastapi = None

    def stop(self):
        self.stop_fastapi()
        self.product.stop()


def median(many):
    out = {name: statistics.median(m[name] for m in many) for name in ("rate", "p50_ms", "p95_ms", "p99_ms", "requests")}
    out["cpu_ms"] = {part: statistics.median(m["cpu_ms"][part] for m in many) for part in many[0]["cpu_ms"]}
    out["rates"] = [m["rate"] for m in many]
    return out


def main():
    binary, folder, venv = sys.argv[1:4]

    def ended(*_):
        raise SystemExit(130)

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, ended)
    raise_file_limit()
    bench = Bench(binary, folder, venv)
    begun = time.monotonic()
    try:
        bench.go()
    finally:
        bench.stop()
        if bench.results:
            Path(venv).parent.joinpath("bench.json").write_text(json.dumps(bench.results, indent=1))
    report.show(bench, time.monotonic() - begun)


if __name__ == "__main__":
    main()

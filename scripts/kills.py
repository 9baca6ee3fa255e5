#!/usr/bin/env python3
"""Kills the product without warning while people write, and counts what is left.

Writers create customers, each under its own idempotency key, and repeat the same request until it is acknowledged.
Meanwhile the server and the postmaster of its PostgreSQL are killed in turn (SIGKILL, by process id) at moments drawn
from a seed. In the end every acknowledged customer must be there once, with one line in the audit trail, and the
exported trail must verify.

    scripts/kills.py       CNC_KILLS=200 CNC_KILLS_SEED=1 CNC_KILLS_PORT=18096 CNC_KILLS_BINARY=target/debug/cnc
"""

import collections
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid

from trail import Office, export

ROOT = pathlib.Path(__file__).resolve().parent.parent
KILLS = int(os.environ.get("CNC_KILLS", "200"))
SEED = int(os.environ.get("CNC_KILLS_SEED", "1"))
PORT = int(os.environ.get("CNC_KILLS_PORT", "18096"))
BINARY = os.environ.get("CNC_KILLS_BINARY", str(ROOT / os.environ.get("CARGO_TARGET_DIR", "target") / "debug/cnc"))
WRITERS = 4
PAUSE_SECONDS = 0.05
START_SECONDS = 180
# Nobody waits longer for a write to be acknowledged, kills included.
PATIENCE_SECONDS = 90
# Answers that mean "not now": another attempt under the same key is right. Everything else is a fault.
NOT_NOW = {409, 429, 502, 503, 504}


class Server:
    """The product on a folder of its own."""

    def __init__(self, folder):
        self.folder, self.url, self.starts = folder, f"http://127.0.0.1:{PORT}", 0
        self.process = None

    def start(self, *arguments):
        self.starts += 1
        log = self.folder / "serve.log"
        with open(log, "wb") as out:
            environment = os.environ | {
                "CNC_DATA": str(self.folder / "data"),
                "CNC_LISTEN": f"127.0.0.1:{PORT}",
                "CNC_NO_RATE_LIMITS": "true",
            }
            self.process = subprocess.Popen([BINARY, "serve", *arguments], stdout=out, stderr=out, env=environment)
        until = time.monotonic() + START_SECONDS
        while b"listens on" not in log.read_bytes():
            if self.process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"start {self.starts} failed:\n{log.read_text()[-4000:]}")
            time.sleep(0.02)

    def postmaster(self):
        """Its process id, None while it is between two lives."""
        try:
            text = (self.folder / "data/database/pg/postmaster.pid").read_text()
            return int(text.split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()


class Writers:
    """People who create customers until they are told to go home."""

    def __init__(self, url):
        self.url, self.home, self.lock = url, threading.Event(), threading.Lock()
        self.acknowledged, self.faults, self.repeats = {}, [], collections.Counter()
        self.threads = [threading.Thread(target=self.write, args=(n,)) for n in range(WRITERS)]

    def start(self):
        for thread in self.threads:
            thread.start()

    def finish(self):
        self.home.set()
        for thread in self.threads:
            thread.join()

    def write(self, writer):
        office, number = None, 0
        while not self.home.is_set():
            number += 1
            name, key, until = f"Kill-{writer}-{number}", str(uuid.uuid4()), time.monotonic() + PATIENCE_SECONDS
            while True:
                if time.monotonic() > until:
                    self.faults.append(f"{name} was not acknowledged in {PATIENCE_SECONDS} s")
                    return
                try:
                    office = office or Office(self.url)
                    body = {"kind": "PERSON", "first_name": name}
                    answer = json.loads(office.ask("POST", "/customers", body, key, timeout=10))
                    with self.lock:
                        self.acknowledged[name] = answer["data"]["id"]
                    break
                except urllib.error.HTTPError as refusal:
                    self.repeats[refusal.code] += 1
                    if refusal.code == 401:
                        office = None
                    elif refusal.code not in NOT_NOW:
                        self.faults.append(f"{name}: {refusal.code} {refusal.read()[:300]}")
                        return
                except (OSError, ValueError, EOFError) as broken:
                    self.repeats[type(broken).__name__] += 1
                except Exception as broken:  # http.client's family: the answer was cut off
                    self.repeats[type(broken).__name__] += 1
                time.sleep(PAUSE_SECONDS)
            time.sleep(PAUSE_SECONDS)

    def wait_for_more(self, count):
        """Until something was acknowledged after a kill: the product is back."""
        until = time.monotonic() + PATIENCE_SECONDS
        while len(self.acknowledged) <= count and not self.faults:
            if time.monotonic() > until:
                raise SystemExit("nothing is acknowledged any more")
            time.sleep(0.02)


def kill_all(server, writers):
    dice = random.Random(SEED)
    for number in range(1, KILLS + 1):
        writers.wait_for_more(len(writers.acknowledged))
        time.sleep(dice.uniform(0, 0.6))
        if writers.faults:
            return
        if number % 2:
            server.kill()
            server.start()
        else:
            while (pid := server.postmaster()) is None:
                time.sleep(0.02)
            os.kill(pid, signal.SIGKILL)
        if number % 20 == 0:
            print(f"{number} kills, {len(writers.acknowledged)} acknowledged", flush=True)


def names(office):
    """Every customer a writer made, as often as it is there."""
    found, cursor = collections.Counter(), None
    while True:
        page = json.loads(office.ask("GET", "/customers?limit=200" + (f"&cursor={cursor}" if cursor else "")))
        items = page["data"]
        found.update(i["display_name"] for i in items if i["display_name"].startswith("Kill-"))
        cursor = page["page"].get("next")
        if not cursor:
            return found


def inside(edge):
    """The id as the trail has it: the edge form is a prefix and the same 128 bits, five to a letter."""
    number = 0
    for letter in edge.split("_")[1]:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(letter)
    return str(uuid.UUID(int=number))


def judge(server, writers):
    office = Office(server.url)
    found = names(office)
    lost = [n for n in writers.acknowledged if n not in found]
    twice = [n for n, times in found.items() if times > 1]
    unasked = [n for n in found if n not in writers.acknowledged]
    trail, key = export(office)
    file = server.folder / "export.jsonl"
    file.write_bytes(trail)
    (server.folder / "key").write_text(key)
    verified = subprocess.run([BINARY, "verify", "audit", file, "--key", server.folder / "key"], check=False)
    lines = collections.Counter()
    for line in trail.splitlines():
        entry = json.loads(line).get("entry") or {}
        if entry.get("operation") == "customers.customer.create" and entry.get("outcome") == "DONE":
            lines[entry["entity_id"]] += 1
    unwritten = sum(lines[inside(id)] != 1 for id in writers.acknowledged.values())
    print(
        f"{KILLS} kills (seed {SEED}): {len(writers.acknowledged)} acknowledged, {sum(found.values())} found, "
        f"{len(lost)} lost, {len(twice)} twice, {len(unasked)} never acknowledged, {unwritten} without their one line "
        f"in the trail, which {'does not verify' if verified.returncode else 'verifies'}; repeats {dict(writers.repeats)}; faults {writers.faults}"
    )
    return not (lost or twice or unasked or writers.faults or verified.returncode or unwritten)


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="cnc-kills."))
    folder.chmod(0o711)
    server = Server(folder)
    writers = None
    try:
        server.start("--demo")
        writers = Writers(server.url)
        writers.start()
        kill_all(server, writers)
        writers.finish()
        good = judge(server, writers)
    finally:
        if writers:
            writers.finish()
        # Whoever died without a word may have left its postmaster: a start adopts or ends it, a stop ends both.
        if server.process and server.process.poll() is not None:
            server.start()
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()

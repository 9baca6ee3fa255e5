"""Imports a file of generated customers through the API and prints rows a second and the server's peak memory. Started by
run.sh with the binary and an empty folder when BENCH_ONLY is import; BENCH_ROWS are imported (100000)."""

import json
import os
import random
import sys
import time
import urllib.request
import uuid

import drive
import load
from product import Product, raise_file_limit
from run import free_port

FIRST = ["Ann", "Nora", "Élodie", "Ivo", "Kai", "Maribel", "Wilhelmina", "Jan", "Petra", "Rhea", "Uma", "Oto"]
LAST = ["Quill", "Marsh", "Lévesque", "Reed", "Okonkwo", "Plover", "Gannet", "Brooks", "Tremblay", "Singh"]
STREETS = ["King St W", "Elm St", "Rue Sherbrooke", "Foundry Road", "Dockyard Road"]
CITIES = [("Toronto", "ON"), ("Montréal", "QC"), ("Hamilton", "ON"), ("Vancouver", "BC")]


def rows(count):
    dice = random.Random(7)
    yield "Customer ID,First name,Last name,Email,Phone,Street,City,Province,Opt in,Consent text,Consent date"
    for at in range(count):
        city, province = dice.choice(CITIES)
        first, last = dice.choice(FIRST), f"{dice.choice(LAST)}{at % 9973}"
        phone = f"{dice.choice([416, 647, 514, 604])}-{dice.randint(200, 999)}-{at % 10_000:04}"
        consent = "yes,Yes please write to me.,2026-03-25" if at % 4 == 0 else ",,"
        yield f"B-{at},{first},{last},c{at}@sample.example,{phone},{at} {dice.choice(STREETS)},{city},{province},{consent}"


class Import:
    def __init__(self, product, count):
        self.product, self.count = product, count
        self.signed_in = 0

    def call(self, method, path, body=None):
        # A long import outlives a token.
        if time.monotonic() > self.signed_in + 300:
            self.token, self.signed_in = self.product.login(self.email), time.monotonic()
        return self.product.call(method, path, body, self.token)

    def told(self, what, seconds):
        with open(f"/proc/{self.product.pid}/status", encoding="ascii") as status:
            peak = int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024
        drive.note(f"  {what:<8} {seconds:>6.1f} s  {self.count / seconds:>9,.0f} rows/s  server's peak memory {peak:,.0f} MiB")

    def until(self, state, what):
        begun = time.monotonic()
        while True:
            run = self.call("GET", self.path)
            if run["state"] == state:
                self.told(what, time.monotonic() - begun)
                return run
            if run["state"] == "FAILED":
                raise SystemExit(f"the import broke off: {run['failure']}")
            time.sleep(0.25)

    def upload(self, file):
        self.token, self.signed_in = self.product.login(self.email), time.monotonic()
        request = urllib.request.Request(
            self.product.url + "/api/imports?object=customer&file_name=generated.csv", data=file, method="POST",
            headers={"authorization": f"Bearer {self.token}", "idempotency-key": str(uuid.uuid4()),
                     "content-type": "application/octet-stream"})
        begun = time.monotonic()
        with urllib.request.urlopen(request, timeout=600) as answer:
            run = json.load(answer)["data"]
        self.told("upload", time.monotonic() - begun)
        return run

    def go(self):
        invited = self.product.invite()
        self.product.start()
        self.email = load.companies_by_api(self.product, invited)[0]["email"]
        file = "\n".join(rows(self.count)).encode()
        drive.note(f"{self.count:,} rows, {len(file) / 2**20:.1f} MiB")
        run = self.upload(file)
        self.path = f"/imports/{run['id']}"
        self.call("PUT", f"{self.path}/mapping", {"mapping": run["mapping"]})
        self.call("POST", f"{self.path}/check", {})
        self.until("CHECKED", "check")
        self.call("POST", f"{self.path}/run", {"policy": "SKIP", "leave_out": True})
        run = self.until("DONE", "run")
        drive.note("  " + ", ".join(f"{name} {n:,}" for name, n in run["counts"].items() if n))
        self.call("POST", f"{self.path}/undo", {})
        self.until("UNDONE", "undo")


def main():
    binary, folder = sys.argv[1:3]
    raise_file_limit()
    product = Product(binary, folder, free_port())
    try:
        Import(product, int(os.environ.get("BENCH_ROWS", 100_000))).go()
    finally:
        product.stop()


if __name__ == "__main__":
    main()

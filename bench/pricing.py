"""How long a price takes: a quote of sixty lines, priced anew and saved, one request after another.

Started by run.sh with BENCH_ONLY=price: the binary and an empty folder. BENCH_PRICES requests of each kind (500)."""

import http.client
import json
import os
import signal
import sys
import time
import uuid

import drive
import load
from product import Product, edge
from run import free_port

FEES = 57
DAY = "2027-03-10"


def rules():
    """By the hour with a trip fee, many flat fees, and fuel as a percentage of all that stands before it."""
    flat = [{"rule_key": f"fee.{n:02d}", "kind": "FEE", "category": "ACCESS" if n % 2 else "FEE",
             "fee": {"method": "FLAT", "price": f"{10 + n}.25"}} for n in range(FEES)]
    return [
        {"rule_key": "hourly.2-1", "kind": "HOURLY", "movers": 2, "trucks": 1, "rates": {"weekday": "139.00"}},
        {"rule_key": "travel.trip-fee", "kind": "TRAVEL", "mode": {"mode": "HOURS", "minutes": 60}},
        *flat,
        {"rule_key": "fuel", "kind": "FEE", "fee": {"method": "PERCENTAGE", "rate": {"from": "FIXED", "rate": "5%"},
                                                    "of": ["LABOUR", "TRAVEL", "ACCESS"]}},
    ]


def inputs(movers_minutes):
    basis = {"kind": "HOURLY", "movers": 2, "trucks": 1, "labour": {"minutes": movers_minutes},
             "travel": {"rule_key": "travel.trip-fee"}}
    charges = [{"rule_key": f"fee.{n:02d}", "quantity": "1"} for n in range(FEES)]
    return {"parts": [{"key": "move", "work": {"kind": "MOVE", "volume_cuft": "864", "basis": basis},
                       "charges": [*charges, {"rule_key": "fuel"}]}],
            "discount": {"kind": "PERCENT", "rate": "3%"}}


class Api:
    """One connection that stays open, as a browser's does."""

    def __init__(self, product, token):
        self.connection = http.client.HTTPConnection("127.0.0.1", product.port)
        self.token = token

    def send(self, method, path, body, version=None):
        headers = {"content-type": "application/json", "authorization": f"Bearer {self.token}",
                   "idempotency-key": str(uuid.uuid4())}
        if version is not None:
            headers["if-match"] = f'"{version}"'
        begun = time.perf_counter()
        self.connection.request(method, "/api" + path, json.dumps(body), headers)
        answer = self.connection.getresponse()
        text = answer.read()
        took = 1000 * (time.perf_counter() - begun)
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {text[:800].decode()}")
        return json.loads(text)["data"], took


def show(name, times):
    times = sorted(times)
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))]
    print(f"{name}: p50 {at(0.5):.1f}, p95 {at(0.95):.1f}, p99 {at(0.99):.1f} ms ({len(times)} one after another)")


def main():
    binary, folder = sys.argv[1:3]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
    many = int(os.environ.get("BENCH_PRICES", 500))
    product = Product(binary, folder, free_port())
    try:
        token = product.invite()
        product.start()
        company = load.companies_by_api(product, token)[0]
        api = Api(product, product.login(company["email"]))
        place = product.psql("-c", f"select id from location where company_id = '{company['company']}'")[0][0]
        place = edge("loc", uuid.UUID(place).int)
        api.send("POST", "/billing/entities", {
            "legal_name": "Maple Lane Movers Ltd", "currency": "CAD", "country": "CA", "region": "ON", "street": "48 Foundry Road",
            "city": "Toronto", "postal_code": "M4C 2B1", "terms_days": 30,
            "registrations": [{"tax": "GST", "jurisdiction": "CA", "number": "100000002 RT0001", "valid_from": "2020-01-01"}]})
        tariff, _ = api.send("POST", "/tariffs", {"name": "Sixty lines", "kind": "MOVING", "currency": "CAD",
                                                  "valid_from": "2020-01-01", "rules": rules()})
        api.send("POST", f"/tariffs/{tariff['id']}/publish", {})
        customer, _ = api.send("POST", "/customers", {"last_name": "Sixty", "email": "sixty@example.com"})
        stops = [{"role": role, "address": {"city": "Toronto", "province": "ON", "country": "CA"}} for role in ("PICKUP", "DROPOFF")]
        ask = {"kind": "MOVING", "customer_id": customer["id"], "location_id": place, "service_date": DAY,
               "tariff_id": tariff["id"], "stops": stops}
        priced, _ = api.send("POST", "/quotes/price", ask | {"inputs": inputs(300)})
        lines = len(priced["lines"])
        previews = [api.send("POST", "/quotes/price", ask | {"inputs": inputs(60 + 15 * (n % 40))})[1] for n in range(many)]
        quote, _ = api.send("POST", "/quotes", ask | {"inputs": inputs(300)})
        version, saves = quote["version"], []
        for n in range(many):
            change = {"inputs": inputs(60 + 15 * (n % 40))}
            quote, took = api.send("PATCH", f"/quotes/{quote['id']}", change, version)
            version = quote["version"]
            saves.append(took)
        print(f"\nC&C CRM: a quote of {lines} lines, {os.cpu_count()} processor cores shared by server, database and client")
        show("priced, nothing saved", previews)
        show("priced and saved", saves)
    finally:
        product.stop()


if __name__ == "__main__":
    drive.note("prices")
    main()

"""How long one search takes in a company with very many customers, beside one with a tenth of them, one after another.

Started by run.sh with BENCH_ONLY=large: the binary and an empty folder. BENCH_LARGE customers (1,000,000), BENCH_SEARCHES
of each company (400)."""

import http.client
import os
import signal
import sys
import time
import urllib.parse

import drive
import load
from product import Product
from run import free_port


class Searcher:
    """A person of one company at one connection that stays open."""

    def __init__(self, product, company):
        self.connection = http.client.HTTPConnection("127.0.0.1", product.port)
        self.token, self.times, self.company = product.login(company["email"]), [], company

    def search(self, words):
        begun = time.perf_counter()
        self.connection.request("GET", "/api/customers?limit=25&q=" + urllib.parse.quote(words),
                                headers={"authorization": f"Bearer {self.token}"})
        answer = self.connection.getresponse()
        text = answer.read()
        took = 1000 * (time.perf_counter() - begun)
        if answer.status != 200:
            raise SystemExit(f"{words}: {answer.status} {text[:400].decode()}")
        return took


def typed(product, company, many):
    """What people type: a surname, both names, the name with a letter left out, the end of a number, an address begun."""
    step = max(1, company["customers"] * 5 // many)
    rows = product.psql("-c", (
        "select display_name, coalesce(last_name, ''), phone, email from customer "
        f"where company_id = '{company['company']}' and substr(number, 3)::int % {step} = 7 limit {many // 5 + 1}"))
    words = []
    for name, surname, phone, email in rows:
        words += [surname, name, name[:-3] + name[-2:], phone[-7:], email.split("@")[0][:14]]
    return words[:many]


def show(name, times):
    times = sorted(times)
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))]
    print(f"{name}: p50 {at(0.5):.1f}, p95 {at(0.95):.1f}, p99 {at(0.99):.1f} ms ({len(times)} one after another)")
    return at(0.95)


def main():
    binary, folder = sys.argv[1:3]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
    large, many = int(os.environ.get("BENCH_LARGE", 1_000_000)), int(os.environ.get("BENCH_SEARCHES", 400))
    product = Product(binary, folder, free_port())
    try:
        token = product.invite()
        product.start()
        small_one, large_one = load.companies_by_api(product, token)[:2]
        load.register(product, small_one, large // 10)
        load.register(product, large_one, large)
        drive.note(f"{large:,} customers, loaded in {load.customers(product):.0f} s")
        product.drained()
        people = [Searcher(product, small_one), Searcher(product, large_one)]
        asked = [typed(product, person.company, many) for person in people]
        wait = os.environ.get("BENCH_WAIT_FOR")
        while wait and not os.path.exists(wait):
            time.sleep(1)
        for person, words in zip(people, asked):
            person.token = product.login(person.company["email"])
            for one in words[:50]:
                person.search(one)
        # In turn, so that both meet the same machine.
        for pair in zip(*asked):
            for person, words in zip(people, pair):
                person.times.append(person.search(words))
        print(f"\nC&C CRM: one search at a time, {os.cpu_count()} processor cores shared by server, database and client")
        small, big = (show(f"{p.company['customers']:,} customers", p.times) for p in people)
        print(f"ten times the customers: {big / small:.2f} times the p95")
    finally:
        product.stop()


if __name__ == "__main__":
    drive.note("searches in a large company")
    main()

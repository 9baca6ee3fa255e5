"""Many idle event streams at once: what each costs in memory, and whether an event reaches those of its company."""

import asyncio
import time
from pathlib import Path

# One source address has some 28,000 ports; more streams than this take the next address of the loopback network.
PORTS = 20_000


def resident_kb(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise SystemExit(f"no process {pid}")


class Stream(asyncio.Protocol):
    """Reads as little as possible: only whether the answer is good, and when an event came."""

    def __init__(self, request, opened):
        self.request, self.opened, self.head, self.heard = request, opened, b"", None

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data):
        if not self.opened.done():
            self.head += data
            if b"\r\n\r\n" in self.head:
                good = self.head.startswith(b"HTTP/1.1 200")
                self.opened.set_result(good)
                self.head = b""
        elif self.heard is None and b"customers.customer.created" in data:
            self.heard = time.monotonic()

    def connection_lost(self, error):
        if not self.opened.done():
            self.opened.set_result(False)


async def open_all(product, tokens, count, at_once=50):
    gate = asyncio.Semaphore(at_once)
    loop = asyncio.get_running_loop()
    streams = []

    async def one(n):
        request = (f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                   f"Authorization: Bearer {tokens[n % len(tokens)]}\r\n\r\n").encode()
        async with gate:
            opened = loop.create_future()
            _, stream = await loop.create_connection(
                lambda: Stream(request, opened), "127.0.0.1", product.port, local_addr=(f"127.0.0.{1 + n // PORTS}", 0))
            streams.append((n, stream))
            return await asyncio.wait_for(opened, 60)

    good = sum(await asyncio.gather(*(one(n) for n in range(count))))
    return good, streams


async def measured(product, companies, count):
    tokens = [company["token"] for company in companies]
    # A few streams first, so that what is made once for all is not counted.
    _, first = await open_all(product, tokens, min(100, count))
    await asyncio.sleep(2)
    before = resident_kb(product.pid)
    begun = time.monotonic()
    good, streams = await open_all(product, tokens, count)
    seconds = time.monotonic() - begun
    await asyncio.sleep(8)
    after = resident_kb(product.pid)
    # An event in the first company must reach its streams and no others.
    told = time.monotonic()
    await asyncio.to_thread(product.call, "POST", "/customers",
                            {"last_name": "Streamer", "email": f"streamer{time.time_ns()}@example.com"}, tokens[0])
    answered = time.monotonic()
    await asyncio.sleep(5)
    own = [stream for n, stream in streams if n % len(tokens) == 0]
    other = [stream for n, stream in streams if n % len(tokens) != 0]
    heard = sorted(stream.heard - told for stream in own if stream.heard)
    for _, stream in first + streams:
        stream.transport.abort()
    return {
        "opened": good, "wanted": count, "seconds": seconds, "before_kb": before, "after_kb": after,
        "kb_each": (after - before) / max(good, 1), "listeners": len(own), "heard": len(heard),
        "last_ms": heard[-1] * 1000 if heard else None, "answer_ms": (answered - told) * 1000,
        "strangers_heard": sum(1 for stream in other if stream.heard),
    }


def run(product, companies, count):
    return asyncio.run(measured(product, companies, count))

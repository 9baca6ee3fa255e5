#!/usr/bin/env python3
"""Signs in to a running demo, waits until its audit trail is sealed, signs and exports it.

    scripts/trail.py URL EXPORT KEY     writes the export and the installation's public key
"""

import json
import sys
import time
import urllib.request
import uuid

PASSWORD = "demo pianos on a ferry"
WAIT_SECONDS = 60


class Office:
    """Somebody who is signed in."""

    def __init__(self, url, email="avery.admin@lgm.example"):
        self.url, self.token = url, None
        answer = json.loads(self.ask("POST", "/auth/login", {"email": email, "password": PASSWORD}))
        self.token = (answer.get("data") or answer)["access_token"]

    def ask(self, method, path, body=None, key=None, timeout=30):
        headers = {"content-type": "application/json", "idempotency-key": key or str(uuid.uuid4())}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/api{path}", data=data, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.read()

    def data(self, method, path, body=None):
        return json.loads(self.ask(method, path, body))["data"]


def export(office):
    """The sealed and signed trail, and the public key."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        state = office.data("GET", "/audit/chain")
        if not state["unsealed"]:
            break
        if time.monotonic() > until:
            raise SystemExit(f"the trail is not sealed: {state}")
        time.sleep(0.5)
    office.ask("POST", "/audit/checkpoint", {})
    return office.ask("GET", "/audit/export"), state["public_key"]


if __name__ == "__main__":
    trail, key = export(Office(sys.argv[1]))
    with open(sys.argv[2], "wb") as out:
        out.write(trail)
    with open(sys.argv[3], "w", encoding="utf-8") as out:
        out.write(key)

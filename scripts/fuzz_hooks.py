"""What the fuzz run adds to Schemathesis: a sign-in for the pass, and ids of records that exist.

An invented id is nearly always refused with "not found", which would leave the bodies of the operations untried;
so most ids are exchanged for ids of the same kind from the demo. Read by scripts/fuzz.sh through SCHEMATHESIS_HOOKS.
"""

import atexit
import collections
import json
import os
import re
import sys
import threading
import time
import urllib.error
import urllib.request
import zlib

import schemathesis

# Recursive schemas: Python 3.11 cannot parse source code near its own recursion limit, which Hypothesis does when it
# describes a strategy; the worker threads get room for the depth.
sys.setrecursionlimit(8_000)
threading.stack_size(256 << 20)
URL = os.environ["CNC_FUZZ_URL"]
SIGN_IN = {
    "company": ("/api/auth/login", "avery.admin@lgm.example"),
    "super": ("/api/super-admin/auth/login", "root"),
    "anonymous": None,
}[os.environ["CNC_FUZZ_AS"]]
PASSWORD = "demo pianos on a ferry"
ID = re.compile(r"([a-z]{2,4})_[0-7][0-9a-hjkmnp-tv-z]{25}")
# These end the caller's session or may take its rights: the next call signs in anew.
ENDS_SESSION = re.compile(r"^access\.(auth|me|session|user|role|support)")


def ask(method, path, body=None, token=None):
    request = urllib.request.Request(URL + path, method=method)
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, json.dumps(body).encode() if body is not None else None) as answer:
            return answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError:
        return ""


class Caller:
    def __init__(self):
        self.token = None
        self.pool = None
        self.replaced = 0

    def sign_in(self):
        path, name = SIGN_IN
        # Many wrong passwords are among the inputs: an account they locked is free again after a quarter of an hour.
        for _ in range(35):
            if answer := ask("POST", path, {"email": name, "password": PASSWORD}):
                break
            time.sleep(30)
        else:
            raise SystemExit(f"{name} can no longer sign in: the run took its own rights away")
        self.token = json.loads(answer)["data"]["access_token"]

    def known(self):
        """Ids of the demo by prefix, without the caller's own: it must not lock itself out."""
        if self.pool is None:
            document = json.loads(ask("GET", "/api/openapi.json"))
            own = set(ids_in(ask("GET", "/api/auth/me", token=self.token)))
            found = {}
            for path, methods in sorted(document["paths"].items()):
                if "get" in methods and "{" not in path:
                    for whole in ids_in(ask("GET", path, token=self.token)):
                        if whole not in own or not whole.startswith(("usr_", "adm_", "ses_")):
                            found.setdefault(whole.split("_")[0], set()).add(whole)
            self.pool = {prefix: sorted(ids)[:60] for prefix, ids in found.items()}
        return self.pool

    def real(self, node):
        if isinstance(node, dict):
            return {name: self.real(value) for name, value in node.items()}
        if isinstance(node, list):
            return [self.real(value) for value in node]
        if isinstance(node, str) and (match := ID.fullmatch(node)):
            dice = zlib.crc32(node.encode())
            ids = self.known().get(match[1])
            if ids and dice % 8:
                self.replaced += 1
                return ids[dice % len(ids)]
        return node


def ids_in(text):
    return [match[0] for match in ID.finditer(text)]


CALLER = Caller()
SEEN = collections.defaultdict(collections.Counter)


@atexit.register
def tell():
    """How deep the pass went: an operation that never answered 2xx was only ever refused."""
    done = sum(any(status < 300 for status in seen) for seen in SEEN.values())
    statuses = sum(SEEN.values(), collections.Counter())
    told = ", ".join(f"{status}: {n}" for status, n in sorted(statuses.items()))
    print(f"Reached: {done} of {len(SEEN)} operations succeeded at least once. Answers: {told}.")
    never = sorted(name for name, seen in SEEN.items() if not any(status < 300 for status in seen))
    print("Never succeeded: " + ", ".join(never))


@schemathesis.hook
def before_call(context, case, kwargs):
    if SIGN_IN is None:
        return
    if CALLER.token is None:
        CALLER.sign_in()
    for part in ("path_parameters", "query", "body"):
        value = getattr(case, part)
        if isinstance(value, (dict, list)):
            setattr(case, part, CALLER.real(value))
    case.headers = {**(case.headers or {}), "Authorization": f"Bearer {CALLER.token}"}


@schemathesis.hook
def after_call(context, case, response):
    name = case.operation.definition.raw.get("operationId", "")
    SEEN[name][response.status_code] += 1
    if SIGN_IN is None:
        return
    platform = case.operation.definition.raw.get("x-platform", False)
    if (ENDS_SESSION.match(name) and case.method.upper() != "GET" and response.status_code < 300) or (
        response.status_code == 401 and not platform
    ):
        CALLER.token = None

"""Starts and stops the product, talks to its API and to its database."""

import base64
import json
import os
import re
import resource
import signal
import subprocess
import time
import urllib.request
import uuid
from pathlib import Path

PASSWORD = "four tired pianos resting"
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def edge(prefix, number):
    """The text form of an id: prefix and 26 characters of base 32."""
    return prefix + "_" + "".join(ALPHABET[(number >> (5 * i)) & 31] for i in range(25, -1, -1))


def plain(text):
    """The UUID inside the text form of an id."""
    number = 0
    for c in text.split("_", 1)[1]:
        number = number << 5 | ALPHABET.index(c)
    return str(uuid.UUID(int=number))


def claims(token):
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


class Product:
    def __init__(self, binary, folder, port):
        self.binary, self.folder, self.port = binary, Path(folder), port
        self.url = f"http://127.0.0.1:{port}"
        self.data = self.folder / "data"
        self.socket = str(self.data / "database" / "run")
        self.process = None
        self.environment = {
            **os.environ,
            "CNC_DATA": str(self.data),
            "CNC_LISTEN": f"127.0.0.1:{port}",
            "CNC_NO_RATE_LIMITS": "true",
        }

    def invite(self):
        """Makes the database and the first super admin; answers the one-time token."""
        said = subprocess.run(
            [self.binary, "admin", "--username", "bench", "--email", "bench@cnc.example", "--name", "Ben Bench"],
            env=self.environment, check=True, capture_output=True, text=True,
        ).stdout
        return re.search(r"token=(\S+)", said).group(1)

    def start(self):
        log = open(self.folder / "serve.log", "ab")
        begun = log.tell()
        # A group of its own: an interrupt at the keyboard must not stop it before this program does.
        self.process = subprocess.Popen(
            [self.binary, "serve"], env=self.environment, stdout=log, stderr=log, start_new_session=True
        )
        for _ in range(1200):
            if b"listens on" in (self.folder / "serve.log").read_bytes()[begun:]:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit("the server did not start:\n" + (self.folder / "serve.log").read_text()[-2000:])

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def pause(self):
        """Holds the server still, its database goes on: nothing but the load itself is measured."""
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self.process.send_signal(signal.SIGCONT)

    @property
    def pid(self):
        return self.process.pid

    @property
    def postmaster(self):
        return int((self.data / "database" / "pg" / "postmaster.pid").read_text().split()[0])

    def psql(self, *arguments, sql=None, user="postgres"):
        """Rows as lists of texts; a file with `-f`."""
        command = ["psql", "-h", self.socket, "-U", user, "-qAtX", "-F", "\t", "-v", "ON_ERROR_STOP=1", "cnc", *arguments]
        done = subprocess.run(command, input=sql, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"psql: {done.stderr.strip()}")
        return [line.split("\t") for line in done.stdout.splitlines()]

    def call(self, method, path, body=None, token=None):
        request = urllib.request.Request(
            self.url + "/api" + path, method=method, data=None if body is None else json.dumps(body).encode()
        )
        request.add_header("content-type", "application/json")
        if method != "GET":
            request.add_header("idempotency-key", str(uuid.uuid4()))
        if token:
            request.add_header("authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as e:
            raise SystemExit(f"{method} {path}: {e.code} {e.read().decode()[:500]}") from e

    def login(self, email):
        return self.call("POST", "/auth/login", {"email": email, "password": PASSWORD})["access_token"]

    def drained(self, seconds=180):
        """Waits until the background work of earlier requests is done; answers whether it is."""
        for _ in range(seconds * 4):
            left = self.psql(
                "-c", "select (select count(*) from outbox) + (select count(*) from audit_pending) + "
                "(select count(*) from graphile_worker._private_jobs where attempts < max_attempts and run_at <= now())"
            )
            if left[0][0] == "0":
                return True
            time.sleep(0.25)
        return False


def raise_file_limit():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard

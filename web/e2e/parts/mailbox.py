"""A mail server that keeps every message as one JSON file: mailbox.py PORT FOLDER.

The library speaks SMTP, so that the product's mail is taken by somebody else's server.
"""

import email
import email.policy
import json
import pathlib
import signal
import sys

from aiosmtpd.controller import Controller


class Mailbox:
    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.count = 0

    async def handle_DATA(self, server, session, envelope) -> str:
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        body = lambda kind: (part.get_content() if (part := message.get_body((kind,))) else None)
        letter = {
            "from": str(message["from"]),
            "to": envelope.rcpt_tos,
            "subject": str(message["subject"]),
            "text": body("plain"),
            "html": body("html"),
            "attachments": [
                {"name": part.get_filename(), "type": part.get_content_type(), "bytes": len(part.get_content())}
                for part in message.iter_attachments()
            ],
        }
        self.count += 1
        kept = self.folder / f"{self.count:04}.json"
        written = kept.with_suffix(".part")
        written.write_text(json.dumps(letter, ensure_ascii=False), encoding="utf-8")
        written.rename(kept)
        return "250 kept"


def main() -> None:
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    controller = Controller(Mailbox(folder), hostname="127.0.0.1", port=int(sys.argv[1]))
    controller.start()
    print("mailbox listens", flush=True)
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    controller.stop()


if __name__ == "__main__":
    main()

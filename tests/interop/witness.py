"""Compares Ostrakon's witness and log with those of aics-witness, each against the other.

It reads as JSON from standard input where an Ostrakon witness listens, and requests of an Ostrakon log with the status
that each must get. It starts a witness of its own, hands it the requests, and writes its answers to standard output.
Then its own log asks the Ostrakon witness. It ends with 1 at the first difference.
"""

import hashlib
import http.client
import json
import sys
import tempfile
import threading
from pathlib import Path
from urllib.parse import urlsplit

import aics_tlog
import aics_witness
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def expect(holds, what):
    if not holds:
        sys.exit(f"aics-witness: {what}")


def request(address, method, path, body=None):
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    connection.request(method, path, body)
    response = connection.getresponse()
    return response.status, response.getheader("Content-Type"), response.read()


def ask_their_witness(log, requests):
    """What this package's witness answers to an Ostrakon log."""
    with tempfile.TemporaryDirectory() as folder:
        store = aics_witness.WitnessStore(Path(folder) / "witness.db", create=True)
        origin = log.split("+", 1)[0]
        witness = aics_witness.Witness(
            "aics.example/w",
            Ed25519PrivateKey.generate(),
            store,
            [aics_witness.LogConfig.from_strings(origin, [log])],
        )
        server = aics_witness.make_server(witness)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        answers = []
        for question in requests:
            status, _, body = request(server.url, "POST", "/add-checkpoint", question["body"].encode())
            expect(status == question["status"], f"{status} instead of {question['status']} for {question['body']}")
            answers.append({"status": status, "body": body.decode()})
        server.shutdown()
        return {"vkey": witness.vkey_text, "answers": answers}


class Log:
    """A log of this package."""

    def __init__(self, origin, lines):
        self.origin = origin
        self.key = Ed25519PrivateKey.generate()
        self.lines = lines

    def vkey(self):
        return aics_tlog.format_vkey(aics_tlog.vkey_from_ed25519(self.origin, self.key.public_key()))

    def tree(self, size):
        return aics_tlog.MerkleTree(self.lines[:size])

    def note(self, size):
        checkpoint = aics_tlog.Checkpoint(self.origin, size, self.tree(size).root())
        return aics_tlog.sign_checkpoint(checkpoint, self.key, self.origin).serialise()

    def proof(self, old, new):
        return self.tree(new).consistency_proof(old, new)


def refused(client, log, size, status):
    try:
        client.submit(log.note(size), log.proof)
    except aics_witness.WitnessRejected as refusal:
        expect(refusal.status == status, f"{refusal.status} instead of {status}")
        return
    expect(False, f"it was cosigned where {status} was expected")


def ask_our_witness(witness):
    """What an Ostrakon witness answers to this package's log; the client verifies the cosignatures."""
    log = Log("aics.example/log", [b"%d" % number for number in range(700)])

    def client():
        return aics_witness.WitnessClient(witness["address"], witness["vkey"])

    refused(client(), log, 1, 404)
    with open(witness["logs"], "a", encoding="utf-8") as followed:
        followed.write(log.vkey() + "\n")
    first = client()
    for size in (1, 2, 256, 257, 300, 300):
        first.submit(log.note(size), log.proof)
    # It remembers nothing, and is told where the witness stands.
    client().submit(log.note(700), log.proof)
    stale = client()
    try:
        stale.submit(log.note(300), log.proof)
        expect(False, "an older checkpoint was cosigned")
    except aics_witness.WitnessAhead as conflict:
        expect(conflict.known_size == 700, f"it stands at {conflict.known_size}")
    fork = Log(log.origin, log.lines[:-1] + [b"another"])
    fork.key = log.key
    refused(client(), fork, 700, 422)
    thief = Log(log.origin, log.lines)
    refused(client(), thief, 700, 403)
    path = "/" + hashlib.sha256(log.origin.encode()).hexdigest() + "/checkpoint"
    status, kind, body = request(witness["address"], "GET", path)
    expect(status == 200 and kind.startswith("text/plain"), f"{status} {kind}")
    expect(body.decode().startswith(log.note(700).split("\n\n")[0]), "it shows another checkpoint")


theirs = json.load(sys.stdin)
answers = ask_their_witness(theirs["log"], theirs["requests"])
ask_our_witness(theirs["witness"])
json.dump(answers, sys.stdout)

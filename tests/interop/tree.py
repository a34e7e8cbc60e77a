"""Compares a Merkle tree made by Ostrakon with the one that aics-tlog makes of the same lines.

It reads the tree as JSON from standard input, checks all of it, and writes its own roots, proofs and tiles for the
same places to standard output. It ends with 1 at the first difference.
"""

import base64
import json
import sys

import aics_tlog


def fail(what):
    sys.exit(f"aics-tlog: {what}")


def expect(holds, what):
    if not holds:
        fail(what)


def text(data):
    return base64.b64encode(data).decode()


def bytes_of(hashes):
    return [base64.b64decode(text, validate=True) for text in hashes]


theirs = json.load(sys.stdin)
lines = [line.encode() for line in theirs["lines"]]
size = len(lines)
tree = aics_tlog.MerkleTree(lines)
their_tiles = {path: base64.b64decode(data, validate=True) for path, data in theirs["tiles"].items()}
reader = aics_tlog.MemoryTileReader(their_tiles)
ours = {"roots": [], "inclusion": [], "consistency": []}


def includes(proof):
    index, size = proof["index"], proof["size"]
    return aics_tlog.verify_leaf_inclusion(lines[index], index, size, bytes_of(proof["proof"]), tree.root(size))


def continues(proof):
    old, new = proof["old"], proof["new"]
    return aics_tlog.verify_consistency(old, new, tree.root(old), tree.root(new), bytes_of(proof["proof"]))


for root in theirs["roots"]:
    here = tree.root(root["size"])
    expect(root["root"] == text(here), f"size {root['size']}: root {root['root']}, here {text(here)}")
    ours["roots"].append({"size": root["size"], "root": text(here)})
for their in theirs["inclusion"]:
    index, of = their["index"], their["size"]
    expect(includes(their), f"inclusion of {index} in {of} does not verify")
    tiled = aics_tlog.inclusion_proof_from_tiles(reader, index, of, size)
    expect(tiled == bytes_of(their["proof"]), f"inclusion of {index} in {of}: the tiles give another proof")
    proof = [text(hash) for hash in tree.inclusion_proof(index, of)]
    ours["inclusion"].append({"index": index, "size": of, "proof": proof})
for their in theirs["consistency"]:
    old, new = their["old"], their["new"]
    expect(continues(their), f"consistency of {new} with {old} does not verify")
    tiled = aics_tlog.consistency_proof_from_tiles(reader, old, new, size)
    expect(tiled == bytes_of(their["proof"]), f"consistency of {new} with {old}: the tiles give another proof")
    proof = [text(hash) for hash in tree.consistency_proof(old, new)]
    ours["consistency"].append({"old": old, "new": new, "proof": proof})
for forged in theirs["forged"]["inclusion"]:
    expect(not includes(forged), f"a forged inclusion of {forged['index']} in {forged['size']} is accepted here")
for forged in theirs["forged"]["consistency"]:
    expect(not continues(forged), f"a forged consistency of {forged['new']} with {forged['old']} is accepted here")
expect(aics_tlog.tree_root_from_tiles(reader, size) == tree.root(size), "the tiles give another root")
for index in {0, size // 2, size - 1}:
    expect(aics_tlog.read_entry(reader, index, size) == lines[index], f"line {index} is not in its entry bundle")
tiles = aics_tlog.TileWriter(lines).materialise()
for path in sorted(tiles.keys() | their_tiles.keys()):
    expect(tiles.get(path) == their_tiles.get(path), f"{path} is not the same here")
ours["tiles"] = {path: text(data) for path, data in tiles.items()}
json.dump(ours, sys.stdout)

// Compares a Merkle tree made by Ostrakon with the one that Go's sumdb/tlog makes of the same lines.
//
// It reads the tree as JSON from standard input, checks all of it, and writes its own roots, proofs and tiles for the
// same places to standard output. It ends with 1 at the first difference.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type root struct {
	Size int64     `json:"size"`
	Root tlog.Hash `json:"root"`
}

type inclusion struct {
	Index int64       `json:"index"`
	Size  int64       `json:"size"`
	Proof []tlog.Hash `json:"proof"`
}

type consistency struct {
	Old   int64       `json:"old"`
	New   int64       `json:"new"`
	Proof []tlog.Hash `json:"proof"`
}

type proofs struct {
	Inclusion   []inclusion   `json:"inclusion"`
	Consistency []consistency `json:"consistency"`
}

type tree struct {
	Roots []root `json:"roots"`
	proofs
	Tiles map[string][]byte `json:"tiles"`
}

type offer struct {
	Lines []string `json:"lines"`
	tree
	Forged proofs `json:"forged"`
}

func fail(format string, arguments ...any) {
	fmt.Fprintf(os.Stderr, "sumdb/tlog: "+format+"\n", arguments...)
	os.Exit(1)
}

func must(err error, what string) {
	if err != nil {
		fail("%s: %v", what, err)
	}
}

// tiles gives Go the tiles of the other side.
type tiles struct {
	data map[string][]byte
}

func (t tiles) Height() int { return height }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		data, ok := t.data[name(tile)]
		if !ok || len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s is missing or has a wrong length", name(tile))
		}
		found = append(found, data)
	}
	return found, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// name is a tile's path as C2SP has it: without the height that Go's paths have.
func name(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
}

// same compares proofs; an empty one may be nil.
func same(one, other []tlog.Hash) bool {
	return len(one) == 0 && len(other) == 0 || reflect.DeepEqual(one, other)
}

func main() {
	var theirs offer
	must(json.NewDecoder(os.Stdin).Decode(&theirs), "the tree cannot be read")

	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var hashes []tlog.Hash
		for _, index := range indexes {
			hashes = append(hashes, stored[index])
		}
		return hashes, nil
	})
	for index, line := range theirs.Lines {
		hashes, err := tlog.StoredHashes(int64(index), []byte(line), reader)
		must(err, "StoredHashes")
		stored = append(stored, hashes...)
	}
	size := int64(len(theirs.Lines))
	roots := map[int64]tlog.Hash{}
	rootOf := func(size int64) tlog.Hash {
		if _, ok := roots[size]; !ok {
			hash, err := tlog.TreeHash(size, reader)
			must(err, "TreeHash")
			roots[size] = hash
		}
		return roots[size]
	}
	leaf := func(index int64) tlog.Hash { return tlog.RecordHash([]byte(theirs.Lines[index])) }
	fromTiles := tlog.TileHashReader(tlog.Tree{N: size, Hash: rootOf(size)}, tiles{theirs.Tiles})

	ours := tree{Tiles: map[string][]byte{}}
	for _, their := range theirs.Roots {
		if their.Root != rootOf(their.Size) {
			fail("size %d: root %v, here %v", their.Size, their.Root, rootOf(their.Size))
		}
		ours.Roots = append(ours.Roots, root{their.Size, rootOf(their.Size)})
	}
	for _, their := range theirs.Inclusion {
		place := fmt.Sprintf("inclusion of %d in %d", their.Index, their.Size)
		must(tlog.CheckRecord(their.Proof, their.Size, rootOf(their.Size), their.Index, leaf(their.Index)), place)
		proof, err := tlog.ProveRecord(their.Size, their.Index, reader)
		must(err, place)
		if their.Size == size {
			tiled, err := tlog.ProveRecord(size, their.Index, fromTiles)
			must(err, place+" from tiles")
			if !same(tiled, their.Proof) {
				fail("%s: the tiles give another proof", place)
			}
		}
		ours.Inclusion = append(ours.Inclusion, inclusion{their.Index, their.Size, append([]tlog.Hash{}, proof...)})
	}
	for _, their := range theirs.Consistency {
		place := fmt.Sprintf("consistency of %d with %d", their.New, their.Old)
		must(tlog.CheckTree(their.Proof, their.New, rootOf(their.New), their.Old, rootOf(their.Old)), place)
		proof, err := tlog.ProveTree(their.New, their.Old, reader)
		must(err, place)
		ours.Consistency = append(ours.Consistency, consistency{their.Old, their.New, append([]tlog.Hash{}, proof...)})
	}
	for _, forged := range theirs.Forged.Inclusion {
		if tlog.CheckRecord(forged.Proof, forged.Size, rootOf(forged.Size), forged.Index, leaf(forged.Index)) == nil {
			fail("a forged inclusion of %d in %d is accepted here", forged.Index, forged.Size)
		}
	}
	for _, forged := range theirs.Forged.Consistency {
		if tlog.CheckTree(forged.Proof, forged.New, rootOf(forged.New), forged.Old, rootOf(forged.Old)) == nil {
			fail("a forged consistency of %d with %d is accepted here", forged.New, forged.Old)
		}
	}
	for _, tile := range tlog.NewTiles(height, 0, size) {
		// Go also lists the narrower tiles that the tree had while it grew.
		if tile.W != 1<<height && int64(tile.W) != size>>(height*tile.L)%(1<<height) {
			continue
		}
		data, err := tlog.ReadTileData(tile, reader)
		must(err, name(tile))
		ours.Tiles[name(tile)] = data
	}
	must(json.NewEncoder(os.Stdout).Encode(ours), "standard output")
}

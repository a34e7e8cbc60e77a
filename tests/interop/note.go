// Compares checkpoints and cosignatures made by Ostrakon with what Go's sumdb/note makes of the same keys and texts.
//
// It reads notes as JSON from standard input, opens all of them, refuses the forged ones, and writes its own notes of the
// same texts to standard output. It ends with 1 at the first difference.
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

type offer struct {
	Log     key      `json:"log"`
	Witness key      `json:"witness"`
	Honest  []honest `json:"honest"`
	Forged  []string `json:"forged"`
}

type key struct {
	Vkey string `json:"vkey"`
	Seed []byte `json:"seed"`
}

type honest struct {
	Text string `json:"text"`
	Time uint64 `json:"time"`
	Note string `json:"note"`
}

func fail(format string, arguments ...any) {
	fmt.Fprintf(os.Stderr, "sumdb/note: "+format+"\n", arguments...)
	os.Exit(1)
}

func must(err error, what string) {
	if err != nil {
		fail("%s: %v", what, err)
	}
}

// cosigner is a witness's key, which Go's package does not know: cosignature/v1 of C2SP tlog-cosignature.
type cosigner struct {
	name    string
	hash    uint32
	public  ed25519.PublicKey
	private ed25519.PrivateKey
	time    uint64
}

func newCosigner(their key) *cosigner {
	parts := strings.SplitN(their.Vkey, "+", 3)
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	must(err, "the id of the witness's key")
	encoded, err := base64.StdEncoding.DecodeString(parts[2])
	must(err, "the witness's key")
	if len(encoded) != 33 || encoded[0] != 4 {
		fail("the witness's key is not of type 4")
	}
	private := ed25519.NewKeyFromSeed(their.Seed)
	return &cosigner{parts[0], uint32(hash), encoded[1:], private, 0}
}

func message(time uint64, text []byte) []byte {
	return append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", time)), text...)
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }

func (c *cosigner) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	c.time = binary.BigEndian.Uint64(signature)
	return ed25519.Verify(c.public, message(c.time, text), signature[8:])
}

func (c *cosigner) Sign(text []byte) ([]byte, error) {
	signature := ed25519.Sign(c.private, message(c.time, text))
	return append(binary.BigEndian.AppendUint64(nil, c.time), signature...), nil
}

func main() {
	var theirs offer
	must(json.NewDecoder(os.Stdin).Decode(&theirs), "the notes cannot be read")
	log, err := note.NewVerifier(theirs.Log.Vkey)
	must(err, "the log's key")
	encoded := base64.StdEncoding.EncodeToString(append([]byte{1}, theirs.Log.Seed...))
	signer, err := note.NewSigner(fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", log.Name(), log.KeyHash(), encoded))
	must(err, "the log's secret key")
	witness := newCosigner(theirs.Witness)
	known := note.VerifierList(log, witness)

	ours := []string{}
	for _, their := range theirs.Honest {
		opened, err := note.Open([]byte(their.Note), known)
		must(err, their.Note)
		if opened.Text != their.Text || len(opened.Sigs) != 2 || witness.time != their.Time {
			fail("read otherwise: %s", their.Note)
		}
		made, err := note.Sign(&note.Note{Text: their.Text}, signer, witness)
		must(err, "Sign")
		ours = append(ours, string(made))
	}
	for _, forged := range theirs.Forged {
		opened, err := note.Open([]byte(forged), known)
		if err == nil && len(opened.Sigs) == 2 {
			fail("forged, and accepted here: %s", forged)
		}
	}
	must(json.NewEncoder(os.Stdout).Encode(ours), "standard output")
}

// Package evidence makes the history of tickets provable: each project's timeline
// is a chain of hashes, whose head is posted in the customer's own chat.
//
// A link is the hash of the link before and of one entry in its canonical form (see
// [history.Canon]). So nothing before a head can be changed, removed or put in
// without another head, and who has an old head can tell. Names and words stand in
// a link as digests with a salt each: where they are erased the salt is deleted too,
// and the chain holds. An anchor is a head that was posted where the desk cannot
// change it.
package evidence

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"

	"vakhta/history"
	"vakhta/storage"
)

// version begins what is hashed: another way to hash has another.
const version = "vakhta/1"

// genesis is what the first link of a project follows.
func genesis(project string) []byte {
	sum := sha256.Sum256([]byte(version + " " + project))
	return sum[:]
}

// digest is a commitment to a part that may be erased.
func digest(salt, part []byte) []byte {
	h := sha256.New()
	h.Write(salt)
	h.Write(part)
	return h.Sum(nil)
}

// hash is the hash of a link. Lengths keep apart what could else be one for another.
func hash(before, facts, who, words []byte) []byte {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(version), before, facts, who, words} {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(part)))
		h.Write(length[:])
		h.Write(part)
	}
	return h.Sum(nil)
}

const saltBytes = 16

// seal makes a part's digest, under a new salt; of nothing there is none.
func seal(part []byte) (salt, sealed []byte) {
	if len(part) == 0 {
		return nil, []byte{}
	}
	salt = make([]byte, saltBytes)
	rand.Read(salt) // it never fails
	return salt, digest(salt, part)
}

// A proof is what became of a sealed part.
type proof int

const (
	kept   proof = iota // as it was sealed
	erased              // its salt is gone
	forged
)

// open compares a part with what was sealed.
func open(salt, sealed, part []byte) proof {
	switch {
	case len(sealed) == 0 && len(part) == 0:
		return kept
	case len(sealed) == 0:
		return forged
	case salt == nil:
		return erased
	case bytes.Equal(digest(salt, part), sealed):
		return kept
	default:
		return forged
	}
}

// link makes the next link of a chain, and has the chain end with it.
func link(c *storage.Chain, e storage.EntryRow) (storage.ChainLink, error) {
	canon, err := e.Canon()
	if err != nil {
		return storage.ChainLink{}, err
	}
	l := storage.ChainLink{Project: c.Project, Nth: c.Links + 1, Entry: e.Entry}
	l.WhoSalt, l.Who = seal(canon.Who)
	l.WordsSalt, l.Words = seal(canon.Words)
	l.Hash = hash(c.Head, canon.Facts, l.Who, l.Words)
	c.Links, c.Head = l.Nth, l.Hash
	return l, nil
}

// looksErased reports whether any of an entry's words are gone.
func looksErased(words []byte) bool {
	return len(words) == 0 || bytes.Contains(words, []byte(`""`)) || bytes.Contains(words, []byte("[…]"))
}

// recordsErasure reports whether an entry says that words of its ticket were erased.
func recordsErasure(r history.StoredEntry) bool {
	switch e, _ := history.Decode(r.Kind, r.Detail); e := e.(type) {
	case history.Redacted, history.Emptied:
		return true
	case history.Retracted:
		return e.Deleted
	default:
		return false
	}
}

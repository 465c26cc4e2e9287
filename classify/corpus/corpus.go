// Package corpus holds the messages that the classifier is trained and
// evaluated on.
//
// Train is what the weights are fitted to, and Seams what those that divide
// messages are fitted to besides. Dev was written separately, by other
// people, and sets the thresholds. Fresh and Several were written later by
// people who knew neither; they are used only for evaluation. A test checks
// that no evaluation message is a rewording of a training message.
package corpus

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

	"vakhta/desk"
)

//go:embed */*.jsonl */*/*.jsonl
var files embed.FS

// An Example is a message with its labels.
type Example struct {
	Text     string           `json:"text"`
	Type     desk.RequestType `json:"type"`
	Priority desk.Priority    `json:"priority,omitempty"` // zero if unlabelled
	Lang     string           `json:"lang"`
	Kind     string           `json:"kind,omitempty"` // what makes it hard, such as "calm_p1"; empty where nothing does
	Parts    []Quoted         `json:"parts,omitempty"`
}

// A Quoted is one of several requests in a message.
type Quoted struct {
	Quote    string           `json:"quote"` // a piece of the text
	Type     desk.RequestType `json:"type"`
	Priority desk.Priority    `json:"priority,omitempty"`
}

// Types returns all types that an example may have, in the model's order.
func Types() []desk.RequestType { return append(desk.RequestTypes(), desk.NoRequest) }

// Train returns the training messages.
func Train() ([]Example, error) { return Read(files, "train/*/*.jsonl") }

// Seams returns messages that only teach where one request ends and another
// begins. The weights of types got worse with them.
func Seams() ([]Example, error) { return Read(files, "seams/*.jsonl") }

// Dev returns the development messages of one language: "ru" or "en".
func Dev(lang string) ([]Example, error) { return Read(files, "dev/"+lang+".jsonl") }

// Fresh returns the messages of one language that are used only for evaluation.
func Fresh(lang string) ([]Example, error) { return Read(files, "dev2/"+lang+".jsonl") }

// Several returns messages of one language that have several requests, or seem
// to. They have parts and no type.
func Several(lang string) ([]Example, error) { return Read(files, "parts/"+lang+".jsonl") }

// Sum returns a checksum of the texts that a model is trained on.
func Sum() (string, error) {
	sum := sha256.New()
	for _, root := range []string{"train", "seams", "dev"} {
		err := fs.WalkDir(files, root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := files.ReadFile(name)
			fmt.Fprintf(sum, "%s %d\n%s", name, len(b), b)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Read reads the examples of every file that matches the pattern, one JSON
// object a line, in the order of the files' names.
func Read(dir fs.FS, pattern string) ([]Example, error) {
	names, err := fs.Glob(dir, pattern)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no file matches %s", pattern)
	}
	var out []Example
	for _, name := range names {
		b, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		more, err := parse(b)
		if err != nil {
			return nil, fmt.Errorf("%s:%w", name, err)
		}
		out = append(out, more...)
	}
	return out, nil
}

func parse(b []byte) ([]Example, error) {
	var out []Example
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, len(b)+1)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var e Example
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return nil, fmt.Errorf("%d: %w", n, err)
		}
		if !slices.Contains(Types(), e.Type) && (e.Type != "" || len(e.Parts) == 0) {
			return nil, fmt.Errorf("%d: no such type: %q", n, e.Type)
		}
		out = append(out, e)
	}
	return out, lines.Err()
}

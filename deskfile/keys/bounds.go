package keys

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// The limits of a file, each far above what a person writes. The parser calls itself for each level, and its time is
// quadratic in some sequences: without these limits a small file could end the process.
const (
	maxSize  = 1 << 20 // bytes
	maxLines = 20_000
	maxDepth = 32  // brackets within brackets
	maxRun   = 100 // characters and words without a line end or a comma between them
)

// withinBounds reports whether the parser may read the file, after a mistake if not.
func (r *Reader) withinBounds(src []byte) bool {
	switch {
	case len(src) > maxSize:
		r.Mistake(Pos{1, 1}, "the file is larger than 1 MB", "keep nothing but the desk in it")
	case bytes.Count(src, []byte("\n")) > maxLines:
		r.Mistake(Pos{maxLines + 1, 1}, fmt.Sprintf("the file has more than %d lines", maxLines), "keep nothing but the desk in it")
	case !utf8.Valid(src):
		r.Mistake(firstInvalid(src), "this is not UTF-8", "save the file as UTF-8")
	default:
		return r.shallow(src)
	}
	return false
}

// shallow reports whether nothing in a file is nested too deep.
func (r *Reader) shallow(src []byte) bool {
	depth, run, line := 0, 0, 0
	for _, t := range lexer.Tokenize(string(src)) {
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			depth, run = depth+1, 0
		case token.MappingEndType, token.SequenceEndType:
			depth, run = depth-1, 0
		case token.CollectEntryType:
			run = 0
		default:
			if depth <= 0 && t.Position.Line != line {
				run = 0
			}
			run++
		}
		line = t.Position.Line
		if depth > maxDepth || run > maxRun {
			r.Mistake(Pos{line, t.Position.Column}, "this is nested too deep", "write it as desk.example.yaml does")
			return false
		}
	}
	return true
}

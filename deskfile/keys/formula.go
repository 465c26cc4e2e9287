package keys

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// A Formula is text in a language of its own, such as an expression. It knows where
// its parts are in the file.
type Formula struct {
	Text  string
	first Pos // of the text's first character
	rest  int // the column of its further lines; 0: they are joined, their places are not known
}

// At returns the place of a character of the text: its line and column there, from
// 0.
func (s Formula) At(line, column int) Pos {
	switch {
	case line == 0:
		return Pos{s.first.Line, s.first.Column + column}
	case s.rest > 0:
		return Pos{s.first.Line + line, s.rest + column}
	default:
		return s.first
	}
}

// Formulas is a text in a language of its own.
func Formulas() Shape[Formula] {
	read := func(r *Reader, n ast.Node) (s Formula, ok bool) {
		text, ok := word(n)
		if !ok || strings.TrimSpace(text) == "" {
			r.Mistake(start(n), "this is "+kindOf(n)+", not an expression", "write it in quotes if it has brackets, braces or colons")
			return s, false
		}
		s = Formula{Text: text, first: start(n)}
		switch n := n.(type) {
		case *ast.LiteralNode: // its lines begin below the sign | or >
			origin := n.Value.GetToken().Origin
			s.rest = len(origin) - len(strings.TrimLeft(origin, " ")) + 1
			s.first = Pos{s.first.Line + 1, s.rest}
			if !strings.HasPrefix(n.Start.Value, "|") {
				s.rest = 0
			}
		case *ast.StringNode:
			if n.GetToken().Indicator == token.QuotedScalarIndicator {
				s.first.Column++
			}
		}
		return s, true
	}
	return Shape[Formula]{read: read, schema: Schema{"type": []string{"string", "number", "boolean"}, "minLength": 1}}.Says("an expression")
}

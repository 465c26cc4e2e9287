package keys

import (
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// word returns a single value as it was written: an id such as 0012 must not
// become a number.
func word(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	case *ast.MappingNode:
		return glued(n)
	default:
		return "", false
	}
}

// glued joins a plain word that the parser split at a colon. A colon ends a key
// only before a space, but within braces the parser splits at any colon, and
// makes a mapping of each item of {mon-fri: [09:00-13:00, 14:00-18:00]}. See
// github.com/goccy/go-yaml/issues/832.
func glued(n *ast.MappingNode) (string, bool) {
	if n.IsFlowStyle || len(n.Values) != 1 {
		return "", false
	}
	key, value := n.Values[0].Key.GetToken(), n.Values[0].Value.GetToken()
	colon := n.Values[0].Start
	if key == nil || value == nil || colon == nil || key.Indicator == token.QuotedScalarIndicator ||
		key.Position.Line != value.Position.Line ||
		colon.Position.Column != key.Position.Column+utf8.RuneCountInString(key.Value) ||
		value.Position.Column != colon.Position.Column+1 {
		return "", false
	}
	rest, ok := word(n.Values[0].Value)
	return key.Value + ":" + rest, ok && value.Indicator != token.QuotedScalarIndicator
}

// start returns where a node begins. For a mapping in indented style the parser
// gives the position of the first colon; we want its first key.
func start(n ast.Node) Pos {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		return start(m.Values[0].Key)
	}
	if n == nil || n.GetToken() == nil {
		return Pos{1, 1}
	}
	p := n.GetToken().Position
	return Pos{p.Line, p.Column}
}

// kindOf names the kind of a node. Anchors, aliases, tags and merge keys are
// not followed: a promise should be readable where it is made.
func kindOf(n ast.Node) string {
	switch n.(type) {
	case *ast.MappingNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.NullNode, nil:
		return "empty"
	case *ast.AnchorNode, *ast.AliasNode:
		return "an anchor or alias"
	case *ast.TagNode:
		return "a tagged value"
	case *ast.MappingKeyNode:
		return "a key with a question mark"
	case *ast.MergeKeyNode:
		return "a merge key"
	default:
		return "a single value"
	}
}

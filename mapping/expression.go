package mapping

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"
)

// A ValueKind is what an expression has to be.
type ValueKind int

// The kinds.
const (
	Text      ValueKind = iota // a text, number, or nothing
	Condition                  // true or false
	List
	Labels // a map
)

const (
	// mostNodes limits how long an expression is.
	mostNodes = 500
	// mostSteps limits the loops of one body, and mostElements what one expression
	// makes.
	mostSteps    = 100_000
	mostElements = 100_000
)

// A BadExpression is what is wrong with an expression, or why it failed. Its text has no
// place.
type BadExpression struct {
	Line, Column int // from 0, in characters
	Message      string
}

// Error says what is wrong.
func (m *BadExpression) Error() string { return m.Message }

// Check returns the mistake in an expression; nil: there is none.
func Check(text string, k ValueKind) *BadExpression {
	_, err := compile(text, k)
	if err == nil {
		return nil
	}
	if m, ok := errors.AsType[*BadExpression](err); ok {
		return m
	}
	return &BadExpression{Message: err.Error()}
}

// names are what an expression knows.
type names struct {
	Body any         `expr:"body"`
	It   any         `expr:"it"`
	Tick func() bool `expr:"tick"` // in each step of a loop, see bounded
}

// builtins are the functions of the language that may be used: those whose work
// and result are not much larger than what they are given.
func builtins() []string {
	return []string{
		"all", "any", "none", "one", "filter", "map", "find", "findIndex", "count", "len", "type", "abs", "ceil", "floor", "round", "int", "float", "string",
		"trim", "trimPrefix", "trimSuffix", "upper", "lower", "split", "indexOf", "lastIndexOf", "hasPrefix", "hasSuffix", "max", "min", "first", "last", "get",
		"keys", "values", "toJSON", "fromJSON",
	}
}

// own are functions in place of those of the language that can make very much of
// little.
func own() []expr.Option {
	return []expr.Option{
		expr.Function("join", func(in ...any) (any, error) {
			list, _ := itemsOf(in[0])
			between := stringOf(in[1])
			var b strings.Builder
			for i, v := range list {
				text, err := textOf(v, nil)
				if err != nil {
					return nil, err
				}
				if i > 0 {
					b.WriteString(between)
				}
				b.WriteString(text)
				if b.Len() > mostText {
					break
				}
			}
			return cut(b.String()), nil
		}, new(func(any, string) string)),
		expr.Function("replace", func(in ...any) (any, error) {
			return cut(strings.ReplaceAll(cut(stringOf(in[0])), stringOf(in[1]), cut(stringOf(in[2])))), nil
		}, new(func(string, string, string) string), new(func(any, string, string) string)),
	}
}

// stringOf returns a text; of something else, none.
func stringOf(v any) string {
	text, _ := v.(string)
	return text
}

func compile(text string, k ValueKind) (*vm.Program, error) {
	options := append(own(), expr.Env(names{}), expr.MaxNodes(mostNodes), expr.DisableAllBuiltins(), expr.Patch(bounded{}))
	for _, name := range builtins() {
		options = append(options, expr.EnableBuiltin(name))
	}
	p, err := expr.Compile(text, options...)
	if err != nil {
		return nil, badOf(err)
	}
	if t := p.Node().Type(); !k.takes(t) {
		return nil, &BadExpression{Message: fmt.Sprintf("this is %s, and has to be %s", t, k)}
	}
	return p, nil
}

// takes reports whether an expression of a type may result in the kind. Of what is
// sent the type is not known before.
func (k ValueKind) takes(t reflect.Type) bool {
	if t == nil || t.Kind() == reflect.Interface {
		return true
	}
	switch k {
	case Condition:
		return t.Kind() == reflect.Bool
	case List:
		return t.Kind() == reflect.Slice
	case Labels:
		return t.Kind() == reflect.Map
	default:
		return t.Kind() == reflect.String || t.Kind() == reflect.Int || t.Kind() == reflect.Float64 || t.Kind() == reflect.Bool
	}
}

// String says what the kind is.
func (k ValueKind) String() string {
	return [...]string{"a text", "true or false", "a list", "a map"}[k]
}

// badOf returns the language's error with its place, and without the drawing
// of it.
func badOf(err error) error {
	if e, ok := errors.AsType[*file.Error](err); ok {
		return &BadExpression{Line: max(e.Line-1, 0), Column: e.Column, Message: e.Message}
	}
	return err
}

// bounded puts a call of tick into the body of each loop.
type bounded struct{}

// Visit changes a loop's body.
func (bounded) Visit(node *ast.Node) {
	loop, ok := (*node).(*ast.PredicateNode)
	if !ok {
		return
	}
	tick := &ast.CallNode{Callee: &ast.IdentifierNode{Value: "tick"}}
	tick.SetLocation(loop.Node.Location())
	loop.Node = &ast.ConditionalNode{Cond: tick, Exp1: loop.Node, Exp2: &ast.NilNode{}}
}

// A run evaluates the expressions of one body.
type run struct {
	ctx      context.Context //nolint:containedctx // tick has no arguments
	body, it any
	steps    int
}

// value evaluates an expression.
func (r *run) value(p *vm.Program) (any, error) {
	machine := vm.VM{MemoryBudget: mostElements}
	v, err := machine.Run(p, names{r.body, r.it, r.tick})
	if err == nil {
		return v, nil
	}
	if m, ok := errors.AsType[*BadExpression](badOf(err)); ok {
		return nil, fmt.Errorf("%s (line %d, character %d of the expression)", m.Message, m.Line+1, m.Column+1)
	}
	return nil, err
}

// tick ends an evaluation that takes too long.
func (r *run) tick() bool {
	if r.steps++; r.steps > mostSteps {
		panic("it has too many steps")
	}
	if err := r.ctx.Err(); err != nil {
		panic("it takes too long")
	}
	return true
}

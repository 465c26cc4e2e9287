// Package mapping finds alerts in what any program sends, by expressions of
// desk.yaml in the language of https://expr-lang.org.
//
// An expression knows two names: body is all that was sent, and it is one of the
// alerts. It is compiled when desk.yaml is read, and bounded when it runs: in the
// time and the steps of its loops, in the elements that it makes, and in the
// length of texts. So what a stranger sends, or a slip in desk.yaml, cannot hold
// the desk up.
package mapping

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/expr-lang/expr/vm"

	"vakhta/desk"
)

const (
	// mostAlerts are in one body at most.
	mostAlerts = 1000
	// mostTime is how long one body may take.
	mostTime = time.Second
	// mostText limits each text of a body, and of a result, in bytes.
	mostText = 4000
)

// A Program is a mapping that was compiled.
type Program struct {
	each, skip, over, labels *vm.Program
	texts                    [textFields]*vm.Program
}

// The fields that are texts, in the order of textsOf.
const textFields = 7

func textsOf(m desk.AlertMapping) [textFields]string {
	return [textFields]string{m.ID, m.Title, m.Text, m.Severity, m.Link, m.Runbook, m.Group}
}

var textNames = textsOf(desk.AlertMapping{ID: "id", Title: "title", Text: "text", Severity: "severity", Link: "link", Runbook: "runbook", Group: "group"})

// Compile compiles a mapping. Mistakes that Check would find are errors.
func Compile(m desk.AlertMapping) (*Program, error) {
	p := &Program{}
	var errs []error
	put := func(to **vm.Program, name, text string, k ValueKind) {
		if text == "" {
			return
		}
		var err error
		if *to, err = compile(text, k); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
		}
	}
	put(&p.each, "each", m.Each, List)
	put(&p.skip, "skip", m.Skip, Condition)
	put(&p.over, "over", m.Over, Condition)
	put(&p.labels, "labels", m.Labels, Labels)
	for i, text := range textsOf(m) {
		put(&p.texts[i], textNames[i], text, Text)
	}
	return p, errors.Join(errs...)
}

// A Cache keeps the programs of mappings. The zero Cache is ready for use.
type Cache struct {
	mu  sync.Mutex
	all map[desk.AlertMapping]*Program
}

// mostKept is how many programs are kept. Only changes of desk.yaml add one.
const mostKept = 1000

// Of returns the program of a mapping, and compiles it if it is new.
func (c *Cache) Of(m desk.AlertMapping) (*Program, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if p := c.all[m]; p != nil {
		return p, nil
	}
	p, err := Compile(m)
	if err != nil {
		return nil, err
	}
	if c.all == nil || len(c.all) >= mostKept {
		c.all = map[desk.AlertMapping]*Program{}
	}
	c.all[m] = p
	return p, nil
}

// Alerts returns the alerts in a body, which is JSON. Errors are for the person
// who set the sender up.
func (p *Program) Alerts(ctx context.Context, body []byte) ([]desk.Alert, error) {
	whole, err := decode(body)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, mostTime)
	defer cancel()
	r := &run{ctx: ctx, body: whole, it: whole}
	items := []any{whole}
	if p.each != nil {
		if items, err = listOf(r.value(p.each)); err != nil {
			return nil, fmt.Errorf("each: %w", err)
		}
	}
	if len(items) > mostAlerts {
		return nil, fmt.Errorf("there are more than %d alerts in it", mostAlerts)
	}
	var all []desk.Alert
	for i, item := range items {
		r.it = item
		a, ok, err := p.alert(r)
		if err != nil {
			return nil, fmt.Errorf("alert %d: %w", i+1, err)
		}
		if ok {
			all = append(all, a)
		}
	}
	return all, nil
}

// alert returns one alert; not ok: it is none.
func (p *Program) alert(r *run) (a desk.Alert, ok bool, err error) {
	skip, err := conditionOf(r, p.skip)
	if err != nil || skip {
		return a, false, named("skip", err)
	}
	if a.Over, err = conditionOf(r, p.over); err != nil {
		return a, false, named("over", err)
	}
	fields := [textFields]*string{&a.Fingerprint, &a.Title, &a.Text, &a.Severity, &a.Link, &a.Runbook, &a.Group}
	for i, to := range fields {
		if p.texts[i] == nil {
			continue
		}
		if *to, err = textOf(r.value(p.texts[i])); err != nil {
			return a, false, named(textNames[i], err)
		}
	}
	if a.Fingerprint == "" || a.Title == "" && !a.Over {
		return a, false, errors.New("its id, or its title, is empty")
	}
	a.Labels, err = labelsOf(r, p.labels)
	return a, true, named("labels", err)
}

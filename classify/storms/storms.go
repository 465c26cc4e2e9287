// Package storms finds out whether reports of several people are about one
// fault.
//
// When a shop goes down, forty people say so in forty ways and in two
// languages. A Fault is what a report says about it: how something fails, which
// function of the shop, and whom it affects. Alike compares two of them. It is
// a guess that a person can undo. When in doubt it says no, because a wrongly
// bundled fault is seen by nobody.
package storms

import (
	"math"
	"slices"
	"strings"
	"time"

	"vakhta/classify/features"
	"vakhta/classify/words"
)

// A Fault is what one report says about a fault.
type Fault struct {
	At        time.Time
	Ways      []string // how it fails, sorted: "down", "slow", "wrong", "leak", "money"
	Functions []string // of the shop, most specific first
	Alone     bool     // one person or order is affected, or the rest works
	Elsewhere bool     // it is over, a test, or somebody else's
	Refs      []string // orders and similar, sorted
	stems     []string // sorted
}

// Window is the longest time between two reports of one fault.
const Window = 30 * time.Minute

// ways are the lexicon groups that say how something fails.
var ways = map[string]string{
	"broke": "down", "negfn": "down", "slow": "slow", "quiet": "down", "nosales": "down", "placeholder": "down", "cutoff": "down", "halted": "down", "a 5xx code": "down", "browserwarn": "down",
	"alarm.down": "down", "alarm.pay": "down", "alarm.log": "down",
	"wrong": "wrong", "pricewrong": "wrong", "loss.price": "wrong", "absurd": "wrong",
	"privacy": "leak", "alarm.leak": "leak", "openlink": "leak",
	"takenmoney": "money",
}

// functions are the lexicon groups of the shop's functions, most specific
// first: a message about not being able to pay for an order is about paying.
var functions = []string{"pay", "fn.login", "fn.search", "fn.mail", "fn.delivery", "fn.stock", "fn.exchange", "fn.office", "price", "fn.order", "fn.goods", "shop"}

// storefront are the functions that fail when the whole shop is down.
var storefront = []string{"pay", "fn.login", "fn.search", "fn.order", "fn.goods", "shop"}

// Read returns the fault that a message reports.
func Read(r *features.Extractor, message string, at time.Time) Fault {
	t := words.Read(message)
	found := r.Cues(t)
	has := make(map[string]bool, len(found))
	f := Fault{At: at}
	for _, c := range found {
		if c.With == "" {
			has[c.Name] = true
		}
	}
	for group := range has {
		if way, ok := ways[group]; ok && !slices.Contains(f.Ways, way) {
			f.Ways = append(f.Ways, way)
		}
	}
	slices.Sort(f.Ways)
	for _, group := range functions {
		if has[group] {
			f.Functions = append(f.Functions, group)
		}
	}
	f.Alone = has["scope.rest"] || has["scope.one"] && !has["scope.wide"]
	f.Elsewhere = has["live.test"] || has["live.theirs"] || has["live.unreal"] || has["elsewhere"] || has["conditional"] || has["withdrawn"] || has["selfdone"]
	for _, tok := range t.Tokens {
		switch {
		case tok.Kind == words.Ref, tok.Kind == words.Number && len(tok.Raw) >= longNumber:
			f.Refs = append(f.Refs, strings.TrimLeft(tok.Raw, "#№"))
		case tok.Kind == words.Word && len(tok.Stem) > shortStem:
			f.stems = append(f.stems, tok.Stem)
		}
	}
	slices.Sort(f.Refs)
	slices.Sort(f.stems)
	f.stems = slices.Compact(f.stems)
	return f
}

const (
	longNumber = 4   // digits of a number that identifies something
	shortStem  = 6   // bytes; shorter words do not identify a fault
	sameWords  = 0.6 // similarity of two reports that name no function
)

// Alike reports whether two reports are probably about one fault: they come
// soon after each other, the same function fails in the same way, and neither
// affects one person alone.
func Alike(a, b Fault) bool {
	if apart := a.At.Sub(b.At); apart > Window || apart < -Window || a.Elsewhere || b.Elsewhere {
		return false
	}
	if a.Alone || b.Alone {
		return a.Alone == b.Alone && shares(a.Refs, b.Refs)
	}
	if len(a.Refs) > 0 && len(b.Refs) > 0 && !shares(a.Refs, b.Refs) {
		return false
	}
	switch {
	case !shares(a.Ways, b.Ways):
		return false
	case slices.Contains(a.Ways, "leak"):
		return slices.Contains(b.Ways, "leak")
	case len(a.Functions) == 0 || len(b.Functions) == 0:
		return cosine(a.stems, b.stems) >= sameWords
	}
	return a.Functions[0] == b.Functions[0] || whole(a) && within(b) || whole(b) && within(a)
}

// whole reports whether a report says that the whole shop is down.
func whole(f Fault) bool { return f.Functions[0] == "shop" && slices.Contains(f.Ways, "down") }

// within reports whether a fault can be a consequence of a shop that is down.
func within(f Fault) bool {
	return slices.Contains(f.Ways, "down") && slices.Contains(storefront, f.Functions[0])
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// cosine returns the similarity of two sets of words.
func cosine(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	n := 0
	for _, s := range a {
		if _, ok := slices.BinarySearch(b, s); ok {
			n++
		}
	}
	return float64(n) / math.Sqrt(float64(len(a)*len(b)))
}

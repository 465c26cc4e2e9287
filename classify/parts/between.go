package parts

import (
	"slices"
	"strings"

	"vakhta/classify/features"
)

// Between lists the features of a seam. left is everything since the last
// separating seam, right goes to the end of its sentence.
func Between(s Seam, left, right Piece) []features.Feature {
	b := bag{out: make([]features.Feature, 0, 160)}
	b.add("")
	b.add("seam ", s.Kind)
	l, r := left.likeliest(), right.likeliest()
	b.add("seam ", s.Kind, " ", types[l], " > ", types[r])
	var same float64
	for i, p := range left.chances {
		same += p * right.chances[i]
		b.count(p, "left ", types[i])
		b.count(right.chances[i], "right ", types[i])
		for j, q := range right.chances {
			b.count(p*q, types[i], " > ", types[j])
		}
	}
	b.count(same, "alike")
	b.cues(s, left, right)
	b.add("opens ", right.mood)
	b.add("opens ", right.mood, " seam ", s.Kind)
	b.add("first ", right.first)
	b.add("left ", size(left.Words))
	b.add("right ", size(right.Words))
	b.add("of ", size(s.Of))
	b.add("of ", size(s.Of), " seam ", s.Kind)
	b.add("at ", size(s.At))
	b.add("shared ", shared(left, right))
	b.add("function ", functions(left, right))
	return b.out
}

// A bag collects features by name.
type bag struct{ out []features.Feature }

// add adds a feature whose name is given in pieces.
func (b *bag) add(name ...string) { b.count(1, name...) }

func (b *bag) count(value float64, name ...string) {
	b.out = append(b.out, features.Feature{Key: features.SeamKey(name...), Value: float32(value)})
}

// cues adds features for the cues of both sides, alone and in pairs.
func (b *bag) cues(s Seam, left, right Piece) {
	for i, g := range groups {
		if right.has.contains(i) {
			b.add("right ", g)
		}
		if left.has.contains(i) {
			b.add("left ", g)
		}
		if right.opens.contains(i) {
			b.add("opens ", g)
			b.add("opens ", g, " seam ", s.Kind)
		}
	}
	for _, i := range moods {
		if !left.has.contains(i) {
			continue
		}
		if right.has.contains(i) {
			b.add("both ", groups[i])
		}
		for _, j := range moods {
			if right.opens.contains(j) {
				b.add(groups[i], " > opens ", groups[j])
			}
		}
	}
}

// types are short names of the types, in the model's order.
var types = [...]string{"incident", "service", "change", "information", "none"}

// groups are the cues that show which side of a seam is a request by itself.
var groups = [...]string{
	"another", "lookback", "wish", "ops", "build", "give", "tell", "need", "polite", "question", "quesfirst", "howto", "feas", "status", "cost",
	"broke", "negfn", "wrong", "slow", "onset", "happened", "fyi", "greet", "thanks", "conditional", "absent", "withdrawn", "selfdone", "estimate", "orders", "to do",
	"urgent", "minor", "deadline", "since when", "no ask", "scope.wide", "scope.one", "scope.rest", "customerwait", "ack", "i", "we", "you", "client",
}

// moods are the places in groups of the cues whose combination at a seam is informative.
var moods = placesOf("wish", "ops", "build", "give", "tell", "need", "polite", "question", "quesfirst", "broke", "negfn", "wrong", "absent", "orders", "another", "lookback")

// places has the place of each group.
var places = func() map[string]int {
	out := make(map[string]int, len(groups))
	for i, g := range groups {
		out[g] = i
	}
	return out
}()

func placesOf(names ...string) []int {
	out := make([]int, len(names))
	for i, name := range names {
		out[i] = places[name]
	}
	return out
}

// A groupSet is a set of groups, a bit for the place of each.
type groupSet uint64

func (s groupSet) contains(place int) bool { return s>>place&1 == 1 }

// add adds a cue if it is one of the groups.
func (s *groupSet) add(cue string) {
	if i, ok := places[cue]; ok {
		*s |= 1 << i
	}
}

// size returns the range that a number of words is in.
func size(n int) string {
	for i, most := range [...]int{1, 2, 3, 5, 8, 13, 21} {
		if n <= most {
			return "size " + string(rune('0'+i))
		}
	}
	return "size 7"
}

// mostShared is the number of shared words above which more make no difference.
const mostShared = 3

// shared returns how many words two pieces have in common, up to mostShared.
func shared(a, b Piece) string {
	n := 0
	for s := range b.stems {
		if a.stems[s] {
			n++
		}
	}
	return string(rune('0' + min(n, mostShared)))
}

// functions compares which functions of the shop two pieces are about.
func functions(a, b Piece) string {
	switch {
	case slices.ContainsFunc(b.functions, func(g string) bool { return slices.Contains(a.functions, g) }):
		return "same"
	case len(a.functions) > 0 && len(b.functions) > 0:
		return "different"
	}
	return "unknown"
}

func function(group string) bool {
	return strings.HasPrefix(group, "fn.") || group == "pay" || group == "price" || group == "shop"
}

package classify_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vakhta/classify"
	"vakhta/classify/words"
	"vakhta/desk"
)

// TestASetFindsWhatALookAtEachWouldFind compares the index of a set with memories of one message each, which compare
// without an index.
func TestASetFindsWhatALookAtEachWouldFind(t *testing.T) {
	few := []string{"не", "сайт", "оплата", "картой", "проходит", "заказ", "лежит", "please", "renew", "the", "certificate", "down", "1284", "…"}
	message := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(few), 0, 9).Draw(t, "words"), " ")
	})
	rapid.Check(t, func(t *rapid.T) {
		var set classify.Wordings
		kept := rapid.SliceOfN(message, 0, 12).Draw(t, "kept")
		for _, m := range kept {
			set.Add(m)
		}
		asked := message.Draw(t, "asked")
		want := -1
		for i, m := range kept {
			var one classify.Memory
			one.Remember(m, desk.Incident)
			if _, ok := one.Lookup(words.Read(asked)); ok {
				want = i
				break
			}
		}
		if got, ok := set.Like(asked); ok != (want >= 0) || ok && got != want {
			t.Fatalf("%q among %q is found at %d, %t; want %d", asked, kept, got, ok, want)
		}
	})
}

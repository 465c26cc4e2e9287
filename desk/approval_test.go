package desk_test

import (
	"testing"
	"time"

	"vakhta/desk"
)

func TestSilenceIsNoAnswerAndOneNoDeclines(t *testing.T) {
	t.Parallel()
	a := desk.Approval{Need: 2}
	says := func(who desk.EngineerID, no bool, want desk.ApprovalState) {
		t.Helper()
		a.Vote(desk.Vote{For: who, Who: who, No: no, At: time.Unix(1, 0)})
		if got := a.Standing(); got != want {
			t.Errorf("after %s says no: %t it is %q, want %q", who, no, got, want)
		}
	}
	if got := a.Standing(); got != desk.Undecided {
		t.Errorf("before anybody answers it is %q", got)
	}
	says("olga", false, desk.Undecided)
	says("olga", false, desk.Undecided) // the same person counts once
	says("petr", true, desk.Declined)
	says("petr", false, desk.Approved)
	says("olga", true, desk.Declined)
}

func TestADelegateVotesForTheApproverWhoIsSilent(t *testing.T) {
	t.Parallel()
	rule := desk.Approvers{People: []string{"olga", "petr"}, Delegates: map[string]string{"olga": "maria", "petr": "maria"}}
	a := &desk.Approval{}
	for i, want := range []desk.EngineerID{"olga", "petr", "petr"} {
		got, ok := rule.For("maria", a)
		if got != want || !ok {
			t.Errorf("vote %d counts for %q, want %q", i+1, got, want)
		}
		a.Vote(desk.Vote{For: got, Who: "maria"})
	}
	for _, who := range []string{"john", ""} {
		if got, ok := rule.For(who, a); ok {
			t.Errorf("%q votes for %q", who, got)
		}
	}
}

func TestWhateverIsReadChangesTheFingerprint(t *testing.T) {
	t.Parallel()
	key := desk.Key{Project: "ROM", Number: 1}
	base := desk.Approval{Of: desk.OfEstimate, Effort: time.Hour, Price: "100 EUR", Text: "shelves"}
	seen := map[string]bool{base.Fingerprint(key): true}
	if !desk.IsPrint(base.Fingerprint(key)) {
		t.Errorf("%q does not look like a fingerprint", base.Fingerprint(key))
	}
	for _, change := range []func(a *desk.Approval, k *desk.Key){
		func(a *desk.Approval, _ *desk.Key) { a.Of = desk.OfOverage },
		func(a *desk.Approval, _ *desk.Key) { a.Effort++ },
		func(a *desk.Approval, _ *desk.Key) { a.Price = "101 EUR" },
		func(a *desk.Approval, _ *desk.Key) { a.Text = "doors" },
		func(_ *desk.Approval, k *desk.Key) { k.Number = 2 },
	} {
		a, k := base, key
		change(&a, &k)
		if seen[a.Fingerprint(k)] {
			t.Errorf("%+v of %s has the fingerprint of another", a, k)
		}
		seen[a.Fingerprint(k)] = true
	}
}

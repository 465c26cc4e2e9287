package personal_test

import (
	"context"
	"encoding/hex"
	"errors"
	"regexp"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/evidence"
	"vakhta/internal/testdesk"
	"vakhta/personal"
	"vakhta/storage"
	"vakhta/tickets"
)

func link(w *testdesk.World) {
	w.Update(func(ctx context.Context, tx *storage.Tx) error { return evidence.Link(ctx, tx, w.Now()) })
}

// withMerged returns a world in which a ticket of ROM is a part of another shop's, and all that happened is linked and
// anchored.
func withMerged(t *testing.T) *testdesk.World {
	t.Helper()
	w := withLily(t)
	_, marias := w.Everywhere()
	lily := lilys(w)
	w.Update(func(ctx context.Context, tx *storage.Tx) error {
		both, err := tickets.LockIDs(ctx, tx, w.Desk, []desk.TicketID{lily.ID, marias.ID}, w.Now())
		if err != nil {
			return err
		}
		if err := both[lily.ID].Merge(w.Actor("vera"), both[marias.ID], true); err != nil {
			return err
		}
		_, err = tickets.SaveAll(ctx, tx, w.Now(), both[lily.ID], both[marias.ID])
		return err
	})
	link(w)
	w.Post()
	w.Update(func(ctx context.Context, tx *storage.Tx) error {
		return evidence.Post(ctx, tx, w.Desk, w.Now(), w.Now())
	})
	w.Post()
	link(w)
	return w
}

func verifyFile(t *testing.T, file string, given ...evidence.Posted) *evidence.Verdict {
	t.Helper()
	v, err := personal.VerifyFile(strings.NewReader(file), given...)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestAnExportedHistoryIsVerifiedLikeTheStoredOne(t *testing.T) {
	t.Parallel()
	w := withMerged(t)
	if _, err := personal.Forget(t.Context(), w.Tickets, "telegram:"+testdesk.TagAccount); err != nil {
		t.Fatal(err)
	}
	link(w)
	file := export(t, w, personal.Scope{Project: "ROM"})
	stored := testdesk.Read(w, func(ctx context.Context, tx *storage.Tx) (*evidence.Verdict, error) {
		return evidence.Verify(ctx, tx, "ROM")
	})
	v := verifyFile(t, file)
	if len(v.Findings) > 0 || v.Links != stored.Links || v.Head != stored.Head || v.Anchored() != stored.Anchored() || v.Anchored() == 0 ||
		v.Names != stored.Names || v.Names == 0 || v.Words != stored.Words || v.Outside != 1 {
		t.Errorf("of the file is found %+v, of the store %+v; want the same, and that the export itself is not linked yet", v, stored)
	}
	if v.Withheld != 1 || strings.Contains(file, "LIL-") {
		t.Errorf("%d entries are withheld, want the one that names another shop's ticket", v.Withheld)
	}
	head, err := hex.DecodeString(v.Head)
	if err != nil {
		t.Fatal(err)
	}
	if v := verifyFile(t, file, evidence.Posted{Links: v.Links, Head: head}); v.Anchored() != v.Links {
		t.Errorf("with the head of the customer's chat it is %+v", v)
	}
}

func TestWhatIsDoneToAnExportedHistoryIsFound(t *testing.T) {
	t.Parallel()
	file := export(t, withMerged(t), personal.Scope{Project: "ROM"})
	for name, c := range map[string]struct{ from, to, want string }{
		"a value":           {`"stars":2`, `"stars":5`, "changed"},
		"a moment":          {`("entry":[0-9]+,"at":"2026-11-16T)09`, `${1}08`, "changed"},
		"a name":            {`("by":{[^}]*"name":)"Вера Орлова"`, `${1}"Борис"`, "who did it"},
		"words":             {`"detail":{"text":"тайна`, `"detail":{"text":"правда`, "what was said"},
		"a number":          {`"person":[0-9]+,"handle":"vera"`, `"person":1,"handle":"vera"`, "changed"},
		"a link":            {`(?m)^{"kind":"link","number":5,.*\n`, ``, "missing"},
		"an entry":          {`{"entry":[0-9]+,"at":"[^"]*","kind":"replied",[^\n]*?"detail":{[^}]*}},`, ``, "removed"},
		"the end":           {`(?m)^{"kind":"link","number":[0-9]{2},.*\n`, ``, "the chain ends with"},
		"another's anchor":  {`(?m)^({"kind":"anchor","links":[0-9]+,"head":")....`, `${1}AAAA`, "not the one whose head was posted"},
		"an entry withheld": {`"kind":"rated"`, `"withheld":true,"kind":"rated"`, ""},
	} {
		forged := regexp.MustCompile(c.from).ReplaceAllString(file, c.to)
		if forged == file {
			t.Errorf("%s: %s is not in the file", name, c.from)
			continue
		}
		v := verifyFile(t, forged)
		if c.want == "" {
			if v.Withheld != 2 {
				t.Errorf("%s: %d are withheld, want that the other is counted", name, v.Withheld)
			}
			continue
		}
		found := false
		for _, f := range v.Findings {
			found = found || strings.Contains(f.What, c.want)
		}
		if !found {
			t.Errorf("%s: found are %+v, want %q", name, v.Findings, c.want)
		}
	}
}

func TestAFileWithoutAHistoryIsNotVerified(t *testing.T) {
	t.Parallel()
	w := withLily(t)
	lilys(w)
	w.Everywhere()
	for name, file := range map[string]string{
		"not linked yet": export(t, w, personal.Scope{Project: "LIL"}),
		"of one person":  export(t, w, personal.Scope{Project: "ROM", Person: "telegram:" + testdesk.TagAccount}),
		"empty":          "",
	} {
		if v, err := personal.VerifyFile(strings.NewReader(file)); !errors.Is(err, personal.ErrNoChain) {
			t.Errorf("%s: found are %+v, %v", name, v, err)
		}
	}
	if _, err := personal.VerifyFile(strings.NewReader("{\"kind\":\"export\"}\nsorry")); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("of what is no JSON is said %v", err)
	}
}

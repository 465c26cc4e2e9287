package desk_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vakhta/desk"
)

func TestAPressIsWrittenAsTelegramCarriesIt(t *testing.T) {
	rom := desk.Key{Project: "ROM", Number: 42}
	for want, p := range map[string]desk.Press{
		"ack:ROM-42":             {Action: desk.ActAck, Key: rom},
		"rate:ROM-42:5":          {Action: desk.ActRate, Key: rom, Arg: "5"},
		"ack:ROM-42::7":          {Action: desk.ActAck, Key: rom, Rev: 7},
		"wait:ROM-42:customer:7": {Action: desk.ActWait, Key: rom, Arg: "customer", Rev: 7},
		"new":                    {Action: desk.ActNew},
		"report:ROM:xlsx":        {Action: desk.ActReport, Arg: "ROM:xlsx"},
	} {
		if p.String() != want {
			t.Errorf("%+v is written %s, want %s", p, p, want)
		}
		if got, err := desk.ParsePress(want); err != nil || got != p {
			t.Errorf("%s is read as %+v, %v; want %+v", want, got, err, p)
		}
	}
}

func TestAForgedPressIsRefused(t *testing.T) {
	for _, text := range []string{"", ":ROM-42", "ack:ROM", "ack:ROM-42:x:y", "ack:ROM-42::-1", "ack:" + strings.Repeat("A", desk.MaxPress)} {
		if got, err := desk.ParsePress(text); err == nil {
			t.Errorf("%q is read as %+v, want it refused", text, got)
		}
	}
}

func TestAPressOfTheLongestNamesFitsAButton(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := desk.Press{
			Action: rapid.SampledFrom([]desk.Action{desk.ActEscalate, desk.ActPriority, desk.ActAssign}).Draw(t, "action"),
			Key: desk.Key{
				Project: rapid.StringMatching(`[A-Z][A-Z0-9]{1,9}`).Draw(t, "project"),
				Number:  rapid.IntRange(1, 999_999_999).Draw(t, "number"),
			},
			Arg: rapid.StringMatching(`([A-Za-z][A-Za-z0-9_.-]{0,23})?`).Draw(t, "argument"),
			Rev: rapid.IntRange(0, 99_999).Draw(t, "revision"),
		}
		text := want.String()
		if len(text) > desk.MaxPress {
			t.Fatalf("%s has %d bytes, a button carries %d", text, len(text), desk.MaxPress)
		}
		if got, err := desk.ParsePress(text); err != nil || got != want {
			t.Fatalf("%s is read as %+v, %v; want %+v", text, got, err, want)
		}
	})
}

func FuzzAPressThatIsReadIsReadAgain(f *testing.F) {
	for _, text := range []string{"ack:ROM-42", "rate:ROM-42:5:7", "new", "report:ROM:xlsx", "a:::0", "ack::"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := desk.ParsePress(text)
		if err != nil {
			return
		}
		if again, err := desk.ParsePress(p.String()); err != nil || again != p {
			t.Errorf("%q is %+v, written %s and read as %+v, %v", text, p, p, again, err)
		}
	})
}

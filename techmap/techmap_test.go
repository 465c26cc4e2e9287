package techmap_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/locales"
	"vakhta/techmap"
)

var look = flag.String("look", "", "a folder for the pictures, to look at them")

func romashka(t testing.TB) *desk.TechMap {
	t.Helper()
	src, err := os.ReadFile("../internal/testdesk/maps/romashka.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := deskfile.ReadMap("romashka.yaml", src, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func sheet(m *desk.TechMap, s desk.MapState, l desk.Locale) techmap.Sheet {
	return techmap.Sheet{
		Project: "Romashka", Map: m, State: s, Inside: true, At: now, Voice: locales.New(l, time.UTC),
		People: func(handle string) string { return strings.ToUpper(handle[:1]) + handle[1:] },
	}
}

func TestTheMapIsDrawnInBothLanguages(t *testing.T) {
	t.Parallel()
	m := romashka(t)
	s := techmap.StateOf(m, []desk.MapIncident{{Key: desk.Key{Project: "ROM", Number: 12}, Text: "Обмен с 1С встал, заказы не выгружаются", Open: true}})
	for _, l := range []desk.Locale{desk.Russian, desk.English} {
		var png, pdf, again bytes.Buffer
		for _, err := range []error{techmap.Picture(&png, sheet(m, s, l)), techmap.Document(&pdf, sheet(m, s, l)), techmap.Document(&again, sheet(m, s, l))} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if png.Len() < 10_000 || png.Len() > 1_000_000 {
			t.Errorf("%s: a picture of %d bytes", l, png.Len())
		}
		if !bytes.Equal(pdf.Bytes(), again.Bytes()) {
			t.Errorf("%s: the same map gives another document", l)
		}
		if *look != "" {
			for name, file := range map[string][]byte{"map.png": png.Bytes(), "map.pdf": pdf.Bytes()} {
				if err := os.WriteFile(filepath.Join(*look, string(l)+name), file, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

func TestATextIsAboutTheComponentsThatItNames(t *testing.T) {
	t.Parallel()
	m := romashka(t)
	for text, want := range map[string][]string{
		"Не проходит оплата картой":                       {"yookassa"},
		"Покупатели не могут оплатить, платежи не уходят": {"yookassa"},
		"Обмен с 1С встал":                                {"exchange", "erp"},
		"HighErrorRate\nservice=magento":                  {"magento"},
		"db-1: disk is full":                              {"mysql", "redis", "search"},
		"db-11: disk is full":                             nil,
		"На главной странице опечатка":                    {"front"},
		"Как дела?":                                       nil,
	} {
		var got []string
		for _, c := range techmap.Find(m, text) {
			got = append(got, c.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is about %v, want %v", text, got, want)
		}
	}
}

func TestWhatDependsOnAComponentIsMarked(t *testing.T) {
	t.Parallel()
	m := romashka(t)
	s := techmap.StateOf(m, []desk.MapIncident{{Key: desk.Key{Project: "ROM", Number: 1}, Text: "mysqld is down", Open: true}})
	if got, want := s.Depending(m), []string{"front", "admin", "magento"}; !slices.Equal(got, want) {
		t.Errorf("%v depend on MySQL, want %v", got, want)
	}
}

func TestIncidentsRaiseTheRisksOfTheirComponents(t *testing.T) {
	t.Parallel()
	m := romashka(t)
	hit := desk.MapIncident{Text: "Обмен не идёт"}
	all := techmap.Recommendations(m, techmap.StateOf(m, []desk.MapIncident{hit, hit, hit}), false)
	if r := all[0]; r.Risk.Name != "3" || r.Priority != desk.RiskHigh || r.Incidents != 3 {
		t.Errorf("the first risk is %s, %s, of %d incidents", r.Risk.Name, r.Priority, r.Incidents)
	}
	for _, r := range all {
		if r.Risk.Internal {
			t.Errorf("the shop sees %v", r.Risk.What)
		}
	}
}

func TestAPostMortemIsOnTheMapOfItsComponents(t *testing.T) {
	t.Parallel()
	down := desk.MapIncident{Key: desk.Key{Project: "ROM", Number: 3}, Text: "Обмен не идёт", Cause: "Кончилось место", Prevents: "Алерт на диск"}
	got := techmap.StateOf(romashka(t), []desk.MapIncident{{Text: "Обмен не идёт"}, down}).Learned
	if len(got) != 1 || len(got[0].Parts) == 0 || got[0].Cause != down.Cause || got[0].Prevents != down.Prevents || got[0].Key != down.Key {
		t.Errorf("the map has %+v", got)
	}
}

func TestWhatIsOutOfDateIsTold(t *testing.T) {
	t.Parallel()
	m := romashka(t)
	got := map[techmap.StaleKind][]string{}
	for _, s := range techmap.StaleParts(m, now) {
		got[s.Kind] = append(got[s.Kind], s.Of)
	}
	if !slices.Equal(got[techmap.StaleEnded], []string{"magento", "mysql", "web-1"}) || len(got[techmap.StaleAudit]) != 0 ||
		!slices.Equal(got[techmap.StaleRisk], []string{"3"}) || len(got[techmap.StaleBackup]) != 0 {
		t.Errorf("out of date: %v", got)
	}
	if s := techmap.StaleParts(&desk.TechMap{Recheck: 6}, now); len(s) != 3 {
		t.Errorf("of an empty map: %v", s)
	}
}

func TestAMapToBeginWithIsValid(t *testing.T) {
	t.Parallel()
	for _, p := range techmap.SitePlatforms() {
		for _, l := range []desk.Locale{desk.Russian, desk.English} {
			var text, picture bytes.Buffer
			if err := techmap.Starter(&text, p, l); err != nil {
				t.Fatal(err)
			}
			m, err := deskfile.ReadMap("map.yaml", text.Bytes(), nil)
			if err != nil {
				t.Fatalf("%s, %s: %v", p, l, err)
			}
			if err := techmap.Picture(&picture, sheet(m, desk.MapState{}, l)); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestAnswersFillAMap(t *testing.T) {
	t.Parallel()
	for _, answers := range []map[string]string{
		{"platform": "bitrix", "today": "2026-11-20"},
		{"platform": "magento", "version": "2.4.6-p3", "support_ends": "2027-01-31", "hosting": "Selectel: \"СПб\"\n- x", "database": "apart", "payment": "<Pay> & {Co}",
			"payment_contact": "+7 900 # night", "erp": "1С: УТ", "delivery": "СДЭК", "marketplaces": "Ozon, WB", "backup_tested": "2026-11-01", "monitored": "watched",
			"restore": "8", "worry": strings.Repeat("долго ", 100), "today": "2026-11-20"},
	} {
		var text bytes.Buffer
		if err := techmap.Filled(&text, answers, desk.Russian); err != nil {
			t.Fatal(err)
		}
		m, err := deskfile.ReadMap("map.yaml", text.Bytes(), nil)
		if err != nil {
			t.Fatalf("%v\n%s", err, text.String())
		}
		full := len(answers) > 2
		if got := m.Component("shop"); got.Version != answers["version"] || full != (m.Component("payment") != nil) || full != (m.Component("marketplaces") != nil) {
			t.Errorf("the shop is %+v, of %d components", got, len(m.Components))
		}
		if full && (m.Component("payment").Title.In(desk.English) != "<Pay> & {Co}" || m.Restore != 8*time.Hour || !m.Monitored || len(m.Hosts) != 2 || m.Hosts[0].Where != `Selectel: "СПб"`) {
			t.Errorf("the map is %+v", m)
		}
	}
}

// TestAnyMapIsDrawn draws maps with every kind of line between up to 30 components.
func TestAnyMapIsDrawn(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 2, 9, 17, desk.MostComponents} {
		m := &desk.TechMap{}
		for i := range n {
			c := desk.Component{Name: string(rune('A' + i)), Kind: desk.ComponentKinds()[i%10], Title: desk.Wording{"": strings.Repeat("Очень длинное имя ", 4)}}
			for j := i + 1; j < n; j += 1 + (i*7+j)%5 {
				c.Uses = append(c.Uses, desk.MapEdge{To: string(rune('A' + j)), By: "REST", Critical: j%3 == 0})
			}
			if i > 0 {
				c.Uses = append(c.Uses, desk.MapEdge{To: string(rune('A' + i*5%n)), Back: true, By: "webhook"})
			}
			m.Components = append(m.Components, c)
		}
		var file bytes.Buffer
		if err := techmap.Picture(&file, sheet(m, desk.MapState{Hit: map[string][]desk.Key{"C": {{Project: "ROM", Number: 1}}}}, desk.English)); err != nil {
			t.Fatal(n, err)
		}
		if *look != "" && n == desk.MostComponents {
			if err := os.WriteFile(filepath.Join(*look, "dense.png"), file.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

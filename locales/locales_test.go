package locales_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"vakhta/desk"
	"vakhta/locales"
)

// messages returns the messages of a locale file by id; a plural form's name is appended to the id.
func messages(t *testing.T, l desk.Locale) map[string]string {
	t.Helper()
	var tree map[string]any
	if _, err := toml.DecodeFile(string(l)+".toml", &tree); err != nil {
		t.Fatal(err)
	}
	flat := map[string]string{}
	var walk func(prefix string, tree map[string]any)
	walk = func(prefix string, tree map[string]any) {
		for name, v := range tree {
			switch v := v.(type) {
			case string:
				flat[prefix+name] = v
			case map[string]any:
				walk(prefix+name+".", v)
			default:
				t.Errorf("%s in %s.toml is no text", prefix+name, l)
			}
		}
	}
	walk("", tree)
	return flat
}

var (
	form  = regexp.MustCompile(`\.(one|few|many|other)$`)
	blank = regexp.MustCompile(`\{\{\.(\w+)\}\}`)
)

// blanks returns the blanks of each message. All forms of a message count as one.
func blanks(flat map[string]string) map[string][]string {
	all := map[string][]string{}
	for id, text := range flat {
		id = form.ReplaceAllString(id, "")
		for _, m := range blank.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(all[id], m[1]) {
				all[id] = append(all[id], m[1])
			}
		}
		slices.Sort(all[id])
	}
	return all
}

func TestBothLanguagesSayTheSameThings(t *testing.T) {
	t.Parallel()
	ru, en := blanks(messages(t, desk.Russian)), blanks(messages(t, desk.English))
	for id, want := range ru {
		if got, ok := en[id]; !ok {
			t.Errorf("English lacks %s", id)
		} else if !slices.Equal(got, want) {
			t.Errorf("%s has the blanks %v in Russian and %v in English", id, want, got)
		}
	}
	for id := range en {
		if _, ok := ru[id]; !ok {
			t.Errorf("Russian lacks %s", id)
		}
	}
}

func TestEveryMessageWithFormsHasAllThatItsLanguageNeeds(t *testing.T) {
	t.Parallel()
	for l, forms := range map[desk.Locale][]string{
		desk.Russian: {"one", "few", "many", "other"}, desk.English: {"one", "other"},
	} {
		flat := messages(t, l)
		for id := range flat {
			if !form.MatchString(id) {
				continue
			}
			for _, f := range forms {
				if base := form.ReplaceAllString(id, ""); flat[base+"."+f] == "" {
					t.Errorf("%s in %s lacks the form %s", base, l, f)
				}
			}
		}
	}
}

func TestTheWordsAreTypedAsTheirLanguageIs(t *testing.T) {
	t.Parallel()
	for id, text := range messages(t, desk.Russian) {
		if strings.ContainsAny(text, `"“”'`) || strings.Contains(text, " - ") || strings.Contains(text, "...") {
			t.Errorf("Russian %s is typed carelessly: %s", id, text)
		}
	}
	for id, text := range messages(t, desk.English) {
		if strings.ContainsAny(text, `"«»`) || strings.Contains(text, " - ") || strings.Contains(text, "...") {
			t.Errorf("English %s is typed carelessly: %s", id, text)
		}
		if regexp.MustCompile(`[а-яё]`).MatchString(text) {
			t.Errorf("English %s speaks Russian: %s", id, text)
		}
	}
}

// units matches a number and its unit with an ordinary space, at which a line could break.
var units = regexp.MustCompile(`(\d|\}\}) (%|с|мин|ч|дн[яй]|день|дней|секунд|минут|s|min|h|days?)( |[.,;)]|$)`)

func TestANumberAndItsUnitStayOnOneLine(t *testing.T) {
	t.Parallel()
	for _, l := range locales.All() {
		for id, text := range messages(t, l) {
			if at := units.FindString(text); at != "" {
				t.Errorf("%s in %s has an ordinary space in %q: write U+00A0", id, l, at)
			}
		}
	}
}

// plain replaces unbreakable spaces by ordinary ones, for comparing with what a test can show.
func plain(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }

func TestNumbersTakeTheirForms(t *testing.T) {
	t.Parallel()
	for n, want := range map[int][2]string{
		0: {"0 заявок", "0 requests"}, 1: {"1 заявка", "1 request"}, 2: {"2 заявки", "2 requests"}, 5: {"5 заявок", "5 requests"},
		11: {"11 заявок", "11 requests"}, 21: {"21 заявка", "21 requests"}, 22: {"22 заявки", "22 requests"}, 112: {"112 заявок", "112 requests"},
	} {
		for i, l := range locales.All() {
			v := locales.New(l, nil)
			if got := v.Count("tickets", n); got != want[i] || v.Err() != nil {
				t.Errorf("%d in %s is %q, %v; want %q", n, l, got, v.Err(), want[i])
			}
		}
	}
}

func TestDurationsAreSaidInTheTwoUnitsThatMatter(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration][2]string{
		-time.Minute:                  {"0 с", "0 s"},
		400 * time.Millisecond:        {"0 с", "0 s"},
		45 * time.Second:              {"45 с", "45 s"},
		2 * time.Minute:               {"2 мин", "2 min"},
		130 * time.Second:             {"2 мин 10 с", "2 min 10 s"},
		65 * time.Minute:              {"1 ч 5 мин", "1 h 5 min"},
		2*time.Hour + 20*time.Second:  {"2 ч", "2 h"},
		24 * time.Hour:                {"1 день", "1 day"},
		75 * time.Hour:                {"3 дня 3 ч", "3 days 3 h"},
		21 * 24 * time.Hour:           {"21 день", "21 days"},
		time.Hour - time.Nanosecond:   {"1 ч", "1 h"},
		11*24*time.Hour + time.Minute: {"11 дней", "11 days"},
	} {
		for i, l := range locales.All() {
			v := locales.New(l, nil)
			if got := plain(v.Duration(d)); got != want[i] || v.Err() != nil {
				t.Errorf("%v in %s is %q, %v; want %q", d, l, got, v.Err(), want[i])
			}
		}
	}
}

func TestMomentsAreSaidAsOfNowInTheReadersZone(t *testing.T) {
	t.Parallel()
	moscow := time.FixedZone("MSK", 3*60*60)
	now := time.Date(2026, 11, 10, 22, 30, 0, 0, time.UTC) // the 11th in Moscow, half past one at night
	for _, c := range []struct {
		at             time.Time
		ru, en         string
		ruBy, enBy     string
		whatIsSpecific string
	}{
		{now.Add(15 * time.Minute), "01:45", "01:45", "до 01:45", "by 01:45", "today in Moscow, though not in UTC"},
		{now.Add(24 * time.Hour), "завтра в 01:30", "tomorrow at 01:30", "завтра до 01:30", "by 01:30 tomorrow", "tomorrow"},
		{now.Add(-3 * time.Hour), "вчера в 22:30", "yesterday at 22:30", "вчера к 22:30", "by 22:30 yesterday", "yesterday"},
		{now.Add(72 * time.Hour), "14 ноября в 01:30", "14 November at 01:30", "14 ноября до 01:30", "by 01:30 on 14 November", "this year"},
		{now.AddDate(0, 2, 0), "11 января 2027 в 01:30", "11 January 2027 at 01:30", "11 января 2027 до 01:30", "by 01:30 on 11 January 2027", "next year"},
	} {
		ru, en := locales.New(desk.Russian, moscow), locales.New(desk.English, moscow)
		if when, by := plain(ru.When(c.at, now)), plain(ru.By(c.at, now)); when != c.ru || by != c.ruBy || ru.Err() != nil {
			t.Errorf("%s is %q and %q in Russian, %v; want %q and %q", c.whatIsSpecific, when, by, ru.Err(), c.ru, c.ruBy)
		}
		if when, by := plain(en.When(c.at, now)), plain(en.By(c.at, now)); when != c.en || by != c.enBy || en.Err() != nil {
			t.Errorf("%s is %q and %q in English, %v; want %q and %q", c.whatIsSpecific, when, by, en.Err(), c.en, c.enBy)
		}
	}
}

func TestEveryMonthHasItsName(t *testing.T) {
	t.Parallel()
	for i, want := range []string{
		"1 января 1 January", "1 февраля 1 February", "1 марта 1 March", "1 апреля 1 April", "1 мая 1 May", "1 июня 1 June",
		"1 июля 1 July", "1 августа 1 August", "1 сентября 1 September", "1 октября 1 October", "1 ноября 1 November", "1 декабря 1 December",
	} {
		at := time.Date(2026, time.Month(i+1), 1, 0, 0, 0, 0, time.UTC)
		ru, en := locales.New(desk.Russian, nil), locales.New(desk.English, nil)
		if got := plain(ru.Date(at, at) + " " + en.Date(at, at)); got != want || ru.Err() != nil || en.Err() != nil {
			t.Errorf("got %q, %v, %v; want %q", got, ru.Err(), en.Err(), want)
		}
	}
}

func TestZonesAreNamed(t *testing.T) {
	t.Parallel()
	for zone, want := range map[*time.Location]string{
		time.FixedZone("MSK", 3*60*60): "МСК", time.UTC: "UTC",
		time.FixedZone("+04", 4*60*60): "UTC+04", time.FixedZone("+0545", 5*60*60+45*60): "UTC+05:45",
	} {
		if got := locales.New(desk.Russian, zone).ZoneName(time.Unix(0, 0)); got != want {
			t.Errorf("%s is called %q, want %q", zone, got, want)
		}
	}
}

func TestWhatCannotBeSaidIsToldOnce(t *testing.T) {
	t.Parallel()
	v := locales.New("", nil)
	if got := v.Say("no_such_thing"); got != "no_such_thing" || v.Err() == nil {
		t.Errorf("an unknown id was said as %q, %v", got, v.Err())
	}
	v = locales.New(desk.English, nil)
	if v.Say("refused_taken"); v.Err() == nil || !strings.Contains(v.Err().Error(), "refused_taken") {
		t.Errorf("an empty blank was said: %v", v.Err())
	}
}

func TestNamesThatNobodyKnowsAreThemselves(t *testing.T) {
	t.Parallel()
	v := locales.New(desk.Russian, nil)
	got := []string{v.Type("teapot"), v.State("teapot"), v.YourState("teapot"), v.Priority(0), v.Decimal(4), v.Decimal(4.666)}
	if want := []string{"teapot", "teapot", "teapot", "", "4", "4,7"}; !slices.Equal(got, want) || v.Err() != nil {
		t.Errorf("got %q, %v; want %q", got, v.Err(), want)
	}
}

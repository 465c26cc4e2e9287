package main

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/schema"
)

// model is the program's description of its commands and flags.
var model = sync.OnceValue(func() *kong.Application {
	parser, err := kong.New(&commands{})
	if err != nil {
		panic(err) // the program itself would not start
	}
	return parser.Model
})

// variables maps the environment variables of all commands to whether they are secret.
var variables = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, command := range model().Children {
		for _, f := range command.Flags {
			for _, name := range f.Envs {
				all[name] = all[name] || isSecret(f)
			}
		}
	}
	return all
})

// invoke runs a command in this process, with only env in its environment.
func invoke(t *testing.T, env map[string]string, args ...string) (status int, out, errs string) {
	t.Helper()
	setEnvironment(t, env)
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	var printed, complained bytes.Buffer
	status = run(ctx, args, strings.NewReader(""), &printed, &complained)
	return status, printed.String(), complained.String()
}

// setEnvironment sets the program's variables; those that are not given are empty.
func setEnvironment(t *testing.T, env map[string]string) {
	t.Helper()
	for name := range variables() {
		t.Setenv(name, env[name])
		t.Setenv(name+"_FILE", env[name+"_FILE"])
	}
}

func TestEveryCommandHasHelp(t *testing.T) {
	status, overview, _ := invoke(t, nil, "--help")
	if status != exitFine {
		t.Errorf("--help ends with %d", status)
	}
	for _, command := range model().Children {
		status, out, errs := invoke(t, nil, command.Name, "--help")
		if status != exitFine || !strings.Contains(strings.Join(strings.Fields(out), " "), command.Help) || errs != "" {
			t.Errorf("bot %s --help ends with %d:\n%s%s", command.Name, status, out, errs)
		}
		if !command.Hidden && !strings.Contains(overview, command.Name) {
			t.Errorf("bot --help does not name %s", command.Name)
		}
		for _, f := range command.Flags {
			if isSecret(f) && (strings.Contains(out, "--"+f.Name) || !strings.Contains(out, f.Envs[0])) {
				t.Errorf("bot %s --help: %s comes from the environment alone:\n%s", command.Name, f.Envs[0], out)
			}
		}
	}
}

func TestTheProgramSaysWhichItIs(t *testing.T) {
	byFlag, flagged, _ := invoke(t, nil, "--version")
	byCommand, commanded, _ := invoke(t, nil, "version")
	if byFlag != exitFine || byCommand != exitFine || flagged != commanded || !strings.HasPrefix(flagged, "vakhta ") {
		t.Errorf("--version ends with %d and %q, version with %d and %q", byFlag, flagged, byCommand, commanded)
	}
}

func TestWrongUsageIsToldApartFromFailure(t *testing.T) {
	here := func(name string) string { return filepath.Join("../..", name) }
	broken := filepath.Join(t.TempDir(), "desk.yaml")
	text := "name: X\nteamz: {}\npeople: {anna: {telegram: abc}}\n"
	if err := os.WriteFile(broken, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	telegram := map[string]string{"DESK_CONFIG": here("desk.example.yaml"), "TELEGRAM_BOT_TOKEN": "1:x"}
	with := func(more ...string) map[string]string {
		env := map[string]string{"DESK_CONFIG": here("desk.example.yaml")}
		for i := 0; i < len(more); i += 2 {
			env[more[i]] = more[i+1]
		}
		return env
	}
	for name, c := range map[string]struct {
		env  map[string]string
		args string
		want int
		says []string // of both streams together
	}{
		"a command nobody knows": {nil, "fly", exitUsage, []string{"fly", "bot --help"}},
		"a mistyped command":     {nil, "runn", exitUsage, []string{`unknown command "runn"`, `did you mean "run"?`}},
		"a flag nobody knows":    {nil, "check --loud", exitUsage, []string{"--loud", "bot --help"}},
		"a level that is none":   {telegram, "run --log-level loud", exitUsage, []string{"loud", "debug"}},
		"a level from outside":   {with("LOG_LEVEL", "loud"), "run", exitUsage, []string{"loud"}},
		"an address that may hold a secret, on the command line": {nil, "run --telegram-webhook-url=https://quagga@desk.test/telegram", exitUsage, []string{"TELEGRAM_WEBHOOK_URL"}},
		"another":                      {nil, "run --classifier-url=https://:quagga@model.test", exitUsage, []string{"CLASSIFIER_URL"}},
		"a secret on the command line": {nil, "run --telegram-bot-token=1:quagga", exitUsage, []string{"TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE"}},
		"a file that is not there":     {with("SLACK_BOT_TOKEN_FILE", "/nowhere/token"), "run", exitUsage, []string{"SLACK_BOT_TOKEN_FILE", "/nowhere/token"}},
		"no desk":                      {map[string]string{"DESK_CONFIG": "/nowhere/desk.yaml"}, "check", exitWrong, []string{"/nowhere/desk.yaml", "bot init", "DESK_CONFIG"}},
		"no desk to run":               {map[string]string{"DESK_CONFIG": "/nowhere/desk.yaml"}, "run", exitWrong, []string{"/nowhere/desk.yaml", "bot init", "DESK_CONFIG"}},
		"a desk with mistakes":         {nil, "check --config " + broken, exitWrong, []string{broken + ":2:1", "teams", broken + ":3:27"}},
		"a desk with mistakes to run":  {nil, "run --config " + broken, exitWrong, []string{broken + ":2:1", broken + ":3:27"}},
		"a desk without mistakes":      {nil, "check --config " + here("desk.example.yaml"), exitFine, []string{"is valid", "people: 7"}},
		"no messenger":                 {with(), "run", exitWrong, []string{"TELEGRAM_BOT_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"}},
		"no messenger, run by default": {with(), "", exitWrong, []string{"TELEGRAM_BOT_TOKEN"}},
		"half a Slack":                 {with("SLACK_BOT_TOKEN", "xoxb-quagga"), "run", exitWrong, []string{"SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"}},
		"the other half of Slack":      {with("TELEGRAM_BOT_TOKEN", "1:x", "SLACK_APP_TOKEN", "xapp-quagga"), "run", exitWrong, []string{"SLACK_BOT_TOKEN"}},
		"a webhook without a secret":   {with("TELEGRAM_BOT_TOKEN", "1:x", "TELEGRAM_WEBHOOK_URL", "https://desk.test/telegram"), "run", exitWrong, []string{"TELEGRAM_WEBHOOK_SECRET"}},
		"a busy port":                  {telegram, "run --http-addr " + taken.Addr().String(), exitWrong, []string{"HTTP_ADDR", taken.Addr().String(), "is taken"}},
		"a port that is none":          {telegram, "run --http-addr nowhere", exitWrong, []string{"HTTP_ADDR"}},
		"no database there": {
			with("TELEGRAM_BOT_TOKEN", "1:x", "HTTP_ADDR", "127.0.0.1:0", "DATABASE_URL", "postgres://vakhta:quagga@127.0.0.1:1/vakhta"), "run",
			exitWrong, []string{"DATABASE_URL", "127.0.0.1:1"},
		},
		"an address that is none":           {with("DATABASE_URL", "postgres://vakhta:quagga@127.0.0.1:port/vakhta"), "migrate", exitWrong, []string{"DATABASE_URL"}},
		"an address with odd letters":       {with("DATABASE_URL", "postgres://vakhta:quagga%zz@127.0.0.1/vakhta"), "migrate", exitWrong, []string{"DATABASE_URL"}},
		"an address of words":               {with("DATABASE_URL", "host=127.0.0.1 port=one password=quagga"), "migrate", exitWrong, []string{"DATABASE_URL"}},
		"an address of words without sense": {with("DATABASE_URL", "host=127.0.0.1 password='quagga"), "migrate", exitWrong, []string{"DATABASE_URL"}},
		"an address with a broken quote":    {with("DATABASE_URL", "host=127.0.0.1 password='a quagga"), "migrate", exitWrong, []string{"DATABASE_URL", "quotes that are closed"}},
		"a Redis that is none": {
			with("TELEGRAM_BOT_TOKEN", "1:x", "REDIS_URL", "redis://:quagga%zz@localhost", "DATABASE_URL", testpg.New(t, schema.SQL(), storage.Migrate), "HTTP_ADDR", "127.0.0.1:0"), "run",
			exitWrong, []string{"REDIS_URL"},
		},
		"nobody to ask for health": {with("HTTP_ADDR", "127.0.0.1:1"), "healthcheck", exitWrong, []string{"does not answer"}},
		"a text to classify":       {with(), "classify Не проходит оплата картой", exitFine, []string{`"type":"incident"`, `"priority":"P1"`}},
	} {
		t.Run(name, func(t *testing.T) {
			status, out, errs := invoke(t, c.env, strings.Fields(c.args)...)
			if status != c.want {
				t.Errorf("bot %s ends with %d, want %d", c.args, status, c.want)
			}
			for _, words := range c.says {
				if !strings.Contains(out+errs, words) {
					t.Errorf("bot %s does not say %q:\n%s%s", c.args, words, out, errs)
				}
			}
			if strings.Contains(out+errs, marker) {
				t.Errorf("bot %s prints a secret:\n%s%s", c.args, out, errs)
			}
		})
	}
}

func TestASecretMayLieInAFile(t *testing.T) {
	file := func(content string) string {
		path := filepath.Join(t.TempDir(), "secret")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	url := testpg.New(t, schema.SQL(), storage.Migrate)
	for name, c := range map[string]struct {
		env  map[string]string
		want int
	}{
		"a file alone, with a line's end":    {map[string]string{"DATABASE_URL_FILE": file(url + "\n")}, exitFine},
		"a file beside an empty variable":    {map[string]string{"DATABASE_URL": "", "DATABASE_URL_FILE": file(url)}, exitFine},
		"the variable counts where both are": {map[string]string{"DATABASE_URL": url, "DATABASE_URL_FILE": file("postgres://127.0.0.1:1/x")}, exitFine},
		"a file with something else":         {map[string]string{"DATABASE_URL_FILE": file("postgres://127.0.0.1:1/x")}, exitWrong},
	} {
		if status, _, errs := invoke(t, c.env, "migrate"); status != c.want {
			t.Errorf("%s: bot migrate ends with %d, want %d: %s", name, status, c.want, errs)
		}
	}
}

func TestMigratingTwiceIsMigratingOnce(t *testing.T) {
	env := map[string]string{"DATABASE_URL": testpg.New(t, "an empty database", func(context.Context, string) error { return nil })}
	var said []string
	for range 2 {
		status, out, errs := invoke(t, env, "migrate")
		if status != exitFine {
			t.Fatalf("bot migrate ends with %d: %s", status, errs)
		}
		said = append(said, out)
	}
	if said[0] != said[1] || !strings.Contains(said[0], "the database schema is at version ") {
		t.Errorf("it says %q", said)
	}
}

func TestHealthIsAskedWhereTheBotListens(t *testing.T) {
	status := http.StatusOK
	desk := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/healthz" {
			t.Errorf("it asks for %s", r.URL.Path)
		}
		w.WriteHeader(status)
	}))
	defer desk.Close()
	_, port, err := net.SplitHostPort(desk.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, addr := range []string{":" + port, "0.0.0.0:" + port, "[::]:" + port, "127.0.0.1:" + port} {
		if got, _, errs := invoke(t, map[string]string{"HTTP_ADDR": addr}, "healthcheck"); got != exitFine {
			t.Errorf("at %s: status %d, %s", addr, got, errs)
		}
	}
	status = http.StatusInternalServerError
	if got, _, errs := invoke(t, map[string]string{"HTTP_ADDR": ":" + port}, "healthcheck"); got != exitWrong || !strings.Contains(errs, "500") {
		t.Errorf("of a sick bot: status %d, %s", got, errs)
	}
}

// anotherMaria returns a desk.yaml in which maria has another account than in the database.
func anotherMaria(t *testing.T, file, database string) (path string) {
	t.Helper()
	db, err := storage.Open(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.PersonOf(t.Context(), desk.Person{Handle: "maria", Account: desk.Account{Platform: desk.Telegram, ID: "7001"}}, time.Now())
		return err
	}); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "desk.yaml")
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), "telegram: 7001", "telegram: 79001", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestADoctorSaysWhatIsWrongAndHowToFixIt(t *testing.T) {
	s := newSite(t, false)
	well := map[string]string{"DESK_CONFIG": filepath.Join(s.dir, "desk.yaml"), "PHONE_KEY": "gateway", "DATABASE_URL": testpg.New(t, schema.SQL(), storage.Migrate)}
	for _, line := range s.env {
		name, value, _ := strings.Cut(line, "=")
		if _, known := variables()[name]; known {
			well[name] = value
		}
	}
	but := func(name, value string) map[string]string {
		env := map[string]string{name: value}
		for n, v := range well {
			if n != name {
				env[n] = v
			}
		}
		return env
	}
	ill := filepath.Join(t.TempDir(), "desk.yaml")
	if err := os.WriteFile(ill, []byte("name: X\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	wrong := func(env map[string]string, what, fix string) {
		t.Helper()
		status, out, errs := invoke(t, env, "doctor")
		found := false
		lines := strings.Split(out, "\n")
		for i, line := range lines {
			found = found || strings.HasPrefix(line, "FAIL ") && strings.Contains(line, what) && strings.Contains(lines[i+1], fix)
		}
		if status != exitWrong || !found {
			t.Errorf("status %d, and it does not say that %q, and to %q:\n%s%s", status, what, fix, out, errs)
		}
		for _, secret := range secrets() {
			if strings.Contains(out+errs, secret) {
				t.Errorf("%q is printed:\n%s%s", secret, out, errs)
			}
		}
	}
	wrong(but("FILES_URL", "file:///dev/null/files"), "store of attached files", "FILES_URL")
	wrong(well, "Telegram user maria", "press Start")
	if err := s.cast.EveryoneStarts(); err != nil {
		t.Fatal(err)
	}
	status, out, errs := invoke(t, well, "doctor")
	if status != exitFine || strings.Contains(out, "FAIL") {
		t.Errorf("of a healthy desk: status %d\n%s%s", status, out, errs)
	}
	for _, words := range []string{
		"has no mistakes", "schema is at version", "Redis runs inside", "clock says",
		"@vakhta_bot", "chat -1003000000003", "Slack knows the bot", "opens sockets", "slack:C0L1", "slack:C0ROM",
	} {
		if !strings.Contains(out, words) {
			t.Errorf("it does not speak of %q:\n%s", words, out)
		}
	}
	another := anotherMaria(t, well["DESK_CONFIG"], well["DATABASE_URL"])
	for name, c := range map[string]struct{ variable, value, what, fix string }{
		"another maria":   {"DESK_CONFIG", another, "people.maria has none of the accounts that it had (telegram:7001)", "with a new handle"},
		"no desk":         {"DESK_CONFIG", "/nowhere/desk.yaml", "/nowhere/desk.yaml", "bot init"},
		"a mistaken desk": {"DESK_CONFIG", ill, "mistakes", "bot check"},
		"no database":     {"DATABASE_URL", "postgres://vakhta:" + secretDatabase + "@127.0.0.1:1/x", "database", "DATABASE_URL"},
		"no Redis":        {"REDIS_URL", "redis://:" + secretRedisPass + "@127.0.0.1:1", "Redis", "REDIS_URL"},
		"Telegram's no":   {"TELEGRAM_BOT_TOKEN", "7000:AAtelegramsecret2", "Telegram", "TELEGRAM_BOT_TOKEN"},
		"no Telegram":     {"TELEGRAM_API_URL", "http://127.0.0.1:1", "Telegram", "http://127.0.0.1:1"},
		"Slack's no":      {"SLACK_BOT_TOKEN", "xoxb-slacksecret2", "Slack bot token", "SLACK_BOT_TOKEN"},
		"half a Slack":    {"SLACK_APP_TOKEN", "xapp-slacksecret2", "Slack app token", "SLACK_APP_TOKEN"},
		"no way to hear":  {"SLACK_APP_TOKEN", "", "SLACK_APP_TOKEN", "README"},
	} {
		t.Run(name, func(*testing.T) { wrong(but(c.variable, c.value), c.what, c.fix) })
	}
	found := (app.Options{}).Examine(t.Context(), time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC))
	if !slices.ContainsFunc(found, func(f desk.Finding) bool { return !f.OK && strings.Contains(f.Fix, "NTP") }) {
		t.Errorf("of a clock nobody has set: %+v", found)
	}
}

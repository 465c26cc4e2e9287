package replay_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/classify"
	"vakhta/desk"
	"vakhta/replay"
)

var moscow = time.FixedZone("Moscow", 3*60*60)

// at is a time on 5 October 2026 in Moscow.
func at(day, hour, minute int) time.Time { return time.Date(2026, 10, day, hour, minute, 0, 0, moscow) }

func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func tickets(t *testing.T, path string, team ...string) []replay.OldTicket {
	t.Helper()
	past, err := replay.Read(path, moscow)
	if err != nil {
		t.Fatal(err)
	}
	if len(past.Unread) > 0 {
		t.Errorf("not read: %q", past.Unread)
	}
	return past.Conversations(replay.AnswerersOf(team...), model(t))
}

func model(t testing.TB) *classify.Classifier {
	t.Helper()
	m, err := classify.Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// short is a ticket without its words.
type short struct {
	Who                      string
	Type                     desk.RequestType
	Opened, Answered, Solved time.Time
}

func want(t *testing.T, got []replay.OldTicket, want ...short) {
	t.Helper()
	var all []short
	for _, g := range got {
		minute := func(t time.Time) time.Time { return t.Truncate(time.Minute) }
		all = append(all, short{g.Requester, g.Type, minute(g.OpenedAt), minute(g.AnsweredAt), minute(g.ResolvedAt)})
	}
	if diff := cmp.Diff(want, all, cmp.Comparer(time.Time.Equal)); diff != "" {
		t.Errorf("tickets differ (-want +got):\n%s", diff)
	}
}

const telegram = `{"name": "Ромашка и поддержка", "type": "private_supergroup", "id": 1, "messages": [
 {"id": 1, "type": "service", "date": "2026-10-05T09:00:00", "actor": "Анна", "action": "create_group"},
 {"id": 2, "type": "message", "date": "2026-10-05T10:00:00", "from": "Мария", "from_id": "user5001", "text": "Добрый день!"},
 {"id": 3, "type": "message", "date": "2026-10-05T10:01:00", "from": "Мария", "from_id": "user5001", "text": ["Касса не пробивает чеки, ", {"type": "bold", "text": "очередь стоит"}]},
 {"id": 4, "type": "message", "date": "2026-10-05T10:05:00", "from": "Пётр", "from_id": "user5002", "text": "Подключите, пожалуйста, новому сотруднику доступ в CRM"},
 {"id": 5, "type": "message", "date": "2026-10-05T10:09:00", "from": "Анна Смирнова", "from_id": "user7001", "reply_to_message_id": 3, "text": "Смотрю"},
 {"id": 6, "type": "message", "date": "2026-10-05T10:20:00", "from": "Мария", "from_id": "user5001", "text": "Вторая касса тоже встала"},
 {"id": 7, "type": "message", "date": "2026-10-05T10:40:00", "from": "Анна Смирнова", "from_id": "user7001", "text": "Всё починили"},
 {"id": 8, "type": "message", "date": "2026-10-05T10:41:00", "from": "Мария", "from_id": "user5001", "text": "Спасибо большое!"},
 {"id": 9, "type": "message", "date": "2026-10-06T23:10:00", "from": "Мария", "from_id": "user5001", "text": "Сайт не открывается, ошибка 502"}
]}`

func TestAChatOfTelegramIsPutTogether(t *testing.T) {
	t.Parallel()
	want(t, tickets(t, file(t, "result.json", telegram), "Анна  смирнова"),
		short{"Мария", desk.Incident, at(5, 10, 1), at(5, 10, 9), at(5, 10, 40)},
		short{"Пётр", desk.ServiceRequest, at(5, 10, 5), at(5, 10, 40), at(5, 10, 40)}, // by what was for nobody in particular
		short{"Мария", desk.Incident, at(6, 23, 10), time.Time{}, time.Time{}},
	)
	whole := `{"about": "an export", "chats": {"about": "", "list": [` + telegram + `]}}`
	if got := tickets(t, file(t, "result.json", whole), "user7001"); len(got) != 3 {
		t.Errorf("of an account's whole export %d tickets are found, want 3", len(got))
	}
}

func TestANewerExportSaysTheMomentItself(t *testing.T) {
	t.Parallel()
	newer := strings.ReplaceAll(telegram, `"date": "2026-10-06T23:10:00"`, fmt.Sprintf(`"date": "2026-10-06T13:10:00", "date_unixtime": "%d"`, at(6, 23, 10).Unix()))
	got := tickets(t, file(t, "result.json", newer), "user7001")
	if last := got[len(got)-1].OpenedAt; !last.Equal(at(6, 23, 10)) {
		t.Errorf("it was opened at %s, want the moment and not the clock of who exported it", last)
	}
}

// archive makes a ZIP file of a workspace.
func archive(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return file(t, "export.zip", b.String())
}

func TestAWorkspaceOfSlackIsPutTogether(t *testing.T) {
	t.Parallel()
	said := func(user, text string, when time.Time, more string) string {
		return fmt.Sprintf(`{"type": "message", "user": %q, "text": %q, "ts": "%d.000100"%s}`, user, text, when.Unix(), more)
	}
	path := archive(t, map[string]string{
		"users.json": `[{"id": "U1", "name": "maria", "profile": {"real_name": "Maria P.", "display_name": "Maria"}},
			{"id": "U7", "name": "anna", "profile": {"real_name": "Anna Smirnova"}}, {"id": "B1", "name": "helper", "is_bot": true}]`,
		"channels.json": `[{"id": "C1", "name": "romashka"}]`,
		"romashka/2026-10-05.json": "[" + strings.Join([]string{
			`{"type": "message", "subtype": "channel_join", "user": "U1", "text": "has joined", "ts": "1.0"}`,
			said("U1", "The checkout is down &amp; nobody can pay: <https://shop.example/cart|the cart>", at(5, 9, 0), ""),
			said("B1", "Everything is down, the site does not open", at(5, 9, 1), ""),
			said("U7", "On it, <@U1>", at(5, 9, 12), fmt.Sprintf(`, "thread_ts": "%d.000100"`, at(5, 9, 0).Unix())),
		}, ",") + "]",
		"romashka/2026-10-06.json": "[" + said("U1", "How do I export the orders of a month?", at(6, 9, 0), "") + "]",
	})
	got := tickets(t, path, "U7")
	want(t, got,
		short{"Maria", desk.Incident, at(5, 9, 0), at(5, 9, 12), at(5, 9, 12)},
		short{"Maria", desk.InformationRequest, at(6, 9, 0), time.Time{}, time.Time{}},
	)
	if !strings.Contains(got[0].Text, "down & nobody can pay: the cart") {
		t.Errorf("the words are %q", got[0].Text)
	}
}

func TestATableOfAnotherDeskIsRead(t *testing.T) {
	t.Parallel()
	got := tickets(t, file(t, "old.csv", "\ufeffНомер;Тема;Создана;Первый ответ;Решена;Приоритет\r\n"+
		"17;\"Не работает касса; все стоят\";05.10.2026 10:00;05.10.2026 10:30;05.10.2026 12:00;P1\r\n"+
		"18;Как выгрузить заказы за месяц?;2026-10-06 10:00;;;\r\n"))
	want(t, got,
		short{"", desk.Incident, at(5, 10, 0), at(5, 10, 30), at(5, 12, 0)},
		short{"", desk.InformationRequest, at(6, 10, 0), time.Time{}, time.Time{}},
	)
	if got[0].Priority != desk.P1 || got[0].Place != "17" {
		t.Errorf("it is %s of priority %s", got[0].Place, got[0].Priority)
	}
}

func TestRowsThatCannotBeReadAreNamed(t *testing.T) {
	t.Parallel()
	past, err := replay.Read(file(t, "old.csv", "id,opened,resolved\n1,2026-10-05 10:00,\n2,soon,\n3,,\n4,2026-10-05 10:00,2026-10-04 10:00\n"), moscow)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{
		`line 3: opened: "soon" is no time like 2026-10-05 14:30`, "line 4: opened is empty", "line 5: it was answered or resolved before it was opened",
	}, past.Unread); diff != "" || len(past.Tickets) != 1 {
		t.Errorf("%d tickets; not read (-want +got):\n%s", len(past.Tickets), diff)
	}
}

func TestAFileThatIsNoExportIsRefused(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"empty": "", "half a file": telegram[:400], "another object": `{"a": 1}`, "a list": `[1, 2]`,
		"a table without times": "a,b\n1,2\n", "a broken archive": "PK\x03\x04 and no more",
	} {
		if _, err := replay.Read(file(t, "x", content), moscow); !errors.Is(err, replay.ErrFormat) {
			t.Errorf("%s: %v, want that the format is not known", name, err)
		}
	}
	if _, err := replay.Read(archive(t, map[string]string{"readme.txt": "hi"}), moscow); !errors.Is(err, replay.ErrFormat) {
		t.Errorf("an archive of something else: %v", err)
	}
	past, err := replay.Read(archive(t, map[string]string{"a/2026-10-05.json": "[{", "b/2026-10-05.json": `[{"type":"message","ts":"soon"}]`}), moscow)
	if err != nil || len(past.Unread) != 2 {
		t.Errorf("of two broken days %q are named, %v", past.Unread, err)
	}
}

// A conversation is answered no earlier than it is opened and resolved no earlier
// than it is answered.
func FuzzConversations(f *testing.F) {
	f.Add([]byte("\x00\x01\x10\x02\x80\x03\xff\x00"))
	words := []string{"", "Касса не работает", "спасибо!", "Добавьте баннер на главную", "смотрю", "The site is down", "ок", "Как сделать возврат?"}
	reader := model(f)
	f.Fuzz(func(t *testing.T, moves []byte) {
		past := &replay.Past{Chats: []*replay.OldChat{{Name: "chat"}}}
		now := at(5, 0, 0)
		for i := 0; i+1 < len(moves) && i < 200; i += 2 {
			now = now.Add(time.Duration(moves[i]) * 15 * time.Minute)
			m := replay.OldMessage{ID: fmt.Sprint(i), At: now, Account: fmt.Sprint(moves[i+1] % 4), Text: words[moves[i+1]/4%8]}
			if moves[i+1]&128 > 0 && i >= 2 {
				m.Answers = fmt.Sprint(i - 2)
			}
			past.Chats[0].Messages = append(past.Chats[0].Messages, m)
		}
		for _, got := range past.Conversations(replay.AnswerersOf("0"), reader) {
			if !got.AnsweredAt.IsZero() && got.AnsweredAt.Before(got.OpenedAt) || !got.ResolvedAt.IsZero() && (got.AnsweredAt.IsZero() || got.ResolvedAt.Before(got.AnsweredAt)) {
				t.Errorf("it was opened %s, answered %s, resolved %s", got.OpenedAt, got.AnsweredAt, got.ResolvedAt)
			}
			if got.Type == desk.NoRequest || !got.Priority.Valid() || got.Requester != "" {
				t.Errorf("a ticket of %s, priority %d", got.Type, got.Priority)
			}
		}
	})
}

func BenchmarkConversations(b *testing.B) {
	reader := model(b)
	past := &replay.Past{Chats: []*replay.OldChat{{Name: "chat"}}}
	for i := range 100_000 {
		past.Chats[0].Messages = append(past.Chats[0].Messages, replay.OldMessage{
			ID: fmt.Sprint(i), Account: fmt.Sprint(i % 7), At: at(5, 0, 0).Add(time.Duration(i) * 5 * time.Minute),
			Text: []string{"Касса не пробивает чеки, очередь стоит", "Смотрю, вернусь через минуту", "Добавьте, пожалуйста, баннер на главную к пятнице"}[i%3],
		})
	}
	for b.Loop() {
		past.Conversations(replay.AnswerersOf("0"), reader)
	}
}

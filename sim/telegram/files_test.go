package telegram_test

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	simtelegram "vakhta/sim/telegram"
)

// client returns the real client library, talking to the server over a socket.
func client(t testing.TB, srv *simtelegram.Server) (*bot.Bot, string) {
	t.Helper()
	web := httptest.NewServer(srv)
	t.Cleanup(web.Close)
	plain := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	b, err := bot.New(srv.Token(), bot.WithServerURL(web.URL), bot.WithHTTPClient(0, plain))
	if err != nil {
		t.Fatal(err)
	}
	return b, web.URL
}

func picture(t testing.TB, width, height int) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return &b
}

func TestTheRealClientTalksToTheServer(t *testing.T) {
	srv, anna := scene(t)
	b, _ := client(t, srv)
	sent, err := b.SendMessage(t.Context(), &bot.SendMessageParams{
		ChatID: anna.ID, Text: "<b>ROM-1</b>", ParseMode: models.ParseModeHTML,
		ReplyMarkup: &models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{{{Text: "Take", CallbackData: "ack:ROM-1"}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	press := ok[*simtelegram.Press](t)(anna.Presses(anna.Chat().Last(), "Take"))
	if _, err := b.AnswerCallbackQuery(t.Context(), &bot.AnswerCallbackQueryParams{CallbackQueryID: press.ID, Text: "Taken"}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.EditMessageText(t.Context(), &bot.EditMessageTextParams{ChatID: anna.ID, MessageID: sent.ID, Text: "done"}); err != nil {
		t.Fatal(err)
	}
	if seen := anna.Chat().Last(); seen.Text != "done" || len(seen.Keyboard) != 0 {
		t.Errorf("Anna sees %+v", seen)
	}
	if v := srv.Violations(); len(v) > 0 {
		t.Error(v)
	}
}

func TestAnAlbumIsSeveralMessagesOfOneGroup(t *testing.T) {
	srv, anna := scene(t)
	b, _ := client(t, srv)
	sent, err := b.SendMediaGroup(t.Context(), &bot.SendMediaGroupParams{ChatID: anna.ID, Media: []models.InputMedia{
		&models.InputMediaDocument{Media: "attach://a", MediaAttachment: strings.NewReader("xlsx"), Caption: "report"},
		&models.InputMediaDocument{Media: "attach://b", MediaAttachment: strings.NewReader("pdf")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	seen := anna.Chat().FromBot()
	if len(sent) != 2 || len(seen) != 2 || seen[0].Album == "" || seen[0].Album != seen[1].Album || seen[0].Text != "report" || seen[1].File.Size != 3 {
		t.Errorf("Anna sees %+v", seen)
	}
	document, photo := params{"type": "document", "media": seen[0].File.ID}, params{"type": "photo", "media": "x"}
	many := make([]params, 11)
	for name, tt := range map[string]struct {
		media any
		want  string
	}{
		"nothing":           {[]params{}, "Bad Request: there are no messages to send"},
		"eleven":            {many, "Bad Request: too many messages to send as an album"},
		"mixed":             {[]params{document, photo}, "Bad Request: document can't be mixed with other media types"},
		"a file of nowhere": {[]params{photo}, "Bad Request: wrong file identifier/HTTP URL specified"},
		"a voice":           {[]params{{"type": "voice"}}, "Bad Request: type of the media is not allowed in an album"},
	} {
		if got := call(t, srv, "sendMediaGroup", params{"chat_id": 6001, "media": tt.media}); got.Description != tt.want {
			t.Errorf("%s: %q, want %q", name, got.Description, tt.want)
		}
	}
	result(t, srv, "sendMediaGroup", params{"chat_id": 6001, "media": []params{document}}, nil)
	if m := anna.Chat().Last(); m.Album != "" || m.Kind != "document" {
		t.Errorf("an album of one is %+v", m)
	}
}

func TestAPhotoIsCheckedAndComesInTwoSizes(t *testing.T) {
	srv, anna := scene(t)
	b, _ := client(t, srv)
	photo := func(data io.Reader) error {
		_, err := b.SendPhoto(t.Context(), &bot.SendPhotoParams{ChatID: anna.ID, Caption: "chart", Photo: &models.InputFileUpload{Filename: "c.png", Data: data}})
		return err
	}
	if err := photo(picture(t, 640, 480)); err != nil {
		t.Fatal(err)
	}
	if m := anna.Chat().Last(); m.Kind != "photo" || m.Text != "chart" || m.File.Width != 640 {
		t.Errorf("Anna sees %+v", m)
	}
	for want, data := range map[string]io.Reader{
		"bad request, Bad Request: PHOTO_INVALID_DIMENSIONS": picture(t, 500, 2),
		"bad request, Bad Request: IMAGE_PROCESS_FAILED":     strings.NewReader("no picture"),
		"bad request, Bad Request: file must be non-empty":   strings.NewReader(""),
	} {
		if err := photo(data); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestAPersonsFileCanBeDownloadedWithoutItsName(t *testing.T) {
	srv, anna := scene(t)
	b, url := client(t, srv)
	sent := ok[simtelegram.Message](t)(anna.SendsDocument(6001, "log", "till.log", "text/plain", []byte("error 7")))
	expect(t, srv, "message", `"file_name":"till.log"`, `"mime_type":"text/plain"`, `"caption":"log"`)
	f, err := b.GetFile(t.Context(), &bot.GetFileParams{FileID: sent.File.ID})
	if err != nil {
		t.Fatal(err)
	}
	if link := b.FileDownloadLink(f); get(t, link) != "error 7" {
		t.Errorf("%s is %q", link, get(t, link))
	}
	if data, name, _, found := srv.File(sent.File.ID); !found || name != "till.log" || string(data) != "error 7" {
		t.Errorf("the page gets %q called %s", data, name)
	}
	if got := get(t, url+"/file/bot"+srv.Token()+"/documents/none"); !strings.Contains(got, "Not Found") {
		t.Errorf("a file that is none is %q", got)
	}
	refused(t, srv, "getFile", params{"file_id": "x"}, "Bad Request: invalid file_id")
	big := ok[simtelegram.Message](t)(anna.SendsDocument(6001, "", "dump", "", make([]byte, 20<<20+1)))
	refused(t, srv, "getFile", params{"file_id": big.File.ID}, "Bad Request: file is too big")
}

func get(t testing.TB, url string) string {
	t.Helper()
	plain := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	r, err := plain.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestACopyCarriesTheContentAndAForwardItsOrigin(t *testing.T) {
	srv, anna := scene(t)
	photo := ok[simtelegram.Message](t)(anna.SendsPhoto(6001, "see", "album"))
	from := params{"chat_id": -50, "from_chat_id": 6001, "message_id": photo.ID}
	result(t, srv, "copyMessage", from, nil)
	copied := srv.Chat(-50).Last()
	result(t, srv, "forwardMessage", from, nil)
	forwarded := srv.Chat(-50).Last()
	if copied.Forwarded || copied.Text != "see" || copied.File.ID != photo.File.ID || !forwarded.Forwarded {
		t.Errorf("copied %+v, forwarded %+v", copied, forwarded)
	}
	secret := ok[simtelegram.Message](t)(anna.Posts(6001, simtelegram.Post{Text: "x", Protected: true}))
	topic := openTopic(t, srv, "x")
	for _, tt := range []struct {
		method   string
		chat     int64
		id       int
		expected string
	}{
		{"copyMessage", 6001, 999, "Bad Request: message to copy not found"},
		{"forwardMessage", 6001, 999, "Bad Request: message to forward not found"},
		{"forwardMessage", 6001, secret.ID, "Bad Request: message can't be forwarded"},
		{"copyMessage", forum, topic, "Bad Request: message can't be copied"},
		{"copyMessage", 9999, 1, "Bad Request: chat not found"},
	} {
		refused(t, srv, tt.method, params{"chat_id": -50, "from_chat_id": tt.chat, "message_id": tt.id}, tt.expected)
	}
	result(t, srv, "sendChatAction", params{"chat_id": -50, "action": "typing"}, nil)
	refused(t, srv, "sendChatAction", params{"chat_id": -50, "action": "dancing"}, "Bad Request: wrong parameter action in request")
}

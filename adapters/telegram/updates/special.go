package updates

import (
	"fmt"
	"net/url"
	"strings"

	"vakhta/desk"
)

// A venue is a named place.
type venue struct {
	Location location `json:"location"`
	Title    string   `json:"title"`
	Address  string   `json:"address"`
}

// as returns a place as a file of the desk, whose link opens a map.
func (l location) as(kind, name string) desk.File {
	at := url.Values{"mlat": {fmt.Sprintf("%.5f", l.Latitude)}, "mlon": {fmt.Sprintf("%.5f", l.Longitude)}}
	return desk.File{Kind: kind, Name: name, URL: "https://www.openstreetmap.org/?" + at.Encode()}
}

// A story is somebody's story that was forwarded. A bot gets only its address.
type story struct {
	ID   int64 `json:"id"`
	Chat struct {
		Title    string `json:"title"`
		First    string `json:"first_name"`
		Username string `json:"username"`
	} `json:"chat"`
}

func (s story) as() desk.File {
	f := desk.File{Kind: "story", Name: join(" ", s.Chat.Title, s.Chat.First)}
	if s.Chat.Username != "" {
		f.URL = fmt.Sprintf("https://t.me/%s/s/%d", s.Chat.Username, s.ID)
	}
	return f
}

// spoken is what can be said in words completely.
type spoken struct {
	Poll *struct {
		Question string `json:"question"`
		Options  []struct {
			Text string `json:"text"`
		} `json:"options"`
	} `json:"poll"`
	Checklist *struct {
		Title string `json:"title"`
		Tasks []struct {
			Text string `json:"text"`
			Done int64  `json:"completion_date"`
		} `json:"tasks"`
	} `json:"checklist"`
	Dice *struct {
		Emoji string `json:"emoji"`
		Value int    `json:"value"`
	} `json:"dice"`
	Game *struct {
		Title string `json:"title"`
		About string `json:"description"`
	} `json:"game"`
	Invoice *struct {
		Title string `json:"title"`
		About string `json:"description"`
	} `json:"invoice"`
}

// words returns it in words, one option or task a line; "" if there is none.
func (s spoken) words() string {
	var lines []string
	switch {
	case s.Poll != nil:
		lines = append(lines, "📊 "+s.Poll.Question)
		for _, o := range s.Poll.Options {
			lines = append(lines, "• "+o.Text)
		}
	case s.Checklist != nil:
		lines = append(lines, "🗒 "+s.Checklist.Title)
		for _, t := range s.Checklist.Tasks {
			lines = append(lines, map[bool]string{false: "☐ ", true: "☑ "}[t.Done != 0]+t.Text)
		}
	case s.Dice != nil:
		lines = append(lines, fmt.Sprintf("%s %d", s.Dice.Emoji, s.Dice.Value))
	case s.Game != nil:
		lines = append(lines, "🎮 "+join("\n", s.Game.Title, s.Game.About))
	case s.Invoice != nil:
		lines = append(lines, "🧾 "+join("\n", s.Invoice.Title, s.Invoice.About))
	}
	return strings.Join(lines, "\n")
}

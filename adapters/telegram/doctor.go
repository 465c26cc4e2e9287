package telegram

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vakhta/adapters/telegram/botapi"
	"vakhta/desk"
)

// me is who the bot is.
type me struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
	ReadsAll bool   `json:"can_read_all_group_messages"`
}

// takeToken says what to do about a token that Telegram refuses.
const takeToken = "take the token from BotFather again and put it into TELEGRAM_BOT_TOKEN"

// Refused reports whether Telegram refuses the token, and what to do then.
func (a *Adapter) Refused(ctx context.Context) (desk.Finding, bool) {
	err := a.ask(ctx, "getMe", nil, nil)
	return desk.Finding{What: fmt.Sprintf("Telegram: %v", err), Fix: takeToken}, errors.Is(err, desk.ErrUnauthorized)
}

// Ping asks Telegram who the bot is.
func (a *Adapter) Ping(ctx context.Context) error { return a.ask(ctx, "getMe", nil, nil) }

// Check checks what the desk needs from Telegram: the token, and in each chat
// of desk.yaml that the bot is there and has its rights.
func (a *Adapter) Check(ctx context.Context, d *desk.Desk) []desk.Finding {
	var bot me
	if err := a.ask(ctx, "getMe", nil, &bot); err != nil {
		fix := "see that the server answers: " + a.APIURL
		if errors.Is(err, desk.ErrUnauthorized) {
			fix = takeToken
		}
		return []desk.Finding{{What: "Telegram: " + err.Error(), Fix: fix}}
	}
	found := []desk.Finding{{OK: true, What: "Telegram knows the bot as @" + bot.Username}}
	found = append(found, a.checkChats(ctx, bot, d)...)
	for _, m := range d.People {
		if !m.Account(desk.Telegram).IsZero() {
			found = append(found, a.checkPerson(ctx, bot, m))
		}
	}
	slices.SortStableFunc(found[1:], func(x, y desk.Finding) int { return strings.Compare(x.What, y.What) })
	return found
}

// Rights checks what the bot may do in the chats of desk.yaml.
func (a *Adapter) Rights(ctx context.Context, d *desk.Desk) []desk.Finding {
	var bot me
	if err := a.ask(ctx, "getMe", nil, &bot); err != nil {
		return nil // nothing is known
	}
	return a.checkChats(ctx, bot, d)
}

func (a *Adapter) checkChats(ctx context.Context, bot me, d *desk.Desk) (found []desk.Finding) {
	for _, c := range chatsOf(d) {
		found = append(found, a.checkChat(ctx, bot, c))
	}
	return found
}

// A checked chat is one of desk.yaml, with what the bot has to do there.
type checked struct {
	desk.Address
	hearsAll bool // it must see all messages, not only those addressed to it
	topics   bool // tickets get topics if the chat has them
}

// chatsOf lists the Telegram chats of desk.yaml. In a line's channel the bot
// needs all messages, because engineers do not mention it.
func chatsOf(d *desk.Desk) []checked {
	var all []checked
	for _, t := range d.Teams {
		if t.Channel.Platform == desk.Telegram {
			all = append(all, checked{t.Channel, true, t.Channel.Thread == ""})
		}
	}
	for _, p := range d.Projects {
		for _, c := range p.Chats {
			if c.Chat.Platform == desk.Telegram {
				all = append(all, checked{c.Chat, c.Intake == desk.IntakeAll, false})
			}
		}
	}
	return all
}

// checkChat checks one chat and reports the first thing that is missing.
func (a *Adapter) checkChat(ctx context.Context, bot me, c checked) desk.Finding {
	var about struct {
		Title   string `json:"title"`
		IsForum bool   `json:"is_forum"`
	}
	var standing struct {
		Status       string `json:"status"`
		ManageTopics bool   `json:"can_manage_topics"`
	}
	name := "Telegram chat " + c.Chat
	of := func(lack desk.Lack) desk.Right {
		return desk.Right{In: c.Root(), Name: about.Title, Lack: lack, IsBot: "@" + bot.Username}
	}
	absent := func(err error) desk.Right {
		if send, ok := errors.AsType[*desk.SendError](err); ok && send.Fate == desk.Refused {
			return of(desk.LackAbsent)
		}
		return of("") // it is not known
	}
	if err := a.ask(ctx, "getChat", map[string]any{"chat_id": c.Chat}, &about); err != nil {
		fix := "add @" + bot.Username + " to the group, or correct its id in desk.yaml; /whoami in the group tells it"
		return desk.Finding{What: name + ": " + err.Error(), Fix: fix, Of: absent(err)}
	}
	name += fmt.Sprintf(" (%s)", about.Title)
	if err := a.ask(ctx, "getChatMember", map[string]any{"chat_id": c.Chat, "user_id": bot.ID}, &standing); err != nil {
		return desk.Finding{What: name + ": " + err.Error(), Fix: "add @" + bot.Username + " to the group", Of: absent(err)}
	}
	leads := standing.Status == "administrator" || standing.Status == "creator"
	switch {
	case !leads && standing.Status != "member":
		return desk.Finding{What: name + ": the bot is " + standing.Status, Fix: "add @" + bot.Username + " to the group and let it write", Of: of(desk.LackAbsent)}
	case c.topics && about.IsForum && !standing.ManageTopics:
		return desk.Finding{What: name + ": the bot may not open topics for tickets", Fix: "make it an administrator who may manage topics", Of: of(desk.LackTopics)}
	case c.hearsAll && !leads && !bot.ReadsAll:
		fix := "make it an administrator, or turn its privacy off in BotFather and add it anew"
		return desk.Finding{What: name + ": the bot receives only messages addressed to it", Fix: fix, Of: of(desk.LackPrivacy)}
	}
	return desk.Finding{OK: true, What: name + ": the bot may work there", Of: of("")}
}

// checkPerson checks whether the bot can write to somebody, because it may not
// begin.
func (a *Adapter) checkPerson(ctx context.Context, bot me, m *desk.Member) desk.Finding {
	name := "Telegram user " + m.Handle
	if err := a.ask(ctx, "getChat", map[string]any{"chat_id": m.Account(desk.Telegram).ID}, &struct{}{}); err != nil {
		return desk.Finding{What: name + ": " + err.Error(), Fix: "ask them to open https://t.me/" + bot.Username + " and press Start"}
	}
	return desk.Finding{OK: true, What: name + ": can be written to"}
}

// ask makes a call that changes nothing.
func (a *Adapter) ask(ctx context.Context, method string, params map[string]any, result any) error {
	if params == nil {
		params = map[string]any{}
	}
	err := botapi.Within(ctx, func(ctx context.Context) error { return a.calls.Call(ctx, method, params, result) })
	if err != nil {
		return a.failed(method, err)
	}
	return nil
}

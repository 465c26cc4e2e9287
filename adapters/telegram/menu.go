package telegram

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"vakhta/adapters/intake"
	"vakhta/adapters/telegram/botapi"
	"vakhta/cards"
	"vakhta/desk"
	"vakhta/locales"
	"vakhta/notice"
)

// A menu is the commands that are offered somewhere.
type menu struct {
	where models.BotCommandScope
	who   notice.Help
}

// SetCommands has Telegram offer everybody the commands they may give, in their
// language. Telegram keeps them: those who cannot be reached now are left out.
func (a *Adapter) SetCommands(ctx context.Context, d *desk.Desk) {
	for _, m := range menus(d) {
		for _, lang := range append(locales.All(), "") {
			words := lang
			if lang == "" {
				words = d.Locale // of those whose client speaks neither
			}
			p := &bot.SetMyCommandsParams{Commands: entries(words, m.who), Scope: m.where, LanguageCode: string(lang)}
			if !a.offer(ctx, p) {
				break
			}
		}
	}
}

// offer sets one menu, when Telegram can be reached; false: there is no such
// chat to set it in.
func (a *Adapter) offer(ctx context.Context, p *bot.SetMyCommandsParams) bool {
	for ctx.Err() == nil {
		err := botapi.Within(ctx, func(ctx context.Context) error {
			_, err := a.api.SetMyCommands(ctx, p)
			return err
		})
		if err == nil {
			return true
		}
		send := a.failed("set the commands", err)
		if send.Fate == desk.Refused {
			if !errors.Is(send, desk.ErrChatGone) {
				a.Log.WarnContext(ctx, "telegram: set the commands", "error", send)
			}
			return false
		}
		intake.Pause(ctx, a.Clock, max(send.After, patience))
	}
	return false
}

// patience is how long Telegram is left alone that could not set a menu.
const patience = 10 * time.Second

// menus lists who is offered what: everybody a requester's commands, a line's
// channel the engineers', and managers, engineers and admins theirs in private.
func menus(d *desk.Desk) []menu {
	all := []menu{
		{&models.BotCommandScopeAllPrivateChats{}, notice.Help{}},
		{&models.BotCommandScopeAllGroupChats{}, notice.Help{}},
	}
	for _, t := range d.Teams {
		if chat, _, err := place(t.Channel); err == nil {
			all = append(all, menu{&models.BotCommandScopeChat{ChatID: chat}, notice.Help{Engineer: true}})
		}
	}
	for _, m := range d.People {
		chat, err := strconv.ParseInt(m.Account(desk.Telegram).ID, 10, 64)
		if who := roles(d, m); err == nil && who != (notice.Help{}) {
			all = append(all, menu{&models.BotCommandScopeChat{ChatID: chat}, who})
		}
	}
	return all
}

// roles are those of desk.yaml. Who joined by an invitation is offered a
// requester's commands and may give their own all the same.
func roles(d *desk.Desk, m *desk.Member) notice.Help {
	who := notice.Help{Admin: m.Admin, Manager: m.Admin}
	for _, p := range d.Projects {
		who.Engineer = who.Engineer || slices.Contains(d.Engineers(p), m.Handle)
		who.Manager = who.Manager || slices.Contains(p.Managers, m.Handle)
	}
	return who
}

// entries are the lines of a menu: what to write, and what it does.
func entries(l desk.Locale, who notice.Help) []models.BotCommand {
	var all []models.BotCommand
	for _, c := range cards.Commands(l, who) {
		about := c.About
		if c.Usage != "" {
			about = c.Usage + " — " + about
		}
		all = append(all, models.BotCommand{Command: c.Name, Description: about})
	}
	return all
}

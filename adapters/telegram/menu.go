package telegram

import (
	"context"
	"errors"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"vakhta/adapters/intake"
	"vakhta/adapters/telegram/botapi"
	"vakhta/desk"
)

// SetCommands sets the command menus in Telegram, in each language. Telegram
// stores them; chats that cannot be reached now are left out.
func (a *Adapter) SetCommands(ctx context.Context, menus []desk.CommandMenu) {
	for _, m := range menus {
		for _, where := range scopes(m.Where) {
			a.offerAll(ctx, m, where)
		}
	}
}

// offerAll sets a menu in every language.
func (a *Adapter) offerAll(ctx context.Context, m desk.CommandMenu, where models.BotCommandScope) {
	for lang, commands := range m.Commands {
		if !a.offer(ctx, &bot.SetMyCommandsParams{Commands: entries(commands), Scope: where, LanguageCode: string(lang)}) {
			return
		}
	}
	a.offer(ctx, &bot.SetMyCommandsParams{Commands: entries(m.Commands[m.Otherwise]), Scope: where})
}

// scopes returns Telegram's scopes for where a menu is offered, none for a chat
// of another messenger.
func scopes(where desk.Address) []models.BotCommandScope {
	if where.IsZero() {
		return []models.BotCommandScope{&models.BotCommandScopeAllPrivateChats{}, &models.BotCommandScopeAllGroupChats{}}
	}
	chat, _, err := place(where)
	if err != nil {
		return nil
	}
	return []models.BotCommandScope{&models.BotCommandScopeChat{ChatID: chat}}
}

// offer sets one menu, waiting until Telegram can be reached, and returns false
// if there is no such chat.
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

// patience is how long to wait after Telegram could not set a menu.
const patience = 10 * time.Second

// entries returns the lines of a menu: the command and what it does.
func entries(commands []desk.Command) []models.BotCommand {
	var all []models.BotCommand
	for _, c := range commands {
		about := c.About
		if c.Usage != "" {
			about = c.Usage + " — " + about
		}
		all = append(all, models.BotCommand{Command: c.Name, Description: about})
	}
	return all
}

package api

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"vakhta/sim/telegram/content"
	"vakhta/sim/telegram/request"
	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

// A scope says whom a menu of commands is for.
type scope struct {
	Type   string `json:"type"`
	ChatID int64  `json:"chat_id"`
	UserID int64  `json:"user_id"`
}

// A commandsKey identifies a menu: its scope and language.
type commandsKey struct {
	scope
	language string
}

// commandsKey reads scope and language. Menus are not merged: a menu for a
// language hides the one without.
func (a *API) commandsKey(q request.Request) (commandsKey, error) {
	key := commandsKey{scope{Type: "default"}, q.Text("language_code")}
	if n := len(key.language); n != 0 && n != 2 {
		return key, wire.BadRequest("invalid language code specified")
	}
	if _, err := content.Object(q, "scope", &key.scope); err != nil {
		return key, err
	}
	switch key.Type {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators":
		return key, nil
	case "chat", "chat_administrators", "chat_member":
		_, err := a.world.Access(key.ChatID)
		return key, err
	default:
		return key, wire.BadRequest("can't parse BotCommandScope: unsupported type specified")
	}
}

// setMyCommands replaces a whole menu. Names may have a slash.
func (a *API) setMyCommands(q request.Request) (any, error) {
	var menu []wire.BotCommand
	if _, err := content.Object(q, "commands", &menu); err != nil {
		return nil, err
	}
	key, err := a.commandsKey(q)
	if err != nil {
		return nil, err
	}
	if len(menu) > 100 {
		return nil, wire.BadRequest("BOT_COMMANDS_TOO_MUCH")
	}
	valid := regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	for i, c := range menu {
		menu[i].Command = strings.TrimPrefix(c.Command, "/")
		if !valid.MatchString(menu[i].Command) {
			return nil, wire.BadRequest("BOT_COMMAND_INVALID")
		}
		if n := utf8.RuneCountInString(c.Description); n < 1 || n > 256 {
			return nil, wire.BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	a.commands[key] = menu
	return true, nil
}

// getMyCommands returns the menu of exactly that scope and language, not the
// one that a person would see instead.
func (a *API) getMyCommands(q request.Request) (any, error) {
	key, err := a.commandsKey(q)
	if err != nil {
		return nil, err
	}
	return append([]wire.BotCommand{}, a.commands[key]...), nil
}

// deleteMyCommands succeeds even if there is no such menu.
func (a *API) deleteMyCommands(q request.Request) (any, error) {
	key, err := a.commandsKey(q)
	if err != nil {
		return nil, err
	}
	delete(a.commands, key)
	return true, nil
}

// Menu returns the menu that a person sees in a chat: that of the narrowest
// scope that has one, first in the person's language and then without one.
func (a *API) Menu(chat, user int64) ([]wire.BotCommand, error) {
	c := a.world.Chat(chat)
	if c == nil {
		return nil, fmt.Errorf("there is no chat %d", chat)
	}
	language := ""
	if p := a.world.Person(user); p != nil {
		language, _, _ = strings.Cut(p.LanguageCode, "-")
	}
	for _, sc := range scopes(c, user) {
		for _, l := range []string{language, ""} {
			if menu := a.commands[commandsKey{sc, l}]; len(menu) > 0 {
				return menu, nil
			}
		}
	}
	return nil, nil
}

// scopes returns those that apply, narrowest first.
func scopes(c *world.Chat, user int64) []scope {
	if c.Type == "private" {
		return []scope{{Type: "chat", ChatID: c.ID}, {Type: "all_private_chats"}, {Type: "default"}}
	}
	leads := c.Member(user).Status == world.Administrator || c.Member(user).Status == world.Creator
	all := []scope{{Type: "chat_member", ChatID: c.ID, UserID: user}}
	if leads {
		all = append(all, scope{Type: "chat_administrators", ChatID: c.ID})
	}
	all = append(all, scope{Type: "chat", ChatID: c.ID})
	if leads {
		all = append(all, scope{Type: "all_chat_administrators"})
	}
	return append(all, scope{Type: "all_group_chats"}, scope{Type: "default"})
}

package cast

import (
	"encoding/json"
	"fmt"
	"slices"

	"vakhta/sim/slack/screens"
	"vakhta/sim/slack/widgets"
)

// Presses presses a button of a message as it is now, by its action_id or
// label. It returns when the app has acknowledged.
func (p *Person) Presses(m Message, button string) error { return p.Selects(m, button, "") }

// Selects chooses an option, by its label or value, from a menu of a message as
// it is now. In a menu of people or channels the choice is an id.
func (p *Person) Selects(m Message, menu, choice string) error {
	now, err := p.stage.c.Space.Message(m.Channel, m.TS)
	if err != nil {
		return fmt.Errorf("%s looks for %q: %w", p.ID, menu, err)
	}
	return p.PressesLate(now, menu, choice)
}

// PressesLate presses a button of an earlier version of a message: the press
// was under way when the message changed.
func (p *Person) PressesLate(seen Message, name, choice string) error {
	if err := p.within(seen.Channel); err != nil {
		return err
	}
	channel, err := p.stage.c.Space.Channel(seen.Channel)
	if err != nil {
		return fmt.Errorf("press %q: %w", name, err)
	}
	action, err := p.action(seen.Blocks, name, choice)
	if err != nil {
		return fmt.Errorf("%s in %s at %s: %w", p.ID, seen.Channel, seen.TS, err)
	}
	container := map[string]any{"type": "message", "message_ts": seen.TS, "channel_id": seen.Channel, "is_ephemeral": false}
	if seen.ThreadTS != "" {
		container["thread_ts"] = seen.ThreadTS
	}
	link, _ := p.stage.responseURL(screens.ResponseURL{Channel: seen.Channel, User: p.ID, MessageTS: seen.TS, ThreadTS: seen.ThreadTS})
	_, err = p.interact(p.payload("block_actions"), action, map[string]any{
		"container": container, "channel": p.stage.channelPart(channel), "response_url": link,
		"message": p.stage.c.Space.WireMessage(seen, true),
	})
	return err
}

// PressesEphemeral presses a button of a message only this person sees. As with
// Slack, the payload then has no message.
func (p *Person) PressesEphemeral(e Ephemeral, name, choice string) error {
	channel, err := p.stage.c.Space.Channel(e.Channel)
	if err != nil {
		return fmt.Errorf("press %q: %w", name, err)
	}
	action, err := p.action(e.Blocks, name, choice)
	if err != nil {
		return fmt.Errorf("%s in an ephemeral message: %w", p.ID, err)
	}
	link, _ := p.stage.responseURL(screens.ResponseURL{Channel: e.Channel, User: p.ID, MessageTS: e.ID, ThreadTS: e.ThreadTS, Ephemeral: true})
	_, err = p.interact(p.payload("block_actions"), action, map[string]any{
		"container": map[string]any{"type": "message", "message_ts": e.ID, "channel_id": e.Channel, "is_ephemeral": true},
		"channel":   p.stage.channelPart(channel), "response_url": link,
	})
	return err
}

// PressesHome presses a button of the person's Home tab.
func (p *Person) PressesHome(name, choice string) error {
	home, ok := p.Home()
	if !ok {
		return fmt.Errorf("%s has no Home tab: %w", p.ID, widgets.ErrAbsent)
	}
	return p.pressesView(home, name, choice)
}

// PressesInModal presses a button, or chooses from a menu, of the open modal.
func (p *Person) PressesInModal(name, choice string) error {
	v, ok := p.Modal()
	if !ok {
		return fmt.Errorf("%s has no modal open: %w", p.ID, widgets.ErrAbsent)
	}
	return p.pressesView(v, name, choice)
}

func (p *Person) pressesView(v View, name, choice string) error {
	action, err := p.action(viewBlocks(v), name, choice)
	if err != nil {
		return fmt.Errorf("%s in view %s: %w", p.ID, v.ID, err)
	}
	delete(action, "state") // a view has its own
	_, err = p.interact(p.payload("block_actions"), action, map[string]any{
		"container": map[string]any{"type": "view", "view_id": v.ID},
		"view":      p.stage.c.Screens.Wire(v),
	})
	return err
}

// action returns the parts of a block_actions payload that come from blocks.
func (p *Person) action(blocks json.RawMessage, name, choice string) (map[string]any, error) {
	w, err := widgets.Find(blocks, name)
	if err != nil {
		return nil, err
	}
	action, err := w.Action(choice, p.stage.stamp())
	if err != nil {
		return nil, err
	}
	values := widgets.Initial(blocks)
	if _, stateful := values[w.BlockID][w.ActionID()]; stateful {
		state, err := w.State(choice)
		if err != nil {
			return nil, err
		}
		values[w.BlockID][w.ActionID()] = state
	}
	return map[string]any{"actions": []any{action}, "state": map[string]any{"values": values}}, nil
}

// viewBlocks returns the blocks of a view's body.
func viewBlocks(v View) json.RawMessage {
	var body struct {
		Blocks json.RawMessage `json:"blocks"`
	}
	if json.Unmarshal(v.Body, &body) != nil {
		return nil
	}
	return body.Blocks
}

// UsesShortcut starts one of the app's global shortcuts.
func (p *Person) UsesShortcut(callbackID string) error {
	if err := p.offered(callbackID); err != nil {
		return err
	}
	_, err := p.interact(p.payload("shortcut"), map[string]any{"callback_id": callbackID, "action_ts": p.stage.stamp()})
	return err
}

// offered returns an error if the app has no such shortcut.
func (p *Person) offered(callbackID string) error {
	if known := p.stage.c.Shortcuts; known != nil && !slices.Contains(known, callbackID) {
		return fmt.Errorf("the app has no shortcut %q: %w", callbackID, widgets.ErrAbsent)
	}
	return nil
}

// UsesMessageShortcut starts one of the app's shortcuts on a message.
func (p *Person) UsesMessageShortcut(m Message, callbackID string) error {
	if err := p.offered(callbackID); err != nil {
		return err
	}
	if err := p.within(m.Channel); err != nil {
		return err
	}
	channel, err := p.stage.c.Space.Channel(m.Channel)
	if err != nil {
		return fmt.Errorf("shortcut %q: %w", callbackID, err)
	}
	link, _ := p.stage.responseURL(screens.ResponseURL{Channel: m.Channel, User: p.ID, ThreadTS: m.ThreadTS})
	_, err = p.interact(p.payload("message_action"), map[string]any{
		"callback_id": callbackID, "action_ts": p.stage.stamp(), "message_ts": m.TS, "response_url": link,
		"channel": p.stage.channelPart(channel), "message": p.stage.c.Space.WireMessage(m, true),
	})
	return err
}

package telegram

import (
	"context"
	"fmt"

	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

// An Answer is what the bot showed the person who pressed: a toast, or an
// alert.
type Answer = world.Answer

// A Press is a button press that waits for the bot's answer.
type Press struct {
	ID      string
	By      int64
	Chat    int64
	Message int
	Data    string
	srv     *Server
	pressed *world.Press
}

// Presses presses a button of a message as it was when the snapshot was taken,
// found by its label or its callback data.
func (u *User) Presses(m Message, labelOrData string) (*Press, error) {
	b, ok := m.Button(labelOrData)
	if !ok {
		return nil, fmt.Errorf("message %d has no button %q, but %q", m.ID, labelOrData, m.Labels())
	}
	return u.PressesForged(m, b.Data)
}

// PressesForged sends callback data that no button has, as a modified client
// can.
func (u *User) PressesForged(m Message, data string) (press *Press, err error) {
	u.srv.change(func() {
		c := u.srv.world.Chat(m.Chat)
		if c == nil {
			err = fmt.Errorf("there is no chat %d", m.Chat)
			return
		}
		p, problem := u.srv.world.Press(c, u.ID, m.ID, wire.InlineButton{Text: data, CallbackData: data})
		if err = problem; err == nil {
			press = u.srv.press(p)
		}
	})
	return press, err
}

func (s *Server) press(p *world.Press) *Press {
	return &Press{ID: p.ID, By: p.By, Chat: p.Chat, Message: p.Message, Data: p.Button.CallbackData, srv: s, pressed: p}
}

// Done is closed when the bot has answered.
func (p *Press) Done() <-chan struct{} { return p.pressed.Done }

// Answer returns the bot's answer, if there is one yet.
func (p *Press) Answer() (Answer, bool) {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	if p.pressed.Answer == nil {
		return Answer{}, false
	}
	return *p.pressed.Answer, true
}

// Wait waits for the answer.
func (p *Press) Wait(ctx context.Context) (Answer, error) {
	select {
	case <-p.Done():
		a, _ := p.Answer()
		return a, nil
	case <-ctx.Done():
		return Answer{}, fmt.Errorf("press of %q is not answered: %w", p.Data, ctx.Err())
	}
}

// Unanswered returns the presses without an answer. A test expects none.
func (s *Server) Unanswered() []*Press {
	s.mu.Lock()
	defer s.mu.Unlock()
	var open []*Press
	for _, p := range s.world.Presses() {
		if p.Answer == nil {
			open = append(open, s.press(p))
		}
	}
	return open
}

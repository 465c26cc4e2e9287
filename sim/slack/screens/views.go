package screens

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"vakhta/sim/slack/ledger"
)

// View is a modal on somebody's screen, or their Home tab.
type View struct {
	ID, User, Hash string
	// Root is the first view of the stack, Previous the one below.
	Root, Previous string
	ExternalID     string
	Body           json.RawMessage
	// Values is what the person has filled in, by block id and action id.
	Values map[string]map[string]any
}

// OpenView shows a modal to the person of the trigger, replacing what was open.
func (s *Screens) OpenView(triggerID string, body json.RawMessage) (View, error) {
	defer s.Change()()
	user, err := s.spend(triggerID)
	if err != nil {
		return View{}, err
	}
	s.clear(user)
	return s.push(user, body)
}

// PushView puts a modal on top of the open one. Slack allows three.
func (s *Screens) PushView(triggerID string, body json.RawMessage) (View, error) {
	defer s.Change()()
	user, err := s.spend(triggerID)
	if err != nil {
		return View{}, err
	}
	if s.top(user) == nil {
		return View{}, ledger.RefusedError("not_found")
	}
	return s.push(user, body)
}

// StackView puts a modal on top of the open one as the answer to a submission,
// which needs no trigger.
func (s *Screens) StackView(user string, body json.RawMessage) (View, error) {
	defer s.Change()()
	return s.push(user, body)
}

func (s *Screens) push(user string, body json.RawMessage) (View, error) {
	const most = 3
	depth := 0
	for _, v := range s.views {
		if v.User == user {
			depth++
		}
	}
	if depth >= most {
		return View{}, ledger.RefusedError("push_limit_reached")
	}
	v := &View{ID: s.NextID("V"), User: user, Body: body, Hash: s.NextTS(), ExternalID: externalID(body)}
	v.Root = v.ID
	if below := s.top(user); below != nil {
		v.Root, v.Previous = below.Root, below.ID
	}
	if v.ExternalID != "" && slices.ContainsFunc(s.views, func(o *View) bool { return o.ExternalID == v.ExternalID }) {
		return View{}, ledger.RefusedError("duplicate_external_id")
	}
	s.views = append(s.views, v)
	return v.copy(), nil
}

// UpdateView replaces the body of an open view, found by its id or its external
// id. A hash prevents overwriting a newer version.
func (s *Screens) UpdateView(id, externalID, hash string, body json.RawMessage) (View, error) {
	defer s.Change()()
	for _, v := range s.views {
		if (id == "" || v.ID != id) && (externalID == "" || v.ExternalID != externalID) {
			continue
		}
		if hash != "" && hash != v.Hash {
			return View{}, ledger.RefusedError("hash_conflict")
		}
		v.Body, v.Hash = body, s.NextTS()
		return v.copy(), nil
	}
	return View{}, ledger.RefusedError("not_found")
}

// PublishHome shows a Home tab to one person.
func (s *Screens) PublishHome(user, hash string, body json.RawMessage) (View, error) {
	defer s.Change()()
	home, known := s.homes[user]
	if known && hash != "" && hash != home.Hash {
		return View{}, ledger.RefusedError("hash_conflict")
	}
	if !known {
		home.ID, home.User = s.NextID("V"), user
		home.Root = home.ID
	}
	home.Body, home.Hash = body, s.NextTS()
	s.homes[user] = home
	return home, nil
}

// Home returns the Home tab that a person sees, if one was published.
func (s *Screens) Home(user string) (View, bool) {
	defer s.Look()()
	home, ok := s.homes[user]
	return home, ok
}

// Modal returns the topmost modal on a person's screen.
func (s *Screens) Modal(user string) (View, bool) {
	defer s.Look()()
	if v := s.top(user); v != nil {
		return v.copy(), true
	}
	return View{}, false
}

// Modals returns every open modal, bottom first.
func (s *Screens) Modals() []View {
	defer s.Look()()
	var out []View
	for _, v := range s.views {
		out = append(out, v.copy())
	}
	return out
}

// FillView stores what a person typed into a view.
func (s *Screens) FillView(id string, values map[string]map[string]any) error {
	defer s.Change()()
	for _, v := range s.views {
		if v.ID == id {
			v.Values = maps.Clone(values)
			return nil
		}
	}
	return ledger.RefusedError("not_found")
}

// CloseView closes one view, or every view of its person.
func (s *Screens) CloseView(id string, all bool) {
	defer s.Change()()
	for _, v := range s.views {
		if v.ID == id && all {
			s.clear(v.User)
			return
		}
	}
	s.views = slices.DeleteFunc(s.views, func(v *View) bool { return v.ID == id })
}

func (s *Screens) clear(user string) {
	s.views = slices.DeleteFunc(s.views, func(v *View) bool { return v.User == user })
}

func (s *Screens) top(user string) *View {
	for _, v := range slices.Backward(s.views) {
		if v.User == user {
			return v
		}
	}
	return nil
}

func (v *View) copy() View {
	out := *v
	out.Values = maps.Clone(v.Values)
	return out
}

func externalID(body json.RawMessage) string {
	var view struct {
		ExternalID string `json:"external_id"`
	}
	if json.Unmarshal(body, &view) != nil {
		return ""
	}
	return view.ExternalID
}

// Wire returns a view as in views.* and view payloads.
func (s *Screens) Wire(v View) map[string]any {
	out := map[string]any{}
	if err := json.Unmarshal(v.Body, &out); err != nil {
		panic(fmt.Sprintf("screens: stored view %s is not an object: %v", v.ID, err))
	}
	for _, optional := range []string{"callback_id", "private_metadata", "external_id"} {
		if out[optional] == nil {
			out[optional] = ""
		}
	}
	values := v.Values
	if values == nil {
		values = map[string]map[string]any{}
	}
	out["id"], out["team_id"], out["hash"] = v.ID, s.App.TeamID, v.Hash
	out["app_id"], out["bot_id"], out["app_installed_team_id"] = s.App.AppID, s.App.BotID, s.App.TeamID
	out["root_view_id"], out["previous_view_id"] = v.Root, v.Previous
	out["state"] = map[string]any{"values": values}
	return out
}

package cast

import (
	"encoding/json"
	"fmt"
	"slices"

	"vakhta/sim/slack/blockkit"
	"vakhta/sim/slack/ledger"
	"vakhta/sim/slack/widgets"
)

// Submission is the outcome of a submitted modal: closed, changed into another
// view, or sent back with errors by block id.
type Submission struct {
	Errors map[string]string
	Closed bool
}

// submitted is an app's acknowledgement of a submission.
type submitted struct {
	Action string            `json:"response_action"`
	Errors map[string]string `json:"errors"`
	View   json.RawMessage   `json:"view"`
}

// SubmitsModal fills in the modal on top of the person's screen and submits it.
// Inputs are named by block id, action id or label. What the client itself
// would refuse never reaches the app.
func (p *Person) SubmitsModal(values map[string]string) (Submission, error) {
	v, ok := p.Modal()
	if !ok {
		return Submission{}, fmt.Errorf("%s has no modal open: %w", p.ID, widgets.ErrAbsent)
	}
	filled, err := widgets.Fill(viewBlocks(v), v.Values, values)
	if err != nil {
		return Submission{}, fmt.Errorf("%s fills in view %s: %w", p.ID, v.ID, err)
	}
	if err := p.stage.c.Screens.FillView(v.ID, filled); err != nil {
		return Submission{}, fmt.Errorf("%s fills in view %s: %w", p.ID, v.ID, err)
	}
	v.Values = filled
	answer, err := p.interact(p.payload("view_submission"), map[string]any{"view": p.stage.c.Screens.Wire(v), "response_urls": []any{}})
	if err != nil {
		return Submission{}, err
	}
	var said submitted
	if len(answer.Body) > 0 {
		if err := json.Unmarshal(answer.Body, &said); err != nil {
			return Submission{}, fmt.Errorf("the answer to a submission: %w", err)
		}
	}
	return p.obey(v, said)
}

// obey does what the app asked for after a submission. For an answer that it
// cannot follow, a client shows "we had some trouble connecting"; here that is
// an error and a violation.
func (p *Person) obey(v View, said submitted) (Submission, error) {
	switch said.Action {
	case "":
		p.stage.c.Screens.CloseView(v.ID, false)
		return Submission{Closed: true}, nil
	case "clear":
		p.stage.c.Screens.CloseView(v.ID, true)
		return Submission{Closed: true}, nil
	case "errors":
		known := widgets.Initial(viewBlocks(v))
		for block := range said.Errors {
			if known[block] == nil {
				return Submission{}, p.mistaken("errors name block %q, which is not in the view", block)
			}
		}
		if len(said.Errors) == 0 {
			return Submission{}, p.mistaken("response_action errors without errors")
		}
		return Submission{Errors: said.Errors}, nil
	case "update", "push":
		if found := blockkit.Modal(said.View); len(found) > 0 {
			return Submission{}, p.mistaken("view of response_action %s: %v", said.Action, blockkit.Sentences(found))
		}
		var err error
		if said.Action == "push" {
			_, err = p.stage.c.Screens.StackView(p.ID, said.View)
		} else {
			_, err = p.stage.c.Screens.UpdateView(v.ID, "", "", said.View)
		}
		if err != nil {
			return Submission{}, fmt.Errorf("response_action %s: %w", said.Action, err)
		}
		return Submission{}, nil
	}
	return Submission{}, p.mistaken("unknown response_action %q", said.Action)
}

// mistaken records a violation and returns it as an error.
func (p *Person) mistaken(format string, values ...any) error {
	p.stage.c.API.Violatef("view_submission: "+format, values...)
	return fmt.Errorf("view_submission: "+format+": %w", append(slices.Clone(values), ledger.RefusedError("invalid_response"))...)
}

// ClosesModal closes the view on top, or the whole stack, like the cross. The
// app is told only if the view asked for that.
func (p *Person) ClosesModal(all bool) error {
	v, ok := p.Modal()
	if !ok {
		return fmt.Errorf("%s has no modal open: %w", p.ID, widgets.ErrAbsent)
	}
	var wish struct {
		NotifyOnClose bool `json:"notify_on_close"`
	}
	if err := json.Unmarshal(v.Body, &wish); err != nil {
		return fmt.Errorf("view %s: %w", v.ID, err)
	}
	p.stage.c.Screens.CloseView(v.ID, all)
	if !wish.NotifyOnClose {
		return nil
	}
	closed := p.payload("view_closed")
	delete(closed, "trigger_id") // nothing may be opened after a close
	_, err := p.interact(closed, map[string]any{"view": p.stage.c.Screens.Wire(v), "is_cleared": all})
	return err
}

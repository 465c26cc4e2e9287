package pen

import (
	"strconv"

	"vakhta/history"
)

// alerted says what monitoring reported about a ticket.
func (p *Pen) alerted(e history.Activity) (text, words string) {
	switch event := e.(type) {
	case history.AlertFired:
		id := "happened.alert_fired"
		if event.Times >= history.Flapping {
			id = "happened.alert_flaps"
		}
		return p.Say(id, "N", event.Times), ""
	case history.AlertOver:
		if event.Left > 0 {
			return p.Say("happened.alert_over_left", "N", event.Left), ""
		}
		return p.Say("happened.alert_over"), ""
	case history.AlertJoined:
		return p.Say("happened.alert_joined"), event.Text
	case history.AlertHeld:
		id := "happened.alert_held"
		if event.Limited {
			id = "happened.alert_limited"
		}
		return p.Say(id, "At", p.Voice.When(event.Since, p.Now)), ""
	case history.AlertCalm:
		if event.Fires {
			return p.Say("happened.alert_calm_fires"), ""
		}
		return p.Say("happened.alert_calm"), ""
	default: // history.ShopTold
		return p.Say("happened.shop_told"), ""
	}
}

// silenced says what a monitoring system was told, or that it could not be.
func (p *Pen) silenced(e history.Silenced) string {
	why := p.Say("happened.no_answer")
	if e.Status > 0 {
		why = "HTTP " + strconv.Itoa(e.Status)
	}
	switch {
	case e.Failed && e.Off:
		return p.Say("happened.unsilence_failed", "Where", e.System, "Why", why)
	case e.Failed:
		return p.Say("happened.silence_failed", "Where", e.System, "Why", why)
	case e.Off:
		return p.Say("happened.unsilenced", "Where", e.System)
	case e.Until.IsZero():
		return p.Say("happened.acknowledged_there", "Where", e.System)
	default:
		return p.Say("happened.silenced", "Where", e.System, "At", p.Voice.When(e.Until, p.Now))
	}
}

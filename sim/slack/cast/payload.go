package cast

import (
	"fmt"
	"maps"

	"vakhta/sim/slack/delivery"
	"vakhta/sim/slack/screens"
	"vakhta/sim/slack/workspace"
)

// payload returns the fields that every interaction of a person has.
func (p *Person) payload(kind string) map[string]any {
	c := p.stage.c.Space.App
	user, err := p.stage.c.Space.User(p.ID)
	if err != nil {
		user = workspace.User{ID: p.ID}
	}
	return map[string]any{
		"type": kind, "token": "verification", "api_app_id": c.AppID, "is_enterprise_install": false, "enterprise": nil,
		"team":       map[string]any{"id": c.TeamID, "domain": c.TeamDomain},
		"user":       map[string]any{"id": user.ID, "username": user.Name, "name": user.Name, "team_id": user.TeamID},
		"trigger_id": p.stage.c.Screens.NewTrigger(p.ID),
	}
}

// channelPart returns a channel as payloads have it.
func (s *Stage) channelPart(c workspace.Channel) map[string]any {
	name := c.Name
	switch c.Kind {
	case workspace.Direct:
		name = "directmessage"
	case workspace.Private:
		name = "privategroup"
	case workspace.Public:
	}
	return map[string]any{"id": c.ID, "name": name}
}

// responseURL makes a url by which the app may answer an interaction.
func (s *Stage) responseURL(r screens.ResponseURL) (string, screens.ResponseURL) {
	r.ID = s.c.Screens.NewResponse(r)
	return s.c.Base() + "/response/" + r.ID, r
}

// interact sends an interaction and tells the person if the app did not accept
// it.
func (p *Person) interact(parts ...map[string]any) (delivery.Answer, error) {
	whole := map[string]any{}
	for _, part := range parts {
		maps.Copy(whole, part)
	}
	answer, err := p.stage.ask(delivery.Interactive, whole)
	if err != nil {
		return answer, fmt.Errorf("the app did not take %s's %v: %w", p.ID, whole["type"], err)
	}
	return answer, nil
}

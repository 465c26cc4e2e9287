package slack

import "slices"

// Calls returns every call the app made, in order.
func (s *Server) Calls() []Call { return s.api.Calls() }

// CallsOf returns the calls of one method.
func (s *Server) CallsOf(method string) []Call {
	return slices.DeleteFunc(s.api.Calls(), func(c Call) bool { return c.Method != method })
}

// Violations returns what the app did that Slack would accept or refuse, but
// that no careful app does: unknown methods, tokens in queries, replies to
// replies, oversize acknowledgements.
func (s *Server) Violations() []string {
	return append(s.api.Violations(), s.Sockets.Notes()...)
}

// AllowMention allows the app to mention these users or user groups.
func (s *Server) AllowMention(ids ...string) { s.api.AllowMention(ids...) }

// MentionViolations returns every live mention that was not allowed.
func (s *Server) MentionViolations() []string { return s.api.MentionViolations() }

// FailNext orders a fault for the next call of a method.
func (s *Server) FailNext(method string, f Fault) { s.api.FailNext(method, f) }

// HasData gives the workspace tables and charts (data_table, data_visualization), or
// takes them away; it has none at first.
func (s *Server) HasData(on bool) { s.api.HasData(on) }

// SpoilFiles makes the next downloads get a page instead of the bytes, and the
// next completed uploads be accepted but never shown; both happen.
func (s *Server) SpoilFiles(unready, unshared int) { s.api.SpoilFiles(unready, unshared) }

// DeleteFiles deletes all files, as their owners can.
func (s *Server) DeleteFiles() {
	for _, f := range s.space.Files() {
		_ = s.space.DeleteFile(f.ID) // it is there
	}
}

// LimitRates turns Slack's rate limits on or off; they are off at first.
func (s *Server) LimitRates(on bool) { s.api.Limit(on) }

// Outage takes the whole platform down for the app, or brings it back: calls
// get an HTML page, connections break, and nothing is delivered.
func (s *Server) Outage(on bool) {
	s.api.Outage(on)
	s.Post.Cut(on)
	if on {
		s.Sockets.Drop()
	}
}

// RevokeTokens revokes the installation: the app is told once, and every later
// call is refused.
func (s *Server) RevokeTokens() {
	s.space.Announce("tokens_revoked", map[string]any{"tokens": map[string]any{"oauth": []string{}, "bot": []string{s.config.BotUserID}}})
	s.api.Revoke("token_revoked")
}

// Uninstall removes the app from the workspace.
func (s *Server) Uninstall() {
	s.space.Announce("app_uninstalled", nil)
	s.api.Revoke("account_inactive")
}

// Reinstall makes the tokens valid again.
func (s *Server) Reinstall() { s.api.Revoke("") }

// Lost returns how many events Slack gave up on.
func (s *Server) Lost() int { return len(s.Post.Lost()) }

// Version counts changes of the workspace; between two equal results nothing
// happened.
func (s *Server) Version() uint64 { return s.ledger.Version() }

// Subscribe returns a channel with a signal after every change, and a function
// that ends the subscription.
func (s *Server) Subscribe() (<-chan struct{}, func()) { return s.ledger.Subscribe() }

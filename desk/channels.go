package desk

import "time"

// Channels are how people are called whom no messenger reaches.
type Channels struct {
	Email *EmailChannel // nil: not by e-mail
	Phone *PhoneChannel // nil: not by phone
}

// An EmailChannel is calls by e-mail.
type EmailChannel struct {
	From string // the sender's address
}

// A PhoneChannel is calls or short messages by a gateway that is asked over
// HTTP.
type PhoneChannel struct {
	// URL is what is asked. {phone}, {text}, {link}, {callback}, {language} and
	// {key}, the gateway's secret, are filled in, in the body as well.
	URL string
	// Body is posted as JSON if it begins with { or [, as a form otherwise;
	// "": the gateway is asked by GET.
	Body string
	// Success is a regular expression that the gateway's answer has to match; "":
	// its status decides alone.
	Success string
	// After is how long a person has to answer an e-mail before they are called
	// by phone.
	After time.Duration
}

// Further returns the accounts by which a person is called if one cannot be
// used, in order.
func (m *Member) Further(than Account) []Account {
	for i, a := range m.Accounts {
		if a == than {
			return m.Accounts[i+1:]
		}
	}
	return nil
}

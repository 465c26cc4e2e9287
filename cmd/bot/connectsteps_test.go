package main

import (
	"errors"
	"regexp"
)

var chatCode = regexp.MustCompile(`connect ([a-z2-7]{24})`)

// linksChat writes in a chat the code that somebody was told.
func (w *world) linksChat(who, place, teller string) error {
	p := w.people[teller]
	if p == nil {
		return errors.New("nobody is called " + teller)
	}
	code := chatCode.FindStringSubmatch(p.told)
	if code == nil {
		return errors.New(teller + " was told no code, but " + p.told)
	}
	return w.runs(who, place, "/connect "+code[1])
}

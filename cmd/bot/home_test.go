package main

import (
	"fmt"
	"strings"
)

// homeForms returns the steps with Slack's App Home.
func homeForms() []form {
	return []form{
		formOf(`(\w+) opens the app's Home`, func(w *world, m []string) error {
			err := w.people[m[1]].slack.OpensHome()
			w.pass(settleFor)
			return err
		}),
		formOf(`(\w+)'s Home (shows|hides) "(.+?)"`, func(w *world, m []string) error {
			home, _ := w.people[m[1]].slack.Home()
			if strings.Contains(string(home.Body), m[3]) != (m[2] == "shows") {
				return fmt.Errorf("the Home of %s is %s", m[1], home.Body)
			}
			return nil
		}),
		formOf(`(\w+) presses "(.+?)" in the app's Home`, func(w *world, m []string) error {
			err := w.people[m[1]].slack.PressesHome(m[2], "")
			w.pass(settleFor)
			return err
		}),
	}
}

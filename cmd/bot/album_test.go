package main

import (
	"fmt"
	"slices"
	"strconv"

	simslack "vakhta/sim/slack"
)

// answersWithFiles replies in a Slack thread with several files in one message.
func (w *world) answersWithFiles(who string, to seenAt, names []string, words string) error {
	m, err := w.find(to.place, to.words)
	if err != nil {
		return err
	}
	root := m.slack
	if root.ThreadTS != "" {
		root.TS = root.ThreadTS
	}
	var files []simslack.Upload
	for _, name := range names {
		files = append(files, simslack.Upload{Name: name, Bytes: script{name: name, size: -1}.data()})
	}
	_, err = w.people[who].slack.Shares(m.slack.Channel, words, &root, files...)
	w.pass(settleFor)
	return err
}

// hasAlbum fails unless the bot has posted so many files together: as one album on
// Telegram, as one message in Slack.
func (w *world) hasAlbum(place, number string) error {
	at, err := w.spot(place)
	if err != nil {
		return err
	}
	want, err := strconv.Atoi(number)
	if err != nil {
		return err
	}
	albums := map[string]int{}
	for _, m := range w.messages(at) {
		if m.slack.BotID != "" && len(m.slack.Files) > 0 {
			albums[m.slack.TS] = len(m.slack.Files)
		}
		if m.telegram.Bot && m.telegram.Album != "" {
			albums[m.telegram.Album]++
		}
	}
	var sizes []int
	for _, n := range albums {
		sizes = append(sizes, n)
	}
	if !slices.Contains(sizes, want) {
		return fmt.Errorf("%s has albums of %d files, want one of %d:\n%s", place, sizes, want, dump(w.messages(at)))
	}
	return nil
}

package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
	"vakhta/sim/telegram/faults"
	"vakhta/storage"
)

func (w *world) saysAsGroup(who, place, text string) error {
	p, at, err := w.playerAt(who, place)
	if err != nil {
		return err
	}
	_, err = p.telegram.Posts(at.telegram, simtelegram.Post{Text: text, Anonymous: true})
	w.pass(settleFor)
	return err
}

// sendsAlbum sends three pictures at once, of which the first has the words.
func (w *world) sendsAlbum(who, place, caption string) error {
	p, at, err := w.playerAt(who, place)
	for i := 0; i < 3 && err == nil; i++ {
		_, err = p.telegram.SendsPhoto(at.telegram, caption, "holiday")
		caption = ""
	}
	w.pass(settleFor)
	return err
}

// answersWithAlbum replies with three pictures at once, of which the first has the words.
func (w *world) answersWithAlbum(who, place, words, caption string) error {
	m, err := w.find(place, words)
	album := caption
	for i := 0; i < 3 && err == nil; i++ {
		_, err = w.people[who].telegram.Posts(m.telegram.Chat, simtelegram.Post{
			Text: caption, ReplyTo: m.telegram.ID, Album: album, File: &simtelegram.Upload{Kind: "photo", Name: "photo.png", MIME: "image/png", Data: []byte{0}},
		})
		caption = ""
	}
	w.pass(settleFor)
	return err
}

func (w *world) deletes(who, place, words string) error {
	m, err := w.find(place, words)
	if err != nil {
		return err
	}
	if m.slack.TS != "" {
		err = w.people[who].slack.Deletes(m.slack)
	} else {
		err = w.people[who].telegram.Deletes(m.telegram)
	}
	w.pass(settleFor)
	return err
}

// forges presses a button with data that the bot never drew, under the newest
// message of a chat.
func (w *world) forges(who, place, data string) error {
	p, at, err := w.playerAt(who, place)
	if err != nil {
		return err
	}
	press, err := p.telegram.PressesForged(w.telegram.Chat(at.telegram).Last(), data)
	if err != nil {
		return err
	}
	w.pass(settleFor)
	answer, _ := press.Answer()
	p.told = answer.Text
	return nil
}

// pressBoth makes two people press at the same instant. One of them is too
// late, and is told so.
func (w *world) pressBoth(one, other, place, words, button string) error {
	m, err := w.find(place, words)
	if err != nil {
		return err
	}
	first, second := w.people[one], w.people[other]
	first.told, second.told = "", ""
	heard := [2]int{len(first.slack.Ephemerals()), len(second.slack.Ephemerals())}
	done := make(chan error, 2)
	for _, p := range []*player{first, second} {
		go func() { done <- p.slack.PressesLate(m.slack, button, "") }()
	}
	w.pass(settleFor)
	if err := <-done; err != nil {
		return err
	}
	first.hear(heard[0])
	second.hear(heard[1])
	if first.told == second.told {
		return fmt.Errorf("both were told %q", first.told)
	}
	return <-done
}

// looksAt keeps a message as it is now, for a late press.
func (w *world) looksAt(who, place, words string) (err error) {
	w.people[who].saw, err = w.find(place, words)
	return err
}

func (w *world) pressesLate(who, button string) error {
	p := w.people[who]
	p.told = ""
	if p.saw.slack.TS == "" {
		press, err := p.telegram.Presses(p.saw.telegram, button)
		if err != nil {
			return err
		}
		w.pass(settleFor)
		answer, _ := press.Answer()
		p.told = answer.Text
		return nil
	}
	before := len(p.slack.Ephemerals())
	err := p.slack.PressesLate(p.saw.slack, button, "")
	w.pass(settleFor)
	p.hear(before)
	return err
}

// usesInvitation opens the newest link, or types the newest code, that a chat
// or the last private answer to somebody shows.
func (w *world) usesInvitation(who, from string) error {
	p := w.people[who]
	shown := ""
	if inviter := w.people[from]; inviter != nil {
		shown = inviter.told
	} else if m, err := w.find(from, "/desk start"); err == nil {
		shown = m.text
	}
	pattern := `/desk start (\w+)`
	if p.telegram != nil {
		pattern = `[?]start=(\w+)`
	}
	code := regexp.MustCompile(pattern).FindStringSubmatch(shown)
	if code == nil {
		return fmt.Errorf("%s shows no invitation, but %q", from, shown)
	}
	if p.telegram != nil {
		_, err := p.telegram.Start(code[1])
		w.pass(settleFor)
		return err
	}
	return w.runs(who, who+"'s Slack chat", "/start "+code[1])
}

func (w *world) deletesTopic(who, words string) error {
	m, err := w.find("the forum", words)
	if err != nil {
		return err
	}
	err = w.telegram.Chat(forumID).DeleteTopic(w.people[who].telegram, m.telegram.Thread)
	w.pass(settleFor)
	return err
}

// hasTopic looks for a topic of the forum by its name.
func (w *world) hasTopic(name string) error {
	var names []string
	for _, t := range w.telegram.Chat(forumID).Topics() {
		names = append(names, t.Name)
	}
	if !slices.Contains(names, name) {
		return fmt.Errorf("the forum has no topic %q, but %q", name, names)
	}
	return nil
}

// topicIs fails unless the newest topic of a name is closed, or open.
func (w *world) topicIs(name string, closed bool) error {
	for _, t := range slices.Backward(w.telegram.Chat(forumID).Topics()) {
		if t.Name != name {
			continue
		}
		if t.Closed != closed {
			return fmt.Errorf("the topic %q is closed: %t", name, t.Closed)
		}
		return nil
	}
	return w.hasTopic(name)
}

func (w *world) makesSupergroup(who string) error {
	_, err := w.telegram.Chat(oldGroupID).Migrate(w.people[who].telegram, newGroupID)
	w.pass(settleFor)
	return err
}

func (w *world) throwsOut(who, place string) error { return w.keepsBot(who, place, false) }

// letsBack undoes throwsOut.
func (w *world) letsBack(who, place string) error { return w.keepsBot(who, place, true) }

// keepsBot makes a chat one where the bot may write, or may not: a channel is
// archived for that, and from a group the bot is removed.
func (w *world) keepsBot(who, place string, keeps bool) error {
	p, at, err := w.playerAt(who, place)
	if err != nil {
		return err
	}
	switch {
	case at.slack != "" && keeps:
		err = w.slack.In(at.slack).Unarchive(p.slack.ID)
	case at.slack != "":
		err = w.slack.In(at.slack).Archive(p.slack.ID)
	case keeps:
		w.telegram.Chat(at.telegram).AddBot(p.telegram)
	default:
		w.telegram.Chat(at.telegram).KickBot(p.telegram)
	}
	w.pass(settleFor)
	return err
}

// slows makes a platform answer the next message that the desk posts slowly.
func (w *world) slows(platform, how string) error {
	d, err := time.ParseDuration(how)
	if platform == "Slack" {
		w.slack.FailNext("chat.postMessage", simslack.Fault{Slow: d})
	} else {
		w.telegram.FailNext("sendMessage", faults.Slow(d))
	}
	return err
}

// losesAnswer makes a platform post the next message of the desk and drop the
// answer.
func (w *world) losesAnswer(platform string) error {
	if platform == "Slack" {
		w.slack.FailNext("chat.postMessage", simslack.Fault{LoseAnswer: true})
	} else {
		w.telegram.FailNext("sendMessage", faults.DropAfter())
	}
	return nil
}

func (w *world) counts(place, words, times string) error {
	at, err := w.spot(place)
	if err != nil {
		return err
	}
	want, err := strconv.Atoi(times)
	if err != nil {
		return err
	}
	got := 0
	for _, m := range w.messages(at) {
		if strings.Contains(m.text, words) {
			got++
		}
	}
	if got != want {
		return fmt.Errorf("%s shows %q %d times:\n%s", place, words, got, dump(w.messages(at)))
	}
	return nil
}

// nothingInternalGotOut looks for every internal word of every ticket in all
// chats that customers read.
func (w *world) nothingInternalGotOut() {
	var secrets []string
	err := w.app.Services.Store.View(context.Background(), func(tx *storage.Tx) error {
		for code := range w.desk.Projects {
			for number := 1; ; number++ {
				t, err := tx.TicketByKey(context.Background(), desk.Key{Project: code, Number: number})
				if err != nil {
					break
				}
				words, err := tx.Utterances(context.Background(), t.ID)
				if err != nil {
					return err
				}
				for _, u := range words {
					copies, err := tx.Dispatches(context.Background(), t.ID, notice.WordsSlots(u.ID))
					if err != nil {
						return err
					}
					doubtful := slices.ContainsFunc(copies, storage.Dispatch.Doubtful) // the thread says so
					sentOn := slices.ContainsFunc(words, func(o desk.Utterance) bool { return o.FromDesk && !o.Internal && o.Text == u.Text })
					if u.Internal && u.Text != "" && !doubtful && !sentOn {
						secrets = append(secrets, u.Text)
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		w.t.Error(err)
	}
	for _, place := range []string{
		"maria's chat", "lena's chat", "stranger's chat", "john's Slack chat",
		"the group", "the old group", "the supergroup", "#romashka", "#lilia",
	} {
		for _, secret := range secrets {
			if err := w.shows(place, secret, false); err != nil {
				w.t.Errorf("an internal word got out: %v", err)
			}
		}
	}
}

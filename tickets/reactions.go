package tickets

import (
	"cmp"
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

// React stores an emoji that somebody put on words, or took off, and shows it on the
// copies of the words in other chats. Where a bot has at most one emoji on a message,
// that is the newest.
func (c *Case) React(ctx context.Context, u desk.Utterance, r desk.Reaction, off bool) error {
	before, err := c.tx.Reactions(ctx, u.ID)
	if err != nil {
		return err
	}
	same := func(o desk.Reaction) bool { return o.By == r.By && o.In == r.In && o.Emoji == r.Emoji }
	if slices.ContainsFunc(before, same) != off {
		return nil
	}
	after := slices.DeleteFunc(slices.Clone(before), same)
	if !off {
		after = append(after, r)
	}
	if err := c.tx.SetReaction(ctx, u.ID, r, off); err != nil {
		return err
	}
	copies, err := c.tx.Copies(ctx, u.ID)
	if err != nil {
		return err
	}
	if !u.Source.IsZero() {
		copies = append([]desk.MessageRef{u.Source}, copies...)
	}
	for _, at := range firstOfEach(copies) {
		own := u.FromDesk && !u.Internal && at.SameMessage(u.Source)
		c.showReactions(at, own, emojisOn(before, at), emojisOn(after, at))
	}
	return nil
}

// firstOfEach returns one message of each chat: words of several files or pages are
// several there. The first of them comes first, or was posted first.
func firstOfEach(copies []desk.MessageRef) []desk.MessageRef {
	var first []desk.MessageRef
	for _, at := range copies {
		i := slices.IndexFunc(first, func(o desk.MessageRef) bool { return o.Root() == at.Root() })
		switch {
		case i < 0:
			first = append(first, at)
		case cmp.Or(cmp.Compare(len(at.Message), len(first[i].Message)), cmp.Compare(at.Message, first[i].Message)) < 0:
			first[i] = at
		}
	}
	return first
}

// emojisOn returns what the bot shows on a copy, the oldest first: what people put on
// copies in other chats, each emoji once. Their own chat shows it already.
func emojisOn(all []desk.Reaction, at desk.MessageRef) []string {
	var shown []string
	for _, r := range all {
		if r.In.Root() != at.Root() && !slices.Contains(shown, r.Emoji) {
			shown = append(shown, r.Emoji)
		}
	}
	return shown
}

// reactionMoment is how long an emoji waits before it is shown on the copies.
const reactionMoment = 2 * time.Second

// showReactions changes the bot's emojis on a message. On an engineer's own words they
// share the place with the marks of the delivery: the one of a failure is not for others.
//
// An emoji waits a moment, in which it may be taken off or changed: somebody who toggles it
// causes one call for all of that.
func (c *Case) showReactions(at desk.MessageRef, own bool, was, now []string) {
	one := c.desk.Platforms[at.Platform].OneReaction
	react := func(emoji string, off bool) {
		n := desk.Notice{To: at.Root(), Class: desk.ClassRelay, Slot: notice.ReactionSlot(at, emoji), Planned: c.now.Add(reactionMoment)}
		if one {
			n.Slot = notice.ReactionSlot(at, "")
		}
		c.add(n, notice.React{At: at, Emoji: emoji, Off: off})
	}
	failed := func(emoji string) bool { return own && emoji == failedSign }
	was, now = slices.DeleteFunc(was, failed), slices.DeleteFunc(now, failed)
	if one {
		old, newest := newestOf(was), newestOf(now)
		if own {
			newest = cmp.Or(newest, arrivedSign)
		}
		if old != newest {
			react(cmp.Or(newest, old), newest == "")
		}
		return
	}
	for _, emoji := range was {
		if !slices.Contains(now, emoji) && (!own || emoji != arrivedSign) {
			react(emoji, true)
		}
	}
	for _, emoji := range now {
		if !slices.Contains(was, emoji) {
			react(emoji, false)
		}
	}
}

func newestOf(emojis []string) string {
	if len(emojis) == 0 {
		return ""
	}
	return emojis[len(emojis)-1]
}

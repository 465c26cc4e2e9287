package markup

import (
	"strings"
	"unicode"

	"vakhta/sim/telegram/wire"
)

// Clean cleans the text as the server does: control characters become spaces,
// carriage returns and direction overrides are removed, and the ends are
// trimmed. The entities move with the text; empty ones are removed.
func Clean(text string, es []wire.Entity) (string, []wire.Entity) {
	kept, moved := make([]rune, 0, len(text)), []int{}
	at := 0 // UTF-16 units written
	for _, r := range text {
		for range units(r) {
			moved = append(moved, at)
		}
		if r = replacement(r); r < 0 {
			continue
		}
		kept = append(kept, r)
		at += units(r)
	}
	moved = append(moved, at)

	cleaned := string(kept)
	front := Length(cleaned) - Length(strings.TrimLeftFunc(cleaned, unicode.IsSpace))
	trimmed := strings.TrimFunc(cleaned, unicode.IsSpace)
	end := Length(trimmed)
	var out []wire.Entity
	for _, e := range es {
		from, to := within(moved, e.Offset)-front, within(moved, e.Offset+e.Length)-front
		from, to = max(from, 0), min(to, end)
		if to > from {
			e.Offset, e.Length = from, to-from
			out = append(out, e)
		}
	}
	return trimmed, out
}

// within is moved[i], also for an index outside, which entities sent by a bot
// may have.
func within(moved []int, i int) int { return moved[max(0, min(i, len(moved)-1))] }

// replacement returns what replaces r, negative for nothing.
func replacement(r rune) rune {
	switch {
	case r == '\n':
		return r
	case r == '\r', r >= 0x202a && r <= 0x202e:
		return -1
	case r < 0x20, r == 0x7f:
		return ' '
	default:
		return r
	}
}

// Visible reports whether a text has any visible character.
func Visible(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && r != 0x2800 && r != 0x3164
	})
}

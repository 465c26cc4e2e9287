package updates

import (
	"slices"
	"strings"
)

// names returns the reactions that people put on work, by Slack's names; the
// bot uses the first name of each.
func names() [][]string {
	return [][]string{
		{"👀", "eyes"},
		{"✅", "white_check_mark"},
		{"👍", "+1", "thumbsup"},
		{"👎", "-1", "thumbsdown"},
		{"✔️", "heavy_check_mark"},
		{"👌", "ok_hand"},
		{"🙏", "pray"},
		{"❤️", "heart"},
		{"🎉", "tada"},
		{"🔥", "fire"},
		{"🙌", "raised_hands"},
		{"✍️", "writing_hand"},
		{"⏳", "hourglass_flowing_sand"},
		{"❌", "x"},
		{"🗑️", "wastebasket"},
		{"✏️", "pencil2"},
		{"🕊", "dove_of_peace"},
		{"👨‍💻", "male-technologist"},
	}
}

// Emoji returns the emoji of a Slack name, ignoring skin tones, "" if the desk
// does not know it.
func Emoji(name string) string {
	name, _, _ = strings.Cut(name, "::")
	for _, all := range names() {
		if slices.Contains(all[1:], name) {
			return all[0]
		}
	}
	return ""
}

// EmojiName returns Slack's name of an emoji, "" if the desk does not know it.
func EmojiName(emoji string) string {
	bare := strings.TrimSuffix(emoji, "\ufe0f")
	for _, all := range names() {
		if strings.TrimSuffix(all[0], "\ufe0f") == bare {
			return all[1]
		}
	}
	return ""
}

package updates

import (
	"slices"
	"strings"
)

// names are the reactions that people put on work, by Slack's names; the first
// name of a sign is the one that the bot uses.
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

// Emoji is the sign behind one of Slack's names, whatever its skin tone; "" for
// one that the desk does not know.
func Emoji(name string) string {
	name, _, _ = strings.Cut(name, "::")
	for _, all := range names() {
		if slices.Contains(all[1:], name) {
			return all[0]
		}
	}
	return ""
}

// EmojiName is Slack's name of a sign; "" for one that the desk does not know.
func EmojiName(emoji string) string {
	bare := strings.TrimSuffix(emoji, "\ufe0f")
	for _, all := range names() {
		if strings.TrimSuffix(all[0], "\ufe0f") == bare {
			return all[1]
		}
	}
	return ""
}

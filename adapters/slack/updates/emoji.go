package updates

import (
	"slices"
	"strings"

	"vakhta/desk"
)

// names returns the reactions that people put on work, and all others that Telegram
// has (ReactionTypeEmoji), by Slack's names; the bot uses the first name of each.
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
		{"🥰", "smiling_face_with_3_hearts"},
		{"👏", "clap"},
		{"😁", "grin"},
		{"🤔", "thinking_face"},
		{"🤯", "exploding_head"},
		{"😱", "scream"},
		{"🤬", "face_with_symbols_on_mouth"},
		{"😢", "cry"},
		{"🤩", "star-struck"},
		{"🤮", "face_vomiting"},
		{"💩", "hankey", "poop"},
		{"🤡", "clown_face"},
		{"🥱", "yawning_face"},
		{"🥴", "woozy_face"},
		{"😍", "heart_eyes"},
		{"🐳", "whale"},
		{"❤‍🔥", "heart_on_fire"},
		{"🌚", "new_moon_with_face"},
		{"🌭", "hotdog"},
		{"💯", "100"},
		{"🤣", "rolling_on_the_floor_laughing"},
		{"⚡", "zap"},
		{"🍌", "banana"},
		{"🏆", "trophy"},
		{"💔", "broken_heart"},
		{"🤨", "face_with_raised_eyebrow"},
		{"😐", "neutral_face"},
		{"🍓", "strawberry"},
		{"🍾", "champagne"},
		{"💋", "kiss"},
		{"🖕", "middle_finger"},
		{"😈", "smiling_imp"},
		{"😴", "sleeping"},
		{"😭", "sob"},
		{"🤓", "nerd_face"},
		{"👻", "ghost"},
		{"🎃", "jack_o_lantern"},
		{"🙈", "see_no_evil"},
		{"😇", "innocent"},
		{"😨", "fearful"},
		{"🤝", "handshake"},
		{"🤗", "hugging_face"},
		{"🫡", "saluting_face"},
		{"🎅", "santa"},
		{"🎄", "christmas_tree"},
		{"☃", "snowman"},
		{"💅", "nail_care"},
		{"🤪", "zany_face"},
		{"🗿", "moyai"},
		{"🆒", "cool"},
		{"💘", "cupid"},
		{"🙉", "hear_no_evil"},
		{"🦄", "unicorn_face"},
		{"😘", "kissing_heart"},
		{"💊", "pill"},
		{"🙊", "speak_no_evil"},
		{"😎", "sunglasses"},
		{"👾", "space_invader"},
		{"🤷", "shrug"},
		{"🤷‍♂", "man-shrugging"},
		{"🤷‍♀", "woman-shrugging"},
		{"😡", "rage"},
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
	bare := desk.PlainEmoji(emoji)
	for _, all := range names() {
		if desk.PlainEmoji(all[0]) == bare {
			return all[1]
		}
	}
	return ""
}

package words

import (
	"strings"
	"sync"
)

// A picture is the words that some emoji stand for, in both languages.
type picture struct{ emoji, ru, en string }

// gallery has the emoji that shops' staff write instead of words. Those that
// express a mood are left out.
var gallery = []picture{
	{"❌✖✘⛔🚫❎", "не работает", "not working"},
	{"💥💣", "сломалось", "crashed"},
	{"💀☠⚰🪦", "умер", "dead"},
	{"🆘", "помогите срочно", "help urgent"},
	{"🚨🚒🧯", "тревога", "alert"},
	{"⚠", "внимание", "warning"},
	{"✅☑✔", "готово", "done"},
	{"🐌🐢", "медленно", "slow"},
	{"⏳⌛", "долго", "slow"},
	{"📉", "продажи упали", "sales dropped"},
	{"🕳", "пусто", "empty"},
	{"⬜⬛◻", "пустой экран", "blank screen"},
	{"🛒🧺", "корзина", "cart"},
	{"💳🏧", "оплата картой", "card payment"},
	{"💰💸💵💶🪙", "деньги", "money"},
	{"🧾", "чек", "receipt"},
	{"🏷", "цена", "price"},
	{"🎟", "промокод", "promo code"},
	{"🎫", "билет", "ticket"},
	{"🏪🏬🛍", "магазин", "shop"},
	{"🌐🖥💻", "сайт", "site"},
	{"📱📲", "приложение", "app"},
	{"📦", "заказ", "order"},
	{"🚚🚛🛵", "доставка", "delivery"},
	{"🏭", "склад", "warehouse"},
	{"📧📩✉📨", "письмо", "email"},
	{"💬", "сообщение", "message"},
	{"🔍🔎", "поиск", "search"},
	{"🖼", "картинка", "image"},
	{"📷📸", "фото", "photo"},
	{"🔑🔐🗝", "пароль", "password"},
	{"🔒", "доступ закрыт", "locked"},
	{"🔓", "открыть доступ", "unlock"},
	{"👤", "пользователь", "user"},
	{"👥", "клиенты", "customers"},
	{"📊📈", "отчет", "report"},
	{"📋", "список", "list"},
	{"🗂", "каталог", "catalogue"},
	{"🖨", "принтер", "printer"},
	{"📞☎", "звонок", "call"},
	{"🔄", "обновить", "refresh"},
	{"🗑", "удалить", "delete"},
	{"🆕", "новый", "new"},
	{"❓❔⁉", "?", "?"},
	{"🤷", "непонятно", "no idea"},
	{"🛠🔧", "починить", "fix"},
}

// pictures maps an emoji to its words.
var pictures = sync.OnceValue(func() map[rune]picture {
	m := make(map[rune]picture)
	for _, p := range gallery {
		for _, r := range p.emoji {
			m[r] = p
		}
	}
	return m
})

// social are the emoji that thank, agree or laugh.
const social = "👍👌🙏🙌👏🤝💪✌🫶🤗😀😃😄😁😆😅😂🤣😊🙂😉😍🥰😘😎🤩🥳🎉🎊🎂🎁🌹💐🌷🌸🌞☀❤🧡💛💚💙💜🖤💖💕💓☕🍰🍕🍻🥂🍾🫡🤙😇😋👋🏻🏼🏽🏾🏿"

// emoji adds an emoji: as words if it has any, as an arrow, or as an emoji.
func (s *scanner) emoji(raw string, r rune) {
	s.text.Emoji++
	if strings.ContainsRune(social, r) {
		s.text.Social++
	}
	p, ok := pictures()[r]
	if !ok {
		if r == '➡' || r == '⬅' || r == '⏩' || r == '▶' {
			s.mark("→")
			return
		}
		s.stand(Emoji, raw)
		return
	}
	said := p.en
	if s.russian {
		said = p.ru
	}
	if said == "?" {
		s.breakClause("?")
		return
	}
	for word := range strings.FieldsSeq(said) {
		s.add(Token{Kind: Word, Raw: raw, Text: word, Stem: Stem(word)})
	}
}

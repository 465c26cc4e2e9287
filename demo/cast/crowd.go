package cast

import (
	"fmt"

	"vakhta/desk"
)

// Crowd is how many people of the shop write to its group in Telegram besides
// Maria and Lena. desk.yaml does not name them, and no screen shows what they
// see.
const Crowd = 37

// firstOfCrowd is the Telegram id of the first of them.
const firstOfCrowd = 8001

// names are combined to those of the crowd.
var names = map[desk.Locale]struct{ given, family []string }{
	desk.Russian: {
		[]string{"Инна", "Саша", "Женя", "Света", "Валя", "Катя", "Надя", "Таня"},
		[]string{"Коваль", "Шевчук", "Ткач", "Мороз", "Гончар"},
	},
	desk.English: {
		[]string{"Kate", "Sam", "Alex", "Nina", "Robin", "Jo", "Chris", "Tess"},
		[]string{"Hill", "Moss", "Reid", "Wells", "Shaw"},
	},
}

// gather creates the accounts of the crowd.
func (c *Cast) gather(lang desk.Locale) {
	of := names[lang]
	for i := range Crowd {
		given, family := of.given[i%len(of.given)], of.family[i/len(of.given)]
		c.crowd = append(c.crowd, c.Telegram.User(firstOfCrowd+int64(i), given, family, string(lang)))
	}
}

// CrowdSays makes each of the crowd write one of the texts to the shop's group.
func (c *Cast) CrowdSays(texts ...string) error {
	for i, u := range c.crowd {
		if _, err := u.Says(groupID, texts[i%len(texts)]); err != nil {
			return fmt.Errorf("number %d of the crowd: %w", i, err)
		}
	}
	return nil
}

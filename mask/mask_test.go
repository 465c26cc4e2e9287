package mask_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/mask"
)

func TestWhatIsHidden(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, want string
		secrets    []mask.Secret
	}{
		{"Списали дважды с карты 4111 1111 1111 1111, помогите", "Списали дважды с карты •••• 1111, помогите", one(mask.Card, "4111 1111 1111 1111")},
		{"card 5500-0000-0000-0004 declined", "card •••• 0004 declined", one(mask.Card, "5500-0000-0000-0004")},
		{"2200123456789019", "•••• 9019", one(mask.Card, "2200123456789019")},
		{"amex 3782 822463 10005", "amex •••• 0005", one(mask.Card, "3782 822463 10005")},
		{"4111 1111 1111 1111 12/27 123", "•••• 1111 12/27 123", one(mask.Card, "4111 1111 1111 1111")},
		{"карта 41 11 11 11 11 11 11 11", "карта •••• 1111", one(mask.Card, "41 11 11 11 11 11 11 11")},
		{"cvv 123, exp 12/27", "cvv ••••••, exp 12/27", one(mask.Code, "123")},
		{"CVC2: 0042", "CVC2: ••••••", one(mask.Code, "0042")},
		{"код на обороте 917", "код на обороте ••••••", one(mask.Code, "917")},
		{"пин-код 4821", "пин-код ••••••", one(mask.Code, "4821")},
		{"Код из СМС: 559123", "Код из СМС: ••••••", one(mask.Code, "559123")},
		// marks of emphasis around what is hidden, and around the words before it
		{"Пароль: \u2061солнышко\u2062", "Пароль: ••••••", one(mask.Password, "солнышко")},
		{"\u2061Пароль:\u2062 солнышко", "Пароль: ••••••", one(mask.Password, "солнышко")},
		{"мой \u2063пароль\u2064: солнышко", "мой пароль: ••••••", one(mask.Password, "солнышко")},
		{"Пароль: солнышко", "Пароль: ••••••", one(mask.Password, "солнышко")},
		{"пароль от админки — Qwerty12, зайдите сами", "пароль от админки — ••••••, зайдите сами", one(mask.Password, "Qwerty12")},
		{"my password is hunter2", "my password is ••••••", one(mask.Password, "hunter2")},
		{"password for admin: tr0ub4dor&3.", "password for admin: ••••••.", one(mask.Password, "tr0ub4dor&3")},
		{"пароль\u00a0hunter2", "пароль\u00a0hunter2", nil}, // nobody writes a password so
		{"Пароль:\nhunter2", "Пароль:\n••••••", one(mask.Password, "hunter2")},
		{"логин/пароль: admin / hunter2", "логин/пароль: admin / ••••••", one(mask.Password, "hunter2")},
		{"логин и пароль admin S3cret!", "логин и пароль admin ••••••", one(mask.Password, "S3cret!")},
		{"mysql://root:hunter2@db.local/shop", "mysql://root:••••••@db.local/shop", one(mask.Password, "hunter2")},
		{"Authorization: Bearer abcDEF123456789xyz", "Authorization: Bearer ••••••", one(mask.Token, "abcDEF123456789xyz")},
		{"токен: 9f8e7d6c5b4a", "токен: ••••••", one(mask.Token, "9f8e7d6c5b4a")},
		{"API key = kf83hGk29sLm", "API key = ••••••", one(mask.Token, "kf83hGk29sLm")},
		{"see sk_live_51H8xYzAbCdEf in logs", "see •••••• in logs", one(mask.Token, "sk_live_51H8xYzAbCdEf")},
		{"7000123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawx", "••••••", one(mask.Token, "7000123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawx")},
		{"https://api.shop.ru/v1?api_key=abc123def&page=2", "https://api.shop.ru/v1?api_key=••••••&page=2", one(mask.Token, "abc123def")},
		{"ключ вот x7Kp2Qm9Zt4Lw8Rv3Ns6", "ключ вот ••••••", one(mask.Token, "x7Kp2Qm9Zt4Lw8Rv3Ns6")},
	} {
		got, secrets := mask.Text(c.text)
		if got != c.want {
			t.Errorf("Text(%q) = %q, want %q", c.text, got, c.want)
		}
		if diff := cmp.Diff(c.secrets, secrets); diff != "" {
			t.Errorf("secrets of %q (-want +got):\n%s", c.text, diff)
		}
	}
}

func one(kind mask.Kind, value string) []mask.Secret {
	return []mask.Secret{{Kind: kind, Value: value}}
}

func TestWhatIsNotHidden(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Пароль не подходит, сбросьте пожалуйста",
		"Пароль: не подходит ни один",
		"Забыл пароль: неверный",
		"Не приходит письмо для сброса пароля Ивановой",
		"password reset does not work since 2024",
		"the password is wrong",
		"password: is not accepted",
		"Токен протух 12 числа, выпустите новый",
		"token expired 20241124",
		"Заказ 4111111111111112 не найден", // the check digit of Luhn is wrong
		"Штрихкод 4607001771562 не читается",
		"заказы 41012345 41012346 41012347",
		"+7 (921) 555-12-34, 8 800 555 35 35",
		"тел. +4111 1111 1111 1111",
		"ИНН 7707083893, ОГРН 1027700132195, счёт 40702810400000012345",
		"р/с 40702 810 4 0000 0012345",
		"IBAN DE89 3704 0044 0532 0130 00, GB29 NWBK 6016 1331 9268 19",
		"Цена 1 500 000 руб., было 2 300 000",
		"ROM-42, INC-20241124-000123",
		"IMEI 356938035643809, трек 80095612345678",
		"commit 3f2a9c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b4a39",
		"trace 550e8400-e29b-41d4-a716-446655440000",
		"https://docs.google.com/document/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgVE2upms/edit",
		"фото IMG_20241124_183012_RomashkaShopFront.jpg",
		"Order-2024-11-24-RomashkaShop-0001 and RomashkaShopCheckout2024Autumn",
		"1700000000000 и 1732406400123 в логах",
		"код 500 на главной, код товара 1234, промокод AUTUMN2024",
		"502 3 раза за 10 минут, 12:30, 24.11.2026",
		"pinned 1234, pin the message",
		"Сумма 4111.1111111111111111",
	} {
		if got, secrets := mask.Text(text); got != text {
			t.Errorf("Text(%q) = %q, hides %v", text, got, secrets)
		}
	}
}

func TestANumberIsTakenForACardAfterItsWordHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	for text, hidden := range map[string]bool{
		"411111 1111111111":               false,
		"карта клиента 411111 1111111111": true,
		"4222222222222":                   true,  // 13 digits, but not a number of goods
		"4600000000005":                   false, // a number of goods
	} {
		if got, _ := mask.Text(text); (got != text) != hidden {
			t.Errorf("Text(%q) = %q, want it hidden: %v", text, got, hidden)
		}
	}
}

func TestALongRunOfDigitsTakesNoTime(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("4 ", 20_000) + strings.Repeat("пароль ", 5000) + strings.Repeat("a1B", 10_000)
	mask.Text(text)
}

// FuzzText checks that hiding twice is the same as hiding once, and that
// nothing is changed except what is hidden.
func FuzzText(f *testing.F) {
	for _, seed := range []string{
		"", "карта 4111 1111 1111 1111", "password: hunter2", "Bearer abcDEF123456789xyz", "логин и пароль: a\nb", "cvv 123", "\xff4111111111111111\xff",
		"://:a@", "парольпароль: пароль", "token: 4111111111111111", "•••• 1111", "пароль: ••••••", "?key=4111111111111111&key=", "-----BEGIN PRIVATE KEY-----",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		masked, secrets := mask.Text(text)
		if again, more := mask.Text(masked); again != masked {
			t.Errorf("Text(%q) = %q, and again %q, hiding %v", text, masked, again, more)
		}
		var kept []string
		back := mask.With(text, func(s mask.Secret) string {
			kept = append(kept, s.Value)
			return s.Value
		})
		if back != text || len(kept) != len(secrets) {
			t.Errorf("the secrets %q put back make %q of %q", kept, back, text)
		}
		for _, s := range secrets {
			if s.Value == "" {
				t.Errorf("Text(%q) hides nothing at all as a %s", text, s.Kind)
			}
		}
	})
}

func BenchmarkText(b *testing.B) {
	for b.Loop() {
		mask.Text("Добрый день! С утра не работает касса в магазине на Ленина, уже третий клиент уходит. Заказ 123456, сумма 4 500 руб.")
	}
}

package storms_test

import (
	"testing"
	"time"

	"vakhta/classify/features"
	"vakhta/classify/storms"
)

var noon = time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC)

func alike(tb testing.TB, a, b string, apart time.Duration) bool {
	tb.Helper()
	r, err := features.NewReader()
	if err != nil {
		tb.Fatal(err)
	}
	x, y := storms.Read(r, a, noon), storms.Read(r, b, noon.Add(apart))
	if storms.Alike(x, y) != storms.Alike(y, x) {
		tb.Errorf("%q and %q are alike one way only", a, b)
	}
	return storms.Alike(x, y)
}

func TestReportsOfOneFaultAreAlike(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ a, b string }{
		{"не проходит оплата картой, клиенты жалуются", "у всех ошибка при оплате"},
		{"payments fail for everybody", "никто не может оплатить"},
		{"сайт лежит", "магазин не открывается"},
		{"сайт лежит", "каталог не грузится ни у кого"},
		{"the shop is down", "checkout gives a 502"},
		{"поиск ничего не находит", "search returns nothing"},
		{"письма клиентам не уходят", "не приходят письма с подтверждением"},
		{"клиенты видят чужие заказы", "в кабинете чужие данные"},
	} {
		if !alike(t, tt.a, tt.b, 5*time.Minute) {
			t.Errorf("%q and %q are not alike", tt.a, tt.b)
		}
	}
}

func TestDifferentFaultsAreNotBundled(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b  string
		apart time.Duration
	}{
		{"не проходит оплата картой", "поиск ничего не находит", 0},
		{"сайт лежит", "не печатает принтер на складе", 0},
		{"сайт лежит", "цены на витрине неверные", 0},
		{"оплата не проходит", "клиенты видят чужие заказы", 0},
		{"оплата не проходит", "деньги списали дважды", 0},
		{"оплата не проходит ни у кого", "у одного клиента не проходит оплата, у остальных работает", 0},
		{"не оплачивается заказ 40118", "не оплачивается заказ 77201", 0},
		{"payments fail on staging", "payments fail for everybody", 0},
		{"the shop is down", "a competitor's shop is down", 0},
		{"сайт лежит", "что будет, если сайт упадёт?", 0},
		{"оплата не проходит", "оплата не проходит", 2 * time.Hour},
		{"payments fail", "please give Anna access to payments", 0},
	} {
		if alike(t, tt.a, tt.b, tt.apart) {
			t.Errorf("%q and %q, %s apart, are bundled", tt.a, tt.b, tt.apart)
		}
	}
}

package classify_test

import (
	"runtime"
	"strings"
	"testing"

	"vakhta/classify"
)

func BenchmarkGuess(b *testing.B) {
	const sentence = "После обновления не проходит оплата картой, клиенты жалуются с самого утра. "
	for _, bm := range []struct {
		name, text string
	}{
		{"5 words", "сайт не открывается с утра"},
		{"1 sentence", sentence},
		{"5 sentences", strings.Repeat(sentence, 5)},
		{"a megabyte", strings.Repeat(sentence, 1<<20/len(sentence))},
	} {
		b.Run(bm.name, func(b *testing.B) {
			c := load(b)
			b.ReportAllocs()
			for b.Loop() {
				c.Guess(bm.text, classify.Context{})
			}
		})
	}
}

func BenchmarkParts(b *testing.B) {
	for _, bm := range []struct{ name, text string }{
		{"no seam", "сайт не открывается с утра"},
		{"2 seams", "После обновления не проходит оплата картой, клиенты жалуются с самого утра. Посмотрите, пожалуйста"},
		{"8 seams", "Добрый день! Промокод не работает, пишет ошибку, и в корзине нет доставки. Еще добавьте, пожалуйста, фильтр по цвету, и скажите, когда будет выгрузка в 1С. Спасибо!"},
	} {
		b.Run(bm.name, func(b *testing.B) {
			c := load(b)
			b.ReportAllocs()
			for b.Loop() {
				c.Parts(bm.text)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load(b)
	}
}

// TestTheClassifierIsSmall checks the promise of the docs, with room for the race detector.
func TestTheClassifierIsSmall(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	c := load(t)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if held := int64(after.HeapAlloc) - int64(before.HeapAlloc); held > 20<<20 {
		t.Errorf("the classifier holds %d bytes; want under 20 MB", held)
	}
	runtime.KeepAlive(c)
}

package letters_test

import (
	"strings"
	"testing"

	"vakhta/classify/letters"
)

func BenchmarkRestore(b *testing.B) {
	m := letters.NewRestorer()
	for _, bm := range []struct{ name, text string }{
		{"Russian", strings.Repeat("После обновления не проходит оплата картой, клиенты жалуются с самого утра. ", 5)},
		{"English", strings.Repeat("Since the update card payments do not go through, customers complain all morning. ", 5)},
		{"Latin letters", strings.Repeat("Posle obnovleniya ne prohodit oplata kartoy, klienty zhaluyutsya s samogo utra. ", 5)},
		{"other keyboard", strings.Repeat("Gjckt j,yjdktybz yt ghj[jlbn jgkfnf rfhnjq? rkbtyns ;fke.ncz c cfvjuj enhf/ ", 5)},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m.Restore(bm.text)
			}
		})
	}
}

func BenchmarkNewRestorer(b *testing.B) {
	for b.Loop() {
		letters.NewRestorer()
	}
}

package main

import (
	"testing"

	"vakhta/demo/page/browser"
	"vakhta/desk"
)

func TestATicketIsTakenAndResolvedByKeyboardAlone(t *testing.T) {
	t.Parallel()
	_, tab := openPage(t, desk.English, browser.Desktop)
	tab.Key(browser.Forward)
	if at := tab.Focused(); at.Name != "To the chats" || !at.Outline {
		t.Fatalf("the first stop of the keyboard is %+v, want the way past the bar", at)
	}
	tab.Key(browser.Enter)
	tab.TabTo("shopTelegram", "Message")
	tab.Type(paymentsFail(desk.English))
	tab.Key(browser.Enter)
	tab.See("#engineers", "ROM-1")

	// New messages are read out while the keyboard focus is in a chat.
	tab.Holds(`document.querySelector('#shopTelegram [role=log]').ariaLive === 'polite'`)
	tab.Holds(`document.querySelector('#manager [role=log]').ariaLive === 'off'`)

	tab.TabTo("engineers", "👀 Take")
	tab.Key(browser.Enter)
	tab.See("#shopTelegram", "Anna Kim is working on ROM-1")

	tab.TabTo("engineers", "✅ Resolve…")
	tab.Key(browser.Enter)
	tab.See("#engineers .modal", "What was done")
	for range 12 { // more stops than the form has
		tab.Key(browser.Forward)
		tab.Holds(`document.activeElement.closest('.modal') !== null`)
	}
	tab.Key(browser.Back)
	tab.Holds(`document.activeElement.closest('.modal') !== null`)
	tab.Holds(`(document.activeElement.blur(), document.activeElement === document.body)`) // as a click beside the form does
	tab.Key(browser.Escape)
	tab.Holds(`document.querySelector('.modal') === null`)
	if at := tab.Focused(); at.Where != "engineers" || at.Name != "✅ Resolve…" {
		t.Errorf("after the form the keyboard is at %+v, want the button that opened it", at)
	}

	tab.Key(browser.Space)
	tab.See("#engineers .modal", "What was done")
	tab.Holds(`document.activeElement.matches(".modal textarea")`)
	tab.Type("The gateway was restarted.")
	tab.TabTo("engineers", "Send")
	tab.Key(browser.Enter)
	tab.See("#shopTelegram", "The gateway was restarted.")
}

package history

// ShopTold says that the shop's chats were told about a ticket that monitoring opened.
type ShopTold struct{}

// Kind names ShopTold in the store.
func (ShopTold) Kind() ActivityKind { return "shop_told" }

func (ShopTold) event() {}

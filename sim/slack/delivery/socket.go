package delivery

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Keep-alives belong to the connection, so they use the machine's time even if
// a test or a page has another clock.
const (
	pingEvery  = 5 * time.Second
	writeLimit = 10 * time.Second
)

// frame is one thing to write; closing ends the socket after what was queued.
type frame struct {
	data    []byte
	closing bool
}

// socket is one websocket. Frames are queued for a single writer.
type socket struct {
	conn *websocket.Conn
	out  chan frame
	done chan struct{}
	end  sync.Once
}

// message encodes one of our own frames, which cannot fail.
func message(v map[string]any) frame {
	data, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("delivery: frame cannot be encoded: %v", err))
	}
	return frame{data: data}
}

// send queues a frame. An app that has stopped reading loses its connection
// instead of blocking the workspace.
func (k *socket) send(f frame) {
	select {
	case k.out <- f:
	case <-k.done:
	default:
		k.hangUp()
	}
}

// serve reads until the connection ends and passes every frame to take.
func (k *socket) serve(take func([]byte)) {
	var writer sync.WaitGroup
	writer.Go(k.write)
	for {
		_, raw, err := k.conn.ReadMessage()
		if err != nil {
			break
		}
		take(raw)
	}
	k.hangUp()
	writer.Wait()
}

func (k *socket) write() {
	pulse := time.NewTicker(pingEvery)
	defer pulse.Stop()
	if !k.ping() {
		return
	}
	for {
		select {
		case <-k.done:
			return
		case <-pulse.C:
			if !k.ping() {
				return
			}
		case f := <-k.out:
			if f.closing {
				farewell := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
				_ = k.conn.WriteControl(websocket.CloseMessage, farewell, time.Now().Add(writeLimit))
				k.hangUp()
				return
			}
			_ = k.conn.SetWriteDeadline(time.Now().Add(writeLimit))
			if k.conn.WriteMessage(websocket.TextMessage, f.data) != nil {
				k.hangUp()
				return
			}
		}
	}
}

func (k *socket) ping() bool {
	if k.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeLimit)) != nil {
		k.hangUp()
		return false
	}
	return true
}

// hangUp closes the connection, which also ends the reader.
func (k *socket) hangUp() {
	k.end.Do(func() {
		close(k.done)
		_ = k.conn.Close()
	})
}

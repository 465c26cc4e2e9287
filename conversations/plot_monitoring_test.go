package conversations_test

import (
	"errors"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/internal/testdesk"
	"vakhta/monitoring"
)

// monitoringPlot is about tickets that monitoring opens.
func monitoringPlot() []chapter {
	return []chapter{{"an alert comes, goes and comes back", func(s *story) {
		taker := &monitoring.Taker{Tickets: s.Tickets, Clock: s.World}
		disk := desk.Alert{Source: "alertmanager", System: "Alertmanager", Fingerprint: "f1", Title: "Диск db1 заполнен", Severity: "critical", Link: "https://graph.test"}
		sends := func(over bool) {
			s.Pass(time.Minute)
			disk.Over = over
			if err := taker.Take(s.test.Context(), "ROM", []desk.Alert{disk}); err != nil {
				s.test.Fatal(err)
			}
			s.Post()
		}
		sends(false)
		in := s.private("anna")
		s.asks("anna", in, "ack "+s.key("ROM"), "status "+s.key("ROM"))
		s.does("anna", firstLine, submitted(desk.ActReply, s.lastKey("ROM"), "Чиним"))
		for range history.Flapping {
			sends(true)
			sends(false)
		}
		sends(true)
		s.asks("anna", in, "resolve "+s.key("ROM")+" Готово")
	}}}
}

// silencePlot is about monitoring systems that are told who works.
func silencePlot() []chapter {
	return []chapter{{"taking an alert's ticket silences it", func(s *story) {
		d := testdesk.Example(s.test, slices.Concat(twoShops, storyDesk, []string{
			"      reopen: 1h", "      silence: {alertmanager: http://alertmanager.test, zabbix: http://zabbix.test}\n      reopen: 1h",
		})...).With(s.Desk.Platforms)
		before := s.Desk
		s.runUnder(d)
		taker := &monitoring.Taker{Tickets: s.Tickets, Clock: s.World}
		orders := desk.Alert{Fingerprint: "f2", Title: "Заказы не оформляются", Severity: "critical"}
		for _, from := range [][2]string{{"alertmanager", "Alertmanager"}, {"zabbix", "Zabbix"}} {
			orders.Source, orders.System = from[0], from[1]
			if err := taker.Take(s.test.Context(), "ROM", []desk.Alert{orders}); err != nil {
				s.test.Fatal(err)
			}
			in, there := s.private("anna"), desk.Address{Platform: desk.Monitoring, Chat: "ROM/" + from[0]}
			s.asks("anna", in, "ack "+s.key("ROM"), "resolve "+s.key("ROM")+" Готово")
			s.Refuses[there] = map[string]error{"alertmanager": desk.StatusError(401), "zabbix": errors.New("timeout")}[from[0]]
			s.asks("anna", in, "reopen "+s.key("ROM", desk.Resolved), "resolve "+s.key("ROM")+" Готово")
			delete(s.Refuses, there)
		}
		s.runUnder(before)
	}}, {"maintenance holds an alert, and others join or calm down", func(s *story) {
		before := s.Desk
		grouped := testdesk.Example(s.test, slices.Concat(twoShops, storyDesk, []string{"      reopen: 1h", "      group: 5m\n      heartbeats: {backup: 1h}\n      reopen: 1h"})...).With(s.Desk.Platforms)
		s.runUnder(grouped)
		taker := &monitoring.Taker{Tickets: s.service, Clock: s.World}
		queue := desk.Alert{Source: "json", System: "Webhook", Fingerprint: "f4", Title: "Очередь растёт", Severity: "critical", Group: "mq"}
		sends := func(fingerprint string, over bool) {
			queue.Fingerprint, queue.Over = fingerprint, over
			if err := taker.Take(s.test.Context(), "ROM", []desk.Alert{queue}); err != nil {
				s.test.Fatal(err)
			}
			s.Post()
		}
		rings := func(d time.Duration) {
			s.Pass(d)
			if err := taker.Fire(s.test.Context(), s.Now(), desk.Alarm{Subject: desk.Of(desk.AlertsKind, "ROM")}); err != nil {
				s.test.Fatal(err)
			}
			s.Post()
		}
		in := s.private("anna")
		s.asks("anna", in, "maintenance ROM", "maintenance ROM завтра 00:00..завтра 01:00", "maintenance ROM", "maintenance ROM off")
		s.asks("anna", in, "maintenance ROM now..10m")
		sends("f4", false)
		rings(11 * time.Minute)
		sends("f5", false)
		sends("f5", true)
		s.asks("anna", in, "status "+s.key("ROM"))
		sends("f4", true)
		for range history.Flapping {
			sends("f4", false)
			sends("f4", true)
		}
		rings(31 * time.Minute)
		for range history.Flapping {
			sends("f4", true)
			sends("f4", false)
		}
		rings(31 * time.Minute)
		rings(2 * time.Hour)
		s.runUnder(before)
	}}}
}

// alertsPlot is about alerts that are more than people can read.
func alertsPlot() []chapter {
	return []chapter{{"a source sends too many alerts", func(s *story) {
		before := s.Desk
		s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk, []string{"      reopen: 1h", "      limit: 1\n      reopen: 1h"})...).With(s.Desk.Platforms))
		taker := &monitoring.Taker{Tickets: s.service, Clock: s.World}
		s.Pass(time.Hour)
		flood := []desk.Alert{
			{Source: "zabbix", System: "Zabbix", Fingerprint: "1", Title: "Нет ответа: web1", Severity: "high"},
			{Source: "zabbix", System: "Zabbix", Fingerprint: "2", Title: "Нет ответа: web2", Severity: "high"},
			{Source: "zabbix", System: "Zabbix", Fingerprint: "3", Title: "Нет ответа: web3", Severity: "high"},
		}
		if err := taker.Take(s.test.Context(), "ROM", flood); err != nil {
			s.test.Fatal(err)
		}
		s.Post()
		s.Pass(desk.AlertWindow)
		if err := taker.Fire(s.test.Context(), s.Now(), desk.Alarm{Subject: desk.Of(desk.AlertsKind, "ROM")}); err != nil {
			s.test.Fatal(err)
		}
		s.Post()
		s.runUnder(before)
	}}, {"the shop hears of an alert", func(s *story) {
		before := s.Desk
		d, _ := testdesk.WithNotes(s.test, slices.Concat(twoShops, storyDesk, []string{
			"# techmap: romashka.map.yaml ", "techmap: MAPS/stale.yaml ", "    close_after: 3d", "    alert_notice: {P1: at_once, P2: acknowledged}\n    close_after: 3d",
		})...)
		s.runUnder(d.With(s.Desk.Platforms))
		taker := &monitoring.Taker{Tickets: s.service, Clock: s.World}
		down := desk.Alert{Source: "alertmanager", System: "Alertmanager", Fingerprint: "s1", Title: "HTTP 502 на витрине", Severity: "critical", Labels: map[string]string{"instance": "old-1", "job": "front"}}
		if err := taker.Take(s.test.Context(), "ROM", []desk.Alert{down}); err != nil {
			s.test.Fatal(err)
		}
		s.Post()
		in := s.private("anna")
		s.asks("anna", in, "ack "+s.key("ROM"), "history "+s.key("ROM"), "resolve "+s.key("ROM")+" Готово")
		s.runUnder(before)
	}}}
}

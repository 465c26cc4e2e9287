package papers_test

import (
	"bytes"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/papers"
)

// TestTheListsStandBelowTheTicketsOfTheCSV reads up to the first empty line for the tickets alone.
func TestTheListsStandBelowTheTicketsOfTheCSV(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	if err := papers.Write(&file, papers.CSV, content(t, 3), desk.Russian); err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(file.String(), "\r\n\r\n")
	if n := strings.Count(parts[0], "\r\n"); n != 3 || !strings.HasPrefix(parts[0], "\ufeffЗаявка;") {
		t.Errorf("the tickets have %d lines:\n%s", n, parts[0])
	}
	for i, begins := range []string{
		"Ответы на новые сообщения\r\n", "Согласования\r\nЗаявка;Когда;", "Сверх пакета без согласования, в счёт не входит\r\n", "Повторялось\r\n", "Рекомендации\r\n", "Не написали вовремя\r\n",
		"Вызвать никого не удалось\r\n", "Просрочено линиями и подрядчиками\r\n", "Дежурили\r\nЛиния;Кто;Дежурил\r\n1;Анна Смирнова;168:00:00", "Учебные тревоги\r\n",
	} {
		if i+1 >= len(parts) || !strings.HasPrefix(parts[i+1], begins) {
			t.Errorf("part %d does not begin with %q:\n%s", i+1, begins, strings.Join(parts[min(i+1, len(parts)):], "\n---\n"))
		}
	}
	if !strings.Contains(parts[1], "Следующий ответ в срок;90") {
		t.Errorf("the next responses are:\n%s", parts[1])
	}
}

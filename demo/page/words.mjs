// The page's own words. What the desk says comes from the desk.

const words = {
  ru: {
    about: 'поддержка в Telegram и Slack', stories: 'Истории', clock: 'Часы', speed: 'Скорость времени', stop: 'Остановить',
    next: 'Ближайший сигнал', none: 'сигналов нет', jump: 'К сигналу', reset: 'Начать заново', theme: 'Тёмная или светлая тема',
    language: 'EN: switch to English', why: 'Почему так', hideWhy: 'Скрыть «Почему так»', showWhy: 'Показать «Почему так»',
    shopTelegram: 'Магазин в Telegram', shopSlack: 'Магазин в Slack', engineers: 'Инженеры в Slack', third: 'Хостинг, третья линия', manager: 'Менеджер',
    shopTelegramTab: 'Магазин', shopSlackTab: 'Slack', engineersTab: 'Инженеры', thirdTab: 'Хостинг', managerTab: 'Менеджер', whyTab: 'Почему',
    you: 'Вы', actAs: 'От чьего имени', chats: 'Чаты', channels: 'Каналы', direct: 'Личные сообщения', messages: 'Сообщения',
    write: 'Сообщение', writeTo: 'Написать в {0}', send: 'Отправить', photo: 'Отправить картинку', reply: 'Ответить', react: 'Реакция', edit: 'Изменить', remove: 'Удалить',
    cancel: 'Отмена', ok: 'ОК', thread: 'Тред', replies: 'Ответов: {0}', closeThread: 'Закрыть тред', onlyYou: 'Видно только вам', edited: 'изменено', bot: 'бот', app: 'ПРИЛОЖЕНИЕ',
    typing: 'печатает…', members: 'Участников: {0}', empty: 'Здесь пока тихо.', noTickets: 'Заявок ещё нет. Запустите историю или напишите боту.', timeline: 'Что было', alarms: 'Заведённые сигналы', outbox: 'Очередь отправки', sent: 'Отправлено', nothingQueued: 'пусто: всё ушло',
    reaction: 'реакция', resolution: 'решение', remind: 'напоминание', close: 'закрытие', paused: 'на паузе', met: 'выполнено', late: 'с опозданием', running: 'идёт', dueAt: 'срок {0}',
    slackDown: 'Slack не отвечает', breakSlack: 'Сломать Slack', mendSlack: 'Починить Slack', lost: 'Нет связи с демо, подключаемся…', opening: 'Открываем…', anew: 'Начинаем заново…', required: 'Заполните это поле', desk: 'бот', picture: 'картинка', completion: 'Команды', places: 'Места', optional: 'необязательно', sure: 'уверенность {0} %', line: 'линия {0}', skip: 'К чатам', step: 'Что происходит', step1: 'шаг {0}',
    startHere: 'Нажмите на историю или напишите сами от имени любого из участников.', deskSpeaks: 'Бот говорит на другом языке: «Начать заново» переключит и его.', choose: 'Выберите…', over: 'конец истории', queued: 'в очереди', deleted: 'Сообщение удалено', menu: 'Действия с сообщением',
  },
  en: {
    about: 'support in Telegram and Slack', stories: 'Stories', clock: 'Clock', speed: 'Speed of time', stop: 'Stop',
    next: 'Next alarm', none: 'no alarm armed', jump: 'Jump to it', reset: 'Start over', theme: 'Dark or light theme',
    language: 'RU: перейти на русский', why: 'Why this happens', hideWhy: 'Hide “Why”', showWhy: 'Show “Why”',
    shopTelegram: 'The shop in Telegram', shopSlack: 'The shop in Slack', engineers: 'Engineers in Slack', third: 'Hosting, third line', manager: 'Manager',
    shopTelegramTab: 'Shop', shopSlackTab: 'Slack', engineersTab: 'Engineers', thirdTab: 'Hosting', managerTab: 'Manager', whyTab: 'Why',
    you: 'You', actAs: 'Act as', chats: 'Chats', channels: 'Channels', direct: 'Direct messages', messages: 'Messages',
    write: 'Message', writeTo: 'Message {0}', send: 'Send', photo: 'Send a picture', reply: 'Reply', react: 'React', edit: 'Edit', remove: 'Delete',
    cancel: 'Cancel', ok: 'OK', thread: 'Thread', replies: 'Replies: {0}', closeThread: 'Close the thread', onlyYou: 'Only visible to you', edited: 'edited', bot: 'bot', app: 'APP',
    typing: 'typing…', members: 'Members: {0}', empty: 'Nothing here yet.', noTickets: 'No tickets yet. Play a story, or write to the bot.', timeline: 'What happened', alarms: 'Armed alarms', outbox: 'Outbox', sent: 'Sent', nothingQueued: 'empty: all of it left',
    reaction: 'response', resolution: 'resolution', remind: 'reminder', close: 'closing', paused: 'paused', met: 'kept', late: 'late', running: 'running', dueAt: 'due {0}',
    slackDown: 'Slack does not answer', breakSlack: 'Break Slack', mendSlack: 'Mend Slack', lost: 'The demo does not answer, trying again…', opening: 'Opening…', anew: 'Starting over…', required: 'Please fill this in', desk: 'bot', picture: 'picture', completion: 'Commands', places: 'Places', optional: 'optional', sure: '{0}% sure', line: 'line {0}', skip: 'To the chats', step: 'What happens', step1: 'step {0}',
    startHere: 'Press a story, or write as anybody you like.', deskSpeaks: 'The bot speaks another language: “Start over” switches it, too.', choose: 'Choose…', over: 'the end', queued: 'queued', deleted: 'This message was deleted', menu: 'What to do with the message',
  },
}

const names = {
  ru: {
    staff: 'магазин', line1: 'первая линия', line2: 'вторая линия', line3: 'третья линия', manager: 'менеджер', admin: 'администратор',
    new: 'новая', in_progress: 'в работе', waiting_customer: 'ждёт клиента', waiting_vendor: 'ждёт подрядчика', resolved: 'решена', closed: 'закрыта', cancelled: 'отменена',
    incident: 'инцидент', service_request: 'запрос на обслуживание', change_request: 'запрос на изменение', information_request: 'вопрос',
    opened: 'открыта', said: 'слова клиента', replied: 'ответ клиенту', noted: 'заметка', acked: 'взята в работу', assigned: 'назначена', released: 'снова ничья', waiting: 'ожидание', resumed: 'снова в работе', reopened: 'открыта снова', type: 'тип изменён', priority: 'приоритет изменён', escalated: 'позвали', skipped: 'шаг пропущен', warned: 'предупредили', rated: 'оценена', split: 'отделена', merged: 'объединена', unreachable: 'не достучались', worked: 'учтено время', reminded: 'напомнили', retracted: 'ответ отозван', edited: 'исправлено',
    on_call: 'дежурный', line_1: 'первая линия', line_2: 'вторая линия', line_3: 'третья линия', managers: 'менеджер', assignee: 'исполнитель',
    escalation: 'вызовы', answer: 'ответы', relay: 'переписка', refresh: 'обновления карточек', digest: 'отчёты',
    call: 'шаг {0}: {1}', again: 'шаг {0}, вызов {2}: {1}',
  },
  en: {
    staff: 'shop', line1: 'first line', line2: 'second line', line3: 'third line',
    information_request: 'question', acked: 'taken', said: 'customer said', replied: 'answered', escalated: 'called', waiting: 'on hold', released: 'put back',
    line_1: 'first line', line_2: 'second line', line_3: 'third line', managers: 'manager',
    escalation: 'calls', answer: 'answers', relay: 'talk', refresh: 'cards to refresh', digest: 'reports',
    call: 'step {0}: {1}', again: 'step {0}, call {2}: {1}',
  },
}

// calls puts a ladder's note, "3/1 line_3/noc, managers/olga", into words: a step,
// which call of it, and who was called. Other notes are no calls.
export function calls(lang, note, name) {
  const [, step, times, whom] = /^(\d+)\/(\d+) (.+)$/.exec(note) ?? []
  if (!step) return null
  const all = whom.split(', ').map(w => w.split('/'))
  const said = all.filter(([what, who]) => who || !all.some(([other, one]) => one && other === what))
    .map(([what, who]) => named(lang, what) + (who ? ` ${name(who)}` : ''))
  return fill(named(lang, times === '1' ? 'call' : 'again'), [step, said.join(', '), times])
}

const fill = (s, args) => args.reduce((s, a, i) => s.replace(`{${i}}`, a), s)

// speaker answers the words of a language: t('replies', 3).
export function speaker(lang) {
  return (key, ...args) => fill(words[lang][key] ?? key, args)
}

// named answers the desk's own ids as people call them.
export const named = (lang, id) => names[lang][id] ?? id.replaceAll('_', ' ')

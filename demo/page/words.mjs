// The page's own words. What the desk says comes from the desk.

const words = {
  ru: {
    about: 'поддержка в Telegram и Slack', stories: 'Истории', clock: 'Часы', speed: 'Скорость времени', stop: 'Остановить',
    none: 'таймеров нет', jump: 'К ближайшему таймеру', reset: 'Начать заново', theme: 'Тёмная или светлая тема',
    language: 'EN: switch to English', why: 'Почему так', hideWhy: 'Скрыть «Почему так»', showWhy: 'Показать «Почему так»',
    shopTelegram: 'Магазин в Telegram', shopSlack: 'Магазин в Slack', engineers: 'Инженеры в Slack', third: 'Хостинг, третья линия', manager: 'Руководитель',
    shopTelegramTab: 'Магазин', shopSlackTab: 'Slack', engineersTab: 'Инженеры', thirdTab: 'Хостинг', managerTab: 'Руководитель', whyTab: 'Почему',
    you: 'Вы', actAs: 'От чьего имени', chats: 'Чаты', channels: 'Каналы', direct: 'Личные сообщения', messages: 'Сообщения',
    write: 'Сообщение', writeTo: 'Написать в {0}', send: 'Отправить', photo: 'Отправить картинку', file: 'Отправить файл', reply: 'Ответить', react: 'Реакция', edit: 'Изменить', remove: 'Удалить',
    cancel: 'Отмена', ok: 'ОК', thread: 'Ветка', replies: { one: '{0} ответ', few: '{0} ответа', other: '{0} ответов' }, closeThread: 'Закрыть ветку', onlyYou: 'Видно только вам', edited: 'изменено', bot: 'бот', app: 'ПРИЛОЖЕНИЕ',
    typing: 'печатает…', members: { one: '{0} участник', few: '{0} участника', other: '{0} участников' }, empty: 'Здесь пока тихо.', noTickets: 'Заявок ещё нет. Запустите историю или напишите боту.', timeline: 'Что было', alarms: 'Ближайшие таймеры', outbox: 'Очередь отправки', sent: 'Отправлено', nothingQueued: 'пусто — всё отправлено',
    reaction: 'реакция', resolution: 'решение', remind: 'напоминание', close: 'закрытие', promise: 'обещание клиенту', paused: 'на паузе', met: 'в срок', late: 'с опозданием', running: 'идёт', dueAt: 'срок {0}', stood: 'стоял:', calls: 'Кому сообщали', came: 'действие в {0}', notCame: 'пока без ответа',
    slackDown: 'Slack не отвечает', breakSlack: 'Сломать Slack', mendSlack: 'Починить Slack', lost: 'Нет связи с демо, подключаемся…', opening: 'Открываем…', anew: 'Начинаем заново…', required: 'Заполните это поле', desk: 'бот', picture: 'картинка', completion: 'Команды', places: 'Места', optional: 'необязательно', sure: 'уверенность {0} %', cue: '«{0}»', line: 'линия {0}', skip: 'К чатам', step: 'Что происходит', step1: 'ступень {0}',
    startHere: 'Выберите историю или напишите сами от имени любого из участников.', deskSpeaks: 'Бот пока говорит по-английски. «Начать заново» переключит и его.', choose: 'Выберите…', over: 'конец', failed: 'История прервалась: {0}', queued: 'в очереди', deleted: 'Сообщение удалено', menu: 'Действия с сообщением',
  },
  en: {
    about: 'support in Telegram and Slack', stories: 'Stories', clock: 'Clock', speed: 'Speed of time', stop: 'Stop',
    none: 'no timers', jump: 'Skip to the next timer', reset: 'Start over', theme: 'Dark or light theme',
    language: 'RU: перейти на русский', why: 'Why this happens', hideWhy: 'Hide “Why”', showWhy: 'Show “Why”',
    shopTelegram: 'The shop in Telegram', shopSlack: 'The shop in Slack', engineers: 'Engineers in Slack', third: 'Hosting, third line', manager: 'Manager',
    shopTelegramTab: 'Shop', shopSlackTab: 'Slack', engineersTab: 'Engineers', thirdTab: 'Hosting', managerTab: 'Manager', whyTab: 'Why',
    you: 'You', actAs: 'Act as', chats: 'Chats', channels: 'Channels', direct: 'Direct messages', messages: 'Messages',
    write: 'Message', writeTo: 'Message {0}', send: 'Send', photo: 'Send a picture', file: 'Send a file', reply: 'Reply', react: 'React', edit: 'Edit', remove: 'Delete',
    cancel: 'Cancel', ok: 'OK', thread: 'Thread', replies: { one: '{0} reply', other: '{0} replies' }, closeThread: 'Close the thread', onlyYou: 'Only visible to you', edited: 'edited', bot: 'bot', app: 'APP',
    typing: 'typing…', members: { one: '{0} member', other: '{0} members' }, empty: 'Nothing here yet.', noTickets: 'No tickets yet. Play a story, or write to the bot.', timeline: 'What happened', alarms: 'Upcoming timers', outbox: 'Outbox', sent: 'Sent', nothingQueued: 'empty — everything has been sent',
    reaction: 'response', resolution: 'resolution', remind: 'reminder', close: 'closing', promise: 'promise to the customer', paused: 'paused', met: 'met', late: 'late', running: 'running', dueAt: 'due {0}', stood: 'stood:', calls: 'Pages', came: 'acted at {0}', notCame: 'no answer yet',
    slackDown: 'Slack does not answer', breakSlack: 'Break Slack', mendSlack: 'Fix Slack', lost: 'Lost connection, reconnecting…', opening: 'Opening…', anew: 'Starting over…', required: 'Please fill this in', desk: 'bot', picture: 'picture', completion: 'Commands', places: 'Places', optional: 'optional', sure: 'confidence {0}%', cue: '“{0}”', line: 'line {0}', skip: 'To the chats', step: 'What happens', step1: 'step {0}',
    startHere: 'Pick a story, or type a message as anyone on screen.', deskSpeaks: 'The bot is still in Russian. Press “Start over” to switch it too.', choose: 'Choose…', over: 'done', failed: 'The story stopped: {0}', queued: 'queued', deleted: 'This message was deleted', menu: 'Message actions',
  },
}

const names = {
  ru: {
    staff: 'магазин', line1: '1-я линия', line2: '2-я линия', line3: '3-я линия', manager: 'руководитель', admin: 'администратор',
    new: 'новая', in_progress: 'в работе', waiting_customer: 'ждёт клиента', waiting_vendor: 'ждёт подрядчика', resolved: 'решена', closed: 'закрыта', cancelled: 'отменена',
    incident: 'инцидент', service_request: 'запрос на обслуживание', change_request: 'запрос на изменение', information_request: 'консультация',
    opened: 'открыта', said: 'сообщение клиента', replied: 'ответ клиенту', noted: 'заметка', acked: 'взята в работу', assigned: 'назначена', released: 'вернулась на линию', waiting: 'ожидание', resumed: 'снова в работе', reopened: 'открыта снова', type: 'тип изменён', priority: 'приоритет изменён', escalated: 'эскалация', skipped: 'ступень пропущена', warned: 'срок решения', rated: 'оценена', split: 'выделена', merged: 'объединена', unreachable: 'не доставлено', reminded: 'напоминание', retracted: 'ответ отозван', edited: 'исправлено',
    on_call: 'дежурный', line_1: 'первая линия', line_2: 'вторая линия', line_3: 'третья линия', managers: 'руководители', assignee: 'исполнитель',
    escalation: 'эскалации', answer: 'ответы', relay: 'переписка', refresh: 'обновления карточек', digest: 'отчёты',
    call: 'ступень {0}: {1}', again: 'ступень {0}, раз {2}: {1}',
    skip: 'ступень {0}: {1} — {2}', nobody_on_duty: 'никто не дежурит', nobody: 'никто не назначен',
    receipt: 'подтверждение', work_card: 'карточка', ping: 'уведомление', customer_said: 'сообщение клиента', desk_said: 'ответ клиенту', delivered: 'отметка о доставке', happened: 'запись в ветке', taken: 'взята в работу', state_changed: 'новый статус', belongs: 'дополнение', ask_reopen: 'вопрос клиенту', ask_request: 'вопрос клиенту', list: 'список', status: 'статус заявки', report: 'отчёт', react: 'реакция', remove: 'удаление',
  },
  en: {
    staff: 'shop', line1: '1st line', line2: '2nd line', line3: '3rd line',
    information_request: 'question', acked: 'taken', said: 'customer message', replied: 'reply to customer', escalated: 'escalated', waiting: 'on hold', released: 'returned to line',
    line_1: 'first line', line_2: 'second line', line_3: 'third line', managers: 'manager',
    escalation: 'pages', answer: 'replies', relay: 'relayed messages', refresh: 'card updates', digest: 'reports',
    call: 'step {0}: {1}', again: 'step {0}, time {2}: {1}',
    skip: 'step {0}: {1} — {2}', nobody_on_duty: 'nobody is on call', nobody: 'nobody is assigned', unreachable: 'not delivered',
    work_card: 'card', ping: 'page', desk_said: 'reply to customer', delivered: 'delivery receipt', happened: 'thread update', state_changed: 'new status', belongs: 'follow-up', ask_reopen: 'question to the customer', ask_request: 'question to the customer', react: 'reaction', remove: 'deletion',
  },
}

// calls tells whom a step called, each once: who is on duty is called in private
// and in the line's channel. Without a step somebody escalated by hand.
function calls(lang, { step, rep, calls: all }) {
  const said = all.filter(c => c.handle || !all.some(o => o.handle && o.audience === c.audience))
    .map(c => (c.audience === c.handle ? '' : named(lang, c.audience)) + (c.name ? ` ${c.name}` : '')).join(', ')
  return step ? fill(named(lang, rep === 1 ? 'call' : 'again'), [step, said, rep]) : said
}

// details returns the part of a timeline's entry that its kind does not say. The
// fields are those of package history.
const details = {
  assigned: (_, d) => d.to.name,
  released: (_, d) => d.from.name,
  waiting: (lang, d) => named(lang, d.on),
  resolved: (_, d) => d.text,
  reopened: (_, d) => d.text,
  cancelled: (_, d) => d.text,
  type: (lang, d) => named(lang, d.to),
  priority: (_, d) => `P${d.to}`,
  escalated: calls,
  warned: calls,
  skipped: (lang, d) => fill(named(lang, 'skip'), [d.step, named(lang, d.audience), named(lang, d.cause)]),
  rated: (_, d) => '★'.repeat(d.stars),
  split: (_, d) => d.text,
  merged: (_, d) => d.into ?? d.from,
  unreachable: (_, d) => d.who.name,
  reminded: (_, d) => d.who.name,
}

// detail is what happened, in words, or nothing where the kind says it all.
export const detail = (lang, entry) => details[entry.kind]?.(lang, entry.detail)

const fill = (s, args) => args.reduce((s, a, i) => s.replace(`{${i}}`, a), s)

// speaker answers the words of a language, in the form that their number asks
// for: t('replies', 3).
export function speaker(lang) {
  const plural = new Intl.PluralRules(lang)
  return (key, ...args) => {
    const said = words[lang][key] ?? key
    return fill(typeof said === 'string' ? said : said[plural.select(args[0])] ?? said.other, args)
  }
}

// named answers the desk's own ids as people call them.
export const named = (lang, id) => names[lang][id] ?? id.replaceAll('_', ' ')

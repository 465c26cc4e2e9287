// A phone with Telegram on it, as one of its people holds it.
import { html, useMemo, useState } from './vendor/preact-htm.mjs'
import { fromHTML } from './marked.mjs'
import { Actor, Composer, Tools } from './composer.mjs'
import { player } from './player.mjs'
import { hours, useBottom, useFollow, useLive, useStage } from './stage.mjs'

const hues = ['#c0392b', '#1f7a4d', '#2f6fb0', '#8a4baf', '#a3590a', '#0f7482', '#b0337a']
const hue = id => hues[Math.abs(id) % hues.length]

// Telegram is one phone; people is whose it can be.
export function Telegram({ id, label, people }) {
  const { state, t, follow } = useStage()
  const cast = state.cast.filter(m => people.includes(m.handle) && m.telegram)
  const [handle, setHandle] = useState(people[0])
  const me = cast.find(m => m.handle === handle) ?? cast[0]
  const mine = state.telegram.chats.filter(c => me.where.includes('telegram:' + c.id))
  const [chatId, setChat] = useState(null)
  const [live, focus] = useLive()
  const chat = mine.find(c => c.id === chatId) ?? mine.find(c => c.id === me.telegram)
  // While a story plays the phone shows where something was said last.
  const newest = newestOf(state.telegram.chats.filter(c => cast.some(m => m.where.includes('telegram:' + c.id))))
  useFollow(follow, newest ? `${newest.chat} ${newest.id}` : undefined, () => {
    const there = cast.filter(m => m.where.includes('telegram:' + newest.chat))
    const last = state.telegram.chats.find(c => c.id === newest.chat).messages.findLast(s => there.some(m => m.telegram === s.from)) // whom the bot has answered
    setHandle((there.find(m => m.telegram === newest.chat || m.telegram === last?.from) ?? (there.includes(me) ? me : there[0])).handle)
    setChat(newest.chat)
  })
  if (!chat) return null
  const group = chat.type !== 'private'
  return html`<section class="pane telegram" id=${id} aria-label=${label} ...${focus}>
    <header>
      <div class="title"><h2>${t(id + 'Tab')}</h2><${Actor} cast=${cast} value=${me.handle} label=${label} onChange=${h => { setHandle(h); setChat(null) }} /></div>
      ${mine.length > 1 && html`<div class="chats" role="group" aria-label=${t('chats')}>
        ${mine.map(c => html`<button type="button" aria-pressed=${c.id === chat.id} onClick=${() => setChat(c.id)}>${c.type === 'private' ? state.telegram.bot.name : c.title}</button>`)}
      </div>`}
      <div class="peer"><span class="avatar" style=${`background:${hue(group ? chat.id : 2)}`} aria-hidden="true">${group ? '✿' : 'V'}</span>
        <div><b>${group ? chat.title : state.telegram.bot.name}</b><small>${chat.typing ? t('typing') : group ? t('members', chat.members.length) : t('bot')}</small></div></div>
    </header>
    <${Log} key=${me.handle + chat.id} me=${me} chat=${chat} label=${label} live=${live} />
  </section>`
}

// newestOf is the message said last in some chats; each chat counts for itself.
const newestOf = chats => chats.flatMap(c => c.messages.slice(-1)).reduce((a, b) => !a || b.at > a.at || (b.at === a.at && b.id > a.id) ? b : a, null)

// Log is a chat's messages and the box below them.
function Log({ me, chat, label, live }) {
  const { act, state, t, lang } = useStage()
  const address = 'telegram:' + chat.id
  const [about, setAbout] = useState(null) // the message to answer, or to edit
  const last = chat.messages.at(-1)
  const log = useBottom(`${chat.messages.length} ${last?.html} ${last?.keyboard?.length}`)
  const byId = useMemo(() => new Map(chat.messages.map(m => [m.id, m])), [chat.messages])
  const interact = (verb, more) => act({ as: me.handle, verb, chat: address, ...more })
  const say = text => {
    const verb = !about ? 'say' : about.edit ? 'edit' : 'reply'
    const message = about && String(about.message.id)
    setAbout(null)
    return interact(verb, { text, ...(message && { message }) })
  }
  return html`
    <div class="log" role="log" tabindex="0" aria-label=${`${t('messages')}: ${label}`} aria-live=${live} ref=${log}>
      ${chat.messages.length === 0 && html`<p class="quiet">${t('empty')}</p>`}
      ${chat.messages.map((m, i) => html`<${Bubble} key=${m.id} m=${m} out=${m.from === me.telegram} first=${chat.messages[i - 1]?.from !== m.from} group=${chat.type !== 'private'}
        to=${byId.get(m.reply_to)} onReply=${() => setAbout({ message: m })} onEdit=${() => setAbout({ message: m, edit: true })} interact=${interact} lang=${lang} me=${me} />`)}
    </div>
    <${Composer} as=${me.handle} chat=${address} label=${t('write')} onSay=${say} onCommand=${command => interact('slash', { command })}
      onPhoto=${(text, file) => interact('photo', { text, file })} onFile=${(text, file) => interact(file.mime.startsWith('image/') ? 'photo' : 'file', { text, file })} about=${about && `${about.edit ? '✎' : '↩'} ${about.message.name}: ${about.message.text.slice(0, 60)}`}
      first=${about?.edit ? about.message.text : ''} onCancel=${() => setAbout(null)} />`
}

function Bubble({ m, out, first, group, to, onReply, onEdit, interact, lang, me }) {
  const { t } = useStage()
  const text = useMemo(() => fromHTML(m.html, lang), [m.html, lang])
  const message = String(m.id)
  if (m.kind === 'service') return html`<p class="service">${m.text}</p>`
  const counts = Object.entries(Object.groupBy(m.reactions ?? [], r => r.emoji))
  return html`<article class=${`message ${out ? 'out' : 'in'} ${first ? 'first' : ''}`}>
    <div class="bubble">
      ${group && !out && first && html`<b class="name" style=${`--hue:${hue(m.from)}`}>${m.name}</b>`}
      ${to && html`<div class="quoted"><b>${to.name}</b><span>${m.quote || to.text || t('picture')}</span></div>`}
      ${m.file && (m.kind === 'photo'
        ? html`<img src=${`api/file/telegram/${encodeURIComponent(m.file.id)}`} alt=${m.text || t('picture')} width=${m.file.width || undefined} height=${m.file.height || undefined} />`
        : player(`api/file/telegram/${encodeURIComponent(m.file.id)}`, m.kind === 'video_note' ? 'video/mp4' : m.file.mime, m.file.name ?? m.kind) ?? html`<a class="document" href=${`api/file/telegram/${encodeURIComponent(m.file.id)}`} download=${m.file.name}>📄 ${m.file.name ?? m.kind}</a>`)}
      <div class="text">${text}</div>
      <span class="stamp">${m.pinned && '📌 '}${m.edited && !(m.bot && m.keyboard) && html`<i>${t('edited')} </i>`}<time dateTime=${m.at}>${hours(m.at, lang)}</time>${out && html` <span aria-hidden="true">✓✓</span>`}</span>
      ${counts.length > 0 && html`<div class="reactions">${counts.map(([emoji, by]) => html`<button type="button" aria-pressed=${by.some(r => r.by === me.telegram)} onClick=${() => interact('react', { message, emoji })}>${emoji} ${by.length}</button>`)}</div>`}
      <${Tools} emojis=${['👍', '👀', '❤']} onReact=${emoji => interact('react', { message, emoji })} onReply=${onReply} onEdit=${out && m.kind === 'text' && onEdit} />
    </div>
    ${m.keyboard && html`<div class="keyboard">${m.keyboard.map(row => html`<div>${row.map(b => b.url
      ? html`<a href=${/^https?:/.test(b.url) ? b.url : '#'} target="_blank" rel="noreferrer">${b.text} ↗</a>`
      : html`<button type="button" class=${b.style ?? ''} onClick=${() => b.copy ? navigator.clipboard.writeText(b.copy) : interact('press', { message, button: b.data ?? b.text })}>${b.text}</button>`)}</div>`)}</div>`}
  </article>`
}

// A Slack client, as one of the workspace's people sees it.
import { html, useRef, useState } from './vendor/preact-htm.mjs'
import { Blocks, Modal } from './blocks.mjs'
import { Actor, Composer, Tools } from './composer.mjs'
import { emojiOf, fromMrkdwn } from './marked.mjs'
import { player } from './player.mjs'
import { hours, useBottom, useFollow, useLive, useStage } from './stage.mjs'

const list = x => x ?? []

// Slack is one window; people is whose it can be.
export function Slack({ id, label, people, wide }) {
  const { state, t, act, follow } = useStage()
  const cast = state.cast.filter(m => people.includes(m.handle))
  const [handle, setHandle] = useState(people[0])
  const [place, setPlace] = useState(null)
  const [thread, setThread] = useState(null)
  const [live, focus] = useLive()
  const touched = useRef(null) // where the keyboard was last, for when a form closes
  const me = cast.find(m => m.handle === handle) ?? cast[0]
  const users = Object.fromEntries(state.slack.users.map(u => [u.id, u.name]))
  const sees = m => state.slack.channels.filter(c => m.where.includes('slack:' + c.id))
  const rooms = sees(me).sort((a, b) => (a.kind === 'im') - (b.kind === 'im'))
  const room = rooms.find(c => c.id === place) ?? rooms[0]
  // While a story plays the window shows where something was said last.
  const newest = saidIn(cast.flatMap(sees)).at(-1)
  const modal = list(state.slack.modals).filter(v => cast.some(m => m.slack === v.user)).at(-1)
  useFollow(follow, newest?.ts, () => {
    const there = cast.filter(m => m.where.includes('slack:' + newest.room.id))
    const last = saidIn([newest.room], newest.parent).filter(s => there.some(m => m.slack === s.user)).at(-1) // whom the bot has answered
    setHandle((there.find(m => m.slack === last?.user) ?? (there.includes(me) ? me : there[0])).handle)
    setPlace(newest.room.id)
    setThread(newest.parent ?? null)
  })
  useFollow(follow, modal?.id, () => setHandle(cast.find(m => m.slack === modal.user).handle))
  if (!room) return null
  const address = 'slack:' + room.id
  const top = thread && list(room.messages).find(m => m.ts === thread)
  const interact = (verb, more) => act({ as: me.handle, verb, chat: address, ...more })
  const whispers = list(state.slack.ephemerals).filter(e => e.channel === room.id && e.user === me.slack)
  const mine = modal?.user === me.slack
  const shared = { users, me, interact, live, bot: state.slack.bot_user_id }
  const roomName = c => c.kind === 'im' ? users[state.slack.bot_user_id] : c.name
  return html`<section class=${`pane slack ${wide ? 'wide' : ''}`} id=${id} aria-label=${label} ...${focus}>
    <header inert=${mine}><div class="title"><h2>${label}</h2><${Actor} roles=${wide} cast=${cast} value=${me.handle} label=${label} onChange=${h => { setHandle(h); setPlace(null); setThread(null) }} /></div></header>
    ${state.slack.down && html`<p class="down" role="status">⚠ ${t('slackDown')}</p>`}
    <div class="window" inert=${mine} onfocusin=${e => { touched.current = e.target }}>
      <nav class="channels" aria-label=${`${t('channels')}: ${label}`}><b>${state.slack.team}</b>
        ${rooms.map(c => html`<button type="button" aria-current=${c.id === room.id ? 'true' : undefined} onClick=${() => { setPlace(c.id); setThread(null) }}>
          <span aria-hidden="true">${c.kind === 'im' ? '● ' : '# '}</span>${roomName(c)}</button>`)}
      </nav>
      <div class="channel"><h3>${room.kind === 'im' ? '' : '# '}${roomName(room)}</h3>
        <${Log} key=${room.id} label=${`${t('messages')}: ${label}`} messages=${list(room.messages)} whispers=${whispers.filter(e => !e.thread_ts)} ...${shared} onThread=${setThread} />
        <${Composer} key=${me.handle + room.id} as=${me.handle} chat=${address} label=${t('writeTo', (room.kind === 'im' ? '' : '#') + roomName(room))} onSay=${text => interact('say', { text })}
          onCommand=${command => interact('slash', { command })} onPhoto=${(text, file) => interact('photo', { text, file })} onFile=${(text, file) => interact(file.mime.startsWith('image/') ? 'photo' : 'file', { text, file })} />
      </div>
      ${top && html`<aside class="thread" aria-label=${`${t('thread')}: ${label}`} onKeyDown=${e => { if (e.key === 'Escape') setThread(null) }}>
        <h3>${t('thread')} <button type="button" class="plain" aria-label=${t('closeThread')} onClick=${() => setThread(null)}>✕</button></h3>
        <${Log} key=${top.ts} label=${`${t('thread')}: ${label}`} messages=${[top, ...list(top.thread)]} whispers=${whispers.filter(e => e.thread_ts === top.ts)} ...${shared} inThread />
        <${Composer} key=${me.handle + top.ts} as=${me.handle} chat=${address} label=${t('reply')} onSay=${text => interact('reply', { text, message: top.ts })} />
      </aside>`}
    </div>
    ${mine && html`<${Modal} key=${modal.id} view=${modal} as=${me.handle} users=${users} calm=${follow} back=${touched} />`}
  </section>`
}

// saidIn is what was said in some rooms, or in one thread of theirs, with where it
// stands, the newest last.
const saidIn = (rooms, parent) => rooms.flatMap(room => list(room.messages).flatMap(m => [{ ts: m.ts, user: m.user, room }, ...list(m.thread).map(r => ({ ts: r.ts, user: r.user, room, parent: m.ts }))]))
  .filter(s => !parent || s.parent === parent).sort((a, b) => a.ts - b.ts)

// Log is the messages of a channel, or of a thread.
function Log({ label, messages, whispers, inThread, live, ...shared }) {
  const { t } = useStage()
  const all = [...messages, ...whispers.map(e => ({ ...e, ts: e.id, user: shared.bot, whisper: true }))].sort((a, b) => a.ts - b.ts)
  const ref = useBottom(`${all.length} ${all.at(-1)?.ts}`)
  return html`<div class="log" role="log" tabindex="0" aria-label=${label} aria-live=${live} ref=${ref}>
    ${all.length === 0 && html`<p class="quiet">${t('empty')}</p>`}
    ${all.map(m => html`<${Message} key=${m.ts} m=${m} ...${shared} inThread=${inThread} />`)}
  </div>`
}

function Message({ m, users, me, interact, bot, onThread, inThread }) {
  const { t, lang, state } = useStage()
  const [editing, setEditing] = useState(false)
  const name = m.username || users[m.user] || m.user
  const byBot = m.user === bot
  const at = Number(m.ts) * 1000
  const replies = list(m.thread)
  if (m.deleted) return html`<p class="quiet">${t('deleted')}</p>`
  return html`<article class=${`post ${m.whisper ? 'whisper' : ''}`}>
    <span class=${`avatar ${byBot ? 'bot' : ''}`} data-who=${m.user} aria-hidden="true">${name.slice(0, 1).toUpperCase()}</span>
    <div class="body">
      ${m.whisper && html`<small class="only">👁 ${t('onlyYou')}</small>`}
      <div class="by"><b>${name}</b>${byBot && html` <small class="app">${t('app')}</small>`}${!Number.isNaN(at) && html` <time dateTime=${new Date(at).toISOString()}>${hours(at, lang)}</time>`}</div>
      ${editing
        ? html`<${Composer} as=${me.handle} chat="" label=${t('edit')} first=${m.text} about=${t('edit')} onCancel=${() => setEditing(false)} onSay=${async text => { setEditing(false); return interact('edit', { message: m.ts, text }) }} />`
        : list(m.blocks).length && byBot
          ? html`<${Blocks} blocks=${m.blocks} users=${users} onPress=${(button, choice) => interact('press', { message: m.ts, button, ...(choice && { choice }) })} />`
          : m.text && html`<div class="words">${fromMrkdwn(m.text, users, lang)}</div>`}
      ${list(m.files).map(f => f.mime?.startsWith('image/')
        ? html`<img src=${`api/file/slack/${encodeURIComponent(f.id)}`} alt=${f.alt || f.title || t('picture')} />`
        : player(`api/file/slack/${encodeURIComponent(f.id)}`, f.mime, f.title || f.name) ?? html`<a class="document" href=${`api/file/slack/${encodeURIComponent(f.id)}`} download=${f.name}>📄 ${f.title || f.name}</a>`)}
      ${m.edited && html`<small class="edited">(${t('edited')})</small>`}
      ${list(m.reactions).length > 0 && html`<div class="reactions">${m.reactions.map(r => html`<button type="button" aria-pressed=${r.users.includes(me.slack)} title=${r.users.map(u => users[u]).join(', ')} onClick=${() => interact('react', { message: m.ts, emoji: r.name })}>${emojiOf(r.name)} ${r.users.length}</button>`)}</div>`}
      ${!inThread && replies.length > 0 && html`<button type="button" class="replies" onClick=${() => onThread(m.ts)}>💬 ${t('replies', replies.length)}</button>`}
      ${!m.whisper && html`<${Tools} emojis=${['👀', '✅', '👍']} replyLabel=${t('thread')} onReact=${emoji => interact('react', { message: m.ts, emoji })}
        onReply=${!inThread && (() => onThread(m.ts))} onEdit=${m.user === me.slack && (() => setEditing(true))} onDelete=${m.user === me.slack && (() => interact('delete', { message: m.ts }))} />`}
    </div>
  </article>`
}

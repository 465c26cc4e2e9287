// The pane that tells why things happen: tickets, clocks, alarms and the outbox.
import { html } from './vendor/preact-htm.mjs'
import { hours, useNow, useStage, when } from './stage.mjs'
import { detail, named } from './words.mjs'

export function Why({ id }) {
  const { state, t, lang } = useStage()
  const { tickets, alarms, queued } = state.why
  const waits = queued.filter(q => q.count > 0)
  return html`<section class="pane why" id=${id} aria-label=${t('why')}>
    <header><div class="title"><h2>${t('why')}</h2></div></header>
    <div class="log" tabindex="0" role="region" aria-label=${t('why')}>
      ${tickets.length === 0 && html`<p class="quiet">${t('noTickets')}</p>`}
      ${tickets.map((ticket, i) => html`<${Ticket} key=${ticket.key} ticket=${ticket} open=${i === 0} />`)}
      <h3>⏰ ${t('alarms')}</h3>
      ${alarms.length === 0 ? html`<p class="quiet">${t('none')}</p>` : html`<ul>${alarms.slice(0, 6).map(a => html`<li><b>${when(a.due, state.now, lang, true)}</b> ${a.ticket} · ${t(a.clock)}, ${t('step1', a.step + 1)}</li>`)}</ul>`}
      <h3>📤 ${t('outbox')}</h3>
      ${waits.length === 0 ? html`<p class="quiet">${t('nothingQueued')}</p>` : html`<ul>${waits.map(q => html`<li><b>${q.count}</b> · ${named(lang, q.class)}</li>`)}</ul>`}
    </div>
  </section>`
}

function Ticket({ ticket: k, open }) {
  const { t, lang, state } = useStage()
  const name = by => state.cast.find(m => m.handle === by)?.name ?? by
  return html`<details open=${open} class="ticket">
    <summary><b>${k.key}</b> <span class=${`priority ${k.priority}`}>${k.priority}</span> <span>${named(lang, k.state)}</span></summary>
    <p>${k.text}</p>
    <p class="facts">${named(lang, k.type)}${k.cue && ` — ${t('cue', k.cue)}, ${t('sure', Math.round(k.sureness * 100))}`} · ${t('line', k.line)}${k.assignee && ` · ${name(k.assignee)}`}${k.rating > 0 && ` · ${'★'.repeat(k.rating)}`}</p>
    ${k.clocks.map(c => html`<${Clock} c=${c} over=${k.state === 'closed' || k.state === 'cancelled'} />`)}
    <h4>${t('timeline')}</h4>
    <ol class="timeline">${k.timeline.map(e => [e, detail(lang, e)]).map(([e, told]) => html`<li class=${e.kind}><time dateTime=${e.at}>${hours(e.at, lang, true)}</time><p><b>${named(lang, e.kind)}</b>${` · ${e.by || t('desk')}`}${told && html`<small>${told}</small>`}</p></li>`)}</ol>
    ${k.calls.length > 0 && html`<details><summary>${t('calls')}: ${k.calls.length}</summary><ul class="sent">${k.calls.map(c => html`<li><time dateTime=${c.at}>${hours(c.at, lang, true)}</time><p>${placeOf(state, c.to)} · ${c.came ? t('came', hours(c.came, lang, true)) : t('notCame')}</p></li>`)}</ul></details>`}
    <details><summary>${t('sent')}: ${k.sent.length}</summary><ul class="sent">${k.sent.map(s => html`<li><time dateTime=${s.at}>${hours(s.at, lang, true)}</time><p>${named(lang, s.kind)} → ${placeOf(state, s.to)}</p></li>`)}</ul></details>
  </details>`
}

// placeOf is a chat as people call it: whom it is with, or its name.
function placeOf({ cast, slack, telegram }, address) {
  const whose = () => cast.find(m => m.where.includes(address))?.name ?? address
  const [platform, id] = address.split(/[:/]/)
  if (platform === 'telegram') return telegram.chats.find(c => c.id === Number(id) && c.type !== 'private')?.title ?? whose()
  const room = slack.channels.find(c => c.id === id)
  return room && room.kind !== 'im' ? '#' + room.name : whose()
}

function Clock({ c, over }) {
  const { state, t, lang } = useStage()
  const now = useNow(state, !c.met && !over)
  const [from, due] = [Date.parse(c.from), Date.parse(c.due)]
  const end = c.met ? Date.parse(c.met) : now
  const part = Math.max(0, Math.min(1, (end - from) / (due - from)))
  const how = c.late || end > due ? 'late' : c.met ? 'met' : c.paused ? 'paused' : 'running'
  return html`<div class=${`promise ${how}`}><span>${t(c.name)} · ${t('dueAt', when(due, now, lang))}</span><b>${t(how)}</b>
    <progress max="1" value=${part} aria-label=${`${t(c.name)}: ${t(how)}`}></progress>
    ${c.pauses.length > 0 && html`<small>${t('stood')} ${c.pauses.map(p => `${hours(p.from, lang)}–${p.to ? hours(p.to, lang) : '…'}`).join(', ')}</small>`}</div>`
}

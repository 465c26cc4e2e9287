// The box to write in, of both messengers, with the completion of commands.
import { html, useEffect, useRef, useState } from './vendor/preact-htm.mjs'
import { picture, sent, useStage } from './stage.mjs'

// Composer sends what is written: a command as one, all else by say.
export function Composer({ as, chat, label, onSay, onCommand, onPhoto, onFile, about, onCancel, first = '' }) {
  const { t, state } = useStage()
  const [text, setText] = useState(first)
  const [menu, setMenu] = useState([])
  const [at, setAt] = useState(0)
  const box = useRef(null)
  const listId = `menu-${as}-${chat}`
  useEffect(() => { setText(first); if (about) box.current?.focus() }, [about, first])
  const slashing = /^\/\S*$/.test(text) && onCommand
  useEffect(() => {
    if (!slashing) return
    let here = true
    fetch(`api/commands?as=${as}&chat=${encodeURIComponent(chat)}`).then(r => r.json()).then(all => here && setMenu(Array.isArray(all) ? all : []), () => {})
    return () => { here = false }
  }, [slashing, as, chat, state.act])
  const found = slashing ? menu.filter(c => c.command.startsWith(text) && c.command !== text) : []
  const take = c => { setText(c.command + ' '); setAt(0); box.current.focus() }
  const send = async () => {
    const said = text.trim()
    if (!said) return
    setText('')
    const done = said.startsWith('/') && onCommand ? await onCommand(said) : await onSay(said)
    if (!done) setText(said)
  }
  const key = e => {
    if (found.length && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
      e.preventDefault()
      setAt((at + (e.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length)
    } else if (found.length && e.key === 'Tab' && !e.shiftKey) {
      e.preventDefault()
      take(found[at] ?? found[0])
    } else if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) {
      e.preventDefault()
      if (found.length) take(found[at] ?? found[0])
      else send()
    } else if (e.key === 'Escape') {
      if (found.length) setText('')
      else onCancel?.()
    }
  }
  return html`<form class="composer" onSubmit=${e => { e.preventDefault(); send() }}>
    ${found.length > 0 && html`<ul class="menu" role="listbox" id=${listId} aria-label=${t('completion')}>
      ${found.map((c, i) => html`<li role="option" id=${`${listId}-${i}`} aria-selected=${i === at} onMouseDown=${e => { e.preventDefault(); take(c) }}>
        <b>${c.command}</b> <span>${c.hint}</span><small>${c.description}</small></li>`)}
    </ul>`}
    ${about && html`<div class="about"><span>${about}</span><button type="button" class="plain" aria-label=${t('cancel')} onClick=${onCancel}>✕</button></div>`}
    <div class="row">
      ${onPhoto && html`<button type="button" class="plain" title=${t('photo')} aria-label=${t('photo')}
        onClick=${async () => { if (await onPhoto(text.trim(), await picture())) setText('') }}>🖼</button>
      <label class="attach plain" title=${t('file')}><input type="file" aria-label=${t('file')}
        onChange=${async e => { const [f] = e.target.files; e.target.value = ''; if (f && await onFile(text.trim(), await sent(f))) setText('') }} />📎</label>`}
      <textarea ref=${box} rows="1" value=${text} placeholder=${label} aria-label=${label} onInput=${e => { setText(e.target.value); setAt(0) }} onKeyDown=${key}
        role="combobox" aria-autocomplete="list" aria-expanded=${found.length > 0} aria-controls=${found.length ? listId : undefined} aria-activedescendant=${found.length ? `${listId}-${at}` : undefined}></textarea>
      <button class="send" aria-label=${t('send')} title=${t('send')} disabled=${!text.trim()}>➤</button>
    </div>
  </form>`
}

// Actor chooses whom the viewer plays in a pane.
export function Actor({ cast, value, onChange, label, roles }) {
  const { t, lang, role } = useStage()
  if (cast.length === 1) return html`<span class="actor">${t('you')}: <b>${cast[0].name}</b></span>`
  return html`<label class="actor">${t('you')}: <select aria-label=${`${t('actAs')}: ${label}`} value=${value} onChange=${e => onChange(e.target.value)} lang=${lang}>
    ${cast.map(m => html`<option value=${m.handle}>${m.name}${roles ? ` · ${role(m).split(', ')[0]}` : ''}</option>`)}
  </select></label>`
}

// Tools are what can be done with one message.
export function Tools({ emojis, onReact, onReply, onEdit, onDelete, replyLabel }) {
  const { t } = useStage()
  const tool = (label, sign, f) => html`<button type="button" class="plain" aria-label=${label} title=${label} onClick=${f}>${sign}</button>`
  return html`<div class="tools" role="group" aria-label=${t('menu')}>
    ${emojis.map(e => tool(`${t('react')} ${e}`, e, () => onReact(e)))}
    ${onReply && tool(replyLabel ?? t('reply'), '↩', onReply)}
    ${onEdit && tool(t('edit'), '✎', onEdit)}
    ${onDelete && tool(t('remove'), '🗑', onDelete)}
  </div>`
}

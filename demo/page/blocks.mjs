// Block Kit as Slack draws it: cards in a channel, and forms in a modal.
import { html, useEffect, useRef, useState } from './vendor/preact-htm.mjs'
import { fromMrkdwn, fromRich } from './marked.mjs'
import { useStage } from './stage.mjs'

// Blocks draws a message's blocks; onPress gets a widget's action and choice.
export function Blocks({ blocks, users, onPress }) {
  const { lang } = useStage()
  return blocks.map((b, i) => html`<${Block} key=${b.block_id ?? i} b=${b} users=${users} lang=${lang} onPress=${onPress} />`)
}

function Block({ b, users, lang, onPress }) {
  const text = o => o && html`<span>${o.type === 'mrkdwn' ? fromMrkdwn(o.text, users, lang) : o.text}</span>`
  switch (b.type) {
    case 'header': return html`<p class="block header">${text(b.text)}</p>`
    case 'divider': return html`<hr />`
    case 'section': return html`<div class="block section">
      ${b.text && html`<div class="words">${text(b.text)}</div>`}
      ${b.fields && html`<div class="fields">${b.fields.map(f => html`<div>${text(f)}</div>`)}</div>`}
      ${b.accessory && html`<${Widget} w=${b.accessory} onPress=${onPress} />`}</div>`
    case 'context': return html`<div class="block context">${b.elements.map(e => e.type === 'image' ? html`<img src=${e.image_url} alt=${e.alt_text} />` : text(e))}</div>`
    case 'actions': return html`<div class="block actions">${b.elements.map(w => html`<${Widget} key=${w.action_id} w=${w} onPress=${onPress} />`)}</div>`
    case 'rich_text': return html`<div class="block rich">${fromRich(b.elements, users, lang)}</div>`
    case 'markdown': return html`<div class="block">${fromMrkdwn(b.text, users, lang)}</div>`
    default: return null
  }
}

const options = w => w.options ?? w.option_groups?.flatMap(g => g.options) ?? []

function Widget({ w, onPress }) {
  const { t, ask } = useStage()
  const press = async choice => {
    const c = w.confirm
    if (!c || await ask({ title: c.title?.text, text: c.text?.text, yes: c.confirm?.text, no: c.deny?.text, danger: c.style === 'danger' || w.style === 'danger' })) onPress(w.action_id, choice)
  }
  if (w.type === 'button') return w.url
    ? html`<a class="button" href=${/^https?:/.test(w.url) ? w.url : '#'} target="_blank" rel="noreferrer" onClick=${() => press()}>${w.text.text}</a>`
    : html`<button type="button" class=${`button ${w.style ?? ''}`} aria-label=${w.accessibility_label} onClick=${() => press()}>${w.text.text}</button>`
  const label = w.placeholder?.text ?? (w.type === 'overflow' ? '⋯' : t('choose'))
  return html`<select class="button" aria-label=${label} value="" onChange=${e => { const v = e.target.value; e.target.value = ''; if (v) press(v) }}>
    <option value="">${label}</option>
    ${options(w).map(o => html`<option value=${o.value}>${o.text.text}</option>`)}
  </select>`
}

// Modal is a view on somebody's screen, over their pane.
export function Modal({ view, as, users, calm, back }) {
  const { act, t } = useStage()
  const [wrong, setWrong] = useState({})
  const box = useRef(null)
  const v = view.view
  const inputs = v.blocks.filter(b => b.type === 'input')
  useEffect(() => {
    if (calm) return
    box.current?.querySelector('textarea, input, select')?.focus()
    return () => setTimeout(() => document.activeElement === document.body && back.current?.focus()) // once the window is alive again
  }, [view.id])
  const submit = async e => {
    e.preventDefault()
    const data = new FormData(e.target)
    const values = Object.fromEntries(inputs.map(b => [b.block_id, data.getAll(b.block_id).join(',')]))
    const missing = inputs.filter(b => !b.optional && !values[b.block_id].trim()).map(b => [b.block_id, t('required')])
    setWrong(Object.fromEntries(missing))
    if (missing.length) return box.current.querySelector(`[name="${CSS.escape(missing[0][0])}"]`)?.focus()
    const outcome = await act({ as, verb: 'submit', values: Object.fromEntries(Object.entries(values).filter(([, said]) => said)) }, true)
    setWrong(outcome.fields ?? {})
  }
  const close = () => act({ as, verb: 'closeModal' })
  // Escape closes the form also when a click has taken the cursor out of it.
  useEffect(() => {
    if (calm) return
    const escape = e => { if (e.key === 'Escape' && document.activeElement === document.body) close() }
    addEventListener('keydown', escape)
    return () => removeEventListener('keydown', escape)
  })
  // The keyboard stays in the form until it is sent or closed.
  const key = e => {
    if (e.key === 'Escape') {
      e.stopPropagation()
      close()
    } else if (e.key === 'Tab') {
      const stops = [...box.current.querySelectorAll('button, textarea, input, select, [tabindex="0"]')]
      const [edge, other] = e.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]]
      if (document.activeElement !== edge) return
      e.preventDefault()
      other.focus()
    }
  }
  return html`<div class="shade"><div class="modal" role="dialog" aria-modal="true" aria-labelledby=${view.id + '-title'} ref=${box} onKeyDown=${key}>
    <form onSubmit=${submit} noValidate>
      <header><h3 id=${view.id + '-title'}>${v.title.text}</h3><button type="button" class="plain" aria-label=${v.close?.text ?? t('cancel')} onClick=${close}>✕</button></header>
      <div class="inside" tabindex="0">${v.blocks.map(b => b.type === 'input'
        ? html`<${Input} key=${b.block_id} b=${b} wrong=${wrong[b.block_id]} id=${`${view.id}-${b.block_id}`} />`
        : html`<${Blocks} blocks=${[b]} users=${users} onPress=${(button, choice) => act({ as, verb: 'pressModal', button, ...(choice && { choice }) })} />`)}</div>
      <footer><button type="button" class="button" onClick=${close}>${v.close?.text ?? t('cancel')}</button>${v.submit && html`<button class="button primary">${v.submit.text}</button>`}</footer>
    </form></div></div>`
}

function Input({ b, wrong, id }) {
  const { t } = useStage()
  const e = b.element
  const label = html`${b.label.text}${b.optional && html` <small>(${t('optional')})</small>`}`
  const error = wrong && html`<p class="wrong" id=${id + '-wrong'} role="alert">${wrong}</p>`
  const told = { 'aria-describedby': wrong ? id + '-wrong' : undefined, 'aria-invalid': Boolean(wrong) }
  if (e.type === 'radio_buttons' || e.type === 'checkboxes') return html`<fieldset><legend>${label}</legend>
    ${e.options.map(o => html`<label><input type=${e.type === 'checkboxes' ? 'checkbox' : 'radio'} name=${b.block_id} value=${o.value} checked=${e.initial_option?.value === o.value} ...${told} /> ${o.text.text}</label>`)}${error}</fieldset>`
  const field = e.type === 'static_select'
    ? html`<select id=${id} name=${b.block_id} ...${told}><option value="">${e.placeholder?.text ?? t('choose')}</option>${options(e).map(o => html`<option value=${o.value} selected=${e.initial_option?.value === o.value}>${o.text.text}</option>`)}</select>`
    : e.multiline
      ? html`<textarea id=${id} name=${b.block_id} rows="4" maxlength=${e.max_length} placeholder=${e.placeholder?.text} ...${told}>${e.initial_value}</textarea>`
      : html`<input id=${id} name=${b.block_id} maxlength=${e.max_length} placeholder=${e.placeholder?.text} value=${e.initial_value} ...${told} />`
  return html`<div class="input"><label for=${id}>${label}</label>${field}${b.hint && html`<small>${b.hint.text}</small>`}${error}</div>`
}

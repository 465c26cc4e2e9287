// The page: the bar, the places where the story happens, and the why pane.
import { html, render, useEffect, useRef, useState } from './vendor/preact-htm.mjs'
import { Bar } from './bar.mjs'
import { Slack } from './slack.mjs'
import { Stage, order, useEvents, useKept } from './stage.mjs'
import { Telegram } from './telegram.mjs'
import { Why } from './why.mjs'
import { named, speaker } from './words.mjs'

const preferred = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
const places = ['shopTelegram', 'shopSlack', 'engineers', 'third', 'manager', 'why']

function App() {
  const [state, lost] = useEvents()
  const [kept, setLang] = useKept('lang', '')
  const [theme, setTheme] = useKept('theme', preferred)
  const [why, setWhy] = useKept('why', 'yes')
  const [place, setPlace] = useState('shopTelegram')
  const [toast, setToast] = useState(null)
  const [question, setQuestion] = useState(null)
  const lang = kept || state?.lang || (navigator.language.startsWith('ru') ? 'ru' : 'en')
  const t = speaker(lang)
  useEffect(() => { document.documentElement.lang = lang }, [lang])
  useEffect(() => { document.documentElement.dataset.theme = theme }, [theme])
  useEffect(() => {
    if (!toast) return
    const gone = setTimeout(() => setToast(null), 4000)
    return () => clearTimeout(gone)
  }, [toast])
  if (!state) return html`<p class=${lost ? 'lost' : 'quiet'} role="status">${t(lost ? 'lost' : 'opening')}</p>`

  const ask = q => new Promise(answer => setQuestion({ ...q, answer: yes => { setQuestion(null); answer(yes) } }))
  // act has somebody do something: true when it was done. The whole outcome is
  // for those who show mistakes themselves.
  const act = async (interaction, whole = false) => {
    const o = await order('act', interaction)
    if (o.alert) ask({ text: o.alert, yes: t('ok') })
    else if (o.toast || (!o.ok && !o.fields)) setToast(o.toast || o.error)
    return whole ? o : o.ok
  }
  const role = m => m.roles.map(r => named(lang, r)).join(', ')
  const shared = { state, t, lang, act, ask, role, tell: setToast, follow: state.stories.some(s => s.playing) }
  const people = handle => [handle, ...state.cast.map(m => m.handle).filter(h => h !== handle && ['olga', 'anna', 'vera'].includes(h))]
  return html`<${Stage.Provider} value=${shared}>
    <${Bar} theme=${theme} setTheme=${setTheme} setLang=${setLang} why=${why === 'yes'} setWhy=${on => setWhy(on ? 'yes' : 'no')} />
    ${lost && html`<p class="lost" role="status">${t('lost')}</p>`}
    <main id="panes" tabindex="-1" data-place=${place} class=${why === 'yes' ? 'with-why' : ''} key=${state.act}>
      <${Telegram} id="shopTelegram" label=${t('shopTelegram')} people=${['maria', 'lena']} />
      <${Slack} id="shopSlack" label=${t('shopSlack')} people=${['john']} />
      <${Slack} id="engineers" label=${t('engineers')} people=${['anna', 'boris', 'vera']} wide />
      <${Telegram} id="third" label=${t('third')} people=${['noc']} />
      <${Telegram} id="manager" label=${t('manager')} people=${people('olga')} />
      <${Why} id="why" />
    </main>
    <nav class="places" aria-label=${t('places')}>${places.map(p => html`<button type="button" id=${'place-' + p} aria-current=${p === place ? 'page' : undefined} onClick=${() => setPlace(p)}>${t(p + 'Tab')}</button>`)}</nav>
    <div class="toast" role="status" aria-live="assertive">${toast && html`<p>${toast}</p>`}</div>
    ${question && html`<${Question} q=${question} />`}
  <//>`
}

// Question is a dialog that has to be answered; Esc says no.
function Question({ q }) {
  const box = useRef(null)
  useEffect(() => { box.current.showModal() }, [])
  return html`<dialog ref=${box} onCancel=${e => { e.preventDefault(); q.answer(false) }} aria-label=${q.title ?? q.text}>
    ${q.title && html`<h3>${q.title}</h3>`}<p>${q.text}</p>
    <footer>${q.no && html`<button type="button" class="button" onClick=${() => q.answer(false)}>${q.no}</button>`}
      <button type="button" class=${`button ${q.danger ? 'danger' : 'primary'}`} autofocus onClick=${() => q.answer(true)}>${q.yes}</button></footer>
  </dialog>`
}

render(html`<${App} />`, document.getElementById('stage'))

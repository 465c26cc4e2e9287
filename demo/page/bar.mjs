// The bar over the panes: stories, the clock, and how the page looks.
import { html, useEffect, useRef, useState } from './vendor/preact-htm.mjs'
import { hours, order, useNow, useStage, when, zoneName } from './stage.mjs'

export function Bar({ theme, setTheme, setLang, why, setWhy }) {
  const { state, t, lang, tell } = useStage()
  const post = async (path, body) => { const o = await order(path, body); if (!o.ok) tell(o.error) }
  const playing = state.stories.find(s => s.playing)
  const last = useRef(null) // the story whose last words stay until the next one
  last.current = playing?.id ?? last.current
  const over = state.stories.filter(s => s.over || s.failed)
  const shown = playing ?? over.find(s => s.id === last.current) ?? (over.length === 1 ? over[0] : null)
  const [left, setLeft] = useState(null) // the act that ends
  // On a phone the stories stand in one row that may be longer than the screen.
  useEffect(() => { playing && document.getElementById('story-' + playing.id).scrollIntoView({ block: 'nearest', inline: 'center' }) }, [playing?.id])
  return html`<header class="bar">
    <a class="skip" href="#panes">${t('skip')}</a>
    <div class="brand"><h1>Vakhta</h1><small>${t('about')}</small></div>
    <nav class="stories" aria-label=${t('stories')}>
      ${state.stories.map(s => html`<button type="button" id=${'story-' + s.id} title=${s.about[lang]} aria-pressed=${s.playing} onClick=${() => post('story', s.playing ? { stop: true } : { id: s.id, lang: state.lang })}>
        <span aria-hidden="true">${s.playing ? '■' : s.over ? '✓' : '▶'}</span> ${s.title[lang]}</button>`)}
    </nav>
    <div class="clock" role="group" aria-label=${t('clock')}>
      <${Time} />
      ${[1, 10, 60].map(n => html`<button type="button" aria-pressed=${state.speed === n} aria-label=${`${t('speed')}: ×${n}`} onClick=${() => post('clock', { speed: n })}>×${n}</button>`)}
      <button type="button" class="jump" disabled=${!state.nextAlarm} onClick=${() => post('clock', { jump: true })}>⏭ ${state.nextAlarm ? html`<span class="words">${t('jump')} </span><b>${when(state.nextAlarm, state.now, lang)}</b>` : html`<span class="words">${t('none')}</span>`}</button>
    </div>
    <div class="looks">
      <button type="button" aria-pressed=${state.slack.down} onClick=${() => post('outage', { down: !state.slack.down })}>⚡<span class="words"> ${t(state.slack.down ? 'mendSlack' : 'breakSlack')}</span></button>
      <button type="button" onClick=${() => { setLeft(state.act); post('reset', { lang }) }}>↺<span class="words"> ${t('reset')}</span></button>
      <button type="button" aria-label=${t('language')} title=${t('language')} lang=${lang === 'ru' ? 'en' : 'ru'} onClick=${() => setLang(lang === 'ru' ? 'en' : 'ru')}>${lang === 'ru' ? 'EN' : 'RU'}</button>
      <button type="button" aria-label=${t('theme')} title=${t('theme')} onClick=${() => setTheme(theme === 'dark' ? 'light' : 'dark')}>${theme === 'dark' ? '☀' : '☾'}</button>
      <button type="button" class="whys" aria-expanded=${why} aria-controls="why" onClick=${() => setWhy(!why)}>${t(why ? 'hideWhy' : 'showWhy')}</button>
    </div>
    <p class="step" role="status" aria-live="polite">${left === state.act ? t('anew') : shown ? html`<b>${shown.title[lang]}</b> — ${shown.failed ? t('failed', shown.failed) : shown.step?.[lang]}` : lang !== state.lang ? t('deskSpeaks') : t('startHere')}</p>
  </header>`
}

// Time is the clock itself, the only part that is redrawn each second.
function Time() {
  const { state, lang } = useStage()
  const now = useNow(state)
  return html`<time id="clock">${hours(now, lang, true)}</time> <small>${zoneName(now, lang)}</small>`
}

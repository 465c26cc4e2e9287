// What every part of the page shares: the state of the demo, and orders to it.
import { createContext, useContext, useEffect, useRef, useState } from './vendor/preact-htm.mjs'

export const Stage = createContext(null)
export const useStage = () => useContext(Stage)

// patience is how many milliseconds a demo that restarts may be away.
const patience = 6000

// useEvents keeps the newest state; the browser itself connects again.
export function useEvents() {
  const [state, setState] = useState(null)
  const [lost, setLost] = useState(false)
  useEffect(() => {
    const source = new EventSource('api/events')
    let alarm = null
    source.addEventListener('state', e => {
      const next = JSON.parse(e.data)
      clearTimeout(alarm)
      alarm = null
      setLost(false)
      zone = next.zone
      setState(old => old && old.act === next.act && old.version > next.version ? old : next)
    })
    source.onerror = () => { alarm ??= setTimeout(() => setLost(true), patience) }
    return () => { clearTimeout(alarm); source.close() }
  }, [])
  return [state, lost]
}

// order posts an order and answers its outcome; a demo that is away is one, too.
export async function order(path, body) {
  try {
    const r = await fetch('api/' + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
    return await r.json()
  } catch (e) {
    return { ok: false, error: String(e.message) }
  }
}

// useKept is a state that outlives the page, in this browser.
export function useKept(key, first) {
  const [value, setValue] = useState(() => localStorage.getItem('vakhta.' + key) ?? first)
  const keep = v => { localStorage.setItem('vakhta.' + key, v); setValue(v) }
  return [value, keep]
}

// useBottom keeps a log at its end when something is added to it, when something in
// it grows, or when it comes to be seen: what is hidden cannot be scrolled. It leaves
// a viewer alone who reads further up.
export function useBottom(mark) {
  const ref = useRef(null)
  const reading = useRef(false) // further up
  const end = () => { if (!reading.current) ref.current.scrollTop = ref.current.scrollHeight }
  useEffect(() => { reading.current = false }, [mark])
  useEffect(end)
  useEffect(() => {
    const log = ref.current
    const scrolled = () => { reading.current = log.scrollHeight - log.scrollTop - log.clientHeight > 40 }
    const watch = new ResizeObserver(end)
    watch.observe(log)
    log.addEventListener('scroll', scrolled)
    log.addEventListener('load', end, true) // of a picture
    return () => watch.disconnect()
  }, [])
  return ref
}

// useLive has a screen reader read out what comes into the pane that the keyboard
// is in, and leaves it in peace with all the others.
export function useLive() {
  const [within, setWithin] = useState(false)
  return [within ? 'polite' : 'off', { onfocusin: () => setWithin(true), onfocusout: e => setWithin(e.currentTarget.contains(e.relatedTarget)) }]
}

// useFollow goes along with a story: go is called when a mark changes while one
// plays, or when a window opens in the middle of it; not while there is none.
export function useFollow(follow, mark, go) {
  const seen = useRef(follow ? undefined : mark)
  useEffect(() => {
    if (mark === undefined || mark === seen.current) return
    seen.current = mark
    if (follow) go()
  }, [mark, follow])
}

// useNow moves between two states as the demo's clock does, once a second, as long
// as somebody needs it to.
export function useNow(state, needed = true) {
  const at = useRef({ at: 0, real: 0, speed: 1 })
  const [, tick] = useState(0)
  if (at.current.version !== state.version || at.current.speed !== state.speed) {
    at.current = { at: Date.parse(state.now), real: performance.now(), speed: state.speed, version: state.version }
  }
  useEffect(() => {
    if (!needed) return
    const timer = setInterval(() => tick(n => n + 1), 1000)
    return () => clearInterval(timer)
  }, [needed])
  return at.current.at + (performance.now() - at.current.real) * at.current.speed
}

// zone is where the people of the demo live: what they see and what the desk writes
// to them must agree, wherever the viewer is.
let zone

// format is how the parts of a moment are written. Each is made once: it is costly.
const formats = new Map()
function format(lang, name, parts) {
  const key = `${lang} ${name} ${zone}`
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(lang === 'ru' ? 'ru-RU' : 'en-GB', { timeZone: zone, ...parts }))
  return formats.get(key)
}

// hours is a moment as the people's wall clock shows it.
export const hours = (at, lang, seconds = false) => seconds
  ? format(lang, 'seconds', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(at))
  : format(lang, 'hours', { hour: '2-digit', minute: '2-digit' }).format(new Date(at))

// day is the date of a moment, in words.
export const day = (at, lang) => format(lang, 'day', { day: 'numeric', month: 'long' }).format(new Date(at))

// when is a moment as it is said at now: with its date where that is another day.
export const when = (at, now, lang, seconds = false) =>
  (day(at, lang) === day(now, lang) ? '' : day(at, lang) + ', ') + hours(at, lang, seconds)

// zoneName is what their zone is called.
export const zoneName = (at, lang) => format(lang, 'zone', { timeZoneName: 'short' }).formatToParts(at).find(p => p.type === 'timeZoneName').value

// picture draws a small screenshot of a shop to send.
export async function picture() {
  const c = Object.assign(document.createElement('canvas'), { width: 480, height: 300 })
  const g = c.getContext('2d')
  const box = (color, ...at) => { g.fillStyle = color; g.fillRect(...at) }
  box('#f4f1ea', 0, 0, 480, 300)
  box('#7b5ea7', 0, 0, 480, 44)
  for (let i = 0; i < 3; i++) { box('#ffffff', 24 + i * 148, 70, 132, 200); box(['#e8b4bc', '#b8d8d8', '#f2d398'][i], 34 + i * 148, 80, 112, 110); box('#2e9e5b', 34 + i * 148, 226, 112, 30) }
  g.fillStyle = '#ffffff'
  g.font = 'bold 20px sans-serif'
  g.fillText('✿  Daisy', 20, 29)
  return { name: 'screenshot.png', mime: 'image/png', data: c.toDataURL('image/png').split(',')[1] }
}

// sent reads a file that the viewer chose. What the browser cannot name is mere bytes.
export async function sent(file) {
  const url = await new Promise((done, fail) => {
    const r = new FileReader()
    r.onload = () => done(r.result)
    r.onerror = () => fail(r.error)
    r.readAsDataURL(file)
  })
  return { name: file.name, mime: file.type || 'application/octet-stream', data: url.slice(url.indexOf(',') + 1) }
}

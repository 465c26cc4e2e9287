// Text with its formatting, from both messengers, as nodes: never as HTML of
// somebody's making.
import { h } from './vendor/preact-htm.mjs'
import { hours, day } from './stage.mjs'

const plain = new Set(['B', 'STRONG', 'I', 'EM', 'U', 'S', 'DEL', 'INS', 'CODE', 'PRE', 'BLOCKQUOTE', 'BR'])
const safe = href => /^(https?|mailto|tel|tg):/i.test(href ?? '')

// fromHTML walks Telegram's HTML and keeps what is on the list.
export function fromHTML(text, lang) {
  const walk = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.data
    const inside = [...node.childNodes].map(walk)
    const tag = node.nodeName
    if (plain.has(tag)) return h(tag.toLowerCase(), {}, inside)
    if (tag === 'A' && safe(node.getAttribute('href'))) return h('a', { href: node.getAttribute('href'), rel: 'noreferrer', target: '_blank' }, inside)
    if (tag === 'TIME') return h('time', { dateTime: node.getAttribute('datetime'), title: inside.join('') }, moment(Date.parse(node.getAttribute('datetime')), lang, inside))
    if (tag === 'SPAN') return h('span', { class: 'tg-' + (node.className || 'span').replaceAll(/[^a-z_-]/g, '') }, inside)
    return inside
  }
  return [...new DOMParser().parseFromString(text, 'text/html').body.childNodes].map(walk)
}

// moment is a date in the viewer's own zone; what cannot be read stays words.
const moment = (ms, lang, otherwise) => Number.isNaN(ms) ? otherwise : hours(ms, lang)

const emoji = {
  eyes: '👀', white_check_mark: '✅', '+1': '👍', '-1': '👎', heart: '❤️', tada: '🎉', pray: '🙏', fire: '🔥', cry: '😢', warning: '⚠️', star: '⭐', rotating_light: '🚨', hourglass: '⌛',
}
export const emojiOf = name => emoji[name] ?? `:${name}:`

const unescaped = s => s.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

// fromMrkdwn reads Slack's markup: links and mentions first, then marks.
export function fromMrkdwn(text, users, lang) {
  const lines = text.split('\n')
  const out = []
  for (let i = 0; i < lines.length; i++) {
    if (lines[i].startsWith('```')) {
      let code = lines[i].slice(3)
      while (!code.endsWith('```') && ++i < lines.length) code += '\n' + lines[i]
      out.push(h('pre', {}, unescaped(code.replace(/```$/, ''))))
    } else if (/^(&gt;|>) ?/.test(lines[i])) {
      out.push(h('blockquote', {}, inline(lines[i].replace(/^(&gt;|>) ?/, ''), users, lang)))
    } else {
      out.push(inline(lines[i], users, lang))
      if (i < lines.length - 1) out.push(h('br'))
    }
  }
  return out
}

const marks = [[/<([^<>]+)>/, angled], [/`([^`]+)`/, m => h('code', {}, unescaped(m[1]))], [/:([a-z0-9_+-]+):/, m => emojiOf(m[1])]]
const pairs = [[/(?<![\p{L}\d*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\p{L}\d*])/u, 'b'], [/(?<![\p{L}\d_])_([^_\s](?:[^_]*[^_\s])?)_(?![\p{L}\d_])/u, 'i'], [/(?<![\p{L}\d~])~([^~\s](?:[^~]*[^~\s])?)~(?![\p{L}\d~])/u, 's']]

// inline reads the first mark of a line, and then the text before and after it.
function inline(s, users, lang) {
  for (const [re, make] of [...marks, ...pairs.map(([re, tag]) => [re, m => h(tag, {}, inline(m[1], users, lang))])]) {
    const m = re.exec(s)
    if (m) return [inline(s.slice(0, m.index), users, lang), make(m, users, lang), inline(s.slice(m.index + m[0].length), users, lang)]
  }
  return unescaped(s)
}

// angled is what stands in angle brackets: a person, a channel, a date, a link.
function angled(m, users, lang) {
  const [what, label] = m[1].split('|')
  if (what.startsWith('@')) return h('span', { class: 'mention' }, '@' + (users[what.slice(1)] ?? label ?? what.slice(1)))
  if (what.startsWith('#')) return h('span', { class: 'mention' }, '#' + (label ?? what.slice(1)))
  if (what.startsWith('!date^')) return date(what.split('^'), label, lang)
  if (what.startsWith('!')) return h('span', { class: 'mention' }, '@' + what.slice(1).split('^')[0])
  return safe(what) ? h('a', { href: unescaped(what), rel: 'noreferrer', target: '_blank' }, unescaped(label ?? what)) : unescaped(label ?? what)
}

function date([, seconds, format], label, lang) {
  const at = Number(seconds) * 1000
  const words = format.replaceAll(/\{date[a-z_]*\}/g, day(at, lang)).replaceAll(/\{time_secs\}/g, hours(at, lang, true)).replaceAll('{time}', hours(at, lang))
  return h('time', { dateTime: new Date(at).toISOString(), title: label }, words)
}

// fromRich reads a rich_text block, element by element.
export function fromRich(elements, users, lang) {
  return (elements ?? []).map(e => {
    const inside = () => fromRich(e.elements, users, lang)
    switch (e.type) {
      case 'rich_text_section': return h('div', {}, inside())
      case 'rich_text_quote': return h('blockquote', {}, inside())
      case 'rich_text_preformatted': return h('pre', {}, inside())
      case 'rich_text_list': return h(e.style === 'ordered' ? 'ol' : 'ul', {}, e.elements.map(x => h('li', {}, fromRich([x], users, lang))))
      case 'user': return h('span', { class: 'mention' }, '@' + (users[e.user_id] ?? e.user_id))
      case 'channel': return h('span', { class: 'mention' }, '#' + e.channel_id)
      case 'broadcast': return h('span', { class: 'mention' }, '@' + e.range)
      case 'emoji': return emojiOf(e.name)
      case 'link': return safe(e.url) ? h('a', { href: e.url, rel: 'noreferrer', target: '_blank' }, e.text ?? e.url) : e.text
      case 'date': return date(['', e.timestamp, e.format], e.fallback, lang)
      default: return styled(e)
    }
  })
}

const tags = { bold: 'b', italic: 'i', strike: 's', underline: 'u', code: 'code' }
const styled = e => Object.keys(e.style ?? {}).filter(k => e.style[k] && tags[k]).reduce((inner, k) => h(tags[k], {}, inner), e.text ?? '')

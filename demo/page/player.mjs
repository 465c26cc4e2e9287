// What a message plays: a video, or something to listen to.
import { html } from './vendor/preact-htm.mjs'

// player returns what plays a file of this type, undefined for other files.
export function player(src, mime, label) {
  if (mime?.startsWith('audio/')) return html`<audio controls preload="none" src=${src} aria-label=${label}></audio>`
  if (mime?.startsWith('video/')) return html`<video controls preload="none" src=${src} aria-label=${label}></video>`
}

// What a person does to find their way on a page: reads it, and looks for the
// newest control of a name. The tests call it; it changes nothing by itself.
{
  const tidy = s => s.replace(/\s+/g, ' ').trim()
  const shown = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && e.getClientRects().length > 0
  const text = where => [...document.querySelectorAll(where)].map(e => e.innerText).join('\n')
  const until = async (look, ms) => {
    for (const end = performance.now() + ms; ;) {
      const found = look()
      if (found || performance.now() > end) return found
      await new Promise(again => setTimeout(again, 40))
    }
  }
  // unspoken leaves out what a screen reader does not read.
  const unspoken = e => {
    const copy = e.cloneNode(true)
    copy.querySelectorAll('[aria-hidden=true]').forEach(x => x.remove())
    return tidy(copy.textContent)
  }
  const nameOf = e => tidy(e.getAttribute('aria-label') ?? (e.labels?.length ? unspoken(e.labels[0]) : unspoken(e)))
  const called = (where, kinds, name) => {
    const all = [...document.querySelectorAll(where)].flatMap(p => [...p.querySelectorAll(kinds)]).filter(shown)
    const exact = all.filter(e => nameOf(e) === name)
    return (exact.length ? exact : all.filter(e => nameOf(e).includes(name))).at(-1)
  }
  const describe = e => e ? `<${e.tagName.toLowerCase()} class="${e.className}"> ${tidy(e.innerText ?? '').slice(0, 60)}` : 'nothing'

  // at answers where an element can be pressed, once it stands still and free.
  let aimed
  const at = async (find, ms) => {
    let wrong = 'it is not there'
    let before = ''
    const spot = await until(() => {
      const e = find()
      if (!e) { wrong = 'it is not there'; return }
      if (e.disabled || e.closest('[inert]')) { wrong = 'it is disabled'; return }
      e.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const r = e.getBoundingClientRect()
      const [x, y] = [r.left + r.width / 2, r.top + Math.min(r.height / 2, 40)]
      const hit = document.elementFromPoint(x, y)
      if (!hit || !(e.contains(hit) || hit.contains(e) && hit.tagName === 'LABEL')) { wrong = `over it lies ${describe(hit)}`; return }
      const still = before === `${x} ${y}`
      before = `${x} ${y}`
      if (!still) { wrong = 'it moves'; return }
      aimed = { e, hit: null }
      return { X: x, Y: y, Wrong: '' }
    }, ms)
    return spot ?? { X: 0, Y: 0, Wrong: wrong }
  }
  addEventListener('click', e => { if (aimed) aimed.hit = e.target }, true)

  const controls = 'button, a[href], summary, [role=button], [role=option], input[type=radio], input[type=checkbox]'
  const fields = 'textarea, input, select'
  window.kit = {
    until, text,
    see: async (where, words, ms) => await until(() => tidy(text(where)).includes(tidy(words)), ms) ? '' : text(where) || 'nothing',
    gone: async (where, words, ms) => await until(() => !tidy(text(where)).includes(tidy(words)), ms) ? '' : text(where),
    control: (where, name, ms) => at(() => called(where, controls, name), ms),
    field: (where, name, ms) => at(() => called(where, fields, name), ms),
    words: (where, words, ms) => at(() => [...document.querySelectorAll(where)].flatMap(p => [...p.querySelectorAll('*')]).filter(e => shown(e) && tidy(e.innerText ?? '').includes(words)).at(-1), ms),
    message: (where, words, ms) => at(() => [...document.querySelectorAll(where)].flatMap(p => [...p.querySelectorAll('article')]).filter(e => tidy(e.innerText).includes(words)).at(-1), ms),
    missed: () => !aimed?.hit || aimed.e.contains(aimed.hit) || !aimed.e.isConnected ? { On: '', Control: false }
      : { On: describe(aimed.hit), Control: aimed.hit.closest(controls) !== null },
    entered: () => document.activeElement === aimed?.e,
    choose: async (where, menu, option, ms) => {
      let wrong = 'there is no such menu'
      return await until(() => {
        const e = called(where, 'select', menu)
        const o = e && [...e.options].find(o => tidy(o.text).includes(option))
        wrong = !e ? 'there is no such menu' : `its options are ${[...e.options].map(o => o.text).join(', ')}`
        if (!o || e.closest('[inert]')) return false
        e.focus()
        e.value = o.value
        e.dispatchEvent(new Event('change', { bubbles: true }))
        return true
      }, ms) ? '' : wrong
    },
    ended: where => (e => e.scrollHeight - e.scrollTop - e.clientHeight < 2)(document.querySelector(where)),
    focused: () => {
      const e = document.activeElement
      const style = getComputedStyle(e)
      return { Name: nameOf(e), Where: e.closest('.pane')?.id ?? e.closest('[id]')?.id ?? '', Outline: e === document.body || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 }
    },
  }

  // The page never says that it lost the demo, however short.
  new MutationObserver(() => { if (document.querySelector('.lost')) console.error('the page says: ' + document.querySelector('.lost').innerText) })
    .observe(document, { childList: true, subtree: true })
}

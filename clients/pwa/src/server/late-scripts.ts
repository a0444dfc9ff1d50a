// Scripts of a page that can be read without them: they are fetched once everything that is seen is
// there, or when somebody touches the page.

/**
 * Runs inline, allowed by its hash: a file of its own would be one more to wait for. Same text on
 * every page, so that nothing a page says can become a script. `scripted` is for style sheets: what
 * scripts will put elsewhere is not shown first, unless they cannot be fetched. A button pressed
 * before the scripts have run is busy until then, and is pressed once they have: while the page
 * still arrives, more of them may follow. So is the link to the filters: a link is followed in a
 * task of its own, and scripts that run in between see neither the press nor the new address.
 */
export const START_SCRIPTS = `{
const { classList } = document.documentElement
classList.add('scripted')
let coming = 0
let pressed
const press = (event) => {
  const button = event.target.closest('button[type=button],[data-open-sheet]')
  if (!button) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (pressed) pressed.ariaBusy = null
  pressed = button
  pressed.ariaBusy = 'true'
}
const finish = () => {
  const more = document.readyState === 'loading' || document.querySelector('script[type=late]')
  if (more || coming > 0) return
  removeEventListener('click', press, true)
  const button = pressed
  pressed = undefined
  if (!button) return
  button.ariaBusy = null
  button.click()
}
const came = () => {
  coming -= 1
  finish()
}
const start = () => {
  for (const late of document.querySelectorAll('script[type=late]')) {
    const script = document.createElement('script')
    script.type = 'module'
    script.async = false
    script.src = late.src
    script.onload = came
    script.onerror = () => {
      classList.remove('scripted')
      came()
    }
    coming += 1
    late.replaceWith(script)
  }
  finish()
}
addEventListener('click', press, true)
for (const touch of ['pointerdown', 'keydown', 'focusin']) addEventListener(touch, start)
addEventListener('DOMContentLoaded', () => pressed && start())
addEventListener('load', () => requestAnimationFrame(() => setTimeout(start)))
}`

const MODULE = /<script type="module" src=/g

/** The page with its modules left to `START_SCRIPTS`; unchanged where that is not part of it. */
export const leaveScripts = (html: string): string =>
  html.includes(START_SCRIPTS) ? html.replaceAll(MODULE, '<script type="late" src=') : html

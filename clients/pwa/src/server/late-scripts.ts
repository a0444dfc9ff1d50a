// Scripts of a page that can be read without them: they are fetched once everything that is seen is
// there, or when somebody touches the page.

/**
 * Runs inline, allowed by its hash: a file of its own would be one more to wait for. Same text on
 * every page, so that nothing a page says can become a script. `scripted` is for style sheets: what
 * scripts will put elsewhere is not shown first, unless they cannot be fetched.
 */
export const START_SCRIPTS = `{
const { classList } = document.documentElement
classList.add('scripted')
const start = () => {
  for (const late of document.querySelectorAll('script[type=late]')) {
    const script = document.createElement('script')
    script.type = 'module'
    script.async = false
    script.src = late.src
    script.onerror = () => classList.remove('scripted')
    late.replaceWith(script)
  }
}
for (const touch of ['pointerdown', 'keydown', 'focusin']) addEventListener(touch, start)
addEventListener('load', () => requestAnimationFrame(() => setTimeout(start)))
}`

const MODULE = /<script type="module" src=/g

/** The page with its modules left to `START_SCRIPTS`; unchanged where that is not part of it. */
export const leaveScripts = (html: string): string =>
  html.includes(START_SCRIPTS) ? html.replaceAll(MODULE, '<script type="late" src=') : html

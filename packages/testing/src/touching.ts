// Browsers for tests of pages: somebody touches each page as soon as it is read, so that its
// scripts have run when `goto` returns.

type Context = { addInitScript(script: () => void): Promise<unknown> }
type Browser<C extends Context> = { newContext(...options: never[]): Promise<C> }

/**
 * The same browser. A page whose scripts come last fetches them when it is touched, and its load
 * event waits for them then; a test that would click earlier than a person can needs no sleep.
 */
export function touching<B extends Browser<Context>>(browser: B): B {
  const open = browser.newContext.bind(browser)
  browser.newContext = async (...options) => {
    const context = await open(...options)
    await context.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => dispatchEvent(new Event('pointerdown')))
    })
    return context
  }
  return browser
}

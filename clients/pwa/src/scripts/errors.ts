// Reports what fails on a page; what sends it is loaded at the first error.

/** A script that fails again and again is one bug. */
let left = 3

const report = (event: 'window.error' | 'window.rejection', error: unknown): void => {
  // Extensions and scripts of others have no Error for us.
  if (!(error instanceof Error) || left-- <= 0) return
  import('../errors/send-error.ts').then(({ sendError }) => sendError(event, error)).catch(() => 0)
}

addEventListener('error', ({ error }) => report('window.error', error))
addEventListener('unhandledrejection', ({ reason }) => report('window.rejection', reason))

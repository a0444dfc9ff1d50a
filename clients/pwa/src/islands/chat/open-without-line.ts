// Has the browser store the chat page, so that it opens without a line.

/** Without it the page is the same, as long as there is a line. Never throws. */
export const openWithoutLine = async (scope: string): Promise<void> => {
  // Only secure pages have workers.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (!workers) return
  try {
    const { installing, waiting, active } = await workers.register('/chat-worker.js', { scope })
    if (workers.controller) return
    // This page was there before the worker: what it was made of is stored now.
    const scripts = performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.startsWith('/_astro/'))
    const worker = installing ?? waiting ?? active
    worker?.postMessage({ page: scope, scripts })
  } catch {
    // Refused, as in private windows.
  }
}

// What a visitor came for goes first.

/** Runs it once everything that is seen has come; soon, if it has. */
export function afterLoad(run: () => unknown): void {
  if (document.readyState === 'complete') setTimeout(run)
  else addEventListener('load', () => setTimeout(run))
}

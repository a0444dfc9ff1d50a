// Waiting for several things at once.

/** Waits until all of them have ended, and only then throws the first failure. */
export async function allOf(work: readonly PromiseLike<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(work))
    if (outcome.status === 'rejected') throw outcome.reason
}

/** Disposes of all of them at once. */
export const disposeAll = (resources: readonly AsyncDisposable[]): Promise<void> =>
  allOf(resources.map((resource) => resource[Symbol.asyncDispose]()))

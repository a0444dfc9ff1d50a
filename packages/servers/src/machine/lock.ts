// A lock between processes of one machine that cannot outlive its holder: a name in the kernel's
// abstract socket space, freed when the process dies.
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Waits until nobody else holds `name`, then holds it until disposed.
 * @throws Error when it is not free within `timeoutMs`
 */
export async function holdLock(name: string, timeoutMs: number): Promise<AsyncDisposable> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const held = await tryHold(name)
    if (held) return held
    if (Date.now() > deadline)
      throw new Error(
        `another process has held the lock ${name} for ${timeoutMs / 1000} s: ` +
          'wait for it, or end it',
      )
    await wait(200)
  }
}

function tryHold(name: string): Promise<AsyncDisposable | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(`\0pk-auto/${name}`, () => {
      server.unref()
      resolve({ [Symbol.asyncDispose]: () => new Promise((freed) => server.close(() => freed())) })
    })
  })
}

// Where log lines go: standard output, and to whoever records them in a test.
import pino, { type DestinationStream } from 'pino'

let stdout: DestinationStream | undefined
const recorders = new Set<string[]>()

export const logOutput: DestinationStream = {
  write(line) {
    stdout ??= pino.destination({ fd: 1, sync: true })
    stdout.write(line)
    for (const lines of recorders) lines.push(line)
  },
}

/** The log lines of this process from now on, whatever service wrote them, until disposed. */
export function recordLogs(): Disposable & { readonly lines: readonly string[] } {
  const lines: string[] = []
  recorders.add(lines)
  return { lines, [Symbol.dispose]: () => void recorders.delete(lines) }
}

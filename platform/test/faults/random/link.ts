// A line between a process and a server, which can be slow, cut, or dead without a word.
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * `cut`: every connection is reset, and so is a new one. `silent`: nothing moves until the line is
 * whole again, then everything does. `half-open`: nobody hears anything any more; later the server
 * notices that its peer is gone, and who has connected to it never does.
 */
export type LineState = 'whole' | 'slow' | 'silent' | 'half-open' | 'cut'

export type Link = AsyncDisposable & {
  readonly port: number
  /** `host:port`. */
  readonly address: string
  set(state: LineState): void
}

/** Each way. */
const SLOW_MS = 150

/** What is on its way to one end, in its order; undefined is the end of it. */
type Way = { readonly to: Socket; readonly queue: { at: number; bytes: Buffer | undefined }[] }
type Line = { readonly ends: readonly [Socket, Socket]; readonly ways: Way[]; dead: boolean }

/** In front of `host:port`, on loopback. */
export async function openLink(target: string): Promise<Link> {
  const { hostname, port: targetPort } = new URL(`tcp://${target}`)
  const lines = new Set<Line>()
  let state: LineState = 'whole'

  const deliver = (line: Line, { to, queue }: Way): void => {
    if (line.dead || state === 'silent') return
    while (queue.length > 0 && queue[0]!.at <= performance.now()) {
      const { bytes } = queue.shift()!
      if (to.destroyed) continue
      if (bytes) to.write(bytes)
      else to.end()
    }
    const [next] = queue
    if (next) setTimeout(() => deliver(line, { to, queue }), next.at - performance.now())
  }
  const send = (line: Line, way: Way, bytes?: Buffer): void => {
    way.queue.push({ at: performance.now() + (state === 'slow' ? SLOW_MS : 0), bytes })
    if (way.queue.length === 1) deliver(line, way)
  }
  const server = createServer({ allowHalfOpen: true }, (from) => {
    from.on('error', () => undefined)
    if (state === 'cut') return void from.resetAndDestroy()
    const to = connect({ port: Number(targetPort), host: hostname, allowHalfOpen: true })
    const line: Line = { ends: [from, to], ways: [], dead: state === 'half-open' }
    lines.add(line)
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const way: Way = { to: other, queue: [] }
      line.ways.push(way)
      one.setNoDelay()
      one.on('data', (bytes) => send(line, way, bytes))
      one.on('end', () => send(line, way))
      one.on('error', () => undefined)
      one.on('close', (failed) => {
        if (line.dead) return
        if (failed) other.resetAndDestroy()
        if (one.destroyed && other.destroyed) lines.delete(line)
      })
    }
    return undefined
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    address: `127.0.0.1:${port}`,
    set(next) {
      state = next
      for (const line of lines) {
        // As its keepalive would, half a minute later.
        if (line.dead) line.ends[1].resetAndDestroy()
        if (state === 'cut') for (const end of line.ends) end.resetAndDestroy()
        if (state === 'half-open') line.dead = true
        for (const way of line.ways) deliver(line, way)
      }
      if (state === 'cut') lines.clear()
    },
    async [Symbol.asyncDispose]() {
      for (const { ends } of lines) for (const end of ends) end.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

// FFmpeg as WebAssembly, in this process: its memory and its files are its own, and what it could
// reach the network by is taken away first.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export type Ffmpeg = {
  /** Writes `input`, runs, and returns the files named; undefined when FFmpeg refuses. */
  run(
    input: Uint8Array,
    args: readonly string[],
    outputs: readonly string[],
  ): readonly Uint8Array[] | undefined
}

export const INPUT = 'input'

export async function openFfmpeg(): Promise<Ffmpeg> {
  for (const name of ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'])
    Reflect.deleteProperty(globalThis, name)
  // It takes itself for a worker of a browser, and asks where it is.
  Reflect.set(globalThis, 'self', { location: { href: import.meta.url } })
  const { default: create } = await import('@ffmpeg/core')
  const wasm = fileURLToPath(import.meta.resolve('@ffmpeg/core/wasm'))
  const core = await create({ wasmBinary: await readFile(wasm) })
  core.setLogger(() => undefined)
  const { FS } = core
  const forget = (path: string): void => {
    try {
      FS.unlink(path)
    } catch {
      // It was never written.
    }
  }
  return {
    run(input, args, outputs) {
      try {
        FS.writeFile(INPUT, input)
        core.exec(...args)
        return core.ret === 0 ? outputs.map((path) => FS.readFile(path)) : undefined
      } finally {
        core.reset()
        for (const path of [INPUT, ...outputs]) forget(path)
      }
    },
  }
}

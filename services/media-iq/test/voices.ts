// Recordings as browsers make them, and what pretends to be one; made by FFmpeg here and now.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

type Recording = { readonly seconds: number; readonly format: 'webm' | 'ogg' | 'mp4' }

/** 440 Hz. */
const TONE = 2_764
const CODEC = { webm: 'libopus', ogg: 'libopus', mp4: 'aac' } as const

async function openCore() {
  Reflect.set(globalThis, 'self', { location: { href: import.meta.url } })
  const { default: create } = await import('@ffmpeg/core')
  const wasm = fileURLToPath(import.meta.resolve('@ffmpeg/core/wasm'))
  const core = await create({ wasmBinary: await readFile(wasm) })
  core.setLogger(() => undefined)
  return core
}
/** A module of its own each time: one that broke is of no more use. */
async function made(name: string, ...args: string[]): Promise<Buffer> {
  const core = await openCore()
  core.exec(...args, name)
  return Buffer.from(core.FS.readFile(name))
}

/** A tone that is silent in its second half, with a name and a place in its metadata. */
export const recording = ({ seconds, format }: Recording): Promise<Buffer> =>
  made(
    `recording.${format}`,
    ...['-f', 'lavfi', '-i', `aevalsrc='if(lt(t,${seconds / 2}),sin(${TONE}*t),0)':d=${seconds}`],
    ...['-ar', '48000'],
    ...['-c:a', CODEC[format], '-b:a', '64k'],
    ...['-metadata', 'artist=Private Person', '-metadata', 'location=+31.5204+074.3587/'],
    ...['-f', format],
  )

/** What a file holds: its streams, its length in seconds, and whatever else FFmpeg says of it. */
export async function describe(bytes: Uint8Array): Promise<string> {
  const core = await openCore()
  const lines: string[] = []
  core.FS.writeFile('described', bytes)
  core.setLogger(({ message }) => lines.push(message))
  core.exec('-hide_banner', '-i', 'described')
  return lines.join('\n')
}

// How much of scripts a page brings, as it goes over the line.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const DIST = fileURLToPath(new URL('../../clients/pwa/dist/client', import.meta.url))

/** Bytes of brotli of all scripts that the page at this path asks for until it is at rest. */
export async function packedScripts(page: Page, path: string): Promise<number> {
  const scripts = new Set<string>()
  page.on(
    'request',
    (request) =>
      void (request.resourceType() === 'script' && scripts.add(new URL(request.url()).pathname)),
  )
  await page.goto(path, { waitUntil: 'networkidle' })
  const packed = new Map(
    (await readdir(DIST, { recursive: true }))
      .filter((file) => file.endsWith('.js.br'))
      .map((file) => [`/${file.slice(0, -3)}`, join(DIST, file)]),
  )
  if (scripts.size === 0) throw new Error(`${path} asked for no script`)
  let bytes = 0
  for (const script of scripts) bytes += (await stat(packed.get(script) ?? join(DIST, script))).size
  return bytes
}

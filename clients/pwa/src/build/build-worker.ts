// Makes the worker: one file under a name that never changes, stamped with the build it belongs to.
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const SOURCE = fileURLToPath(new URL('../worker/worker.ts', import.meta.url))

/** Names in a build hold hashes of what is in the files: another build has other names. */
const stampOf = async (client: URL): Promise<string> => {
  const names = await readdir(new URL('../', client), { recursive: true })
  const hash = createHash('sha256').update(names.toSorted().join('\n'))
  return hash.digest('hex').slice(0, 12)
}

/** Writes `worker.js` into the folder of client files. */
export const buildWorker = async (client: URL): Promise<void> => {
  await build({
    entryPoints: [SOURCE],
    outfile: fileURLToPath(new URL('worker.js', client)),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: { BUILD: JSON.stringify(await stampOf(client)) },
    logLevel: 'warning',
  })
}

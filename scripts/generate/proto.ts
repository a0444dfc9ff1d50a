// The TypeScript of every proto file, by buf and ts-proto; lints first.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Generated } from './generated.ts'

const run = promisify(execFile)

/** @throws Error with buf's output when a file breaks the rules */
export async function generateProto(): Promise<Generated> {
  const buf = join(process.cwd(), 'node_modules/.bin/buf')
  const out = await mkdtemp(join(tmpdir(), 'pk-auto-gen-'))
  try {
    await run(buf, ['lint'], { cwd: 'proto' })
    await run(buf, ['generate', '-o', out], { cwd: 'proto' })
    const files = (await readdir(join(out, 'gen'), { recursive: true })).filter((file) =>
      file.endsWith('.ts'),
    )
    const texts = await Promise.all(
      files.map(
        async (file) =>
          [`proto/gen/${file}`, await readFile(join(out, 'gen', file), 'utf8')] as const,
      ),
    )
    return new Map(texts.filter(([path]) => isOurs(path) || isImported(path, texts)))
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}

const isOurs = (path: string): boolean => path.startsWith('proto/gen/pkauto/')

// Google's descriptor.proto holds only what options extend: 8,000 lines that nobody imports.
const isImported = (path: string, texts: readonly (readonly [string, string])[]): boolean =>
  texts.some(([, text]) => text.includes(path.slice('proto/gen'.length)))

// What goes over the socket, both ways, as types for TypeScript clients: from the schemas by which
// gateways read and write it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FramesDocument } from '@pk-auto/gateway-shared/live/frames-document'
import { openapiTypes } from './openapi-types.ts'

const SOURCE = 'gateways/shared/src/live/frames.ts'
export const FRAMES_PATH = 'clients/api/src/frames.gen.ts'

/** Loads the gateways' schemas only now: they need code that an earlier generator writes. */
export async function generateFrames(): Promise<string> {
  const { framesDocument } = await import('@pk-auto/gateway-shared/live/frames-document')
  return clientFrames(framesDocument())
}

/** The kinds of what a gateway sends are a value, too. */
export async function clientFrames(document: FramesDocument): Promise<string> {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'frames.json')
  await writeFile(path, JSON.stringify(document))
  return [
    `// Written by scripts/gen from ${SOURCE}.\n`,
    await openapiTypes(path),
    '\n/** The kinds of frames that a gateway sends. */\n',
    `export const SERVER_FRAMES = [\n${kindsIn(document).join('')}] as const;\n`,
  ].join('')
}

type Union = { readonly oneOf: readonly { properties: { t: { const: string } } }[] }

const kindsIn = ({ components }: FramesDocument): string[] =>
  (components.schemas['ServerFrame'] as Union).oneOf.map(
    ({ properties }) => `    "${properties.t.const}",\n`,
  )

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'frames-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

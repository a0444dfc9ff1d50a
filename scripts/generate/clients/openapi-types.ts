// TypeScript types of an OpenAPI document.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

// It needs TypeScript 5 and so has one of its own, next to it in clients/api.
const CLI = 'clients/api/node_modules/openapi-typescript/bin/cli.js'
const OPTIONS = [
  '--immutable',
  '--default-non-nullable=false',
  '--root-types',
  '--root-types-no-schema-prefix',
]

export async function openapiTypes(documentPath: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, documentPath, ...OPTIONS], {
    maxBuffer: 1 << 26,
  })
  return stdout
}

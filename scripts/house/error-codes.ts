// Finds every error code the house can answer with, by reading its sources with a parser.
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { parseSync } from 'oxc-parser'
import { isNode, nameOf, textsOf, walk, type Node, type Program } from './program.ts'

export type ThrownCode = { readonly code: string; readonly kind: string; readonly path: string }
export type Codes = {
  /** Codes of DomainErrors, with the kind each is thrown with. */
  thrown: ThrownCode[]
  /** Codes of single fields, inside `errors[]` of a problem. */
  fields: Set<string>
  /** Why an upload was refused: the state of a media, not an answer. */
  refusals: Set<string>
  /** Files that throw a code nobody can read off them. */
  unreadable: string[]
}

const SOURCES = '{packages,services,gateways}/*/src/**/*.ts'
const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/

export async function codesOfTheHouse(): Promise<Codes> {
  const codes: Codes = { thrown: [], fields: new Set(), refusals: new Set(), unreadable: [] }
  for await (const path of glob(SOURCES))
    if (!/\.(test|gen)\.ts$/.test(path)) addCodes(codes, path, readFileSync(path, 'utf8'))
  return codes
}

export function addCodes(codes: Codes, path: string, text: string): void {
  const program: Program = { body: parseSync(path, text).program.body as unknown as Node[], path }
  walk(program, (node, above) => {
    if (node.type === 'NewExpression' && nameOf(node['callee']) === 'DomainError') {
      const [kind, code] = node['arguments'] as Node[]
      const [kindText = 'of what it passes on'] = textsOf(program, kind, above)
      const found = textsOf(program, code, above).filter((each) => CODE.test(each))
      if (found.length === 0) codes.unreadable.push(path)
      for (const each of found) codes.thrown.push({ code: each, kind: kindText, path })
    }
    // Problems of single fields are written as objects: { path, code, message }, or { code } where
    // a schema names its own.
    if (node.type === 'Property' && nameOf(node['key']) === 'code' && isNode(node['value']))
      for (const each of textsOf(program, node['value'], above))
        if (CODE.test(each)) codes.fields.add(each)
    if (node.type === 'VariableDeclarator' && nameOf(node['id']) === 'REFUSALS')
      for (const each of textsOf(program, node['init'] as Node, above)) codes.refusals.add(each)
  })
}

// A source file as the border check sees it: what it imports, and the few expressions that belong
// only at an edge. Read by a parser, never by pattern.
import { parseSync } from 'oxc-parser'

export type Import = { readonly specifier: string; readonly typeOnly: boolean }

export type SourceFile = {
  /** From the root, with slashes. */
  readonly path: string
  readonly lines: number
  readonly opensWithComment: boolean
  readonly imports: readonly Import[]
  /**
   * `process.x` and `console.x` that stand as expressions, `enum`, `any`, a default export,
   * `new DomainError`, test.skip and its kin.
   */
  readonly signs: ReadonlySet<Sign>
}

type Sign =
  | 'process'
  | 'console'
  | 'enum'
  | 'any'
  | 'default-export'
  | 'loose-error'
  | 'skipped-test'
  | 'unfinished'

const EDGE_PROCESS = new Set([
  'env',
  'argv',
  'exit',
  'exitCode',
  'on',
  'once',
  'cwd',
  'kill',
  'stdout',
  'stderr',
])

/** @throws Error when the file does not parse: a file that cannot be read would otherwise pass */
export function readSource(path: string, text: string): SourceFile {
  const code = path.endsWith('.astro') ? (/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '') : text
  const {
    program,
    module,
    comments,
    errors: all,
  } = parseSync(path.replace(/\.astro$/, '.ts'), code)
  // The code above an Astro page is the body of a function: it may return.
  const errors = path.endsWith('.astro')
    ? all.filter(({ message }) => !message.includes("'return' statement"))
    : all
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`)
  const signs = new Set<Sign>()
  if (comments.some(({ value }) => /\b(TODO|FIXME|XXX)\b/.test(value))) signs.add('unfinished')
  look(program, signs)
  const lines = text.split('\n').length
  return {
    path,
    lines,
    opensWithComment: /^(#!.*\n)?(---\n)?\s*(\/\/|\/\*|<!--|\{\/\*)/.test(text),
    imports: importsOf(module, code),
    signs,
  }
}

type Module = ReturnType<typeof parseSync>['module']

function importsOf(module: Module, code: string): Import[] {
  const statics = module.staticImports.map(({ moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }))
  const again = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ specifier: moduleRequest.value, typeOnly: isType }] : [],
    ),
  )
  const dynamics = module.dynamicImports.map(({ moduleRequest }) => ({
    specifier: code.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    typeOnly: false,
  }))
  return [...statics, ...again, ...dynamics]
}

type Node = { readonly type: string; readonly [key: string]: unknown }

function look(node: unknown, signs: Set<Sign>): void {
  if (Array.isArray(node)) return node.forEach((each) => look(each, signs))
  if (typeof node !== 'object' || node === null) return
  if (isNode(node)) {
    const sign = signOf(node)
    if (sign) signs.add(sign)
  }
  for (const child of Object.values(node)) look(child, signs)
}

function isNode(node: object): node is Node {
  return 'type' in node && typeof node.type === 'string'
}

function signOf(node: Node): Sign | undefined {
  if (node.type === 'TSEnumDeclaration') return 'enum'
  if (node.type === 'TSAnyKeyword') return 'any'
  if (node.type === 'ExportDefaultDeclaration') return 'default-export'
  if (node.type === 'NewExpression' && nameOf(node['callee']) === 'DomainError')
    return 'loose-error'
  if (node.type !== 'MemberExpression') return undefined
  const object = nameOf(node['object'])
  const property = nameOf(node['property'])
  if (object === 'process' && property && EDGE_PROCESS.has(property)) return 'process'
  if (object === 'console') return 'console'
  if (
    (object === 'test' || object === 'it' || object === 'describe') &&
    property &&
    ['skip', 'only', 'todo'].includes(property)
  )
    return 'skipped-test'
  return undefined
}

function nameOf(node: unknown): string | undefined {
  return typeof node === 'object' &&
    node !== null &&
    isNode(node) &&
    node.type === 'Identifier' &&
    typeof node['name'] === 'string'
    ? node['name']
    : undefined
}

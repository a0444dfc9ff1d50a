// A source file as the border check sees it: what it imports, and the few expressions that belong
// only at an edge. Read by a parser, never by pattern.
import { parseSync } from 'oxc-parser'
import { portIn } from './port-literals.ts'

export type Import = { readonly specifier: string; readonly typeOnly: boolean }

export type SourceFile = {
  /** From the root, with slashes. */
  readonly path: string
  readonly lines: number
  /**
   * Numbers of the lines over 100 columns, from 1; an import or an address cannot be broken and
   * does not count.
   */
  readonly wideLines: readonly number[]
  readonly opensWithComment: boolean
  readonly imports: readonly Import[]
  /**
   * `process.x` and `console.x` as expressions, `enum`, `any`, a default export,
   * `new DomainError`, test.skip and its kin.
   */
  readonly signs: ReadonlySet<Sign>
  readonly identifiers: ReadonlySet<string>
  /** Names of the functions it exports. */
  readonly verbs: readonly string[]
  /** Port numbers of ours, written as literals. */
  readonly ports: readonly number[]
}

export const WIDEST = 100
const UNBREAKABLE = /^\s*(import|export)\b.*from '|https?:\/\//

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
  const identifiers = new Set<string>()
  const ports: number[] = []
  const see = (node: Node): void => {
    const sign = signOf(node)
    if (sign) signs.add(sign)
    const name = nameOf(node)
    if (name) identifiers.add(name)
    const port = node.type === 'Literal' ? portIn(node['value']) : portIn(rawOf(node))
    if (port) ports.push(port)
  }
  if (comments.some(({ value }) => /\b(TODO|FIXME|XXX)\b/.test(value))) signs.add('unfinished')
  look(program, see)
  const lines = text.split('\n')
  return {
    path,
    lines: lines.length,
    wideLines: lines.flatMap((line, i) =>
      line.length > WIDEST && !UNBREAKABLE.test(line) ? [i + 1] : [],
    ),
    opensWithComment: /^(#!.*\n)?(---\n)?\s*(\/\/|\/\*|<!--|\{\/\*)/.test(text),
    imports: importsOf(module, code),
    signs,
    identifiers,
    verbs: program.body.flatMap((each) => exportedFunctions(each as unknown as Node)),
    ports,
  }
}

/** The names of functions that this statement exports, written as such or as a constant. */
function exportedFunctions(statement: Node): string[] {
  const declared = statement.type === 'ExportNamedDeclaration' ? statement['declaration'] : null
  if (typeof declared !== 'object' || declared === null || !isNode(declared)) return []
  if (declared.type === 'FunctionDeclaration') return [nameOf(declared['id']) ?? '']
  if (declared.type !== 'VariableDeclaration') return []
  return (declared['declarations'] as { id: unknown; init: Node | null }[])
    .filter(({ init }) => init && /^(Arrow)?Function(Expression)?$/.test(init.type))
    .map(({ id }) => nameOf(id) ?? '')
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

function look(node: unknown, see: (node: Node) => void): void {
  if (Array.isArray(node)) return node.forEach((each) => look(each, see))
  if (typeof node !== 'object' || node === null) return
  if (isNode(node)) see(node)
  for (const child of Object.values(node)) look(child, see)
}

/** The text of one piece of a template. */
function rawOf(node: Node): unknown {
  return node.type === 'TemplateElement' ? (node['value'] as { raw?: string }).raw : undefined
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

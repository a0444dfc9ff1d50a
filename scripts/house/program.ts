// Just enough reading of a parsed file to know which texts an expression can be: literals, choices,
// tables, and what callers hand in.
export type Node = { readonly type: string; readonly [key: string]: unknown }
export type Program = { readonly body: readonly Node[]; readonly path: string }

export function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
  )
}

export const nameOf = (node: unknown): string | undefined =>
  isNode(node) && (node.type === 'Identifier' || node.type === 'Literal')
    ? String(node['name'] ?? node['value'])
    : undefined

type Visit = (node: Node, above: readonly Node[]) => void

export function walk(program: Program, visit: Visit): void {
  const step = (value: unknown, above: readonly Node[]): void => {
    if (Array.isArray(value)) return value.forEach((each) => step(each, above))
    if (!isNode(value)) return
    visit(value, above)
    for (const [key, child] of Object.entries(value))
      if (key !== 'type') step(child, [value, ...above])
  }
  step(program.body, [])
}

const FUNCTIONS = new Set(['ArrowFunctionExpression', 'FunctionDeclaration', 'FunctionExpression'])

/** The name and parameters of the nearest function above that has a parameter of this name. */
function takerOf(
  parameter: string,
  above: readonly Node[],
): { name: string | undefined; index: number } | undefined {
  for (const [place, node] of above.entries()) {
    if (!FUNCTIONS.has(node.type)) continue
    const index = (node['params'] as Node[]).findIndex(
      (each) => nameOf(each) === parameter || nameOf(each['left']) === parameter,
    )
    if (index >= 0) return { name: nameOf(node['id']) ?? nameOf(above[place + 1]?.['id']), index }
  }
  return undefined
}

function find(
  program: Program,
  wanted: (node: Node) => boolean,
): { node: Node; above: readonly Node[] }[] {
  const found: { node: Node; above: readonly Node[] }[] = []
  walk(program, (node, above) => {
    if (wanted(node)) found.push({ node, above })
  })
  return found
}

/**
 * Every text the expression can be, as far as this file tells; none when it cannot be told.
 * `above`: what the expression stands in, nearest first.
 */
export function textsOf(
  program: Program,
  node: Node | undefined,
  above: readonly Node[],
  depth = 0,
): string[] {
  if (!node || depth > 6) return []
  const deeper = (child: unknown, inside = above) =>
    isNode(child) ? textsOf(program, child, inside, depth + 1) : []
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'string' ? [node['value']] : []
    case 'ConditionalExpression':
      return [...deeper(node['consequent']), ...deeper(node['alternate'])]
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return deeper(node['expression'])
    case 'ArrayExpression':
      return (node['elements'] as Node[]).flatMap((each) => deeper(each))
    case 'ObjectExpression':
      return (node['properties'] as Node[]).flatMap((each) => deeper(each['value']))
    case 'MemberExpression':
      return node['computed'] === true ? deeper(node['object']) : []
    case 'TemplateLiteral': {
      const [start, end] = (node['quasis'] as Node[]).map((quasi) =>
        String((quasi['value'] as { raw: string }).raw),
      )
      const [hole, ...more] = node['expressions'] as Node[]
      return hole && more.length === 0 ? deeper(hole).map((text) => `${start}${text}${end}`) : []
    }
    case 'CallExpression':
      return returnsOf(program, nameOf(node['callee'])).flatMap((each) =>
        deeper(each.node['argument'], each.above),
      )
    case 'Identifier':
      return boundTexts(program, String(node['name']), above, deeper)
    default:
      return []
  }
}

function boundTexts(
  program: Program,
  name: string,
  above: readonly Node[],
  deeper: (child: unknown, inside?: readonly Node[]) => string[],
): string[] {
  const taker = takerOf(name, above)
  if (taker) {
    const calls = find(
      program,
      (node) => node.type === 'CallExpression' && nameOf(node['callee']) === taker.name,
    )
    return calls.flatMap((call) =>
      deeper((call.node['arguments'] as Node[])[taker.index], call.above),
    )
  }
  const bound = find(
    program,
    (node) => node.type === 'VariableDeclarator' && nameOf(node['id']) === name,
  )
  return bound.flatMap((declarator) => deeper(declarator.node['init'], declarator.above))
}

const returnsOf = (program: Program, name: string | undefined) =>
  find(program, (node) => node.type === 'ReturnStatement').filter(({ above }) => {
    const nearest = above.find((node) => FUNCTIONS.has(node.type))
    return name !== undefined && nameOf(nearest?.['id']) === name
  })

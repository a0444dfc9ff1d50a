// What leaves of an unexpected error: its class, where in our code it happened, and which request
// it belongs to. Never a person's data: only text that the engine wrote leaves.
import { isEngineText, maskedMessage } from '../masking.ts'

export type Frame = {
  readonly function: string
  /** From the root of the repository or of the site. */
  readonly filename: string
  readonly lineno: number
  readonly colno: number
  /** Ours, and neither Node's nor a library's. */
  readonly in_app: boolean
}

/** One error of a chain of causes. */
export type ReportedError = {
  readonly type: string
  /** The machine-readable code, or what the engine wrote without what it quoted. */
  readonly value: string
  /** The outermost call first. */
  readonly frames: readonly Frame[]
}

export type ErrorReport = {
  /** The part it happened in: a service, a gateway, the web server or a browser. */
  readonly part: string
  /** Stable dotted name of what failed. */
  readonly event: string
  readonly platform: 'node' | 'javascript'
  /** The cause first, as Sentry wants it. */
  readonly errors: readonly ReportedError[]
  /** Route template, method of a service or topic. */
  readonly route?: string | undefined
  readonly traceId?: string | undefined
}

const MOST_FRAMES = 50
const MOST_CAUSES = 4
const NAME = '[\\w$.<>[\\]/# ]{1,100}'
const PLACE = '(?:\\w+:\\/\\/)?[^()\\s?]+?'
const AT = '(?:\\?[^():]*)?:(\\d{1,7}):(\\d{1,7})'
const FRAME = new RegExp(`^\\s*at (?:(?:async |new )*(${NAME}) \\()?(${PLACE})${AT}\\)?$`)
// Firefox and Safari: `function@address:line:column`.
const FRAME_OF_OTHERS = new RegExp(`^((?:${NAME})?)@(${PLACE})${AT}$`)
const SOURCE = /^node:|\.[cm]?[jt]sx?$/
const WORD = /^[\w$.]{1,80}$/

/** The error and its causes. Anything that is no Error has its type alone. */
export function reportedErrors(error: unknown): ReportedError[] {
  const chain: ReportedError[] = []
  for (let each = error; chain.length < MOST_CAUSES;) {
    chain.unshift(reported(each))
    const cause = each instanceof Error ? each.cause : undefined
    if (cause === undefined) break
    each = cause
  }
  return chain
}

function reported(error: unknown): ReportedError {
  if (!(error instanceof Error)) return { type: typeof error, value: 'not an Error', frames: [] }
  const { code } = error as { code?: unknown }
  const { name, message, stack = '' } = error
  const text = isEngineText(name) ? maskedMessage(error) : ''
  return {
    type: WORD.test(name) ? name : 'Error',
    value: typeof code === 'string' && WORD.test(code) ? code : text,
    frames: framesOf(stack.replace(message, '')),
  }
}

/** Of a stack as V8, Firefox or Safari write it. Lines that are no calls are left out. */
export function framesOf(stack: string): Frame[] {
  return stack
    .split('\n', 2 * MOST_FRAMES)
    .map(frameOf)
    .filter((frame) => frame !== undefined)
    .slice(0, MOST_FRAMES)
    .toReversed()
}

function frameOf(line: string): Frame | undefined {
  const [, name, place = '', row, column] = FRAME.exec(line) ?? FRAME_OF_OTHERS.exec(line) ?? []
  if (row === undefined) return undefined
  const filename = withoutRoot(place)
  // A stack that a page sends may hold anything.
  if (!SOURCE.test(filename)) return undefined
  return {
    function: name === undefined || name === '' || /\d{5}/.test(name) ? '?' : name,
    filename,
    lineno: Number(row),
    colno: Number(column),
    in_app: !/^node:|node_modules/.test(filename),
  }
}

const ROOTS = /^.*?(?=(?:packages|services|gateways|clients|platform|proto|node_modules)\/)/

/** Where a checkout or a site lies says nothing about the error. */
const withoutRoot = (place: string): string =>
  place.startsWith('node:')
    ? place
    : place
        .replace(/^\w+:\/\/[^/]*/, '')
        .replace(ROOTS, '')
        .slice(-200)

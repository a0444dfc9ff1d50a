// Departures from the house rules that docs/house-exceptions.md allows, each with its reason. Pure.
import type { Break } from './borders.ts'

export const EXCEPTIONS = 'docs/house-exceptions.md'

export type Exception = { readonly path: string; readonly rule: string; readonly reason: string }

/** The rows of the document's table, without its head. */
export function exceptionsIn(text: string): Exception[] {
  const rows = text.split('\n').filter((line) => line.startsWith('|'))
  return rows.slice(2).map((row) => {
    const [path = '', rule = '', reason = ''] = row
      .replace(/\|\s*$/, '')
      .split('|')
      .slice(1)
      .map((cell) => cell.trim().replaceAll('`', ''))
    return { path, rule, reason }
  })
}

/** What no row excuses: a row is for one rule of one file, and one without a reason is a break. */
export function unexcused(breaks: readonly Break[], text: string): Break[] {
  const exceptions = exceptionsIn(text)
  const excuses = (each: Break) =>
    exceptions.some(
      ({ path, rule, reason }) => reason !== '' && path === each.path && rule === each.rule,
    )
  const reasonless = exceptions
    .filter(({ reason }) => reason === '')
    .map(({ path, rule }) => ({
      rule: 'exception' as const,
      path: EXCEPTIONS,
      text: `gives no reason for ${path}, ${rule}`,
    }))
  return [...breaks.filter((each) => !excuses(each)), ...reasonless]
}

// The order that a query asks for: "cheapest", "kam chali", "mehngi na ho". Pure.
import type { Sort } from '../sort.ts'
import type { Name } from './names.ts'
import { negated, type Stretch } from './negation.ts'
import { phraseAt, typed, use, type Words } from './phrase-match.ts'
import { SORT_WORDS, TURNED_SORT_WORDS } from './words/sort-words.ts'

export type Order = {
  /** The first that is asked for. */
  readonly sort?: Sort
  /** Orders that are not wanted and have no opposite: "sasti na ho". */
  readonly aside: readonly string[]
}

/** Crosses out every order it reads. In "new shape corolla" the longer name wins. */
export function readOrder(words: Words, names: readonly Name[]): Order {
  let sort: Sort | undefined
  const aside: string[] = []
  for (let at = 0; at < words.tokens.length; at += 1) {
    const turned = orderAt(words, at, TURNED_SORT_WORDS)
    const unwanted = turned && negated(words, turned.stretch)
    const found = unwanted ? turned : orderAt(words, at, SORT_WORDS)
    if (!found || names.some((name) => holds(name, found.stretch))) continue
    const not = unwanted ?? negated(words, found.stretch)
    if (not && !unwanted) aside.push(typed(words, not.start, not.end))
    else sort ??= found.sort
    const { start, end } = not ?? found.stretch
    use(words, start, end)
  }
  return { ...(sort && { sort }), aside }
}

function orderAt(words: Words, at: number, orders: typeof SORT_WORDS) {
  const lengths = orders.map(([sort, phrases]) => ({ sort, length: phraseAt(words, at, phrases) }))
  const [longest] = lengths.toSorted((a, b) => b.length - a.length)
  return longest && longest.length > 0
    ? { sort: longest.sort, stretch: { start: at, end: at + longest.length } }
    : undefined
}

const holds = (name: Stretch, { start, end }: Stretch): boolean =>
  name.start <= start && end <= name.end && name.end - name.start > end - start

// Judges a reader of questions: how many of the filters it should read and does read are right.

/** `name=a,b name=c` as single pairs: `name=a`, `name=b` … */
export const pairsOf = (filters: string): string[] =>
  filters
    .split(' ')
    .filter(Boolean)
    .flatMap((filter) => {
      const [name = '', values = ''] = filter.split('=')
      return values.split(',').map((value) => `${name}=${value}`)
    })

export type Score = {
  readonly questions: number
  /** Questions read exactly as they should be. */
  readonly whole: number
  /** Of all filters that should be or were read; one too many counts like one missing. */
  readonly right: number
  readonly filters: number
}

const NOTHING: Score = { questions: 0, whole: 0, right: 0, filters: 0 }

export function scoreOf(
  asked: readonly { readonly right: string; readonly read: string }[],
): Score {
  return asked.reduce((sum, { right, read }) => {
    const [wanted, got] = [new Set(pairsOf(right)), new Set(pairsOf(read))]
    const both = [...wanted].filter((pair) => got.has(pair)).length
    const all = new Set([...wanted, ...got]).size
    return {
      questions: sum.questions + 1,
      whole: sum.whole + (both === all ? 1 : 0),
      right: sum.right + both,
      filters: sum.filters + all,
    }
  }, NOTHING)
}

/** From 0 to 1; 1 of nothing. */
export const shareOf = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)

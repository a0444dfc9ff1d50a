// Which part of a file a player asks for.
type Part = { readonly from: number; readonly to: number }

/** One range, both ends included. Anything else, many ranges included, gets the whole file. */
export function partOf(range: string | undefined, total: number): Part | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (first === '' && last === '') return undefined
  const from = first === '' ? Math.max(0, total - Number(last)) : Number(first)
  const to = first === '' || last === '' ? total - 1 : Math.min(Number(last), total - 1)
  return from <= to ? { from, to } : undefined
}

// The filters that the words of a search were read as, in the form beside the results: they are
// ticked there, and still belong to the words until somebody changes them.

/** The form's field that carries them. */
export const READ = 'read'

/** What a form was written with: the words, what they were read as, and what remains of them. */
export type ReadWords = {
  readonly q: string
  /** Names and values as the form's fields hold them. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly rest: string
  /** The order that the words ask for. */
  readonly sort?: string | undefined
}

/** The value of the field. */
export const readField = ({ q, fields, rest, sort }: ReadWords): string =>
  JSON.stringify([q, fields, rest, sort ?? ''])

/**
 * The form's parameters without that field. As long as nobody changes what the words were read as,
 * the words say it. Once somebody does, all of it is chosen by hand and only the rest of the words
 * remains; and other words bring their own.
 */
export const withoutRead = (params: URLSearchParams): URLSearchParams => {
  const read = parsed(params.get(READ))
  if (!params.has(READ)) return params
  const own = new URLSearchParams(params)
  own.delete(READ)
  if (!read) return own
  const names = new Set(read.fields.map(([name]) => name))
  const same = (name: string): boolean => {
    const values = read.fields.flatMap(([one, value]) => (one === name ? [value] : []))
    return own.getAll(name).toSorted().join('\n') === values.toSorted().join('\n')
  }
  const isAsked = (own.get('q') ?? '').trim() === read.q
  if (isAsked && ![...names].every(same)) {
    own.set('q', read.rest)
    if (!own.get('sort') && read.sort) own.set('sort', read.sort)
    return own
  }
  for (const [name, value] of read.fields) own.delete(name, value)
  return own
}

const isText = (one: unknown): one is string => typeof one === 'string'

const parsed = (text: string | null): ReadWords | undefined => {
  try {
    const [q, fields, rest, sort]: unknown[] = JSON.parse(text ?? '')
    const isPair = (one: unknown): one is [string, string] =>
      Array.isArray(one) && one.length === 2 && one.every(isText)
    return isText(q) &&
      isText(rest) &&
      isText(sort) &&
      Array.isArray(fields) &&
      fields.every(isPair)
      ? { q, fields, rest, sort }
      : undefined
  } catch {
    return undefined
  }
}

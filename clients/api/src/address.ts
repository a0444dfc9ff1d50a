// The address of an operation: its path with the parameters in their places, and its query.

type Parameter = string | number | boolean
export type Address = {
  readonly path?: Readonly<Record<string, Parameter>>
  /** URLSearchParams where an address of a page holds the same parameters. */
  readonly query?:
    | URLSearchParams
    | Readonly<Record<string, Parameter | readonly Parameter[] | undefined>>
}

/** `POST /listings/{id}/publish` → its method and the path under the origin. */
export const addressOf = (
  name: string,
  { path = {}, query = {} }: Address,
): { readonly method: string; readonly url: string } => {
  const [method = '', template = ''] = name.split(' ')
  const filled = template.replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(path[key])),
  )
  const asked = query instanceof URLSearchParams ? query : new URLSearchParams()
  if (asked !== query)
    for (const [key, value] of Object.entries(query))
      for (const one of [value].flat()) if (one !== undefined) asked.append(key, String(one))
  return { method, url: `/api/v1${filled}${asked.size > 0 ? `?${asked}` : ''}` }
}

// The template of a page’s path: no id, no slug and no token of an address leaves with an error.

const NAME = /^[a-z][a-z-]{0,19}$/
const named = (segment: string | undefined): string[] =>
  segment === undefined ? [] : [NAME.test(segment) ? segment : '*']

/** `/ur/cars/0190…/corolla` becomes `/ur/cars/*`, `/me/ads?x` `/me/ads`. */
export function pageTemplate(path: string): string {
  const segments = path
    .replace(/[?#].*$/, '')
    .split('/')
    .filter(Boolean)
  const lang = segments[0] === 'ur' ? segments.splice(0, 1) : []
  const [first, second] = segments
  // Only the pages of one's own have names below the first.
  const below = first === 'me' ? named(second) : second === undefined ? [] : ['*']
  return `/${[...lang, ...named(first), ...below].join('/')}`
}

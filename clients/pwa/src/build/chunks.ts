// Which client modules share a file: on a slow line every file is a journey there and back, so what
// all pages need comes in one.

type Module = { readonly importers: readonly string[] }
/** What Rolldown tells of the modules that it puts into files. */
type Modules = { getModuleInfo(id: string): Module | null }

const SCRIPT = /\.astro\?astro&type=script/
const OF_EVERY_PAGE = /\/layouts\/[^/]+$/
const OF_A_COMPONENT = /\/components\/.+$/
const PREACT = /\/node_modules\/preact\//

/** The pages and components whose scripts import a module, directly or through others. */
const scriptsThatImport = (id: string, modules: Modules): readonly string[] => {
  const seen = new Set<string>()
  const waiting = [id]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    waiting.push(...(modules.getModuleInfo(at)?.importers ?? []))
  }
  return [...seen].filter((one) => SCRIPT.test(one)).map((one) => one.replace(/\?.*/, ''))
}

/**
 * The file of a module, or null for one of Rolldown's own choice. A module of `scripts/` acts when
 * it is loaded, so it is in the common file only when every page loads it anyway.
 */
const fileOf = (id: string, modules: Modules): string | null => {
  if (SCRIPT.test(id)) return null
  if (PREACT.test(id)) return 'preact'
  const scripts = scriptsThatImport(id, modules)
  if (scripts.some((script) => OF_EVERY_PAGE.test(script))) return 'frame'
  const acts = id.includes('/src/scripts/')
  return !acts && scripts.some((script) => OF_A_COMPONENT.test(script)) ? 'frame' : null
}

/** For Rolldown's `codeSplitting`. */
export const chunks = { groups: [{ name: fileOf }] }

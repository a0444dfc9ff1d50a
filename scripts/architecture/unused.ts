// Modules of a shared room that nobody needs: reached neither from another room nor from a program.
// Exports of a package are patterns, so a tool that follows package.json takes each for a door.
import type { Break } from './borders.ts'
import { placeOf, targetOf, type Packages } from './places.ts'
import type { SourceFile } from './source-file.ts'

/** What is started by its path: by Node, by npm, by vitest. */
const PROGRAM = /(^|\/)(main|cli|register|hook|worker|vitest-setup)\.ts$|-worker\.ts$/

/** A test of the module itself does not make it needed; what another room's test imports is. */
export function unusedBreaks(files: readonly SourceFile[], packages: Packages): Break[] {
  const known = new Map(files.map((file) => [file.path, file]))
  const needed = new Set<string>()
  const need = (path: string): void => {
    if (needed.has(path)) return
    needed.add(path)
    for (const target of targetsOf(path)) need(target)
  }
  for (const { path } of files) {
    if (!isModule(path) || PROGRAM.test(path)) need(path)
  }
  return [...known.keys()]
    .filter((path) => isModule(path) && !needed.has(path))
    .map((path) => ({ rule: 'unused', path, text: 'is used by nobody but its own tests' }))

  function targetsOf(path: string): string[] {
    const from = placeOf(path)
    return (known.get(path)?.imports ?? [])
      .map(({ specifier }) => targetOf(path, specifier, packages))
      .filter((target) => target !== undefined)
      .map((target) => (target.endsWith('.ts') ? target : `${target}.ts`))
      .filter((target) => !isOwnTest(from.path) || placeOf(target).room !== from.room)
  }
}

// Rooms that exist for others to import from.
const SHARED = /^(packages\/[^/]+|gateways\/shared|clients\/(ui|api|live))\//

const isModule = (path: string): boolean =>
  SHARED.test(path) && path.includes('/src/') && !isTest(path)
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)
const isOwnTest = (path: string): boolean => isTest(path) || path.includes('/test/')

// Rings of value imports: two files that need each other are one noun in two places.
import type { Break } from './borders.ts'
import { targetOf, type Packages } from './places.ts'
import type { SourceFile } from './source-file.ts'

/** Each ring once, reported at the file where the walk closed it. */
export function circleBreaks(files: readonly SourceFile[], packages: Packages): Break[] {
  const known = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const found: Break[] = []
  for (const { path } of files) visit(path, [])
  return found

  function visit(path: string, trail: readonly string[]): void {
    const file = known.get(path)
    if (!file || done.has(path)) return
    const at = trail.indexOf(path)
    if (at >= 0)
      return void found.push({
        rule: 'border',
        path,
        text: `is in a ring: ${[...trail.slice(at), path].join(' → ')}`,
      })
    for (const { specifier, typeOnly } of file.imports) {
      const target = typeOnly ? undefined : targetOf(path, specifier, packages)
      if (target) visit(target.endsWith('.ts') ? target : `${target}.ts`, [...trail, path])
    }
    done.add(path)
  }
}

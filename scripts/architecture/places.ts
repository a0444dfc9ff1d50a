// Where a file is in the tree, and where an import of it leads. Pure.
import { posix } from 'node:path'

/**
 * `kind` is the top folder, `room` the package (`services/catalogue`; `proto` is one), `floor` the
 * name under src/ (`usecases`, `main`).
 */
export type Place = {
  readonly path: string
  readonly kind: string
  readonly room: string
  readonly floor: string
  readonly isTest: boolean
}

/** Package name → folder, as the package.json files have it. */
export type Packages = ReadonlyMap<string, string>

export function placeOf(path: string): Place {
  const parts = path.split('/')
  const kind = parts[0] ?? ''
  const room = kind === 'proto' || kind === 'platform' ? kind : parts.slice(0, 2).join('/')
  const floor = parts[2] === 'src' ? (parts[3] ?? '').replace(/\.\w+$/, '') : ''
  return {
    path,
    kind,
    room,
    floor,
    isTest:
      /\.test\.tsx?$|(^|\/)(test|tests|journeys|fixtures)\//.test(path) ||
      path.startsWith('packages/testing/'),
  }
}

/** The path an import leads to inside the repository, or undefined for npm and Node. */
export function targetOf(from: string, specifier: string, packages: Packages): string | undefined {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), specifier))
  const name = specifier.split('/').slice(0, 2).join('/')
  const folder = packages.get(name)
  if (folder === undefined) return undefined
  const inside = specifier.slice(name.length)
  return folder === 'proto' || folder === 'platform'
    ? `${folder}${inside}`
    : `${folder}/src${inside}`
}

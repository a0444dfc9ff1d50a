// Which workspaces a change touches: those whose files differ, and everything that depends on them.
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'

/** A workspace's folder, its package name, and the packages of ours that it names. */
export type Workspace = {
  readonly folder: string
  readonly name: string
  readonly dependencies: readonly string[]
}

/** What every test stands on without naming it. */
const UNDER_ALL = ['packages/testing', 'packages/servers']

/** No code of a workspace reads it; scripts/house holds it to be true. */
const PROSE = /^docs\/|\.md$/

/** Who reads files of others without naming their package. */
const ALSO_READ_BY: readonly (readonly [files: RegExp, folders: readonly string[]])[] = [
  [/^config\//, ['clients/pwa', 'scripts']],
  [/^services\/catalogue\/taxonomy\//, ['services/search']],
  [/^gateways\/[^/]+\/openapi\.json$/, ['scripts']],
  [/^scripts\//, ['platform']],
  [PROSE, ['scripts']],
]

/**
 * Folders to test, or `all` where a changed file belongs to no workspace (the lock file, the
 * configuration of a tool). `files` are paths from the root. Pure.
 */
export function touchedBy(
  files: readonly string[],
  workspaces: readonly Workspace[],
): readonly string[] | 'all' {
  const owners = files.filter((file) => !PROSE.test(file)).map((file) => ownerOf(file, workspaces))
  if (owners.some((owner) => owner === undefined || UNDER_ALL.includes(owner.folder))) return 'all'
  const readers = files.flatMap(readersOf)
  const touched = new Set<Workspace>([
    ...owners.filter((owner) => owner !== undefined),
    ...workspaces.filter(({ folder }) => readers.includes(folder)),
  ])
  for (const each of touched)
    for (const other of workspaces) if (other.dependencies.includes(each.name)) touched.add(other)
  return [...touched].map(({ folder }) => folder).toSorted()
}

/** @throws Error when git does not know the ref */
export function touchedSince(ref: string): readonly string[] | 'all' {
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8' }).split('\n').filter(Boolean)
  const base = git('merge-base', ref, 'HEAD')[0] ?? ref
  const files = [
    ...git('diff', '--name-only', base),
    ...git('ls-files', '--others', '--exclude-standard'),
  ]
  return touchedBy(files, readWorkspaces())
}

const readersOf = (file: string): readonly string[] =>
  ALSO_READ_BY.flatMap(([files, folders]) => (files.test(file) ? folders : []))

/** The business values of a service belong to it, wherever they stand. */
function ownerOf(file: string, workspaces: readonly Workspace[]): Workspace | undefined {
  const config = /^config\/(.+)\.yaml$/.exec(file)?.[1]
  const place = config === undefined ? file : `services/${config}/`
  return workspaces.find(({ folder }) => place.startsWith(`${folder}/`))
}

/** scripts/ has no package.json: it is a part of the root's. */
const SCRIPTS: Workspace = {
  folder: 'scripts',
  name: 'scripts',
  dependencies: ['@pk-auto/platform'],
}

function readWorkspaces(): Workspace[] {
  const manifests = globSync('{proto,platform,{packages,services,gateways,clients}/*}/package.json')
  const packages = manifests.map((file) => {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
      name: string
      dependencies?: Record<string, string>
      devDependencies?: Record<string, string>
    }
    return {
      folder: file.slice(0, -'/package.json'.length),
      name: manifest.name,
      dependencies: Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }),
    }
  })
  return [...packages, SCRIPTS]
}

// What the platform or one part of it is made of, as npm lists it: CycloneDX, one entry a package.
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'

/** CycloneDX 1.5, as far as it is read here. */
export type Bill = {
  readonly components: readonly Component[]
  readonly dependencies: readonly Dependency[]
}
type Component = { readonly 'bom-ref': string; readonly name: string; readonly version: string }
type Dependency = { readonly ref: string; readonly dependsOn: readonly string[] }

/** One of ours, as a bill names it, and whom it needs when it runs, by name. */
export type Workspace = {
  readonly folder: string
  readonly ref: string
  readonly needs: readonly string[]
}

/** One bill of two, each package once. */
export function joined(first: Bill, second: Bill): Bill {
  const both = <Entry>(of: (bill: Bill) => readonly Entry[], keyOf: (entry: Entry) => string) => [
    ...new Map([...of(first), ...of(second)].map((entry) => [keyOf(entry), entry])).values(),
  ]
  return {
    ...first,
    components: both(
      (bill) => bill.components,
      (each) => each['bom-ref'],
    ),
    dependencies: both(
      (bill) => bill.dependencies,
      ({ ref }) => ref,
    ),
  }
}

/**
 * What one part needs when it runs: of ours only `needs` lead on, of others all. npm's own
 * `--omit dev` leaves out what anybody at all needs for development. @throws Error for a folder of
 * nobody
 */
export function narrowed(bill: Bill, folder: string, all: readonly Workspace[]): Bill {
  const first = all.find((each) => each.folder === folder)
  if (!first) throw new Error(`${folder} is none of ${all.map((each) => each.folder).join(', ')}`)
  const ours = new Map(all.map((each) => [each.ref, each]))
  const dependsOn = new Map(bill.dependencies.map((each) => [each.ref, each.dependsOn]))
  const found = new Set([first.ref])
  for (const ref of found)
    for (const next of dependsOn.get(ref) ?? [])
      if (ours.get(ref)?.needs.includes(nameOf(next)) ?? true) found.add(next)
  return {
    ...bill,
    components: bill.components.filter((each) => found.has(each['bom-ref'])),
    dependencies: bill.dependencies.filter(({ ref }) => found.has(ref)),
  }
}

const nameOf = (ref: string): string => ref.slice(0, ref.lastIndexOf('@'))

/**
 * Of one part what its image holds; without a folder of everything, tools and tests included. Runs
 * from the root. @throws Error with npm's refusal when what is installed is not what was asked
 */
export function billOf(folder?: string): Bill {
  const all = readWorkspaces()
  const bill = joined(
    listed('--workspaces=false'),
    listed(...all.flatMap((each) => ['--workspace', each.folder])),
  )
  return folder === undefined ? bill : narrowed(bill, folder, all)
}

function listed(...flags: readonly string[]): Bill {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--loglevel=error', ...flags]
  return JSON.parse(execFileSync('npm', args, { encoding: 'utf8', maxBuffer: 2 ** 26 })) as Bill
}

/**
 * npm calls a workspace by its folder, and refuses the name of services/_sample. It needs no
 * package that others do not need.
 */
function readWorkspaces(): Workspace[] {
  const root = JSON.parse(readFileSync('package.json', 'utf8')) as { workspaces: string[] }
  return root.workspaces
    .flatMap((pattern) => globSync(`${pattern}/package.json`))
    .filter((file) => !file.startsWith('services/_'))
    .map((file) => {
      const { name, version, dependencies, optionalDependencies } = JSON.parse(
        readFileSync(file, 'utf8'),
      ) as Manifest
      return {
        folder: file.slice(0, -'/package.json'.length),
        ref: `${name}@${version}`,
        needs: Object.keys({ ...dependencies, ...optionalDependencies }),
      }
    })
}

type Named = Readonly<Record<string, string>>
type Manifest = {
  readonly name: string
  readonly version: string
  readonly dependencies?: Named
  readonly optionalDependencies?: Named
}

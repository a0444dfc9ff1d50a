// The checks that need no server: name, command, and the file without which a check has nothing to
// do.

export type Check = {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  readonly needs?: string
}

export const CHECKS: readonly Check[] = [
  { name: 'format', command: ['oxfmt', '--check', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '.'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  {
    name: 'types of the web client',
    command: ['tsc', '-p', 'clients/pwa'],
    needs: 'clients/pwa/tsconfig.json',
  },
  { name: 'types of the scripts of k6', command: ['tsc', '-p', 'scripts/load'] },
  { name: 'borders and style', command: ['node', 'scripts/check-architecture.ts'] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'one version of each dependency', command: ['syncpack', 'lint'] },
  { name: 'the lock file is what npm makes of it', command: ['node', 'scripts/check-lock.ts'] },
  {
    name: 'generated code is up to date',
    command: ['scripts/gen', '--check'],
    needs: 'scripts/gen',
  },
]

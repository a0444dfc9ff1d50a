// Usage: node scripts/check-lock.ts   Fails when package-lock.json is not what npm makes of the
// manifests: then the next npm install would rewrite it. Writes nothing here; npm works on a copy.
import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const LOCK = 'package-lock.json'
const { workspaces } = JSON.parse(readFileSync('package.json', 'utf8')) as { workspaces: string[] }
const manifests = globSync(workspaces.map((room) => `${room}/package.json`))

const copy = mkdtempSync(join(tmpdir(), 'pk-auto-lock-'))
try {
  for (const file of ['package.json', LOCK, '.npmrc', ...manifests]) cpSync(file, join(copy, file))
  execFileSync('npm', ['install', '--package-lock-only', '--no-progress', '--loglevel=error'], {
    cwd: copy,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (readFileSync(join(copy, LOCK), 'utf8') !== readFileSync(LOCK, 'utf8')) {
    console.error(`${LOCK} is stale: run npm install --package-lock-only and commit the result`)
    process.exitCode = 1
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}

// Usage: node scripts/install-packages.mjs   Runs `npm ci` unless node_modules already holds what package-lock.json says. Plain Node 20: it runs before the repository's own Node is there.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import process from 'node:process'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const [major] = process.versions.node.split('.').map(Number)
if (major < 20) fail(`Node ${process.versions.node} is too old: install Node 20 or newer (https://nodejs.org)`)

if (!isInstalled()) {
  const began = Date.now()
  process.stderr.write('packages (npm ci) …\n')
  const ran = spawnSync('npm', ['ci', '--no-progress', '--loglevel=error'], { stdio: ['ignore', 'inherit', 'inherit'] })
  if (ran.status !== 0) fail('npm ci failed (see above): check the line to the npm registry, then run this again')
  process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(7)} s  packages (npm ci)\n`)
}

/** npm writes its own lock into node_modules as the last act of an installation: equal versions there mean a whole installation. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json')
  const have = packagesOf('node_modules/.package-lock.json')
  if (!wanted || !have) return false
  return Object.entries(wanted).every(([path, { version, link, optional, peer, devOptional }]) => {
    if (path === '' || link || !path.includes('node_modules/')) return true
    const found = have[path]
    // Another platform's package is not installed, and that is right.
    return found ? found.version === version : Boolean(optional || peer || devOptional)
  })
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

// Usage: node scripts/install-packages.mjs Makes node_modules hold exactly what package-lock.json
// says, unless it does. Plain Node 20: it runs before the repository's own Node is there.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const [major] = process.versions.node.split('.').map(Number)
if (major < 20)
  fail(`Node ${process.versions.node} is too old: install Node 20 or newer (https://nodejs.org)`)

const behind = manifestAheadOfLock()
if (behind)
  fail(`package-lock.json lacks what ${behind} asks for: run npm install and commit the lock file`)

if (missingPackages().length > 0) {
  const began = Date.now()
  process.stderr.write('        …  npm packages\n')
  // Not `npm ci`: it refuses the whole lock file where a registry lacks a package that only another
  // platform needs. What it guards is checked before and after.
  const ran = spawnSync('npm', ['install', '--no-save', '--no-progress', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (ran.status !== 0)
    fail('npm install failed (see above): check the line to the npm registry, then run this again')
  const missing = missingPackages()
  if (missing.length > 0)
    fail(
      `npm install left out ${missing.slice(0, 3).join(', ')}: delete node_modules and run again`,
    )
  process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(7)} s  npm packages\n`)
}

/**
 * npm writes its own lock into node_modules as the last act of an installation: equal versions
 * there mean a whole installation.
 */
function missingPackages() {
  const wanted =
    packagesOf('package-lock.json') ?? fail('package-lock.json is missing: is this a whole clone?')
  const have = packagesOf('node_modules/.package-lock.json') ?? {}
  return Object.entries(wanted)
    .filter(([path, { version, link, optional, peer, devOptional }]) => {
      if (link || !path.includes('node_modules/')) return false
      const found = have[path]
      // Another platform's package is not installed, and that is right.
      return found ? found.version !== version : !(optional || peer || devOptional)
    })
    .map(([path]) => path)
}

/** The first package.json whose dependencies are not those the lock file was made from. */
function manifestAheadOfLock() {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies']
  const locked = Object.entries(packagesOf('package-lock.json') ?? {}).filter(
    ([path]) => !path.includes('node_modules/'),
  )
  for (const [path, entry] of locked) {
    const file = path ? `${path}/package.json` : 'package.json'
    if (!existsSync(file)) return file
    const manifest = JSON.parse(readFileSync(file, 'utf8'))
    if (kinds.some((kind) => canonical(manifest[kind]) !== canonical(entry[kind]))) return file
  }
  return undefined
}

function canonical(dependencies = {}) {
  return JSON.stringify(Object.entries(dependencies).sort(([a], [b]) => a.localeCompare(b)))
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

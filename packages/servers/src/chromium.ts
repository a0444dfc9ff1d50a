// The browsers of tests and benchmarks: the system's Chromium and its headless shell, with the
// Nastaliq fonts that Urdu pages are looked at in.
import { existsSync } from 'node:fs'
import { findOnPath } from './machine/command.ts'
import { installDebian } from './machine/debian.ts'

const SHELL = 'chromium-headless-shell'
const NASTALIQ = '/usr/share/fonts/truetype/noto/NotoNastaliqUrdu-Regular.ttf'

/** CHROMIUM_PATH, else the first known name on PATH. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['CHROMIUM_PATH']
  if (named) return existsSync(named) ? named : undefined
  return ['chromium', 'chromium-browser', 'google-chrome']
    .map((name) => findOnPath(name, env))
    .find((path) => path !== undefined)
}

/**
 * The same engine without windows, which takes two thirds of the CPU; Chromium where Debian has
 * none. It refuses what Chromium would ask people for (the microphone), and shows no notification.
 */
export const findHeadlessShell = (env: NodeJS.ProcessEnv = process.env): string | undefined =>
  env['CHROMIUM_PATH'] ? findChromium(env) : (findOnPath(SHELL, env) ?? findChromium(env))

/**
 * Path of a Chromium, installed from Debian when there is none. Idempotent.
 * @throws Error naming what to install
 */
export async function ensureChromium(): Promise<string> {
  const missing = [
    ...(findChromium() ? [] : ['chromium']),
    ...(existsSync(NASTALIQ) || process.platform !== 'linux' ? [] : ['fonts-noto-core']),
  ]
  if (missing.length > 0) await installDebian(...missing)
  const found = findChromium()
  if (!found)
    throw new Error(
      'No Chromium: install it (apt-get install chromium fonts-noto-core), ' +
        'or point CHROMIUM_PATH at one',
    )
  return found
}

/**
 * Both browsers of the tests. Idempotent.
 * @throws Error naming what to install
 */
export async function ensureTestBrowsers(): Promise<void> {
  await ensureChromium()
  if (process.env['CHROMIUM_PATH'] || findOnPath(SHELL)) return
  // Ubuntu has none: Chromium stands in.
  await installDebian(SHELL).catch(() => undefined)
}

// The two other browser engines of the journeys: WebKit as GTK builds it, driven by its own
// driver, and Firefox ESR.
import { globSync } from 'node:fs'
import { findOnPath } from './machine/command.ts'
import { installDebian } from './machine/debian.ts'

/** Paths of programs. */
export type Engines = {
  readonly firefox: string
  readonly webkitDriver: string
  readonly miniBrowser: string
}

const DEBIAN = {
  firefox: ['firefox-esr'],
  webkitDriver: ['webkit2gtk-driver'],
  miniBrowser: ['webkit2gtk-driver'],
  // WebKitGTK has no mode without a screen, and asks for a message bus.
  screen: ['xvfb', 'xauth'],
  bus: ['dbus'],
} as const

function find(): Partial<Record<keyof typeof DEBIAN, string>> {
  const [miniBrowser] = globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser')
  const found = {
    firefox: findOnPath('firefox-esr') ?? findOnPath('firefox'),
    webkitDriver: findOnPath('WebKitWebDriver'),
    miniBrowser,
    screen: findOnPath('xauth') && findOnPath('xvfb-run'),
    bus: findOnPath('dbus-run-session'),
  }
  return Object.fromEntries(Object.entries(found).filter(([, path]) => path !== undefined))
}

const lacking = (): string[] => {
  const found = find()
  const names = (Object.keys(DEBIAN) as (keyof typeof DEBIAN)[]).filter((name) => !found[name])
  return [...new Set(names.flatMap((name) => DEBIAN[name]))]
}

/**
 * Both engines, installed from Debian when one is not there. Idempotent.
 * @throws Error naming what to install
 */
export async function ensureEngines(): Promise<Engines> {
  const missing = lacking()
  if (missing.length > 0) await installDebian(...missing)
  const { firefox, webkitDriver, miniBrowser } = find()
  if (!firefox || !webkitDriver || !miniBrowser || lacking().length > 0)
    throw new Error(`An engine is not there: apt-get install ${lacking().join(' ')}`)
  return { firefox, webkitDriver, miniBrowser }
}

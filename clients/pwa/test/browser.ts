// The browser of the tests: the system's Chromium without a window.
import { findChromium } from '@pk-auto/servers/chromium'
import { touching } from '@pk-auto/testing/touching'
import { chromium, type Browser } from 'playwright-core'

/**
 * Disposal closes it. Its pages have their scripts when they are opened. `env` is added to the
 * environment of this process.
 */
export const openBrowser = async (env: Readonly<Record<string, string>> = {}): Promise<Browser> =>
  touching(await openPatientBrowser(env))

/** As `openBrowser`, and nobody touches a page before the test does. */
export const openPatientBrowser = (env: Readonly<Record<string, string>> = {}): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    args: ['--no-sandbox', '--disable-gpu'],
    env: { ...process.env, ...env },
  })

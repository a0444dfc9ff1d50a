// The browser of the tests: the system's Chromium without a window.
import { findChromium } from '@pk-auto/servers/chromium'
import { chromium, type Browser } from 'playwright-core'

/** Disposal closes it. `env` is added to the environment of this process. */
export const openBrowser = (env: Readonly<Record<string, string>> = {}): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    args: ['--no-sandbox', '--disable-gpu'],
    env: { ...process.env, ...env },
  })

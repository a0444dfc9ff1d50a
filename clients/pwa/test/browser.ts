// The browser of the tests: the system's Chromium without a window.
import { findHeadlessShell } from '@pk-auto/servers/chromium'
import { touching } from '@pk-auto/testing/touching'
import { chromium, type Browser } from 'playwright-core'

type Choice = {
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>
  /** Chromium's headless shell unless asked otherwise. */
  readonly executablePath?: string | undefined
}

/** Disposal closes it. Its pages have their scripts when they are opened. */
export const openBrowser = async (choice: Choice = {}): Promise<Browser> =>
  touching(await openPatientBrowser(choice))

/** As `openBrowser`, and nobody touches a page before the test does. */
export const openPatientBrowser = ({
  env = {},
  executablePath = findHeadlessShell() ?? 'chromium',
}: Choice = {}): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
    env: { ...process.env, ...env },
  })

// WebKitGTK by WebDriver: its own MiniBrowser on a screen of its own.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engines } from '@pk-auto/servers/engines'
import { endProcesses, treeOf } from '@pk-auto/servers/machine/process-tree'
import { freePort } from '@pk-auto/testing/fakes/free-port'
import { until } from '@pk-auto/testing/until'
import { clickActions, PHONE, type Engine } from './engine.ts'

/** The buttons of MiniBrowser would keep the window wider than a phone. */
const NARROW = '* { min-width: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; }'

/** @throws Error when the driver refuses a command, with its reason */
type Call = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>

const callerAt =
  (address: string): Call =>
  async (method, path, body) => {
    const answer = await fetch(`${address}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    })
    const { value } = (await answer.json()) as { value: unknown }
    if (answer.ok) return value
    const { error, message } = value as { error: string; message: string }
    throw new Error(`${method} ${path}: ${error}: ${message}`)
  }

export async function openWebKit({ webkitDriver, miniBrowser }: Engines): Promise<Engine> {
  await using stack = new AsyncDisposableStack()
  const home = await mkdtemp(join(tmpdir(), 'pk-auto-webkit-'))
  stack.defer(() => rm(home, { recursive: true, force: true }))
  await mkdir(join(home, 'gtk-3.0'))
  await writeFile(join(home, 'gtk-3.0/gtk.css'), NARROW)
  const port = await freePort()
  const driver = spawn(
    'xvfb-run',
    ['-a', '-s', '-screen 0 800x1200x24', 'dbus-run-session', '--', webkitDriver, `--port=${port}`],
    { stdio: 'ignore', env: { ...process.env, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home } },
  )
  stack.defer(() => endProcesses(treeOf(driver.pid ?? 0), 5_000))
  const call = callerAt(`http://127.0.0.1:${port}`)
  await until('the driver of WebKit listens', () => call('GET', '/status'), { timeoutMs: 30_000 })
  const options = { binary: miniBrowser, args: ['--automation'] }
  const { sessionId, capabilities } = (await call('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  })) as { sessionId: string; capabilities: { browserVersion: string } }
  const at = `/session/${sessionId}`
  stack.defer(async () => void (await call('DELETE', at)))

  const evaluate = (expression: string): Promise<unknown> =>
    call('POST', `${at}/execute/sync`, { script: `return (${expression})`, args: [] })
  // The window has a toolbar above the page.
  await call('POST', `${at}/window/rect`, { x: 0, y: 0, ...PHONE })
  const inner = Number(await evaluate('innerHeight'))
  const height = 2 * PHONE.height - inner
  await call('POST', `${at}/window/rect`, { x: 0, y: 0, width: PHONE.width, height })
  const held = stack.move()
  return {
    name: 'WebKit',
    version: capabilities.browserVersion,
    goto: async (url) => void (await call('POST', `${at}/url`, { url })),
    evaluate,
    clickAt: async (x, y) =>
      void (await call('POST', `${at}/actions`, { actions: clickActions(x, y) })),
    async setFiles(selector, files) {
      const using = { using: 'css selector', value: selector }
      const found = (await call('POST', `${at}/element`, using)) as Record<string, string>
      const [element] = Object.values(found)
      await call('POST', `${at}/element/${element}/value`, { text: files.join('\n') })
    },
    screenshot: async () => Buffer.from(String(await call('GET', `${at}/screenshot`)), 'base64'),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

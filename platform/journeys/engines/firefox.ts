// Firefox ESR by WebDriver BiDi, which it speaks itself over a socket.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Engines } from '@pk-auto/servers/engines'
import { endProcesses, treeOf } from '@pk-auto/servers/machine/process-tree'
import { WebSocket } from 'ws'
import { clickActions, PHONE, type Engine } from './engine.ts'

type Answer = { id?: number; result?: unknown; error?: string; message?: string }
type Send = <T = unknown>(method: string, params: object) => Promise<T>
type Evaluated = {
  result?: { value?: string; sharedId?: string }
  exceptionDetails?: { text: string }
}

/** @throws Error when the browser refuses a command, with its reason */
const senderOn = (socket: WebSocket): Send => {
  const waiting = new Map<number, (answer: Answer) => void>()
  socket.on('message', (data: Buffer) => {
    const answer = JSON.parse(data.toString()) as Answer
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
  })
  socket.on('close', () => {
    for (const end of waiting.values()) end({ error: 'closed', message: 'Firefox is gone' })
  })
  let last = 0
  return async <T>(method: string, params: object) => {
    const id = (last += 1)
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    socket.send(JSON.stringify({ id, method, params }))
    const { result, error, message } = await answered
    waiting.delete(id)
    if (error !== undefined) throw new Error(`${method}: ${error}: ${message}`)
    return result as T
  }
}

export async function openFirefox({ firefox }: Engines): Promise<Engine> {
  await using stack = new AsyncDisposableStack()
  const home = await mkdtemp(join(tmpdir(), 'pk-auto-firefox-'))
  stack.defer(() => rm(home, { recursive: true, force: true }))
  const child = spawn(
    firefox,
    ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', home, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: home } },
  )
  stack.defer(() => endProcesses(treeOf(child.pid ?? 0), 5_000))
  let address = ''
  for await (const line of createInterface({ input: child.stderr })) {
    address = /BiDi listening on (ws:\S+)/.exec(line)?.[1] ?? ''
    if (address !== '') break
  }
  if (address === '') throw new Error('Firefox ended before it listened')
  child.stderr.resume()
  const socket = new WebSocket(`${address}/session`)
  await once(socket, 'open')
  stack.defer(() => socket.terminate())
  const send = senderOn(socket)
  type Session = { capabilities: { browserVersion: string } }
  const { capabilities } = await send<Session>('session.new', { capabilities: {} })
  type Tree = { contexts: { context: string }[] }
  const { contexts } = await send<Tree>('browsingContext.getTree', { maxDepth: 0 })
  const context = contexts[0]?.context ?? ''
  await send('browsingContext.setViewport', { context, viewport: PHONE })

  const run = async (expression: string): Promise<Evaluated['result']> => {
    const { result, exceptionDetails } = await send<Evaluated>('script.evaluate', {
      ...{ expression, target: { context }, awaitPromise: true },
      // A script that opens or picks something acts for the person.
      userActivation: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.text)
    return result
  }
  const held = stack.move()
  return {
    name: 'Firefox',
    version: capabilities.browserVersion,
    goto: async (url) =>
      void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    async evaluate(expression) {
      const result = await run(`(async () => JSON.stringify(await (${expression})))()`)
      return result?.value === undefined ? undefined : JSON.parse(result.value)
    },
    clickAt: async (x, y) =>
      void (await send('input.performActions', { context, actions: clickActions(x, y) })),
    async setFiles(selector, files) {
      const found = await run(`document.querySelector(${JSON.stringify(selector)})`)
      await send('input.setFiles', { context, element: { sharedId: found?.sharedId }, files })
    },
    async screenshot() {
      type Picture = { data: string }
      const { data } = await send<Picture>('browsingContext.captureScreenshot', { context })
      return Buffer.from(data, 'base64')
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

// What a release asks of Helm and kubectl: both are replaced by programs that write down what they
// were asked. Whether a cluster does it is seen on a control plane (scripts/test --cluster).
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tryCommand } from '@pk-auto/servers/machine/command'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

const CAR = '00000000-0000-4000-8000-000000000001'
const LIVE = JSON.stringify({
  items: ['web', 'gateway-pwa'].flatMap((part) => [
    { kind: 'Service', metadata: { name: part }, spec: { selector: { 'pk-auto/slot': 'green' } } },
    {
      kind: 'Deployment',
      metadata: { name: `${part}-green` },
      spec: {
        selector: {},
        template: { spec: { containers: [{ image: `ghcr.io/pk-auto/${part}:1.2.3` }] } },
      },
    },
  ]),
})
const CHART = 'images: { tag: 1.3.0 }'

let room: string
let asked: string
const server = createServer((request, response) => {
  if (request.url === '/cars') return response.end(`href="/cars/${CAR}/corolla"`)
  if (request.url?.startsWith('/api/v1/query'))
    return response.end(
      JSON.stringify({
        data: {
          result: [
            { metric: { __name__: 'slo:results:errors:ratio_rate5m' }, value: [0, '0.0001'] },
          ],
        },
      }),
    )
  return response.end(JSON.stringify({ id: CAR }))
})
const port = () => (server.address() as AddressInfo).port

beforeAll(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)))
beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'pk-auto-roll-out-'))
  asked = join(room, 'asked')
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((closed) => server.close(closed))
})

/** `failing` is a line of a shell script. */
async function rollOut(
  failing = '',
): Promise<{ code: number; output: string; asked: string[]; ways: number[] }> {
  const program = (name: string, body: string) => {
    const file = join(room, name)
    writeFileSync(file, `#!/bin/sh\necho ${name} "$@" >> ${asked}\n${failing}\n${body}\n`)
    chmodSync(file, 0o755)
  }
  program('helm', `case "$1" in show) echo '${CHART}';; list) echo '[{"revision":"7"}]';; esac`)
  program(
    'kubectl',
    `case "$*" in *port-forward*) echo $$ >> ${room}/ways
     echo 'Forwarding from 127.0.0.1:${port()} -> 3000'; exec sleep 60;;
     *) echo '${LIVE}';; esac`,
  )
  const here = `http://127.0.0.1:${port()}`
  const args = ['scripts/roll-out.ts', 'staging', '--chart', 'pk.tgz', '--address', here]
  const more = ['--prometheus', here, '--minutes', '0.001', '--look-only']
  const env = { ...process.env, PATH: `${room}:${process.env['PATH']}` }
  const ran = await tryCommand(process.execPath, [...args, ...more], { env })
  const lines = readFileSync(asked, 'utf8').trim().split('\n')
  const file = join(room, 'ways')
  const ways = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : []
  rmSync(room, { recursive: true })
  return { ...ran, asked: lines, ways }
}

const SLOTS = ['gateway-pwa', 'web']
  .map((part) => {
    const slots = `parts.${part}.slots`
    return `--set-string ${slots}.green=1.2.3 --set-string ${slots}.blue=1.3.0 \
--set-string ${slots}.active=ACTIVE`
  })
  .join(' ')
const UPGRADE = `helm upgrade --install pk pk.tgz -n pk-auto --create-namespace \
-f deploy/staging/values.yaml --force-conflicts --rollback-on-failure \
--wait-for-jobs --timeout 10m ${SLOTS}`
const CHANGES = /^helm (upgrade|rollback)|port-forward/
const PREVIEWS = ['gateway-pwa', 'web'].map(
  (part) => `kubectl -n pk-auto port-forward service/${part}-preview :http`,
)

test('green answers until blue was walked through, and no way to it stays open', async () => {
  const { code, output, asked: all, ways } = await rollOut()
  expect(code, output).toBe(0)
  expect(all.filter((line) => CHANGES.test(line))).toEqual([
    UPGRADE.replaceAll('ACTIVE', 'green'),
    ...PREVIEWS,
    UPGRADE.replaceAll('ACTIVE', 'blue'),
  ])
  expect(output.match(/2 passed, 0 failed/g)).toHaveLength(2)
  expect(ways).toHaveLength(2)
  for (const way of ways) expect(() => process.kill(way, 0), `process ${way}`).toThrow(/ESRCH/)
})

test('a preview that nobody can be led to is shown to nobody', async () => {
  const broken = 'case "$*" in *port-forward*) echo no such pod >&2; exit 1;; esac'
  const { code, output, asked: all } = await rollOut(broken)
  expect(code).toBe(1)
  expect(output).toContain('kubectl opens no way to gateway-pwa-preview: no such pod')
  expect(all.filter((line) => CHANGES.test(line))).toEqual([
    UPGRADE.replaceAll('ACTIVE', 'green'),
    PREVIEWS[0],
    'helm rollback pk 7 -n pk-auto --force-conflicts --wait --wait-for-jobs --timeout 10m',
  ])
})

// Finds out where search's database and index are — the environment, else the platform of this
// machine — and runs search's own rebuild.
import { spawn } from 'node:child_process'
import { environmentOf } from '@pk-auto/platform/environment'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { localUrls } from '@pk-auto/servers/server-urls'

const ports = portsAt(Number(process.env['PORT_BASE_OFFSET'] ?? 0))
const local = environmentOf('search', {
  servers: localUrls(ports),
  ports,
  profile: 'development',
  namespace: '',
})
const child = spawn(process.execPath, ['services/search/src/main.ts', 'rebuild'], {
  stdio: 'inherit',
  env: { ...local, ...process.env },
})
child.on('exit', (code) => {
  process.exitCode = code ?? 1
  if (code !== 0) console.error('The index was not rebuilt; the old one goes on serving.')
})

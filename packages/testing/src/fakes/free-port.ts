// A port of loopback for a process that a test starts.
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** Free at this moment; who waits long may find it taken. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

// Opens the minio client on connections of its own, so that closing it leaves nothing open.
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { Client } from 'minio'

export type ClientSettings = {
  endpoint: string
  accessKey: string
  secretKey: string
  region: string
}

export function openClient({ endpoint, accessKey, secretKey, region }: ClientSettings): {
  client: Client
  close: () => void
} {
  const { protocol, hostname, port } = new URL(endpoint)
  const useSSL = protocol === 'https:'
  const settings = { keepAlive: true, maxSockets: 32 }
  const transportAgent = useSSL ? new HttpsAgent(settings) : new HttpAgent(settings)
  const client = new Client({
    endPoint: hostname,
    port: Number(port || (useSSL ? 443 : 80)),
    useSSL,
    accessKey,
    secretKey,
    region,
    pathStyle: true,
    transportAgent,
  })
  return { client, close: () => transportAgent.destroy() }
}

// The peer: the same pages as static HTML without scripts, compressed in advance, from memory.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync } from 'node:zlib'

type File = { readonly headers: Record<string, string>; readonly body: Buffer }

const withoutScripts = (html: string): string =>
  html.replace(/<script(?! type="application\/)[^>]*>[^]*?<\/script>/g, '')

const fetchFile = async (url: string): Promise<File> => {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  const type = answer.headers.get('content-type') ?? 'application/octet-stream'
  const bytes = Buffer.from(await answer.arrayBuffer())
  const isText = /^(text|application\/(json|manifest))|svg/.test(type)
  const text = type.startsWith('text/html') ? withoutScripts(bytes.toString()) : bytes
  return {
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=3600',
      ...(isText && { 'content-encoding': 'br' }),
    },
    body: isText ? brotliCompressSync(text) : bytes,
  }
}

/** Every address is asked of the site once, then served as it was. */
export async function startStaticSite(
  siteUrl: string,
): Promise<AsyncDisposable & { readonly url: string }> {
  const files = new Map<string, Promise<File>>()
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const file = files.get(path) ?? fetchFile(siteUrl + path)
    files.set(path, file)
    file
      .then(({ headers, body }) =>
        response.writeHead(200, { ...headers, 'content-length': body.length }).end(body),
      )
      .catch(() => response.writeHead(502).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

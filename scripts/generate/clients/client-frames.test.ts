// Proves that clients have the frames which gateways read and write.
import { readFile } from 'node:fs/promises'
import { framesDocument } from '@pk-auto/gateway-shared/live/frames-document'
import { ClientFrame, ServerFrame } from '@pk-auto/gateway-shared/live/frames'
import { expect, test } from 'vitest'
import { clientFrames, FRAMES_PATH, generateFrames } from './client-frames.ts'

const flat = (text: string) => text.replaceAll(/\s+/g, ' ')

test('the types of clients are those of the frames as gateways have them now', async () => {
  expect(await generateFrames()).toBe(await readFile(FRAMES_PATH, 'utf8'))
})

test('a field that changes at a gateway changes at clients, a kind that goes is gone', async () => {
  const [hello] = ServerFrame.options
  const changed = hello.extend({ feedSeq: hello.shape.epoch, since: hello.shape.feedSeq })
  const Changed = ServerFrame.clone({ ...ServerFrame.def, options: [changed] as never })
  const document = framesDocument({ ClientFrame, ServerFrame: Changed })
  const text = flat(await clientFrames(document))
  expect(text).toContain(
    'readonly feedSeq: string; readonly epoch: string; readonly since: number; };',
  )
  expect(text).toContain('SERVER_FRAMES = [ "hello", ] as const')
  expect(text).not.toContain('receipt')
})

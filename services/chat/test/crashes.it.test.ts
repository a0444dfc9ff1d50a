// Chat killed with -9 between commit and acknowledgement: what is sent again is there once, under
// its first number.
import { newId } from '@pk-auto/kernel/id'
import { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { freePort } from '@pk-auto/testing/fakes/free-port'
import { startProcess } from '@pk-auto/testing/process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatFixture, startChatFixture } from './chat-fixture.ts'

const MAIN = new URL('../src/main.ts', import.meta.url)
let fixture: ChatFixture
beforeAll(async () => {
  fixture = await startChatFixture()
})
afterAll(() => fixture[Symbol.asyncDispose]())

test('killed at send.before_ack', async () => {
  const FAILPOINT = 'send.before_ack'
  const { buyer, seller, id } = await fixture.pair()
  const [grpcPort, httpPort] = [await freePort(), await freePort()]
  await using dying = await startProcess({
    name: 'chat',
    main: MAIN,
    env: {
      ...{ ...fixture.env, MEDIA_IQ_GRPC_URL: '127.0.0.1:1', ROLES: 'api' },
      ...{ GRPC_PORT: String(grpcPort), HTTP_PORT: String(httpPort) },
      FAILPOINT: `${FAILPOINT}:kill`,
    },
  })
  const message = { conversationId: id, clientId: newId(), kind: 'text', text: 'salam' }
  const dyingChat = fixture.client(ChatDefinition, { grpcPort })
  await expect(dyingChat.sendMessage(message, await fixture.as(buyer))).rejects.toMatchObject({
    kind: 'unavailable',
  })
  expect(await dying.exit).toEqual({ code: null, signal: 'SIGKILL' })
  expect(await fixture.send(buyer, id, 'salam', message.clientId)).toMatchObject({
    ...{ seq: 1n, repeated: true },
  })
  expect((await fixture.read(seller, id))?.events.map(({ seq }) => seq)).toEqual([1n])
  expect(await fixture.eventsOf(id)).toHaveLength(1)
})

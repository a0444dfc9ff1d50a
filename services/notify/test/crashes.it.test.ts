// A process killed with -9 between two commits of one send: nobody ever sends that message again.
import { newId } from '@pk-auto/kernel/id'
import { freePort } from '@pk-auto/testing/fakes/free-port'
import { startProcess } from '@pk-auto/testing/process'
import { expect, test } from 'vitest'
import { runningProviders } from './running-notify.ts'

const MAIN = new URL('../src/main.ts', import.meta.url)

test.for([
  ['send.after_intent', { twilio: 0, vonage: 0 }],
  ['send.after_provider', { twilio: 1, vonage: 0 }],
  ['send.after_refusal', { twilio: 1, vonage: 0 }],
] as const)('killed at %s', async ([failpoint, reached]) => {
  await using it = await runningProviders()
  if (failpoint === 'send.after_refusal') it.twilio.misbehave({ kind: 'failing' })
  const grpcPort = await freePort()
  await using dying = await startProcess({
    name: 'notify',
    main: MAIN,
    env: {
      ...it.env,
      ...{ GRPC_PORT: String(grpcPort), HTTP_PORT: String(await freePort()) },
      FAILPOINT: `${failpoint}:kill`,
    },
  })
  const call = { key: newId(), to: '+923001234567' }
  await expect(it.send({ ...call, grpcPort })).rejects.toMatchObject({ kind: 'unavailable' })
  expect(await dying.exit).toEqual({ code: null, signal: 'SIGKILL' })

  it.twilio.misbehave(undefined)
  for (let n = 0; n < 3; n += 1)
    await expect(it.send(call)).rejects.toMatchObject({ code: 'SEND_UNDER_WAY' })
  expect({ twilio: it.twilio.received.length, vonage: it.vonage.received.length }).toEqual(reached)
  expect((await it.last()).state).toBe('sending')
})

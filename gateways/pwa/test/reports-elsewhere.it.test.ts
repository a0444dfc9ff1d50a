// What a person reports at one gateway is gone at the others as well, not a minute later.
import { hiddenListings } from '@pk-auto/gateway-shared/session/hidden-listings'
import type { ActorToken } from '@pk-auto/gateway-shared/session/actor-tokens'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { openRedis } from '@pk-auto/redis/redis'
import { until } from '@pk-auto/testing/until'
import { expect, inject, test } from 'vitest'

const session = (personId: string): ActorToken => ({
  ...{ token: 't', personId, sessionId: newId(), termsDue: false, expiresAt: new Date(0) },
})

test('a report at one gateway is asked for at the others, of that person alone', async () => {
  await using stack = new AsyncDisposableStack()
  const reported = new Set<string>()
  const asked: string[] = []
  const gateway = (name: string) => {
    const redis = stack.use(openRedis({ url: inject('servers').redisUrl, service: name }))
    const hiddenListingsOf = async () => {
      asked.push(name)
      return { ids: [...reported] }
    }
    return hiddenListings({ hiddenListings: hiddenListingsOf }, manualClock(new Date()), redis)
  }
  const [here, there] = [gateway('here'), gateway('there')]
  const [reporter, other] = [session(newId()), session(newId())]
  const phone = { ...reporter, sessionId: newId() }
  for (const one of [reporter, phone, other]) expect(await there.of(one)).toEqual([])
  reported.add('ad')
  // A note is lost while the other one is not listening yet.
  await until('the other gateway knows', async () => {
    here.renew(reporter, 'ad')
    return (await there.of(reporter)).includes('ad')
  })
  expect(await there.of(phone)).toEqual(['ad'])
  const before = asked.length
  expect(await there.of(other)).toEqual([])
  expect(asked.length).toBe(before)
})

// The header that frees a key, whichever build wrote it.
import type { KafkaMessage } from 'kafkajs'
import { expect, test } from 'vitest'
import { freesKey } from './redrive.ts'

const message = (headers: Record<string, string>): KafkaMessage =>
  ({ key: null, value: null, headers }) as unknown as KafkaMessage

test('a key is freed by what this build sends and by what the one before it sent', () => {
  const freed = [{ dlq_frees_key: '1' }, { ['dlq_unparks']: '1' }, { ce_type: 'Text' }, {}]
  expect(freed.map((headers) => freesKey(message(headers)))).toEqual([true, true, false, false])
})

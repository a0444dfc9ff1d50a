// A consumer process that writes down what it handled and is killed before its offset is committed.
import { appendFileSync } from 'node:fs'
import { armFailpoints } from '@pk-auto/lifecycle/failpoint'
import { connectKafka } from '../src/kafka.ts'
import { subscribe } from '../src/subscription.ts'
import { CAR_FACTS } from './car.ts'

const { BROKERS = '', PREFIX = '', FILE = '' } = process.env
armFailpoints('consume.after_handle:kill')
const kafka = connectKafka({ brokers: BROKERS.split(','), service: 'search', topicPrefix: PREFIX })
subscribe(CAR_FACTS, {
  handle: async (events) =>
    events.forEach(({ value }) => appendFileSync(FILE, `${value?.id}@${value?.version}\n`)),
})(kafka)

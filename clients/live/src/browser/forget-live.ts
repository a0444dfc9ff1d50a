// When a person signs out: copies go, unsent messages stay for them.
import { openStorage } from '../storage/lasting-storage.ts'
import { openBus } from './bus.ts'

/** Tabs that still show them are closed down. Never throws. */
export const forgetLive = async (person: string): Promise<void> => {
  const bus = openBus(person)
  bus.post({ t: 'signed-out' })
  await (await openStorage()).forget(person).catch(() => undefined)
  bus.close()
}

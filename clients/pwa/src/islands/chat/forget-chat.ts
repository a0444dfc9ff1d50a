// Removes the copies of a person's chats when they sign out; unsent messages stay locked to them.
import { forgetLive } from '@pk-auto/client-live/browser/forget-live'
import { storeLastPerson } from './last-person.ts'

/** Other tabs notice. Never throws. */
export const forgetChat = async (person: string): Promise<void> => {
  storeLastPerson(undefined)
  await forgetLive(person)
}

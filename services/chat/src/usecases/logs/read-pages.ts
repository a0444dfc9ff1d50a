// Pages of many logs, as much of each as fits into one answer.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { ChatEvent } from '../../domain/message.ts'
import type { Read, Reader, Wanted } from '../stores.ts'

const MOST_READS = 200
/** Events of one log in one answer. */
const MOST_EVENTS = 200
/** An answer must fit into one gRPC message, of 4 MB: events and letters of all logs together. */
const MOST_IN_ALL = 4_000
const MOST_LETTERS = 500_000

/** As readEvents promises. @throws TOO_MANY_IDS (invalid) above 200 reads */
export async function readPages(
  reader: Reader,
  wanted: readonly Wanted[],
  limit: number = MOST_EVENTS,
): Promise<Read[]> {
  mustBeBatch(wanted, MOST_READS)
  const fair = Math.floor(MOST_IN_ALL / Math.max(wanted.length, 1))
  const pages = await reader.read(wanted, Math.min(Math.max(limit, 1), MOST_EVENTS, fair))
  let letters = 0
  return pages.map(({ backwards, ...page }) => {
    // What is cut away is farthest from where the reader is.
    const near = backwards ? page.events.toReversed() : page.events
    const events = near.filter(
      (event, i) => (letters += lettersOf(event)) < MOST_LETTERS || i === 0,
    )
    return { ...page, events: backwards ? events.toReversed() : events }
  })
}

const lettersOf = (event: ChatEvent): number => ('text' in event.body ? event.body.text.length : 0)

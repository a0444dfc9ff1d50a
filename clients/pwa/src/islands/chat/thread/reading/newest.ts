// The newest that the other has said or done, in the words in which it is announced.
import { offerPreview } from '../../offers/offer-words.ts'
import type { Island } from '../../../island.ts'
import type { Line } from '../thread-lines.ts'
import { KIND_WORDS } from '../../names.ts'
import type { Newest } from './use-reading.ts'

export const newestOf = (
  island: Pick<Island, 't' | 'locale'>,
  lines: readonly Line[],
  person: string,
): Newest | undefined => {
  const line = lines.findLast((each) => {
    if (each.kind === 'message') return each.message.actor !== person
    return each.kind === 'offer' && each.offer.actor !== person
  })
  if (line?.kind === 'message') {
    const { seq, content, text } = line.message
    return { seq, text: content === 'text' ? text : island.t(KIND_WORDS[content]) }
  }
  if (line?.kind !== 'offer') return undefined
  return { seq: line.offer.seq, text: offerPreview(island, line.offer.step) }
}

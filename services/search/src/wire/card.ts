// A hit as the card people are shown.
import type { Card, Photo as WirePhoto } from '@pk-auto/proto/pkauto/search/v1/search'
import type { Photo } from '../domain/media.ts'
import type { Hit } from '../domain/search-query.ts'
import type { Label } from '../domain/taxonomy.ts'

export type TitledHit = Pick<Hit, 'id' | 'card'> & { readonly title: Label }

export function cardMessage({ id, title, card }: TitledHit): Card {
  const { price, droppedFrom, photo, publishedAt, badges, ...plain } = card
  return {
    ...plain,
    id,
    title,
    price: amountOf(price),
    droppedFrom: droppedFrom && amountOf(droppedFrom),
    photo: photo && photoMessage(photo),
    badges: [...badges],
    publishedAt: new Date(publishedAt),
  }
}

const amountOf = ({ minor, currency }: { minor: number; currency: string }) => ({
  minor: BigInt(minor),
  currency,
})
export const photoMessage = (photo: Photo): WirePhoto => ({ ...photo })

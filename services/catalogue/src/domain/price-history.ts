// What a car cost when: the first point is the price at publication.
import type { Money } from '@pk-auto/kernel/money'

export type PricePoint = { at: Date; price: Money }

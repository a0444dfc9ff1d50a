// What the verbs of wishes may use inside a transaction; outbound/wish-store.ts implements it.
import type { ModelWish } from '../../domain/wish/model-wish.ts'

/** Days are `2026-11-29`, UTC. */
export type ListedWish = ModelWish & { days: number; firstOn: string; lastOn: string }

export type ModelWishes = {
  /** Counts another day of a wish that is there; false when it is not. */
  repeat(key: string, day: Date): Promise<boolean>
  /** Holds a lock until commit, so that no two new wishes pass the bound together. */
  lockAndCountNew(day: Date): Promise<number>
  /** One added at the same moment by somebody else stays as it is. */
  add(key: string, wish: ModelWish, day: Date): Promise<void>
  most(limit: number): Promise<ListedWish[]>
}

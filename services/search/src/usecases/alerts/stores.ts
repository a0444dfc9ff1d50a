// What the verbs of saved searches may use inside a transaction; outbound/alerts/ implements it.
import type { Pending } from '../../domain/alerts/alert.ts'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { PersonId, SavedSearchId } from '../../domain/alerts/ids.ts'
import type { SearchKeys } from '../../domain/alerts/keys.ts'
import type { Predicate, SavedSearch } from '../../domain/alerts/saved-search.ts'

/** What has come of a search so far. */
export type Standing = { readonly unseen: number; readonly lastAlertAt?: Date }
export type StandingSearch = { readonly search: SavedSearch; readonly standing: Standing }

/** Where a page of a person's searches ends: what comes after it was created earlier. */
export type SearchPlace = { readonly createdAt: Date; readonly id: string }

/** In the name of their owner: the row policies hide those of others. */
export type SavedSearches = {
  /** How many the person has. Others who count for the same person wait until commit. */
  count(person: PersonId): Promise<number>
  /** With its keys, and nothing matched yet. */
  insert(search: SavedSearch, keys: SearchKeys): Promise<void>
  /** The latest first. */
  page(limit: number, after?: SearchPlace): Promise<readonly StandingSearch[]>
  /** @throws ALERT_NOT_FOUND: the same for absent and foreign */
  get(id: SavedSearchId): Promise<StandingSearch>
  /** Locks it until commit. @throws ALERT_NOT_FOUND */
  forUpdate(id: SavedSearchId): Promise<StandingSearch>
  save(search: SavedSearch): Promise<void>
  /** With its keys and matches. @throws ALERT_NOT_FOUND */
  remove(id: SavedSearchId): Promise<void>
}

export type OwnMatches = {
  /** Nothing of it is new to its owner any more. */
  markSeen(id: SavedSearchId): Promise<void>
  /** Over all searches of whoever asks. */
  unseen(): Promise<number>
  /** When the open window of a search began; undefined while nothing waits. */
  openSince(id: SavedSearchId): Promise<Date | undefined>
  /** Moves the end of the open window. */
  closeAt(id: SavedSearchId, at: Date): Promise<void>
}

/** In the name of persons whom a gateway has proved. */
export type MatchesOfPeople = {
  /** Over all searches of each; whoever has nothing new is left out. */
  unseenOf(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, number>>
}

/** An ad as it looks for searches. */
export type Probe = {
  readonly keys: readonly string[]
  readonly seller: string
  /** Minor units, before a drop too. */
  readonly price: number
  readonly priceBefore?: number
  readonly year: number
  readonly km: number
  readonly engine: number
}

/** A search that waits where an ad looks, and whose bounds it lies in. */
export type Candidate = {
  /** Place of the ad among those that were asked for. */
  readonly ad: number
  readonly search: SavedSearchId
  /** Its predicate asks for more than that. */
  readonly hasMore: boolean
  /** The price before the drop lay within its bounds, too. */
  readonly fittedBefore: boolean
}

export type Predicates = {
  /** Never those of the ad's own seller. */
  candidates(probes: readonly Probe[]): Promise<readonly Candidate[]>
  read(ids: readonly SavedSearchId[]): Promise<ReadonlyMap<SavedSearchId, Predicate>>
}

export type Matched = {
  readonly search: SavedSearchId
  /** The latest first. */
  readonly listings: readonly string[]
  readonly onlyDrops: boolean
}

/** When windows that open now close. */
export type Closing = {
  readonly now: Date
  readonly instant: Date
  readonly daily: ReadonlyMap<string, Date>
}

export type PendingMatches = {
  /**
   * Adds what has matched to the one row of each search, and opens its window if none is. Locks the
   * rows in the order of their searches.
   */
  add(matched: readonly Matched[], closing: Closing): Promise<void>
  /** Locks some whose window has closed, skipping rows that somebody else holds. */
  takeDue(now: Date, limit: number): Promise<readonly Pending[]>
  /** When the window that closes first closes, or has closed; undefined while none is open. */
  firstDueAt(): Promise<Date | undefined>
  /** Nothing waits any more; those that were alerted take note of when. */
  clear(taken: readonly SavedSearchId[], alerted: readonly SavedSearchId[], at: Date): Promise<void>
}

export type SearchesOfPeople = {
  /** At most so many searches; returns how many. */
  remove(people: readonly PersonId[], limit: number): Promise<number>
}

export type AlertOutbox = { append(at: Date, ...alerts: readonly Alert[]): Promise<void> }

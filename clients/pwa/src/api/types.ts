// The shapes of the public HTTP surface that this face reads and writes.
import type { Label } from '@pk-auto/ui/locale'

export type Money = { readonly minor: number; readonly currency: string }
export type Photo = {
  readonly mediaId: string
  readonly width: number
  readonly height: number
  /** A tiny image as a data URL. */
  readonly placeholder?: string
  readonly alt?: string
  readonly urls: { readonly thumb: string; readonly card: string; readonly full: string }
}
export type SellerType = 'individual' | 'dealer'
export type Card = {
  readonly id: string
  readonly title: Label
  readonly make: string
  readonly model: string
  readonly variant?: string
  readonly year: number
  readonly price: Money
  readonly km: number
  readonly city: string
  readonly fuel: string
  readonly transmission: string
  readonly sellerType: SellerType
  readonly photo?: Photo
  readonly photoCount: number
  readonly badges: readonly string[]
  readonly publishedAt: string
  readonly droppedFrom?: Money
}
export type FacetValue = { readonly value: string; readonly label: Label; readonly count: number }
export type FilterValue = string | number | boolean | readonly string[]
export type SearchPage = {
  readonly items: readonly Card[]
  readonly total: { readonly value: number; readonly exact: boolean }
  readonly facets?: Readonly<Record<string, readonly FacetValue[]>>
  readonly understood: {
    readonly filters: Readonly<Record<string, FilterValue>>
    readonly text: string
    /** Words that filter nothing, and the chosen filter that won over them, if one did. */
    readonly setAside: readonly { readonly text: string; readonly filter?: string }[]
  }
  readonly repairs: readonly { readonly drop: string; readonly total: number }[]
  readonly next: string | null
}
export type ListingState = 'draft' | 'live' | 'sold' | 'closed' | 'expired'
export type ListingFacts = {
  readonly make: string
  readonly model: string
  readonly generation?: string
  readonly variant?: string
  readonly year: number
  readonly price: Money
  readonly km: number
  readonly engineCc: number
  readonly fuel: string
  readonly transmission: string
  readonly assembly: string
  readonly body: string
  readonly colour: string
  readonly city: string
  readonly area?: string
  readonly registrationCity: string
  readonly condition: string
  readonly features: readonly string[]
}
export type Description = { readonly text: string; readonly lang: string }
/** What POST /listings takes and PATCH takes a part of. */
export type ListingBody = ListingFacts & {
  readonly vin?: string
  readonly frameNumber?: string
  readonly title?: string
  readonly description?: Description
  readonly photos: readonly string[]
  readonly visibility: 'public'
  readonly channels: readonly string[]
}
export type Seller = {
  readonly id: string
  readonly type: SellerType
  readonly name?: string
  readonly memberSince?: string
  readonly phoneVerified?: boolean
}
export type Listing = ListingFacts & {
  readonly id: string
  readonly version: number
  readonly state: ListingState
  readonly title: Label
  /** What the seller wrote as a title. */
  readonly sellerTitle?: string
  readonly description?: Description
  readonly photos: readonly Photo[]
  readonly seller?: Seller
  /** Labels of the slugs on the page, by field name. */
  readonly labels?: Readonly<Record<string, Label>>
  readonly badges?: readonly string[]
  readonly droppedFrom?: Money
  readonly createdAt: string
  readonly updatedAt: string
  readonly publishedAt?: string
  readonly closedAt?: string
  readonly expiresAt?: string
}
export type PricePoint = { readonly at: string; readonly price: Money }
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null }

export type Named = { readonly slug: string; readonly name: Label }
export type Term = Named & { readonly hex?: string }
export type Variant = Named & {
  readonly engineCc: number
  readonly fuel: string
  readonly transmission: string
  readonly yearFrom?: number
  readonly yearTo?: number
}
export type Generation = Named & {
  readonly yearFrom: number
  readonly yearTo?: number
  readonly assembly?: string
  readonly variants: readonly Variant[]
}
export type Model = Named & { readonly body?: string; readonly generations: readonly Generation[] }
export type Make = Named & { readonly models: readonly Model[] }
export type City = Named & { readonly province?: string; readonly areas?: readonly Term[] }
export type Taxonomy = {
  readonly version: number
  readonly makes: readonly Make[]
  readonly cities: readonly City[]
  /**
   * Closed lists by name: fuel, transmission, assembly, body, condition, sellerType, colour,
   * feature …
   */
  readonly enums: Readonly<Record<string, readonly Term[]>>
}

export type Person = {
  readonly id: string
  readonly version: number
  readonly phone: string
  readonly displayName: string
  readonly city: string
  readonly lang: string
  readonly termsDue: boolean
  readonly termsVersion: string
  readonly marketing: boolean
}
export type Challenge = {
  readonly challengeId: string
  readonly resendAt: string
  readonly expiresAt: string
  readonly channel: string
}
export type SignedIn = {
  readonly person: Person
  readonly isNew: boolean
  readonly termsDue: boolean
}
export type Device = {
  readonly id: string
  readonly name: string
  readonly lastSeenAt: string
  readonly current: boolean
}

export type SignedUpload = {
  readonly mediaId: string
  readonly upload: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
  }
}
export type MediaState = 'signed' | 'processing' | 'ready' | 'refused' | 'removed'
export type Media = {
  readonly id: string
  readonly state: MediaState
  readonly width: number
  readonly height: number
  readonly facts?: unknown
  /** Why it was refused: a code of docs/errors.md. */
  readonly refusal?: string
}

export type Problem = {
  readonly status: number
  readonly code: string
  readonly title?: string
  readonly detail?: string
  readonly traceId?: string
  readonly errors?: readonly {
    readonly path: string
    readonly code: string
    readonly message: string
  }[]
  /** Seconds of Retry-After. */
  readonly retryAfter?: number
}

// What search follows: everything that a result is joined from.
import type { SearchVerbs } from '../usecases/index.ts'
import { consumeListings } from './consume-listings.ts'
import { consumeMedia } from './consume-media.ts'
import { consumePeople } from './consume-people.ts'
import { consumeTaxonomy } from './consume-taxonomy.ts'

export const subscriptionsOf = (verbs: SearchVerbs) => [
  consumeListings(verbs.projectListings),
  consumeMedia(verbs.projectMedia),
  consumeTaxonomy(verbs.storeTaxonomy),
  consumePeople(verbs),
]

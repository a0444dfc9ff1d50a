// The verbs of search, on one page.
import { alertVerbs, type AlertVerbsDeps } from './alerts/index.ts'
import { checkIndex, type CheckIndexDeps } from './check-index.ts'
import { checkSettled, type CheckSettledDeps } from './check-settled.ts'
import { findSimilar, type FindSimilarDeps } from './finding/find-similar.ts'
import { suggestSearches, type SuggestSearchesDeps } from './finding/suggest-searches.ts'
import { getListingPages, type GetListingPagesDeps } from './get-listing-pages.ts'
import { indexDocs, type IndexDocsDeps } from './index-docs.ts'
import { maintainIndex } from './maintain-index.ts'
import { projectListings, type ProjectListingsDeps } from './project-listings.ts'
import { projectMedia } from './project-media.ts'
import { rebuildIndex, type RebuildIndexDeps } from './rebuild-index.ts'
import { searchListings, type SearchListingsDeps } from './search-listings.ts'
import { storeTaxonomy, type StoreTaxonomyDeps } from './store-taxonomy.ts'
import { sweepDue, type SweepDueDeps } from './sweep-due.ts'

type Deps = AlertVerbsDeps &
  SearchListingsDeps &
  GetListingPagesDeps &
  FindSimilarDeps &
  Omit<SuggestSearchesDeps, 'getListingPages'> &
  ProjectListingsDeps &
  StoreTaxonomyDeps &
  CheckSettledDeps &
  IndexDocsDeps &
  Pick<SweepDueDeps, 'reportDue'> & {
    /** Documents that became due less than this ago are on their way by the queue. */
    dueGraceMs: number
  }

/** What people ask, what owners publish, and how the index follows. */
export type SearchVerbs = ReturnType<typeof searchVerbs>

export function searchVerbs(deps: Deps & IndexVerbsDeps) {
  const index = indexDocs(deps)
  const pages = getListingPages(deps)
  return {
    ...indexVerbs(deps),
    ...alertVerbs(deps),
    searchListings: searchListings(deps),
    getListingPages: pages,
    findSimilar: findSimilar(deps),
    suggestSearches: suggestSearches({ ...deps, getListingPages: pages }),
    projectListings: projectListings(deps),
    projectMedia: projectMedia(deps),
    storeTaxonomy: storeTaxonomy(deps),
    indexDocs: index,
    checkSettled: checkSettled(deps),
    sweepDue: sweepDue({ ...deps, index, graceMs: deps.dueGraceMs }),
  }
}

type IndexVerbsDeps = RebuildIndexDeps & CheckIndexDeps

/** What operators and jobs do to the index as a whole. */
export function indexVerbs(deps: IndexVerbsDeps) {
  const rebuild = rebuildIndex(deps)
  return {
    rebuildIndex: rebuild,
    maintainIndex: maintainIndex({ ...deps, rebuildIndex: rebuild }),
    checkIndex: checkIndex(deps),
  }
}

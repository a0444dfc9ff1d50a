// Everything search can do.
import { getListingPages, type GetListingPagesDeps } from './get-listing-pages.ts'
import { indexDocs, type IndexDocsDeps } from './index-docs.ts'
import { projectListings, type ProjectListingsDeps } from './project-listings.ts'
import { projectMedia, type ProjectMediaDeps } from './project-media.ts'
import { maintainIndex, type RebuildIndexDeps } from './rebuild-index.ts'
import { searchListings, type SearchListingsDeps } from './search-listings.ts'
import { storeTaxonomy, type StoreTaxonomyDeps } from './store-taxonomy.ts'
import { sweepDue, type SweepDueDeps } from './sweep-due.ts'

export type SearchDeps = GetListingPagesDeps &
  IndexDocsDeps &
  Omit<ProjectListingsDeps & ProjectMediaDeps, 'offer'> &
  RebuildIndexDeps &
  SearchListingsDeps &
  StoreTaxonomyDeps &
  Omit<SweepDueDeps, 'index'> & { offer: (ids: readonly string[]) => void }

export function searchVerbs(deps: SearchDeps) {
  const index = indexDocs(deps)
  return {
    searchListings: searchListings(deps),
    getListingPages: getListingPages(deps),
    projectListings: projectListings(deps),
    projectMedia: projectMedia(deps),
    storeTaxonomy: storeTaxonomy(deps),
    indexDocs: index,
    sweepDue: sweepDue({ ...deps, index }),
    maintainIndex: maintainIndex(deps),
  }
}

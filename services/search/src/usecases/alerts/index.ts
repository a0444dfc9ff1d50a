// The verbs of saved searches, on one page.
import { countMatches } from './count-matches.ts'
import { countNewMatches, type CountNewMatchesDeps } from './count-new-matches.ts'
import { countNewMatchesOf, type CountNewMatchesOfDeps } from './count-new-matches-of.ts'
import { createSavedSearch, type CreateSavedSearchDeps } from './create-saved-search.ts'
import { deleteSavedSearch, type DeleteSavedSearchDeps } from './delete-saved-search.ts'
import { erasePeople, type ErasePeopleDeps } from './erase-people.ts'
import { handOverAlerts, type HandOverAlertsDeps } from './hand-over-alerts.ts'
import { listSavedSearches, type ListSavedSearchesDeps } from './list-saved-searches.ts'
import { measureOverdueAlerts, type MeasureOverdueAlertsDeps } from './measure-overdue-alerts.ts'
import { readMatches, type ReadMatchesDeps } from './read-matches.ts'
import { seedSavedSearches, type SeedSavedSearchesDeps } from './seed-saved-searches.ts'
import { updateSavedSearch, type UpdateSavedSearchDeps } from './update-saved-search.ts'

export type AlertVerbsDeps = CreateSavedSearchDeps &
  ListSavedSearchesDeps &
  UpdateSavedSearchDeps &
  DeleteSavedSearchDeps &
  ReadMatchesDeps &
  CountNewMatchesDeps &
  CountNewMatchesOfDeps &
  HandOverAlertsDeps &
  MeasureOverdueAlertsDeps &
  ErasePeopleDeps &
  SeedSavedSearchesDeps

export type AlertVerbs = ReturnType<typeof alertVerbs>

export const alertVerbs = (deps: AlertVerbsDeps) => ({
  // A person's own.
  createSavedSearch: createSavedSearch(deps),
  listSavedSearches: listSavedSearches(deps),
  updateSavedSearch: updateSavedSearch(deps),
  deleteSavedSearch: deleteSavedSearch(deps),
  readMatches: readMatches(deps),
  countMatches: countMatches(deps),
  countNewMatches: countNewMatches(deps),
  // For those who look on.
  countNewMatchesOf: countNewMatchesOf(deps),
  // By the clock.
  handOverAlerts: handOverAlerts(deps),
  measureOverdueAlerts: measureOverdueAlerts(deps),
  // With their owners.
  erasePeople: erasePeople(deps),
  // By developers.
  seedSavedSearches: seedSavedSearches(deps),
})

// All that catalogue does with what people save.
import { announceSavedChanges, type AnnounceSavedChangesDeps } from './announce-saved-changes.ts'
import { countFavouritesOf, type CountFavouritesOfDeps } from './count-favourites-of.ts'
import { eraseFavourites, type EraseFavouritesDeps } from './erase-favourites.ts'
import { hasUnannounced } from './has-unannounced.ts'
import { listFavourites, type ListFavouritesDeps } from './list-favourites.ts'
import { readShortlist, type ReadShortlistDeps } from './read-shortlist.ts'
import { removeFavourite, type RemoveFavouriteDeps } from './remove-favourite.ts'
import { saveFavourite, type SaveFavouriteDeps } from './save-favourite.ts'
import { savedIds, type SavedIdsDeps } from './saved-ids.ts'
import { shareFavourites, type ShareFavouritesDeps } from './share-favourites.ts'
import { unshareFavourites, type UnshareFavouritesDeps } from './unshare-favourites.ts'

export type FavouriteDeps = SaveFavouriteDeps &
  RemoveFavouriteDeps &
  ListFavouritesDeps &
  SavedIdsDeps &
  CountFavouritesOfDeps &
  ShareFavouritesDeps &
  UnshareFavouritesDeps &
  ReadShortlistDeps &
  AnnounceSavedChangesDeps &
  EraseFavouritesDeps

export const favouriteVerbs = (deps: FavouriteDeps) => ({
  saveFavourite: saveFavourite(deps),
  removeFavourite: removeFavourite(deps),
  listFavourites: listFavourites(deps),
  savedIds: savedIds(deps),
  countFavouritesOf: countFavouritesOf(deps),
  shareFavourites: shareFavourites(deps),
  unshareFavourites: unshareFavourites(deps),
  readShortlist: readShortlist(deps),
  announceSavedChanges: announceSavedChanges(deps),
  hasUnannounced: hasUnannounced(deps),
  eraseFavourites: eraseFavourites(deps),
})

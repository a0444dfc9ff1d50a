// A list of somebody's own as it was last, for a page that has no connection.
import type { ComponentChildren } from 'preact'
import { readPerson } from '../offline/copies.ts'
import type { Island } from './island.ts'

/** Undefined when nobody was here: whose list it would be is unknown. */
export const storedRows =
  (island: Island, list: () => ComponentChildren) => async (): Promise<ComponentChildren> =>
    (await readPerson()) === undefined ? undefined : (
      <>
        <p class="notice warm" role="status" data-testid="offline-rows">
          {island.t('offline.rows')}
        </p>
        {list()}
      </>
    )

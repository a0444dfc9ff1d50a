// Proto in, command out, for saved searches. No rule lives here.
import { keyOf } from '@pk-auto/grpc/call'
import type { Implementation } from '@pk-auto/grpc/server'
import type { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import { personIds, savedSearchId } from '../domain/alerts/ids.ts'
import type { AlertVerbs } from '../usecases/alerts/index.ts'
import { savedSearchMessage } from '../wire/alert.ts'
import { cardMessage } from '../wire/card.ts'
import { DEFAULT_BRAND } from './default-brand.ts'

type AlertsRpc = Pick<
  Implementation<typeof SearchDefinition>,
  | 'createSavedSearch'
  | 'listSavedSearches'
  | 'updateSavedSearch'
  | 'deleteSavedSearch'
  | 'getSavedSearchMatches'
  | 'countNewMatches'
  | 'countNewMatchesOf'
>

const DEFAULT_LIMIT = 20

const pageOf = (page: { limit: number; after: string } | undefined) => ({
  limit: page?.limit || DEFAULT_LIMIT,
  after: page?.after ?? '',
})

export const alertsRpc = (use: AlertVerbs): AlertsRpc => ({
  async createSavedSearch({ market, channel, ...asked }, call) {
    const made = await use.createSavedSearch(call.actor, keyOf(call), {
      ...asked,
      market: market || DEFAULT_BRAND.market,
      channel: channel || DEFAULT_BRAND.channel,
    })
    const matches = await use.countMatches(made.search)
    return {
      search: savedSearchMessage(made),
      matches: matches === undefined ? undefined : BigInt(matches),
    }
  },
  async listSavedSearches({ page }, { actor }) {
    const { items, next } = await use.listSavedSearches(actor, pageOf(page))
    return { searches: items.map(savedSearchMessage), next }
  },
  async updateSavedSearch({ id, expectedVersion, name, frequency, channels }, { actor }) {
    const wishes = {
      ...(name !== undefined && { name }),
      ...(frequency !== undefined && { frequency }),
      ...(channels.length > 0 && { channels }),
    }
    const wanted = { id: savedSearchId(id), expectedVersion, wishes }
    return savedSearchMessage(await use.updateSavedSearch(actor, wanted))
  },
  async deleteSavedSearch({ id }, { actor }) {
    await use.deleteSavedSearch(actor, savedSearchId(id))
    return {}
  },
  async getSavedSearchMatches({ id, page, market, channel, hide }, { actor }) {
    const wanted = { id: savedSearchId(id), market, channel, ...pageOf(page), hide }
    const { hits, next } = await use.readMatches(actor, wanted)
    return { cards: hits.map(cardMessage), next }
  },
  countNewMatches: async (_request, { actor }) => ({ matches: await use.countNewMatches(actor) }),
  async countNewMatchesOf({ personIds: ids }) {
    const counts = await use.countNewMatchesOf(personIds(ids))
    return { people: [...counts].map(([personId, matches]) => ({ personId, matches })) }
  },
})

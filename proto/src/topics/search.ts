// The topics of search.
import { AlertEvent } from '../../gen/pkauto/search/v1/events.ts'
import { factTopic } from './topic.ts'

/** What has matched a saved search in one window. */
export const ALERTS = factTopic('search.alert.v1', AlertEvent, {
  dataClass: 'personal',
  key: ({ searchId }) => searchId,
})

// vitest's global setup of the journeys: clients are built before the time of the first one runs.
import { PARTS, WEB_NAMES } from '../parts.ts'
import { buildWeb } from '../web.ts'

export async function setup(): Promise<void> {
  await Promise.all(WEB_NAMES.map((name) => buildWeb(PARTS[name].client)))
}

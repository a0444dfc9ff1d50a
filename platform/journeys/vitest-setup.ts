// vitest's global setup of the journeys: clients are built once, before several platforms want the
// same build.
import { PARTS, WEB_NAMES } from '../parts.ts'
import { buildWeb } from '../web.ts'

export async function setup(): Promise<void> {
  await Promise.all(WEB_NAMES.map((name) => buildWeb(PARTS[name].client)))
}

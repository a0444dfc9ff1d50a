// How far an own message has come: a picture, and its word for whoever does not see it.
import type { Island } from '../../island.ts'
import type { Sent } from './thread-lines.ts'

const PATHS: Readonly<Record<Sent | 'queued' | 'failed', string>> = {
  queued: 'M12 7v5l3 2M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z',
  sent: 'M6 13l4 4L18 8',
  delivered: 'M2 13l4 4L14 8M11 16l1 1L20 8',
  read: 'M2 13l4 4L14 8M11 16l1 1L20 8',
  failed: 'M12 7v6m0 3.5v.5M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z',
}
type Props = { readonly island: Island; readonly state: keyof typeof PATHS }

export const StateMark = ({ island, state }: Props) => (
  <span class={`mark ${state}`} data-testid="bubble-state" data-state={state}>
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
      <path d={PATHS[state]} stroke-linecap="round" stroke-linejoin="round" />
    </svg>
    <span class="quiet">{island.t(`chat.state.${state}`)}</span>
  </span>
)

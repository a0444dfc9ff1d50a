// Above the list of notifications: the offer to get them on this device.
import { render } from 'preact'
import { readIsland } from '../island.ts'
import { PushToggle } from './push-toggle.tsx'

const root = document.getElementById('push')
if (root) render(<PushToggle island={readIsland()} onlyOffer />, root)

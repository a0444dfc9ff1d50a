// Usage: node platform/test/start-part.ts <part> <namespace> <offset> <servers as JSON>
// Starts a part with all it asks and says so; ends, and drops its databases, when its input does.
// A program, so that a test can start a part of another tree than its own.
import { once } from 'node:events'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { dropDatabases } from '../processes/databases.ts'
import { partNamed, withAsked } from '../parts.ts'
import { startPlatform } from '../platform.ts'

const [part = '', namespace = '', offset, json = ''] = process.argv.slice(2)
const place = { servers: JSON.parse(json), namespace }

await using stack = new AsyncDisposableStack()
stack.defer(() => dropDatabases(place))
const ports = portsAt(Number(offset))
const parts = withAsked([partNamed(part)])
stack.use(await startPlatform({ ...place, ports, profile: 'test', parts }))
console.log(`started ${parts.join(', ')}`)
await once(process.stdin.resume(), 'end')

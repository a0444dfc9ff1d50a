// In every process of tests: waiting ends before the test's limit does.
import { afterEach, beforeEach } from 'vitest'
import { beginTest } from './patience.ts'

beforeEach(({ task }) => beginTest(task.timeout))
afterEach(() => beginTest())

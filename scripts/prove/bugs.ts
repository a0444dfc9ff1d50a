// Every seeded bug, by the area it lives in.
import type { Bug } from './bug.ts'
import { GATEWAY_BUGS } from './bugs/gateways.ts'
import { POSTGRES_BUGS } from './bugs/postgres.ts'
import { RACE_BUGS } from './bugs/races.ts'
import { TENANCY_BUGS } from './bugs/tenancy.ts'
import { WRITE_BUGS } from './bugs/writes.ts'

export const BUGS: readonly Bug[] = [
  ...GATEWAY_BUGS,
  ...POSTGRES_BUGS,
  ...RACE_BUGS,
  ...TENANCY_BUGS,
  ...WRITE_BUGS,
]

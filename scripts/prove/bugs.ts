// Every seeded bug, by the area it lives in.
import type { Bug } from './bug.ts'
import { POSTGRES_BUGS } from './bugs/postgres.ts'

export const BUGS: readonly Bug[] = [...POSTGRES_BUGS]
